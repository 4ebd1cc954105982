"""Suggest free names made from what the citizen meant: their characters, good pairs, their trade."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest
from random import Random

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.pleasant import Trade, suiting
from kiosk.domain.names.reference import NameReference

LONGEST = 4
"""Suggested brands stay short enough to be remembered."""
LONGEST_KEPT = 10
"""What the citizen meant may be longer than what is made up for him."""
_A_SHOP = "店"  # a brand that ends so was read wrongly: 晨光里早餐店（个体户）
EVERYDAY = 5
"""A pair heavier than this is a word or a brand that everybody has; it sets nobody apart."""

ASKED_AT_ONCE = 12
MOST_ASKED = 25
"""So many times at the most the register is asked, each time about a dozen names."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a suggestion is made from: the name that cannot be, the trade, perhaps the person.

    ``kept`` are the characters of the brand that may be kept, ``given`` those of the
    proprietor's given name. Where something else than the brand was ``mended``, or signs were
    taken out of it, what is kept may itself be what the citizen meant.
    """

    name: BusinessName
    kept: str
    trade: Trade
    given: str = field(default="", repr=False)
    mended: bool = False


Free = Callable[[Sequence[BusinessName]], Sequence[BusinessName]]
"""Those of some names that every rule passes, without a warning and in the same order."""


def suggest(
    wish: Wish, free: Free, reference: NameReference, shown: Collection[str] = (), n: int = 4
) -> tuple[BusinessName, ...]:
    """Up to ``n`` free names whose brands are not among those ``shown`` before.

    The same wish gets the same names in the same order. When all are shown they begin anew.
    """
    found = _free_ones(wish, free, reference, frozenset(shown), n)
    if len(found) < n and shown:
        again = _free_ones(wish, free, reference, frozenset(name.brand for name in found), n)
        found += again[: n - len(found)]
    return tuple(found)


def _free_ones(
    wish: Wish, free: Free, reference: NameReference, shown: frozenset[str], n: int
) -> list[BusinessName]:
    brands = (brand for brand in brands_for(wish, reference) if brand not in shown)
    found: list[BusinessName] = []
    for _ in range(MOST_ASKED):
        batch = [replace(wish.name, brand=brand) for brand in islice(brands, ASKED_AT_ONCE)]
        if not batch:
            break
        found += free(batch)
        if len(found) >= n:
            break
    return found[:n]


def brands_for(wish: Wish, reference: NameReference) -> Iterator[str]:
    """Every brand that may be suggested, each once, the best first and of all kinds in turn.

    None has a character twice, nor adds one that the rest of the name has; none is the wish
    itself. When nothing is left of the wish to play with, good pairs follow.
    """
    fits = 2 <= len(wish.kept) <= LONGEST_KEPT and not wish.kept.endswith(_A_SHOP)
    if wish.mended and fits:
        yield wish.kept
    taste = reference.pleasant
    rest = set(normalise(wish.name.industry + wish.name.organisation_form)) - set(wish.kept)
    seen = {normalise(wish.name.brand), wish.kept}
    kinds = _Kinds(wish, reference)
    for brand in chain(chain.from_iterable(zip_longest(*kinds.all())), kinds.fresh()):
        if brand is None or brand in seen:
            continue
        seen.add(brand)
        twice = len(set(brand)) < len(brand) or not rest.isdisjoint(brand)
        if not twice and taste.reads_well(brand, reference.sounds):
            yield brand


class _Kinds:
    """The kinds of suggestions, each a list with its best first."""

    def __init__(self, wish: Wish, reference: NameReference) -> None:
        self.taste = reference.pleasant
        self.kept = wish.kept
        self.rng = Random(wish.name.full.encode("utf-8", "surrogatepass"))  # noqa: S311 (the same question, the same names)
        self.suits = suiting(self.taste.by_trade, wish.trade)
        self.tails = suiting(self.taste.tails, wish.trade)
        self.endings = suiting(self.taste.endings, wish.trade)
        self.given = [c for c in wish.given if c in self.taste.pairings and c not in wish.kept]
        calls = wish.kept[:1] in reference.generic  # 阿明, 小雨: nothing goes in front of it
        plain = reference.generic | set(self.endings)  # 里 of 晨光里 says little by itself
        self.own = [c for c in wish.kept if c not in plain] or list(wish.kept)
        self.front, self.back = self._kept_pairs()
        self.openings = () if calls else self.taste.openings

    def all(self) -> list[list[str]]:
        """Those that keep most of the wish and those that keep one character, in turn."""
        if not self.kept:
            return [self._pairs(self.given), self.fresh()]
        return [
            self._with_ending(),
            self._with_opening(),
            self._pairs(self.own),
            self._with_tail(),
            self._of_trade(),
            self._with_given(),
        ]

    def _kept_pairs(self) -> tuple[str, str]:
        """The two characters to put an ending behind, and those to put an opening before."""
        kept = self.kept
        if len(kept) < 2:
            return "", ""
        if len(kept) <= 3:
            return kept[:2], kept[-2:]
        pairs = [kept[n : n + 2] for n in range(len(kept) - 1)]
        best = max(pairs, key=lambda pair: self.taste.weight(*pair))
        return best, best

    def _ranked(self, scored: Mapping[str, float]) -> list[str]:
        """The highest score first; a little luck keeps neighbours from the same four names."""
        luck = {brand: self.rng.random() * 2 for brand in sorted(scored)}
        fitting = [brand for brand in scored if len(brand) <= LONGEST]
        return sorted(fitting, key=lambda brand: (-scored[brand] - luck[brand], brand))

    def _worth(self, pair: str) -> float:
        """How good a pair is: often seen, but not everybody's."""
        weight = self.taste.weight(*pair)
        return weight if weight <= EVERYDAY else EVERYDAY - 2 * (weight - EVERYDAY)

    def _with_ending(self) -> list[str]:
        if not self.front:
            return []
        return self._ranked(
            {
                self.front + ending: self._worth(self.front[-1] + ending)
                + 2 * _liked(self.endings, place)
                for place, ending in enumerate(self.endings)
                if self.front[-1] not in self.endings
            }
        )

    def _with_opening(self) -> list[str]:
        if not self.back:
            return []
        return self._ranked(
            {
                opening + self.back: self._worth(opening + self.back[0])
                + _liked(self.openings, place)
                for place, opening in enumerate(self.openings)
            }
        )

    def _with_tail(self) -> list[str]:
        if not self.front:
            return []
        return self._ranked(
            {
                self.front + tail: 2 * _liked(self.tails, place)
                for place, tail in enumerate(self.tails)
            }
        )

    def _pairs(self, characters: Iterable[str]) -> list[str]:
        """One character with a partner that brands often give it, before it or behind."""
        scored: dict[str, float] = {}
        for place, character in enumerate(characters):
            for partner in self.taste.partners:
                suits = (1.5 if partner in self.suits else 0) - min(place, 1)
                behind, before = character + partner, partner + character
                if self.taste.weight(*behind) >= 2:
                    scored[behind] = self._worth(behind) + suits
                if self.taste.weight(*before) >= 3:
                    scored[before] = self._worth(before) + suits
        return self._ranked(scored)

    def _of_trade(self) -> list[str]:
        scored: dict[str, float] = {}
        for word in self.suits:
            for character in self.own:
                for pair in (character + word, word + character):
                    if self.taste.weight(*pair) >= 3:
                        scored[pair] = self._worth(pair)
            if self.front and self.taste.weight(self.front[-1], word) >= 2:
                scored[self.front + word] = self._worth(self.front[-1] + word)
        return self._ranked(scored)

    def _with_given(self) -> list[str]:
        pairs = (pair for c in self.own for given in self.given for pair in (c + given, given + c))
        scored = {pair: self._worth(pair) for pair in pairs if self.taste.weight(*pair) >= 2}
        if self.back:
            opening = (given + self.back for given in self.given if given in self.openings)
            scored |= dict.fromkeys(opening, 2)
        return self._ranked(scored)

    def fresh(self) -> list[str]:
        """Where nothing of the wish can be kept: pairs that many brands have."""
        pairs = (
            opening + partner
            for opening in self.taste.openings
            for partner in (*self.suits, *self.taste.partners)
        )
        return self._ranked(
            {pair: self._worth(pair) for pair in pairs if self.taste.weight(*pair) >= 3}
        )


def _liked(entries: Sequence[str], place: int) -> float:
    """What the place in a list is worth: 3 for its first entry, nearly 0 for its last."""
    return 3 * (1 - place / len(entries))
