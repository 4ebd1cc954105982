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
    ) -> None:
        self._sources = (current, abolished, towns, villages, areas)

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
