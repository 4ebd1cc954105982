"""What is known of single hanzi: which are standard, how they sound, which look alike."""

import heapq
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_READ = 40
"""Of a longer text, which is no brand, the commonest reading alone is told."""
MOST_SOUNDS = 16
"""How many readings of one text are kept; the commonest come first."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Tone-less readings of hanzi, the commonest first (mozillazg/pinyin-data, MIT)."""

    readings: Mapping[str, tuple[str, ...]] = field(repr=False)

    def of(self, text: str) -> tuple[str, ...]:
        """Up to sixteen readings of ``text``, syllables joined by a blank.

        The first takes each character's commonest reading, so two texts that sound alike by
        those always share a member. A character without a reading stands for itself.
        """
        choices = [self.readings.get(character) or (character,) for character in text]
        total = 1
        for choice in choices:
            total *= len(choice)
        if total == 1 or len(text) > LONGEST_READ:
            return (" ".join([choice[0] for choice in choices]),)
        if total <= MOST_SOUNDS:
            return tuple([" ".join(product) for product in itertools.product(*choices)])
        return _commonest(tuple(choices))


@lru_cache(maxsize=1024)
def _commonest(choices: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The readings with the smallest sum of ranks, found without making all of them."""
    start = (0,) * len(choices)
    queue = [(0, start)]
    seen = {start}
    found: list[str] = []
    while queue and len(found) < MOST_SOUNDS:
        rank, picks = heapq.heappop(queue)
        found.append(" ".join(choice[pick] for choice, pick in zip(choices, picks, strict=True)))
        for place, choice in enumerate(choices):
            if picks[place] + 1 < len(choice):
                further = (*picks[:place], picks[place] + 1, *picks[place + 1 :])
                if further not in seen:
                    seen.add(further)
                    heapq.heappush(queue, (rank + 1, further))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Classes of hanzi that look alike; two are alike when they share a class.

    ``classes`` tells those of each character, ``members`` the characters of each class; the
    table and how it is made carry the ``version``.
    """

    classes: Mapping[str, frozenset[int]] = field(repr=False)
    members: Mapping[int, str] = field(repr=False)
    version: str

    def of(self, character: str) -> tuple[str, ...]:
        """The others that look like the character, in the order of their codes."""
        found: set[str] = set()
        for number in self.classes.get(character, ()):
            found.update(self.members[number])
        return tuple(sorted(found - {character}))

    def alike(self, one: str, other: str) -> bool:
        """Whether two characters are the same or share a class."""
        if one == other:
            return True
        mine, theirs = self.classes.get(one), self.classes.get(other)
        return mine is not None and theirs is not None and not mine.isdisjoint(theirs)

    def all_alike(self, one: str, other: str) -> bool:
        """Whether two texts of one length are alike at every place."""
        return len(one) == len(other) and all(map(self.alike, one, other))
