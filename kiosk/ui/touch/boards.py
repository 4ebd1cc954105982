"""The boards of the on-screen keyboard, and which one a field opens."""

from enum import StrEnum

from PySide6.QtCore import Qt


class Board(StrEnum):
    """What can lie open; ``ways`` lets the citizen choose among the others."""

    PINYIN = "pinyin"
    NINE = "nine"
    STROKES = "strokes"
    PARTS = "parts"
    HAND = "hand"
    CODE = "code"
    LETTERS = "letters"
    SYMBOLS = "symbols"
    DIGITS = "digits"
    DOORS = "doors"
    WAYS = "ways"

    @property
    def is_chinese(self) -> bool:
        """Whether it enters Chinese characters, and so is opened again in the next field."""
        return self in _CHINESE

    @property
    def is_passing(self) -> bool:
        """Whether one only passes through it and never comes back to it."""
        return self in {Board.WAYS, Board.SYMBOLS, Board.DOORS}


_CHINESE = {Board.PINYIN, Board.NINE, Board.STROKES, Board.PARTS, Board.HAND, Board.CODE}


class Kind(StrEnum):
    """What a field takes, as its input method hints say."""

    CHINESE = "chinese"
    LETTERS = "letters"
    CAPITALS = "capitals"
    DIGITS = "digits"
    IDENTITY = "identity"
    NUMBER = "number"
    DOOR = "door"


def kind_of(hints: Qt.InputMethodHint) -> Kind:
    """What the hints ask for.

    ``ImhDigitsOnly``: digits, with ``ImhUppercaseOnly`` an X too (identity numbers).
    ``ImhFormattedNumbersOnly``: digits and a point. ``ImhPreferNumbers``: digits first, then
    whatever a door may be called (3甲, B座). ``ImhLatinOnly`` and its kin: letters, with
    ``ImhUppercaseOnly`` digits and capitals (credit codes). Anything else is Chinese.
    """
    hint = Qt.InputMethodHint
    capitals = bool(hints & hint.ImhUppercaseOnly)
    if hints & (hint.ImhDigitsOnly | hint.ImhDialableCharactersOnly):
        return Kind.IDENTITY if capitals else Kind.DIGITS
    if hints & hint.ImhFormattedNumbersOnly:
        return Kind.NUMBER
    if hints & hint.ImhPreferNumbers:
        return Kind.DOOR
    latin = hint.ImhLatinOnly | hint.ImhEmailCharactersOnly | hint.ImhUrlCharactersOnly
    if hints & (latin | hint.ImhHiddenText):
        return Kind.CAPITALS if capitals else Kind.LETTERS
    return Kind.CHINESE


def home_board(kind: Kind, *, care: bool) -> Board:
    """The board that a field of the kind opens first: nine keys in care mode."""
    match kind:
        case Kind.CHINESE:
            return Board.NINE if care else Board.PINYIN
        case Kind.LETTERS | Kind.CAPITALS:
            return Board.LETTERS
        case _:
            return Board.DIGITS
