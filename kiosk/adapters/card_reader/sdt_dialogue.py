"""The dialogue with an SDT reader over any line: a command, its answer, once more when garbled."""

import time
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from kiosk.adapters.card_reader.sdt_frames import Deframer, frame, wipe

OK = 0x90
FOUND = 0x9F
NO_CONTENT = 0x91
NO_CARD = 0x80
_ASK_AGAIN = frozenset({0x10, 0x11, 0x21})
"""The reader got the command garbled: checksum, length, or command (SW3)."""

_QUIET_SECONDS = 0.15
"""So long after a spoilt frame nothing else comes: it was the answer."""

_LEAST_ANSWER = 3  # SW1 SW2 SW3


class Command(Enum):
    """Command and parameter."""

    RESET = b"\x10\xff"
    STATUS = b"\x11\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ_TEXT = b"\x30\x01"
    READ_NEWEST_ADDRESS = b"\x30\x03"


class Silence(Exception):
    """Nobody answered in time."""


class Garbled(Exception):
    """Something answered, but nothing of it could be understood, twice."""


class Unplugged(Exception):
    """The line is gone."""


class Line(Protocol):
    """Carries octets to a reader and back. Every method raises Unplugged when it is gone."""

    def write(self, octets: bytearray) -> None:
        """Send them all."""
        ...

    def read_into(self, room: memoryview, seconds: float) -> int:
        """Wait for octets and put them there; how many, 0: none came in that time."""
        ...

    def close(self) -> None:
        """Let it go; raises nothing."""
        ...


@dataclass(slots=True)
class Answer:
    """SW3 and what follows it; whoever has read the data overwrites them."""

    status: int
    data: memoryview = field(repr=False)

    def wipe(self) -> None:
        """Overwrite the data."""
        wipe(self.data)


class Dialogue:
    """Asks one thing at a time. What came before a question is dropped as nobody's answer."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._deframer = Deframer()

    def ask(self, command: Command, seconds: float) -> Answer:
        """The answer. Raises Silence, Garbled or Unplugged; a garbled one is asked for again."""
        try:
            answer = self._ask_once(command, seconds)
        except Garbled:
            return self._ask_once(command, seconds)
        return self._ask_once(command, seconds) if answer.status in _ASK_AGAIN else answer

    def close(self) -> None:
        """Let the line go and overwrite what it left."""
        self._line.close()
        self._deframer.forget()

    def _ask_once(self, command: Command, seconds: float) -> Answer:
        self._drop_stale()
        self._line.write(frame(command.value))
        end = time.monotonic() + seconds
        try:
            while (left := end - time.monotonic()) > 0:
                patience = min(left, _QUIET_SECONDS) if self._deframer.broken else left
                came = self._line.read_into(self._deframer.room(), patience)
                self._deframer.came(came)
                while (body := self._deframer.take()) is not None:
                    if len(body) >= _LEAST_ANSWER:
                        return Answer(body[2], memoryview(body)[3:])
                if not came and self._deframer.broken:
                    break
            if self._deframer.heard:
                raise Garbled
            raise Silence
        finally:
            self._deframer.forget()

    def _drop_stale(self) -> None:
        while came := self._line.read_into(self._deframer.room(), 0):
            self._deframer.came(came)
            self._deframer.forget()
