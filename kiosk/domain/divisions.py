"""Administrative divisions: names, abolished prefixes, towns, villages, comparison areas."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_LEVELS = (2, 4, 6)  # digits of a province, a city, a county


@dataclass(frozen=True, slots=True)
class Town:
    """A town or zone of a county (nine digits); ``aliases`` are other names people use."""

    code: str
    name: str
    name_en: str
    is_zone: bool
    aliases: tuple[str, ...] = ()
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community (twelve digits) and the town that it truly belongs to."""

    code: str
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """From ``since`` on, names of ``division`` (a code's prefix) are compared within ``area``."""

    division: str
    area: str
    since: date


class Divisions:
    """The divisions of the country down to the county, and of some counties to the village.

    Codes are those of GB/T 2260 and its daughter codes, as texts. The tables are handed over
    as functions and read when first asked for.
    """

    def __init__(
        self,
        current: Callable[[], Mapping[str, str]],
        abolished: Callable[[], Mapping[str, str]],
        towns: Callable[[], Iterable[Town]],
        villages: Callable[[], Iterable[Village]],
        areas: Callable[[], Iterable[AreaRow]],
        roads: Callable[[], Iterable[tuple[str, str]]] = tuple,
    ) -> None:
        self._sources = (current, abolished, towns, villages, areas)
        self._read_roads = roads

    @cached_property
    def _current(self) -> Mapping[str, str]:
        return self._sources[0]()

    @cached_property
    def _abolished(self) -> Mapping[str, str]:
        return self._sources[1]()

    @cached_property
    def _towns(self) -> dict[str, Town]:
        return {town.code: town for town in self._sources[2]()}

    @cached_property
    def _villages(self) -> dict[str, Village]:
        return {village.code: village for village in self._sources[3]()}

    @cached_property
    def _areas(self) -> tuple[AreaRow, ...]:
        """Longest prefix first, of equal ones the newest first."""
        return tuple(
            sorted(self._sources[4](), key=lambda r: (-len(r.division), -r.since.toordinal()))
        )

    @cached_property
    def _roads(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for town, road in self._read_roads():
            found[town] = (*found.get(town, ()), road)
        return found

    def name_of(self, code: str) -> str:
        """The name of a current division of any level, else of an abolished one, else empty."""
        if len(code) == 12:
            village = self._villages.get(code)
            return village.name if village else ""
        if len(code) == 9:
            town = self._towns.get(code)
            return town.name if town else ""
        six = code.ljust(6, "0")
        return self._current.get(six) or self._abolished.get(six, "")

    def full_name_of(self, county: str) -> str:
        """Province, city and county in one: 江苏省苏州市昆山市; the filler 市辖区 is left out."""
        names: list[str] = []
        for level in _LEVELS:
            name = self.name_of(county[:level].ljust(6, "0"))
            if name and name not in names and name not in {"市辖区", "县"}:
                names.append(name)
        return "".join(names)

    def name_with_city(self, county: str) -> str:
        """A county's name; a district has its city before it: 昆山市, 苏州市吴中区, 北京市朝阳区."""
        own = self.name_of(county)
        if not own.endswith("区"):
            return own
        city = self.name_of(county[:4] + "00")
        if city in {"", "市辖区", "县"}:  # a municipality's districts follow its own name
            city = self.name_of(county[:2] + "0000")
        return city + own

    def above(self, county: str) -> tuple[str, ...]:
        """The province and the city that a county lies in, as far as they have names of their own."""
        names = (self.name_of(county[:2] + "0000"), self.name_of(county[:4] + "00"))
        return tuple(name for name in names if name not in {"", "市辖区", "县"})

    def places_elsewhere(self, town: str) -> frozenset[str]:
        """Names of the county's other towns and of what lies in them; none where the own one is no
        town, for zones lie across them."""
        own = self.town(town)
        if own is None or own.is_zone:
            return frozenset()
        found: set[str] = set()
        for other in self.towns_of(town[:6]):
            if not other.is_zone and other.code != town:
                found.update((other.name, *other.aliases))
                found.update(village.name for village in self.villages_of(other.code))
        return frozenset(found - {own.name} - {v.name for v in self.villages_of(town)})

    def county_in(self, text: str) -> str:
        """The code of the county that an address names, empty when none or several fit as well.

        Of several that it names the one counts whose city or province it names too.
        """
        scored: dict[str, int] = {}
        for code, name in self._current.items():
            if not code.endswith("00") and len(name) > 2 and name in text:
                above = (code[:4] + "00", code[:2] + "0000")
                scored[code] = len(name) + sum(
                    len(over) for place in above if (over := self._current.get(place, "")) in text
                )
        best = [code for code, score in scored.items() if score == max(scored.values())]
        return best[0] if len(best) == 1 else ""

    def known_prefix(self, code: str) -> bool:
        """Whether a six-digit prefix is or ever was a division; unknown ones are no fault."""
        return code in self._current or code in self._abolished

    def is_current(self, code: str) -> bool:
        """Whether a six-digit code is a division today."""
        return code in self._current

    def county_names(self) -> Mapping[str, str]:
        """Every current division down to the county, by six-digit code."""
        return self._current

    def towns_of(self, county: str) -> tuple[Town, ...]:
        """The towns and zones of a county; empty when the data do not reach so deep."""
        return tuple(town for town in self._towns.values() if town.code.startswith(county))

    def town(self, code: str) -> Town | None:
        """The town of a nine-digit code."""
        return self._towns.get(code)

    def villages_of(self, town: str) -> tuple[Village, ...]:
        """The villages and communities that truly belong to a town."""
        return tuple(village for village in self._villages.values() if village.town == town)

    def roads_of(self, town: str) -> tuple[str, ...]:
        """Roads of a town that are worth offering, the better known first; never all of them."""
        return self._roads.get(town, ())

    def village(self, code: str) -> Village | None:
        """The village of a twelve-digit code."""
        return self._villages.get(code)

    def is_area(self, text: str) -> bool:
        """Whether the table names this as an area in which names are compared."""
        return any(text == row.area for row in self._areas)

    def area_of(self, code: str, on: date | None = None) -> str:
        """The area in which names of a division are compared, on a day or by the newest table.

        A division without a row is compared within its own county.
        """
        for row in self._areas:
            if code.startswith(row.division) and (on is None or row.since <= on):
                return row.area
        return code[:6]
