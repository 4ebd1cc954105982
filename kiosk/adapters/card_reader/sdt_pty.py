"""Puts the double on a pseudo-terminal, as if it were plugged in, and pulls it out again.

``python -m kiosk.adapters.card_reader.sdt_pty --folder FOLDER --link PATH`` keeps one there; lay
a card by moving its file to ``FOLDER/card.json``, a fault's name stands in ``reader_fault.txt``.
"""

import argparse
import contextlib
import os
import pty
import select
import sys
import threading
import tty
from pathlib import Path
from typing import Self

from kiosk.adapters.card_reader.sdt_double import SdtDouble

_LOOK_SECONDS = 0.02


class PluggedDouble:
    """The double under a link such as ``/dev/serial/by-id/…``; with ``cable_out`` the link goes."""

    def __init__(self, double: SdtDouble, link: Path) -> None:
        self._double = double
        self._link = link
        self._over = threading.Event()
        self._there = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="double", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._there.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(5)

    def wait(self) -> None:
        """Until it is told to end."""
        self._thread.join()

    def _serve(self) -> None:
        while not self._over.is_set():
            if self._double.fault == "cable_out":
                self._there.set()
                self._over.wait(_LOOK_SECONDS)
            else:
                self._speak()

    def _speak(self) -> None:
        master, slave = pty.openpty()
        try:
            tty.setraw(slave)
            self._link.parent.mkdir(parents=True, exist_ok=True)
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(os.ttyname(slave))
            self._there.set()
            while not self._over.is_set() and self._double.fault != "cable_out":
                ready, _, _ = select.select([master], [], [], _LOOK_SECONDS)
                if ready:
                    for piece in self._double.hear(os.read(master, 512)):
                        _write(master, piece)
        finally:
            self._link.unlink(missing_ok=True)
            os.close(master)
            os.close(slave)


def _write(line: int, octets: bytes) -> None:
    while octets:
        octets = octets[os.write(line, octets) :]


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A card reader that speaks SDT, for practice.")
    parser.add_argument("--folder", type=Path, required=True, help="where card.json is laid")
    parser.add_argument("--link", type=Path, required=True, help="the name of its line")
    args = parser.parse_args(arguments)
    with PluggedDouble(SdtDouble(args.folder), args.link) as plugged:
        sys.stdout.write(f"{args.link}\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            plugged.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
