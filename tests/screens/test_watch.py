"""Without a display the kiosk is watched and used over VNC, from this machine alone."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.parts import needs
from tests.screens.viewer import Viewer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300
BLUE = (0x81, 0x4C, 0x0F)
"""The action colour, blue green red."""
ACTION = (slice(620, 940), slice(70, 1010))
"""Where the great button of the first page lies: rows, columns."""


@pytest.fixture
def port(tmp_path) -> Iterator[int]:
    for part in ("own-network", "ip", "socat"):
        needs(part)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    surroundings = {**os.environ, "KIOSK_DATA": str(tmp_path / "data"), "HOME": str(tmp_path)}
    surroundings.pop("QT_QPA_PLATFORM", None)
    command = ["packaging/watch.sh", str(number)]
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL) as watch:
        yield number
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(PATIENCE) == 0
    assert listeners(number) == set()


def listeners(port: int) -> set[str]:
    """The addresses at which something listens on that port, as the kernel spells them."""
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text("ascii").splitlines()[1:]
    ]
    return {
        words[1].partition(":")[0]
        for words in lines
        if words[3] == "0A" and words[1].endswith(f":{port:04X}")
    }


def blue_share(picture: np.ndarray) -> float:
    return float((picture[ACTION][:, :, :3] == BLUE).all(axis=2).mean())


def test_it_is_seen_and_used_and_nobody_else_on_the_network_can(port):
    viewer = Viewer(port, PATIENCE)
    viewer.wait(lambda picture: blue_share(picture) > 0.5, lambda: None)
    assert listeners(port) == {"0100007F"}
    viewer.click(500, 780)
    viewer.wait(lambda picture: blue_share(picture) < 0.1, lambda: viewer.click(500, 780))
    viewer.close()
