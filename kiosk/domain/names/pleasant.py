"""What makes a brand pleasant: characters that stand well together, suit a trade, sound well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from kiosk.domain.names.hanzi import Sounds

ByTrade: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trade:
    """What the business does: its industry groups, and how its name words it."""

    groups: tuple[str, ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Pleasant:
    """Characters and words that suggestions add, the most liked first, and what they avoid.

    ``by_trade`` holds characters that suit a trade, ``endings`` and ``tails`` of one and of two
    characters that close a brand. Their keys are industry groups, words of the industry, or ""
    for what suits every trade. ``avoided`` are words that make no brand, ``unlucky`` sounds that nobody wants over a
    door, syllables joined by a blank; ``pairings`` tell by first character how often brands pair it with which
    second one, a character and its weight from 1 to 9, one after the other.
    """

    openings: tuple[str, ...] = field(repr=False)
    partners: tuple[str, ...] = field(repr=False)
    endings: ByTrade = field(repr=False)
    by_trade: ByTrade = field(repr=False)
    tails: ByTrade = field(repr=False)
    avoided: frozenset[str] = field(repr=False)
    unlucky: frozenset[str] = field(repr=False)
    pairings: Mapping[str, str] = field(repr=False)

    def weight(self, first: str, second: str) -> int:
        """How well two characters go together in a brand, 0 to 9."""
        row = self.pairings.get(first, "")
        place = row.find(second)
        return int(row[place + 1]) if place >= 0 else 0

    def reads_well(self, brand: str, sounds: Sounds) -> bool:
        """Whether it holds no word to avoid, and the commonest reading neither an unlucky word
        nor a syllable twice."""
        if any(word in brand for word in self.avoided):
            return False
        syllables = sounds.of(brand)[0].split(" ")
        heard = {f"{one} {other}" for one, other in pairwise(syllables)}
        return len(set(syllables)) == len(syllables) and heard.isdisjoint(self.unlucky)


def suiting(entries: ByTrade, trade: Trade) -> tuple[str, ...]:
    """The entries that suit the trade, what its wording calls for first, then what suits all."""
    worded = [key for key in entries if key and key in trade.wording]
    keys = (*worded, *trade.groups, "")
    return tuple(dict.fromkeys(entry for key in keys for entry in entries.get(key, ())))
