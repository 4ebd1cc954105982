"""An emulated photo decoder: the outline of a head, whatever stands on the chip.

The photo of a chip (1,024 octets) can only be decoded by a library that its owner licenses; none is
shipped. Whoever has one offers it under the entry point group ``kiosk.photo_decoders``.
"""

import struct
import zlib

from kiosk.ports import Fitting, SystemFault

PHOTO_OCTETS = 1024
WIDTH, HEIGHT = 102, 126
"""Of the picture that the licensed library makes, in pixels."""

_GROUND, _FIGURE = 0xEE, 0xAA
_HEAD = (51, 48, 24, 30)  # middle and half axes
_SHOULDERS = (51, 126, 44, 42)


class EmulatedPhotoDecoder:
    """Shows nobody; it keeps nothing of what it is given."""

    def decode(self, photo: bytes) -> bytes:
        """A PNG of the outline. Raises SystemFault ``photo_unreadable`` for what is no photo."""
        if len(photo) != PHOTO_OCTETS:
            raise SystemFault("photo_unreadable", "length")
        return _png()


def _png() -> bytes:
    """A grey picture (PNG, third edition, 11.2), each line without a filter."""
    lines = b"".join(b"\0" + bytes(_shade(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _shade(x: int, y: int) -> int:
    inside = (_within(x, y, *_HEAD), _within(x, y, *_SHOULDERS))
    return _FIGURE if any(inside) else _GROUND


def _within(x: int, y: int, middle_x: int, middle_y: int, across: int, down: int) -> bool:
    return ((x - middle_x) / across) ** 2 + ((y - middle_y) / down) ** 2 <= 1


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def fit(_fitting: Fitting) -> EmulatedPhotoDecoder:
    """The decoder of an install."""
    return EmulatedPhotoDecoder()
