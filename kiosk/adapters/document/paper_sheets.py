"""Lays out the papers beside the licence: one plain official layout, and that of the slip."""

from dataclasses import dataclass

from kiosk.adapters.document.flow import break_lines
from kiosk.adapters.document.fonts import Role
from kiosk.adapters.document.grid import (
    Column,
    Cursor,
    GridStyle,
    column_widths,
    is_one_line,
    set_grid,
)
from kiosk.adapters.document.licence_sheets import date_text
from kiosk.adapters.document.sheet import MM, Art, Rule, Sheet, Strokes
from kiosk.adapters.document.typesetter import Typesetter
from kiosk.catalogue.documents import Align, Disc, DocumentDesign, Place
from kiosk.domain.licence import PaperContent
from kiosk.domain.states import DocumentKind

PAPER_MARK = "paper:mark"
SLIP_MARK = "slip:mark"


@dataclass(frozen=True, slots=True)
class LaidPaper:
    """The pages and where the seal goes; ``seal`` is None on an unsealed paper."""

    sheets: list[Sheet]
    seal_page: int
    seal: Disc | None


class PaperSheets:
    """Makes the sheets of a paper from the design."""

    def __init__(self, design: DocumentDesign, setter: Typesetter) -> None:
        self._design = design
        self._setter = setter

    def lay_out(self, content: PaperContent) -> LaidPaper:
        """All pages of the paper, numbered."""
        return _Layout(self._design, self._setter, content).run()


class _Layout:
    """One paper while its pages fill."""

    def __init__(self, design: DocumentDesign, setter: Typesetter, content: PaperContent) -> None:
        self._design = design
        is_slip = content.kind is DocumentKind.SLIP
        self._paper = design.slip if is_slip else design.paper
        self._mark = SLIP_MARK if is_slip else PAPER_MARK
        self._setter = setter
        self._content = content
        self._sheets: list[Sheet] = []
        self._width = self._paper.right - self._paper.left
        sheet, top = self._new_sheet()
        self._at = Cursor(sheet, top, self._paper.bottom, self._new_sheet)

    def run(self) -> LaidPaper:
        content = self._content
        self._head()
        for text in content.paragraphs:
            self._paragraph(self._paper.indent + text)
        if content.rows:
            self._at.y += 2
            self._rows(list(content.rows))
        for heading, header, rows in content.tables:
            self._table(heading, header, list(rows))
        if content.closing:
            self._at.y += 2
        for text in content.closing:
            self._paragraph(self._paper.indent + text)
        self._signature()
        seal_page, seal = self._authority()
        self._numbers()
        return LaidPaper(self._sheets, seal_page, seal)

    def _new_sheet(self) -> tuple[Sheet, float]:
        paper = self._paper
        sheet = Sheet(paper.width, paper.height)
        self._sheets.append(sheet)
        if self._content.specimen:
            sheet.items.append(Art(self._mark))
        if len(self._sheets) == 1:
            return sheet, paper.top
        self._put(sheet, paper.left, paper.top - 12, self._content.title, paper.small_size)
        number = paper.number.format(number=self._content.number)
        self._put(sheet, paper.right, paper.top - 12, number, paper.small_size, align="right")
        self._rule(sheet, paper.top - 9.5, 0.5)
        return sheet, paper.top - 4

    def _head(self) -> None:
        content, paper, at = self._content, self._paper, self._at
        middle = paper.width / 2
        title = Place(x=middle, y=at.y, size=paper.title_size, align="centre", spacing=1)
        self._setter.line(at.sheet, title, content.title, Role.BOLD, limit=self._width)
        self._rule(at.sheet, at.y + 5, 1.2)
        self._rule(at.sheet, at.y + 6, 0.4)
        number = paper.number.format(number=content.number)
        self._put(at.sheet, paper.right, at.y + 12, number, paper.table_size, align="right")
        at.y += 17
        if content.addressee:
            self._paragraph(content.addressee)

    def _paragraph(self, text: str) -> None:
        paper, at = self._paper, self._at
        em = paper.text_size / MM
        pitch = em * paper.leading
        for line in break_lines(self._setter.book, Role.SONG, text, paper.text_size, self._width):
            at.need(pitch)
            baseline = at.y + (pitch - em) / 2 + 0.88 * em
            self._setter.lines(
                at.sheet,
                paper.left,
                baseline,
                [line],
                Role.SONG,
                paper.text_size,
                pitch,
                self._width,
            )
            at.y += pitch

    def _rows(self, rows: list[tuple[str, str]]) -> None:
        """Label and value; two short ones that follow each other share a line."""
        label = Column(self._paper.label_width, Role.SONG, tinted=True)
        whole = [label, Column(self._width - label.width, Role.KAI)]
        half = [label, Column(self._width / 2 - label.width, Role.KAI)] * 2
        while rows:
            if len(rows) > 1 and self._is_short(rows[0]) and self._is_short(rows[1]):
                self._grid(half, [rows[0] + rows[1]], ())
                rows = rows[2:]
            else:
                self._grid(whole, [rows[0]], ())
                rows = rows[1:]
        self._at.y += 3

    def _is_short(self, row: tuple[str, str]) -> bool:
        paper = self._paper
        columns = ((Role.SONG, paper.label_width), (Role.KAI, self._width / 2 - paper.label_width))
        return all(
            is_one_line(self._setter.book, role, text, paper.table_size, width)
            for text, (role, width) in zip(row, columns, strict=True)
        )

    def _table(self, heading: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        if not rows:
            return
        paper, at = self._paper, self._at
        at.y += 3
        at.need(30)
        if heading:
            self._put(at.sheet, paper.left, at.y + 4.5, heading, paper.text_size, role=Role.BOLD)
            at.y += 7.5
        told = [header, *rows] if header else rows
        widths = column_widths(self._setter.book, told, paper.table_size, self._width)
        self._grid([Column(width, Role.KAI) for width in widths], rows, header)
        at.y += 3

    def _grid(
        self, columns: list[Column], rows: list[tuple[str, ...]], header: tuple[str, ...]
    ) -> None:
        colours, paper = self._design.colours, self._paper
        pitch = paper.table_size / MM * 1.42
        style = GridStyle(paper.table_size, pitch, colours.rule, colours.fill, header)
        set_grid(self._setter, self._at, paper.left, columns, rows, style)

    def _signature(self) -> None:
        content, paper, at = self._content, self._paper, self._at
        strokes = tuple(stroke for stroke in content.strokes if stroke)
        if not strokes:
            if content.signature_note:
                at.y += 3
                self._paragraph(self._paper.indent + content.signature_note)
            return
        height = paper.signature_height
        at.y += 3
        at.need(height + 4)
        left = paper.right - paper.signature_width
        label = (content.signature_note or paper.signature_label).rstrip("：:") + "："
        middle = at.y + height / 2 + 1.5
        self._put(at.sheet, left - 2, middle, label, paper.text_size, align="right")
        scaled = fit_strokes(strokes, left, at.y, paper.signature_width, height)
        at.sheet.items.append(Strokes(scaled, 1.3, self._design.colours.ink))
        base = at.y + height + 0.5
        at.sheet.items.append(Rule(left, base, paper.right, base, 0.5, self._design.colours.rule))
        at.y += height + 4

    def _authority(self) -> tuple[int, Disc | None]:
        content, paper, at = self._content, self._paper, self._at
        lines = [content.authority] if content.authority else []
        if content.on is not None:
            lines.append(date_text(self._design, content.on))
        if not lines and not content.sealed:
            return 0, None
        radius = paper.seal_radius
        at.y += 4
        at.need(2 * radius + 2 if content.sealed else 20)
        centre = at.y + radius
        pitch = 9.0
        y = centre - (len(lines) - 1) * pitch / 2 + 3 if content.sealed else at.y + 8
        size = paper.text_size
        longest = max(
            (self._setter.book.width(Role.SONG, line, size / MM) for line in lines), default=0
        )
        reach = max(radius, min(longest, self._width) / 2)
        middle = paper.right - reach
        for line in lines:
            place = Place(x=middle, y=y, size=size, align="centre")
            self._setter.line(at.sheet, place, line, Role.SONG, limit=self._width)
            y += pitch
        page = len(self._sheets) - 1
        if not content.sealed:
            return page, None
        return page, Disc(x=middle, y=centre, radius=radius)

    def _numbers(self) -> None:
        paper, pages = self._paper, len(self._sheets)
        for page, sheet in enumerate(self._sheets, 1):
            y = paper.bottom + 14
            self._rule(sheet, y - 5.5, 0.4)
            text = paper.page_of.format(page=page, pages=pages)
            self._put(sheet, paper.right, y, text, paper.small_size, align="right")
            if self._content.specimen:
                self._put(sheet, paper.left, y, self._design.specimen.foot, paper.small_size)

    def _put(
        self,
        sheet: Sheet,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        align: Align = "left",
        role: Role = Role.SONG,
    ) -> None:
        self._setter.line(sheet, Place(x=x, y=y, size=size, align=align), text, role)

    def _rule(self, sheet: Sheet, y: float, thick: float) -> None:
        paper = self._paper
        sheet.items.append(Rule(paper.left, y, paper.right, y, thick, self._design.colours.rule))


def fit_strokes(
    strokes: tuple[tuple[tuple[float, float], ...], ...],
    left: float,
    top: float,
    width: float,
    height: float,
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The strokes as large as the box allows, in its middle, in their own proportions."""
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(width / wide if wide else 1e9, height / tall if tall else 1e9)
    scale = 1.0 if scale == 1e9 else scale * 0.92
    dx = left + (width - wide * scale) / 2 - min(xs) * scale
    dy = top + (height - tall * scale) / 2 - min(ys) * scale
    return tuple(tuple((x * scale + dx, y * scale + dy) for x, y in stroke) for stroke in strokes)
