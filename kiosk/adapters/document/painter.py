"""Paints a sheet onto a ReportLab canvas."""

from functools import singledispatchmethod

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from kiosk.adapters.document.artwork import Artwork
from kiosk.adapters.document.fonts import FontBook
from kiosk.adapters.document.qr_code import path_of
from kiosk.adapters.document.sheet import (
    MM,
    Art,
    Fill,
    Item,
    Modules,
    Rule,
    Sheet,
    Strokes,
    Text,
)


class Painter:
    """Draws the items of sheets in order; ``used`` names the artwork they needed."""

    def __init__(self, canvas: Canvas, book: FontBook, artwork: Artwork) -> None:
        self.used: list[str] = []
        self._canvas = canvas
        self._book = book
        self._artwork = artwork
        self._height = 0.0

    def paint(self, sheet: Sheet) -> None:
        """Draw the sheet on the canvas' present page."""
        self._height = sheet.height
        for item in sheet.items:
            self._draw(item)

    @singledispatchmethod
    def _draw(self, item: Item) -> None:
        raise NotImplementedError(type(item).__name__)

    @_draw.register
    def _text(self, item: Text) -> None:
        canvas = self._canvas
        canvas.setFillColor(HexColor(item.colour))
        x = item.x
        for font, part in self._book.runs(item.role, item.text):
            canvas.setFont(font, item.size)
            canvas.drawString(x * MM, self._y(item.y), part, charSpace=item.spread * MM)
            x += self._book.width(item.role, part, item.size / MM) + item.spread * len(part)

    @_draw.register
    def _rule(self, item: Rule) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(HexColor(item.colour))
        canvas.setLineWidth(item.thick)
        canvas.line(item.x1 * MM, self._y(item.y1), item.x2 * MM, self._y(item.y2))

    @_draw.register
    def _fill(self, item: Fill) -> None:
        canvas = self._canvas
        canvas.setFillColor(HexColor(item.colour))
        canvas.rect(
            item.x * MM,
            self._y(item.y + item.height),
            item.width * MM,
            item.height * MM,
            stroke=0,
            fill=1,
        )

    @_draw.register
    def _strokes(self, item: Strokes) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(HexColor(item.colour))
        canvas.setLineWidth(item.thick)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for line in item.lines:
            path.moveTo(line[0][0] * MM, self._y(line[0][1]))
            for x, y in line[1:] or line:
                path.lineTo(x * MM, self._y(y))
        canvas.drawPath(path)
        canvas.restoreState()

    @_draw.register
    def _art(self, item: Art) -> None:
        self._canvas.doForm(item.name)
        if item.name not in self.used:
            self.used.append(item.name)

    @_draw.register
    def _modules(self, item: Modules) -> None:
        self._fill(Fill(item.x, item.y, item.side, item.side, "#FFFFFF"))
        module = item.module * MM
        left = item.x * MM + item.quiet * module
        bottom = self._y(item.y + item.side) + item.quiet * module
        place = f"{module:.5f} 0 0 {module:.5f} {left:.4f} {bottom:.4f} cm"
        self._canvas.setFillColor(HexColor("#000000"))
        self._canvas.addLiteral(f"q {place}\n{path_of(item.rows)}\nf Q")

    def _y(self, y: float) -> float:
        return (self._height - y) * MM
