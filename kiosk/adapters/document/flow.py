"""Breaks text into lines after the rules of Chinese typesetting, losing no character."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.sheet import MM

# GB/T 15834-2011, 5.1: these do not begin a line, those do not end one
NO_START = frozenset("，。、；：？！）》」』】〕〉”’·…—％,.;:?!)]}%°℃")
NO_END = frozenset("（《「『【〔〈“‘([{")
COUNTERS = frozenset("号室楼幢栋层年月日")  # not parted from the number before them
_MOST_SPREAD = 0.085  # ems between characters; from 0.1 on, readers take the gap for a space


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text, natural width in mm and whether its paragraph ends with it."""

    text: str = field(repr=False)
    width: float
    last: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Text set at one size: the lines that found room and the rest that did not."""

    lines: tuple[Line, ...]
    size: float  # points
    pitch: float  # mm from baseline to baseline
    rest: str = field(default="", repr=False)


def break_lines(book: FontBook, role: Role, text: str, size: float, width: float) -> list[Line]:
    """The text in lines no wider than ``width`` mm; joined again they are the text.

    A line end in the text ends a paragraph. Words of letters and digits stay whole where
    they fit, closing punctuation never begins a line, opening punctuation never ends one.
    """
    em = size / MM
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        measured = [(word, book.width(role, word, em)) for word in _words(paragraph)]
        parts = list(_fill(measured, width, book, role, em))
        for number, part in enumerate(parts, 1):
            joined = "".join(word for word, _ in part)
            lines.append(Line(joined, sum(w for _, w in part), last=number == len(parts)))
    return lines


def fit(
    book: FontBook,
    role: Role,
    text: str,
    sizes: tuple[float, ...],
    width: float,
    height: float,
    leading: float,
    most: int = 1000,
) -> Block:
    """Set the text in the largest size at which it fits; ``rest`` is empty then.

    When none fits, all lines come back at the smallest size and ``rest`` is the whole text:
    the caller decides where it continues.
    """
    block = Block((), sizes[-1], 0)
    for size in sizes:
        pitch = size / MM * leading
        lines = break_lines(book, role, text, size, width)
        block = Block(tuple(lines), size, pitch)
        if len(lines) <= lines_in(height, size, pitch, most):
            return block
    return Block(block.lines, block.size, block.pitch, rest=text)


def lines_in(height: float, size: float, pitch: float, most: int = 1000) -> int:
    """How many lines of the size find room in ``height`` mm below their first ascent."""
    return max(0, min(most, int((height - size / MM) / pitch + 1e-6) + 1))


def spread_of(line: Line, size: float, width: float) -> float:
    """The extra mm after each character that brings the line to the measure, 0 for a last one."""
    if line.last or len(line.text) < 2:
        return 0.0
    spread = (width - line.width) / (len(line.text) - 1)
    return spread if 0 < spread <= _MOST_SPREAD * size / MM else 0.0


def _words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if character.isascii() and not character.isspace() and character not in "([{":
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def _fill(
    words: list[tuple[str, float]], width: float, book: FontBook, role: Role, em: float
) -> Iterator[list[tuple[str, float]]]:
    pending = list(reversed(words))
    line: list[tuple[str, float]] = []
    used = 0.0
    while pending:
        word, breadth = pending.pop()
        if used + breadth <= width + 1e-6:
            line.append((word, breadth))
            used += breadth
            continue
        if len(word) > 1 and breadth > width:
            pending += [(c, book.width(role, c, em)) for c in reversed(word)]
            continue
        pending.append((word, breadth))
        kept = _keep(line, word)
        if not kept:  # one character wider than the measure: it stands alone
            kept = [pending.pop()]
        pending += reversed(line[len(kept) :])
        yield kept
        line, used = [], 0.0
    yield line


def _keep(line: list[tuple[str, float]], following: str) -> list[tuple[str, float]]:
    """As much of the line as may stand before ``following``; all of it when nothing may."""
    end = len(line)
    while end > 1 and _must_join(line[end - 1][0], following):
        end -= 1
        following = line[end][0]
    return line[:end] if end > 1 else line


def _must_join(before: str, after: str) -> bool:
    return (
        after[0] in NO_START
        or before[-1] in NO_END
        or (after[0] in COUNTERS and (before[-1].isdigit() or before[-1] == "号"))
    )
