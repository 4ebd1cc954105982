"""All the ways in which typed keys can be divided into syllables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.input.sounds import NINE_KEYS

DIVIDER = "'"
VOWELS = frozenset("aeiouv")
INITIALS = frozenset("bpmfdtnlgkhjqxrzcsyw") | {"zh", "ch", "sh"}
SPELLINGS = {"lue": "lve", "nue": "nve"}
"""What people type for a syllable that the table spells otherwise."""


GUESS = 40
"""What a begun syllable in the middle costs, in ten times the log of a frequency."""
COMPLETION = 25
"""What a begun syllable at the end costs."""
MOST_GUESSES = 8
"""A code is looked at up to the place where so many syllables had to be guessed."""
NINE_INITIALS = 6
"""Up to so many keys may each be the first of a syllable; beyond, all but the last are whole."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A syllable, whole or begun, that ends at ``end``.

    ``part`` is how the lexicon knows it, ``sounds`` are the syllables it can be, ``cost`` is
    how unlikely it is that it was meant so.
    """

    end: int
    part: str
    sounds: tuple[str, ...]
    cost: int = 0

    @property
    def whole(self) -> bool:
        """Whether the syllable was typed to its end."""
        return self.cost == 0


class Keys:
    """The syllables by what is typed for them: letters, or the keys 2 to 9."""

    def __init__(self, sounds: Iterable[str], *, nine: bool) -> None:
        self.nine = nine
        whole: defaultdict[str, list[str]] = defaultdict(list)
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for sound in sounds:
            typed = sound.translate(NINE_KEYS) if nine else sound
            whole[typed].append(sound)
            for length in range(1, len(typed)):
                begun[typed[:length]].append(sound)
        for typed, sound in SPELLINGS.items() if not nine else ():
            whole[typed].append(sound)
        self._whole = {typed: tuple(found) for typed, found in whole.items()}
        self._begun = {typed: tuple(found) for typed, found in begun.items()}
        self._longest = max(map(len, self._whole))

    def clean(self, code: str) -> str:
        """The leading keys that mean something here, small letters, dividers as apostrophes."""
        fitting = "23456789" if self.nine else "abcdefghijklmnopqrstuvwxyz"
        divider = "1'" if self.nine else "'’"
        for index, key in enumerate(code):
            if key.lower() not in fitting and key not in divider:
                code = code[:index]
                break
        return "".join(DIVIDER if key in divider else key.lower() for key in code)

    def edges(self, typed: str, start: int) -> list[Edge]:
        """The syllables that begin at ``start``, the longest first."""
        found = []
        length = len(typed)
        limit = min(length, start + self._longest)
        stop = typed.find(DIVIDER, start, limit)
        for end in range(limit if stop < 0 else stop, start, -1):
            piece = typed[start:end]
            sounds, begun = self._whole.get(piece), self._begun.get(piece)
            if sounds:
                part = piece if self.nine else sounds[0]
                found.append(Edge(end, part, sounds))
            if begun and end == length:
                found.append(Edge(end, piece, begun, COMPLETION))
            elif begun and not sounds and self._may_break(typed, piece, end):
                found.append(Edge(end, piece, begun, GUESS))
        return found

    def _may_break(self, typed: str, piece: str, end: int) -> bool:
        """Whether a syllable may be left at its first keys before another one."""
        if typed[end] == DIVIDER:
            return True
        if self.nine:
            return len(typed) <= NINE_INITIALS and len(piece) == 1
        return piece in INITIALS and typed[end] not in VOWELS


def divide(keys: Keys, typed: str) -> tuple[dict[int, list[Edge]], int]:
    """The edges by where they begin, without dead ends, and how far they lead from the start.

    Positions on a divider count as the one behind it. Where a way without guesses leads as
    far, none with guesses is kept; else those with one guess more than the fewest.
    """
    edges: dict[int, list[Edge]] = {}
    start = _past(typed, 0)
    guesses, farthest = {start: 0}, start
    for begin in range(len(typed)):
        if begin not in guesses:
            continue
        found = keys.edges(typed, begin)
        edges[begin] = [Edge(_past(typed, e.end), e.part, e.sounds, e.cost) for e in found]
        for edge in edges[begin]:
            guess = guesses[begin] + (edge.cost >= GUESS)
            if guess <= MOST_GUESSES:
                farthest = max(farthest, edge.end)
                guesses[edge.end] = min(guess, guesses.get(edge.end, guess))
    fewest = guesses[farthest]
    return _within(edges, guesses, farthest, fewest + (fewest > 0)), farthest


def _within(
    edges: dict[int, list[Edge]], guesses: dict[int, int], farthest: int, most: int
) -> dict[int, list[Edge]]:
    """The edges that lie on a way to the farthest point with at most so many guesses."""
    left = {farthest: 0}
    kept: dict[int, list[Edge]] = {}
    for begin in sorted(edges, reverse=True):
        fitting = []
        for edge in edges[begin]:
            if edge.end not in left:
                continue
            ahead = left[edge.end] + (edge.cost >= GUESS)
            left[begin] = min(ahead, left.get(begin, ahead))
            if guesses[begin] + ahead <= most:
                fitting.append(edge)
        if fitting:
            kept[begin] = fitting
    return kept


def _past(typed: str, index: int) -> int:
    while index < len(typed) and typed[index] == DIVIDER:
        index += 1
    return index
