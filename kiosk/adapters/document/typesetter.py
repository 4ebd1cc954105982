"""Puts words at their places on a sheet."""

from collections.abc import Iterable

from kiosk.adapters.document.flow import Block, Line, break_lines, spread_of
from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.qr_code import QUIET, modules_of
from kiosk.adapters.document.sheet import MM, Modules, Sheet, Text
from kiosk.catalogue.documents import Place, QrPlace

_LABEL_EMS = 4  # labels are spread to the breadth of four characters


class Typesetter:
    """Measures with the fonts and adds text to sheets; ``ink`` is the usual colour."""

    def __init__(self, book: FontBook, ink: str) -> None:
        self.book = book
        self.ink = ink

    def line(
        self,
        sheet: Sheet,
        place: Place,
        text: str,
        role: Role,
        *,
        colour: str = "",
        limit: float | None = None,
    ) -> Text:
        """One line at its place, set smaller where it would be wider than ``limit`` mm."""
        size, spacing = place.size, place.spacing
        width = self._width(role, text, size, spacing)
        if limit is not None and width > limit:
            size, spacing = size * limit / width, spacing * limit / width
            width = self._width(role, text, size, spacing)
        back = {"left": 0.0, "centre": width / 2, "right": width}[place.align]
        item = Text(place.x - back, place.y, text, role, size, width, colour or self.ink, spacing)
        sheet.items.append(item)
        return item

    def label(self, sheet: Sheet, x: float, y: float, text: str, size: float) -> None:
        """A label spread to the breadth of four characters."""
        em = size / MM
        gaps = len(text) - 1
        spread = max(0.0, (_LABEL_EMS - len(text)) * em / gaps) if gaps else 0.0
        width = self.book.width(Role.SONG, text, em) + spread * gaps
        sheet.items.append(Text(x, y, text, Role.SONG, size, width, self.ink, spread))

    def lines(
        self,
        sheet: Sheet,
        x: float,
        y: float,
        lines: Iterable[Line],
        role: Role,
        size: float,
        pitch: float,
        width: float,
        *,
        colour: str = "",
    ) -> float:
        """Lines from the baseline ``y`` downwards, full ones justified; the next baseline."""
        for line in lines:
            if line.text:
                spread = spread_of(line, size, width)
                taken = line.width + spread * (len(line.text) - 1)
                sheet.items.append(
                    Text(x, y, line.text, role, size, taken, colour or self.ink, spread)
                )
            y += pitch
        return y

    def block(
        self, sheet: Sheet, x: float, y: float, block: Block, role: Role, width: float
    ) -> float:
        """A fitted block; the next baseline after it."""
        return self.lines(sheet, x, y, block.lines, role, block.size, block.pitch, width)

    def qr(self, sheet: Sheet, place: QrPlace, text: str, caption: str) -> None:
        """A QR code in its square with its caption centred below."""
        square = place.square
        sheet.items.append(Modules(square.x, square.y, square.side, modules_of(text), QUIET))
        y = square.y + square.side + place.text_line * 0.8
        for line in break_lines(self.book, Role.SONG, caption, place.text_size, square.side):
            spread = spread_of(line, place.text_size, square.side)
            width = line.width + spread * (len(line.text) - 1)
            x = square.x + (square.side - width) / 2
            sheet.items.append(
                Text(x, y, line.text, Role.SONG, place.text_size, width, self.ink, spread)
            )
            y += place.text_line

    def _width(self, role: Role, text: str, size: float, spacing: float) -> float:
        return self.book.width(role, text, size / MM) + spacing * max(0, len(text) - 1)
