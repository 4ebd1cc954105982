"""A kiosk in a real window of a real display: hands that click, eyes that compare what they see."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds until what is waited for must have come."""

_LIKENESS = 4
"""Mean difference of the colours, of 255, up to which two pictures show the same."""


@dataclass(frozen=True)
class Sight:
    """What a target looked like in the twin, and where."""

    place: QRect
    picture: np.ndarray


def pixels(image: QImage) -> np.ndarray:
    """Rows of pixels, blue green red."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows.reshape(plain.height(), -1, 4)[:, : plain.width(), :3].copy()


class RealWindow:
    """The kiosk as a process of its own; its window is known from outside alone."""

    def __init__(self, display: str, buffer: Path, process: subprocess.Popen[bytes]) -> None:
        self._display = display
        self._buffer = buffer
        self.process = process
        self._window = ""
        self._corner = QPoint()

    def find(self, title: str) -> None:
        """Wait until the window is there; know where it stands."""
        self.wait(lambda: bool(self._search(title)), "no window")
        self._window = self._search(title)[-1]
        self._tool("windowactivate", "--sync", self._window)
        # a window manager's frame confuses getwindowgeometry; the pointer knows better
        self._move(QPoint(0, 0))
        told = dict(part.split(":") for part in self._tool("getmouselocation").split())
        self._corner = QPoint(int(told["x"]), int(told["y"]))

    def see(self, sight: Sight) -> None:
        """Wait until it looks as in the twin, there where it stood."""
        self.wait(lambda: self._is_like(sight), f"nothing like it at {sight.place}")

    def click(self, at: QPoint) -> None:
        """Press and let go."""
        self._move(at)
        self._tool("click", "1")

    def draw(self, start: QPoint, end: QPoint) -> None:
        """Press, slide, and let go at the other end."""
        self._move(start)
        self._tool("mousedown", "1")
        for part in range(1, 13):
            self._move(start + (end - start) * part / 12)
        self._tool("mouseup", "1")

    def wait(self, until: Callable[[], bool], why: str) -> None:
        """Wait until it is so. AssertionError when it never is, or when the kiosk has ended."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None, "the kiosk has ended"
            assert time.monotonic() < end, why
            time.sleep(0.05)

    def _is_like(self, sight: Sight) -> bool:
        seen = self._seen(sight.place)
        if seen.shape != sight.picture.shape:
            return False
        return float(np.abs(seen.astype(int) - sight.picture).mean()) < _LIKENESS

    def _seen(self, place: QRect) -> np.ndarray:
        """That part of the window, from the display's own memory (an XWD file)."""
        dump = np.fromfile(self._buffer, np.uint8)
        head = dump[:100].view(">u4")
        size, height, row, colours = int(head[0]), int(head[5]), int(head[12]), int(head[19])
        start = size + colours * 12
        screen = dump[start : start + height * row].reshape(height, row // 4, 4)[:, :, :3]
        x, y = place.x() + self._corner.x(), place.y() + self._corner.y()
        return screen[y : y + place.height(), x : x + place.width()]

    def _search(self, title: str) -> list[str]:
        return self._tool("search", "--onlyvisible", "--name", title).split()

    def _move(self, at: QPoint) -> None:
        self._tool("mousemove", "--window", self._window, str(at.x()), str(at.y()))

    def _tool(self, *words: str) -> str:
        surroundings = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(
            ["xdotool", *words], env=surroundings, capture_output=True, text=True, check=False
        )
        return done.stdout


@contextmanager
def real_window(folder: Path, size: tuple[int, int], toml: str) -> Iterator[RealWindow]:
    """A display, a window manager and the kiosk with a data folder of its own; all end with it."""
    config = folder / "kiosk.toml"
    config.write_text(toml, "utf-8")
    with ExitStack() as stack:
        room = f"{size[0] + 60}x{size[1] + 80}x24"
        xvfb = ["Xvfb", "-displayfd", "1", "-screen", "0", room, "-fbdir", str(folder)]
        screen = stack.enter_context(_running(xvfb, stdout=subprocess.PIPE))
        assert screen.stdout is not None
        display = f":{screen.stdout.readline().decode().strip()}"
        data = folder / "data"
        surroundings = {**os.environ, "DISPLAY": display, "KIOSK_DATA": str(data)}
        surroundings |= {"QT_QPA_PLATFORM": "xcb", "HOME": str(folder), "KIOSK_CONFIG": str(config)}
        stack.enter_context(_running(["openbox"], env=surroundings))
        command = [sys.executable, "-m", "kiosk", "run", "--window", f"{size[0]}x{size[1]}"]
        kiosk = stack.enter_context(_running(command, env=surroundings, cwd=ROOT))
        yield RealWindow(display, folder / "Xvfb_screen0", kiosk)


@contextmanager
def _running(command: list[str], **how: object) -> Iterator[subprocess.Popen[bytes]]:
    assert shutil.which(command[0]), command[0]
    quiet: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **how}
    with subprocess.Popen(command, **quiet) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
