"""A page as a list of things to draw, in mm from the upper left, before anything is drawn."""

from dataclasses import dataclass, field

from kiosk.adapters.document.fonts import Role

MM = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is its baseline, ``spread`` extra mm after each character."""

    x: float
    y: float
    text: str = field(repr=False)
    role: Role
    size: float  # points
    width: float
    colour: str
    spread: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what the line covers, ascent 0.88 em and descent 0.12 em."""
        em = self.size / MM
        return self.x, self.y - 0.88 * em, self.x + self.width, self.y + 0.12 * em


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ``thick`` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    thick: float
    colour: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Strokes:
    """Freehand strokes of (x, y) in mm, drawn as round-ended lines."""

    lines: tuple[tuple[tuple[float, float], ...], ...] = field(repr=False)
    thick: float
    colour: str


@dataclass(frozen=True, slots=True)
class Art:
    """A named drawing from the artwork, placed by its own lower-left origin at (0, 0)."""

    name: str


@dataclass(frozen=True, slots=True)
class Modules:
    """A QR code in a white square; ``rows`` hold the dark modules without quiet zone."""

    x: float
    y: float
    side: float
    rows: tuple[tuple[bool, ...], ...] = field(repr=False)
    quiet: int  # modules of white on each side

    @property
    def module(self) -> float:
        """The breadth of one module in mm."""
        return self.side / (len(self.rows) + 2 * self.quiet)


Item = Text | Rule | Fill | Strokes | Art | Modules


@dataclass(slots=True)
class Sheet:
    """One page of ``width`` by ``height`` mm; items are drawn in order."""

    width: float
    height: float
    items: list[Item] = field(default_factory=list)

    def texts(self) -> list[Text]:
        """The lines of text in reading order."""
        return [item for item in self.items if isinstance(item, Text)]
