"""What an input mode offers for the keys typed so far, and the modes there are."""

from dataclasses import dataclass, field
from enum import StrEnum


class Mode(StrEnum):
    """The ways of entering Chinese.

    ``pinyin``: a to z (ü is v), an apostrophe divides. ``nine``: digits 2 to 9, and 1 divides.
    ``strokes``: h s p n z (横竖撇捺折). ``parts``: the pinyin of components, divided by an
    apostrophe, or the components themselves. ``code``: hexadecimal digits of a code point.
    """

    PINYIN = "pinyin"
    NINE = "nine"
    STROKES = "strokes"
    PARTS = "parts"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to choose.

    ``used`` is how many leading characters of the code it consumes; ``note`` is its reading,
    or ``U+XXXXX`` for a code point. A citizen types it, so none of it shows in a repr.
    """

    text: str = field(repr=False)
    used: int
    note: str = field(default="", repr=False)
