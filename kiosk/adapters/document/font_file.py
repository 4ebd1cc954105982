"""Holds a parsed font in little memory: its octets stay on disk, its tables are packed."""

import mmap
from array import array
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

_WINDOW = 64 * 1024
"""Longer parts are given as a window, not as a copy."""


class FontOctets:
    """A file, or a part of it, that is indexed and sliced as bytes are.

    Only what is read takes memory, and the system may take it back: the fonts of the documents
    are 33 MB, of which one licence reads about a tenth. For a subset ReportLab asks for the
    whole table of outlines, which as bytes is a copy of 10 MB each time.
    """

    def __init__(self, octets: memoryview) -> None:
        self._octets = octets

    def __len__(self) -> int:
        return len(self._octets)

    def __getitem__(self, at: int | slice) -> "int | bytes | FontOctets":
        """One octet as a number; a part as bytes, a long one as a window."""
        if isinstance(at, int):
            return self._octets[at]
        part = self._octets[at]
        return FontOctets(part) if len(part) > _WINDOW else bytes(part)


class _Metrics:
    """Advance width and left side bearing by glyph, as a list of pairs gives them.

    An advance is no whole number where ReportLab repeats one that it has scaled.
    """

    def __init__(self, pairs: Sequence[tuple[float, int]]) -> None:
        self._advances = array("d", (advance for advance, _ in pairs))
        self._bearings = array("H", (bearing for _, bearing in pairs))

    def __getitem__(self, glyph: int) -> tuple[float, int]:
        return self._advances[glyph], self._bearings[glyph]


def pack(face: TTFontFace, path: Path) -> None:
    """Have a face that was read from the file hold less; what it answers stays the same.

    Raises OSError when the file cannot be opened.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    face._ttf_data = FontOctets(memoryview(mapped))  # noqa: SLF001  # there is no other door
    face.glyphPos = array("L", face.glyphPos)
    face.hmetrics = _Metrics(face.hmetrics)
