"""Load the published schedule of holidays and of the days worked in exchange."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from pydantic import model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.calendar import WorkingCalendar


class Span(Strict):
    """Days off in a row, the first and the last of them included."""

    name: str
    first: date
    last: date

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if not self.first <= self.last <= self.first + timedelta(days=31):
            raise ValueError("the last day comes within a month after the first")
        return self


class Year(Strict):
    """One year's schedule."""

    year: int
    source: str
    unconfirmed: bool = False
    holidays: list[Span]
    workdays: list[date]

    @model_validator(mode="after")
    def _is_of_its_year(self) -> Self:
        if any(day.year != self.year for day in (*_days(self.holidays), *self.workdays)):
            raise ValueError(f"all days are days of {self.year}")
        return self


class CalendarFile(Strict):
    """A whole ``calendar.yaml``."""

    version: str
    years: list[Year]


def load_calendar(reference: Path) -> WorkingCalendar:
    """Read ``calendar.yaml``. Raises CatalogueError with file and line."""
    years = load_model(reference / "calendar.yaml", CalendarFile).years
    return WorkingCalendar(
        holidays=frozenset(day for year in years for day in _days(year.holidays)),
        workdays=frozenset(day for year in years for day in year.workdays),
        years=frozenset(year.year for year in years),
    )


def _days(spans: Iterable[Span]) -> Iterator[date]:
    for span in spans:
        for offset in range((span.last - span.first).days + 1):
            yield span.first + timedelta(days=offset)
