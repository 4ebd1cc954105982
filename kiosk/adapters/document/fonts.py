"""Finds for each character the first font of a chain that has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.adapters.document.font_file import pack
from kiosk.adapters.document.outlines import OutlineFont
from kiosk.ports import SystemFault


class Role(StrEnum):
    """What a text is set in: labels in Song, headings in bold Song, values in Kai."""

    SONG = "song"
    BOLD = "bold"
    KAI = "kai"


@dataclass(frozen=True, slots=True)
class Glyph:
    """Where a character is drawn from; ``advance`` is in thousandths of the font size."""

    font: str
    advance: float


class FontBook:
    """The fonts of a folder, parsed when first needed, and the chain of each role.

    ``chains`` gives file names in order of preference. All roles end in the same fonts, so
    a character is missing for all of them or for none.
    """

    def __init__(self, folder: Path, chains: Mapping[str, Sequence[str]]) -> None:
        self._folder = folder
        self._chains = {role: tuple(chains[role]) for role in Role}
        self._fonts: dict[str, TTFont] = {}
        self._outlines: dict[str, OutlineFont] = {}
        self._glyphs: dict[tuple[Role, str], Glyph | None] = {}

    def require_files(self) -> None:
        """Raise SystemFault ``font_missing`` when a font of a chain is not in the folder."""
        for file in dict.fromkeys(file for chain in self._chains.values() for file in chain):
            self._file(file)

    def warm(self) -> None:
        """Parse the first font of each chain now, so that the first document is quick."""
        for chain in self._chains.values():
            self._font(chain[0])

    def first_font(self) -> str:
        """The name of the Song font, for a canvas that must begin with an embedded one."""
        name: str = self._font(self._chains[Role.SONG][0]).fontName
        return name

    def glyph(self, role: Role, character: str) -> Glyph:
        """Where the character comes from. Raises SystemFault when no font has it."""
        found = self._find(role, character)
        if found is None:
            raise SystemFault("glyph_missing", f"U+{ord(character):04X}")
        return found

    def runs(self, role: Role, text: str) -> list[tuple[str, str]]:
        """The text as (font name, part) in order, each part in one font."""
        parts: list[tuple[str, str]] = []
        for character in text:
            font = self.glyph(role, character).font
            if parts and parts[-1][0] == font:
                parts[-1] = (font, parts[-1][1] + character)
            else:
                parts.append((font, character))
        return parts

    def width(self, role: Role, text: str, size: float) -> float:
        """The text's width in the unit of ``size``."""
        return sum(self.glyph(role, character).advance for character in text) * size / 1000

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters no font has, in order, once each; line ends do not count."""
        absent = (c for c in text if c != "\n" and self._find(Role.KAI, c) is None)
        return tuple(dict.fromkeys(absent))

    def outline(self, role: Role, character: str) -> tuple[str, float]:
        """The character as PDF path operators and its advance, on an em of 1000."""
        glyph = self.glyph(role, character)
        face = pdfmetrics.getFont(glyph.font).face
        if glyph.font not in self._outlines:
            self._outlines[glyph.font] = OutlineFont(Path(face.filename))
        return self._outlines[glyph.font].path(face.charToGlyph[ord(character)]), glyph.advance

    def _find(self, role: Role, character: str) -> Glyph | None:
        key = (role, character)
        if key not in self._glyphs:
            self._glyphs[key] = self._search(role, ord(character))
        return self._glyphs[key]

    def _search(self, role: Role, code: int) -> Glyph | None:
        if code < 0x20 or 0x7F <= code < 0xA0 or _is_private(code):
            return None
        for file in self._chains[role]:
            font = self._font(file)
            if code in font.face.charToGlyph:
                return Glyph(font.fontName, font.face.getCharWidth(code))
        return None

    def _font(self, file: str) -> TTFont:
        if file not in self._fonts:
            self._fonts[file] = _parse(self._file(file))
        return self._fonts[file]

    def _file(self, file: str) -> Path:
        path = self._folder / file
        if not path.is_file():
            raise SystemFault("font_missing", file)
        return path


def _is_private(code: int) -> bool:
    """Whether each font may draw what it likes there: nobody knows what was meant."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


@cache
def _parse(path: Path) -> TTFont:
    """The font, parsed once a process however many renderers use it."""
    font = TTFont(path.stem, str(path), asciiReadable=False)
    pack(font.face, path)
    pdfmetrics.registerFont(font)
    return font
