"""Mends the faults of ReportLab 5.1 that would spoil an archival licence."""

from collections.abc import Sequence
from typing import Protocol

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

from kiosk.ports import SystemFault

_VERSION = "5.1."
_BLOCK = 100  # a bfchar block holds at most 100 entries (Adobe Technical Note 5411)


class _Document(Protocol):
    """What a PDF object needs of the document it is written into."""


def unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a subset, right beyond the BMP (ISO 32000-1, 9.10.3).

    ReportLab writes U+2C386 as ``<2C386>``, which readers take for two other characters;
    the standard wants UTF-16BE. Code 0, the missing glyph, is not mapped.
    """
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
        if value
    ]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class ReadyStream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A PDF stream whose dictionary and bytes are final, so that they can be kept and reused.

    ``entries`` are the dictionary's entries without Length, as PDF source. It is written
    without filters of its own, since ReportLab writes an empty filter list as ``/Filter []``.
    """

    __RefOnly__ = 1

    def __init__(self, entries: str, data: bytes) -> None:
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii")
        self._bytes = head + data + b"\nendstream\n"

    def format(self, _document: _Document) -> bytes:
        """The stream as it stands in the file."""
        return self._bytes


_original_format = pdfdoc.PDFStream.format


def _format_with_line_end(stream: pdfdoc.PDFStream, document: _Document) -> bytes:
    """Put the end of line before ``endstream`` that ISO 19005-1, 6.1.7 asks for."""
    written: bytes = _original_format(stream, document)
    tail = b"endstream\n"
    # ReportLab never writes it itself: a newline that stands there is the data's last byte
    return written[: -len(tail)] + b"\n" + tail if written.endswith(tail) else written


def mend() -> None:
    """Put the mended parts in place; safe to call again.

    Raises SystemFault when another ReportLab than 5.1 is installed: the mends were proved
    against that version alone.
    """
    if not reportlab.__version__.startswith(_VERSION):
        raise SystemFault("reportlab_version", reportlab.__version__)
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = unicode_map
    pdfdoc.PDFStream.format = _format_with_line_end
