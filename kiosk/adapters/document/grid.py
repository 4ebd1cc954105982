"""Sets tables whose rows may run on over the page's end."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.adapters.document.flow import Line, break_lines
from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.sheet import MM, Fill, Rule, Sheet
from kiosk.adapters.document.typesetter import Typesetter

_PAD_X = 2.2
_PAD_Y = 1.5
_ASCENT = 0.88


@dataclass(frozen=True, slots=True)
class Column:
    """A column's breadth in mm, and how its cells are set."""

    width: float
    role: Role
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class GridStyle:
    """Size in points, pitch in mm, colours, and the header repeated on every page."""

    size: float
    pitch: float
    rule: str
    fill: str
    header: tuple[str, ...] = ()


@dataclass(slots=True)
class Cursor:
    """Where the next thing goes; ``turn`` begins a new page and returns its cursor's sheet."""

    sheet: Sheet
    y: float  # upper edge of what comes next
    bottom: float
    turn: Callable[[], tuple[Sheet, float]] = field(repr=False)

    def next_page(self) -> None:
        """Go on at the top of a new page."""
        self.sheet, self.y = self.turn()

    def need(self, height: float) -> None:
        """Begin a new page unless ``height`` mm are left on this one."""
        if self.y + height > self.bottom:
            self.next_page()


def column_widths(
    book: FontBook, rows: list[tuple[str, ...]], size: float, total: float
) -> list[float]:
    """Breadths that share ``total`` mm after how much the columns have to say."""
    count = max(len(row) for row in rows)
    wishes = []
    for number in range(count):
        cells = [row[number] for row in rows if number < len(row)]
        longest = max(book.width(Role.KAI, cell, size / MM) for cell in cells) + 2 * _PAD_X + 1
        wishes.append(min(max(longest, 0.12 * total), 0.72 * total))
    whole = sum(wishes)
    return [wish * total / whole for wish in wishes]


def is_one_line(book: FontBook, role: Role, text: str, size: float, width: float) -> bool:
    """Whether the text fits a cell of the width without breaking."""
    return "\n" not in text and book.width(role, text, size / MM) <= width - 2 * _PAD_X


def set_grid(
    setter: Typesetter,
    cursor: Cursor,
    left: float,
    columns: list[Column],
    rows: list[tuple[str, ...]],
    style: GridStyle,
) -> None:
    """Draw the rows with ruled cells; a row too tall for the page goes on on the next one."""
    _header(setter, cursor, left, columns, style)
    for row in rows:
        cells = [
            break_lines(setter.book, column.role, text, style.size, column.width - 2 * _PAD_X)
            for column, text in zip(columns, (*row, *[""] * len(columns)), strict=False)
        ]
        while any(cells):
            room = int((cursor.bottom - cursor.y - 2 * _PAD_Y) / style.pitch + 1e-6)
            tallest = max(len(cell) for cell in cells)
            if room < min(tallest, 2):
                cursor.next_page()
                _header(setter, cursor, left, columns, style)
                continue
            take = min(room, tallest)
            _row(setter, cursor, left, columns, [cell[:take] for cell in cells], style)
            cells = [cell[take:] for cell in cells]


def _header(
    setter: Typesetter, cursor: Cursor, left: float, columns: list[Column], style: GridStyle
) -> None:
    if not style.header:
        return
    titled = [Column(column.width, Role.SONG, tinted=True) for column in columns]
    cells = [
        break_lines(setter.book, Role.SONG, text, style.size, column.width - 2 * _PAD_X)
        for column, text in zip(titled, (*style.header, *[""] * len(columns)), strict=False)
    ]
    tallest = max(len(cell) for cell in cells)
    cursor.need((tallest + 2) * style.pitch + 4 * _PAD_Y)
    _row(setter, cursor, left, titled, cells, style)


def _row(
    setter: Typesetter,
    cursor: Cursor,
    left: float,
    columns: list[Column],
    cells: list[list[Line]],
    style: GridStyle,
) -> None:
    height = max(len(cell) for cell in cells) * style.pitch + 2 * _PAD_Y
    top, bottom = cursor.y, cursor.y + height
    sheet = cursor.sheet
    x = left
    for column in columns:
        if column.tinted:  # below everything, so that it hides no mark
            sheet.items.insert(0, Fill(x, top, column.width, height, style.fill))
        x += column.width
    x = left
    em = style.size / MM
    first = top + _PAD_Y + (style.pitch - em) / 2 + _ASCENT * em
    for column, cell in zip(columns, cells, strict=True):
        sheet.items.append(Rule(x, top, x, bottom, 0.5, style.rule))
        setter.lines(
            sheet,
            x + _PAD_X,
            first,
            cell,
            column.role,
            style.size,
            style.pitch,
            column.width - 2 * _PAD_X,
        )
        x += column.width
    sheet.items += [
        Rule(x, top, x, bottom, 0.5, style.rule),
        Rule(left, top, x, top, 0.5, style.rule),
        Rule(left, bottom, x, bottom, 0.5, style.rule),
    ]
    cursor.y = bottom
