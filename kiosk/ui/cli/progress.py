"""Progress of a long command on standard error: one line that is redrawn, or a line every tenth."""

import sys
import time
from typing import TextIO

_WIDTH = 24
_REDRAW_SECONDS = 0.1


class Progress:
    """Tells how much of ``what`` is done, with speed and time left where the whole is known.

    On a terminal one line is drawn again and again; elsewhere there is a line for every tenth of
    the whole, or for every call where the whole is unknown.
    """

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._begun = time.monotonic()
        self._first: int | None = None
        self._drawn = 0.0
        self._tenth = -1
        self._width = 0

    def tell(self, done: int, of: int = 0) -> None:
        """So much is done, of so many; 0 when nobody knows how many there are."""
        if self._first is None:
            self._first = done
        if self._live:
            self._redraw(done, of)
        elif not of or done * 10 // of > self._tenth:
            self._tenth = done * 10 // of if of else -1
            print(self._words(done, of), file=self._stream, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._live and self._width:
            print(file=self._stream, flush=True)

    def _redraw(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._drawn < _REDRAW_SECONDS and done != of:
            return
        self._drawn = now
        full = _WIDTH * done // of if of else 0
        bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] " if of else ""
        line = bar + self._words(done, of)
        print("\r" + line.ljust(self._width), end="", file=self._stream, flush=True)
        self._width = len(line)

    def _words(self, done: int, of: int) -> str:
        seconds = time.monotonic() - self._begun
        speed = (done - (self._first or 0)) / seconds if seconds > 0 else 0.0
        words = f"{done:,} of {of:,} {self._what}" if of else f"{done:,} {self._what}"
        if speed >= 1:
            words += f", {speed:,.0f} a second"
            if 0 < done < of:
                words += f", {(of - done) / speed:,.0f} s left"
        return words
