"""Makes up the names of a city's register: common brands are common, trades have their shares."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from kiosk.catalogue.demo import DemoRegister
from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim
from kiosk.domain.states import ClaimState
from kiosk.domain.trades import Trade
from kiosk.services.house import House

_MOST_DRAWS = 40
"""Draws for each name that is wanted, so that a table that is too small ends the making."""

_AT_ONCE = 4096
_LONGEST_BRAND = 4


class MadeUpNames:
    """Names by the demonstration's shares; the same house, shares and seed make the same ones.

    Only names are made that the product takes apart into the parts they were made of, and that
    stand alone in their brand and trade, but for the share of ``neighbours``.
    """

    def __init__(self, house: House, wanted: DemoRegister, area: str = "") -> None:
        self._house = house
        self._wanted = wanted
        self._area = area or house.reference.divisions.area_of(wanted.division)
        self._draw = Random(wanted.seed)  # noqa: S311  # no secret: the same names every time
        self._today = house.today()
        self._city = house.reference.divisions.name_of(wanted.division)
        self._towns = [town.name for town in house.reference.divisions.towns_of(wanted.division)]
        self._suffix = next(iter(house.names.forms.suffixes), "")
        self._weights = list(
            accumulate((place + 2) ** -wanted.steepness for place in range(len(wanted.brands)))
        )
        self._trades, self._shares = self._weighed_trades()

    def claims(self, names: int) -> Iterator[NameClaim]:
        """So many claims, fewer only when the tables make no more."""
        taken: set[int] = set()
        places: set[int] = set()
        made = 0
        for name in self._names(names * _MOST_DRAWS):
            if made == names:
                return
            index = name_index(name, self._house.names)
            full = hash(index.name)
            place = hash((index.uniqueness, index.industry_group))
            beside = place in places
            if full in taken or (beside and self._draw.random() >= self._wanted.neighbours):
                continue
            taken.add(full)
            places.add(place)
            made += 1
            state, until = self._state(listed=made <= len(self._wanted.always))
            yield NameClaim(
                id=self._house.new_id(), area=self._area, index=index, state=state, until=until
            )

    def _names(self, most: int) -> Iterator[BusinessName]:
        for one in self._wanted.always:
            yield BusinessName(self._city, one.brand, one.trade, one.form, place=one.town)
        draw, wanted = self._draw, self._wanted
        for _ in range(0, most, _AT_ONCE):
            brands = self._brands(_AT_ONCE)
            trades = draw.choices(self._trades, cum_weights=self._shares, k=_AT_ONCE)
            for brand, trade in zip(brands, trades, strict=True):
                usual = draw.random() < wanted.usual_form
                name = BusinessName(
                    self._city,
                    brand,
                    trade.industry,
                    trade.forms[0] if usual else draw.choice(trade.forms),
                    place=draw.choice(self._towns) if draw.random() < wanted.in_town else "",
                    suffix=self._suffix if draw.random() < wanted.suffix else "",
                )
                if split_name(name.full, self._house.names) == name:
                    yield name

    def _brands(self, count: int) -> Iterator[str]:
        draw, wanted = self._draw, self._wanted
        listed = iter(draw.choices(wanted.brands, cum_weights=self._weights, k=2 * count))
        words, characters = wanted.kin_words.split(), wanted.kin_characters.split()
        for _ in range(count):
            one, other = next(listed), next(listed)
            kind = draw.random()
            if kind < wanted.kin:
                yield draw.choice(words) + draw.choice(characters)
            elif kind < wanted.kin + wanted.mixed:
                yield (one[: draw.choice((1, 1, 2))] + other[-1:])[:_LONGEST_BRAND]
            else:
                yield one

    def _weighed_trades(self) -> tuple[list[Trade], list[float]]:
        """Every trade that names its industry, with the summed shares; a group's own is split
        among its trades, those that stand first in the page being the commoner."""
        trades: list[Trade] = []
        shares: list[float] = []
        for group, share in self._wanted.trades.items():
            own = [trade for trade in self._house.reference.trades.all if trade.group == group]
            own = [trade for trade in own if trade.industry and trade.forms]
            ranks = [1 / (place + 2) for place in range(len(own))]
            trades += own
            shares += [share * rank / sum(ranks) for rank in ranks]
        return trades, list(accumulate(shares))

    def _state(self, *, listed: bool) -> tuple[ClaimState, date | None]:
        wanted, drawn = self._wanted, self._draw.random()
        if listed or drawn >= wanted.reserved.share + wanted.freed.share:
            return ClaimState.REGISTERED, None
        reserved = drawn < wanted.reserved.share
        days = self._draw.randint(1, wanted.reserved.days if reserved else wanted.freed.days)
        state = ClaimState.RESERVED if reserved else ClaimState.FREED
        return state, self._today + timedelta(days=days)
