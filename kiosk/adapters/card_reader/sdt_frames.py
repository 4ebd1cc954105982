"""Frames of the SDT interface (GA 450, GA 467): made, found again in any noise, and checked."""

from functools import reduce
from operator import xor

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
LONGEST = 0x090A
"""Of all frames the text with photo and fingerprints is the longest (octets after the length)."""

_HEAD = len(PREAMBLE) + 2
_ROOM = 2 * (LONGEST + _HEAD)


def frame(body: bytes | bytearray) -> bytearray:
    """The octets on the line: preamble, length of all that follows, body, XOR of the latter two."""
    made = bytearray(PREAMBLE)
    made += (len(body) + 1).to_bytes(2, "big")
    made += body
    made.append(checksum(memoryview(made)[len(PREAMBLE) :]))
    return made


def checksum(octets: memoryview) -> int:
    """XOR of them all."""
    return reduce(xor, octets, 0)


def wipe(octets: bytearray | memoryview) -> None:
    """Overwrite what a chip told."""
    octets[:] = bytes(len(octets))


class Deframer:
    """Takes octets as they come and gives whole bodies; what it gave or dropped is overwritten.

    After noise it goes on at the next preamble. ``broken`` counts frames that were not right;
    ``heard`` tells whether anything at all came since it was last told to forget.
    """

    def __init__(self) -> None:
        self._octets = bytearray(_ROOM)
        self._end = 0
        self.broken = 0
        self.heard = False

    def room(self) -> memoryview:
        """Where the next octets go; then tell by ``came`` how many there are.

        Whoever takes all there is each time finds room for the longest frame.
        """
        return memoryview(self._octets)[self._end :]

    def came(self, count: int) -> None:
        """So many octets were written into the room."""
        self._end += count
        self.heard = self.heard or count > 0

    def feed(self, octets: bytes) -> None:
        """Take octets that lie elsewhere."""
        room = self.room()
        room[: len(octets)] = octets
        self.came(len(octets))

    def take(self) -> bytearray | None:
        """The body of the next whole frame; None: more must come. The caller overwrites it."""
        while self._find_preamble():
            held = memoryview(self._octets)[: self._end]
            length = int.from_bytes(held[len(PREAMBLE) : _HEAD], "big")
            if not 2 < length <= LONGEST:
                self.broken += 1
                self._drop(1)
                continue
            whole = _HEAD + length
            if self._end < whole:
                return None
            if checksum(held[len(PREAMBLE) : whole]):
                self.broken += 1
                self._drop(1)
                continue
            body = bytearray(held[_HEAD : whole - 1])
            self._drop(whole)
            return body
        return None

    def forget(self) -> None:
        """Drop everything."""
        self._drop(self._end)
        self.broken, self.heard = 0, False

    def _find_preamble(self) -> bool:
        """Drop what stands before a preamble; whether one is there with its length."""
        at = self._octets.find(PREAMBLE, 0, self._end)
        if at < 0:
            kept = next((n for n in range(len(PREAMBLE) - 1, 0, -1) if self._ends_with(n)), 0)
            self._drop(self._end - kept)
            return False
        self._drop(at)
        return self._end >= _HEAD

    def _ends_with(self, count: int) -> bool:
        tail = self._octets[max(0, self._end - count) : self._end]
        return tail == PREAMBLE[:count]

    def _drop(self, count: int) -> None:
        rest = self._end - count
        self._octets[:rest] = self._octets[count : self._end]
        self._octets[rest : self._end] = bytes(count)
        self._end = rest
