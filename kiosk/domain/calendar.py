"""Working days, which the time limits of the law are counted in."""

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_LONGEST_WAIT = 3_650


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The published differences from a week of Monday to Friday.

    ``holidays`` are free weekdays, ``workdays`` are Saturdays and Sundays that are worked in
    exchange. In a year that is not in ``years`` every Monday to Friday is a working day.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def knows(self, day: date) -> bool:
        """Whether the year's schedule has been published into the data."""
        return day.year in self.years


def add_working_days(day: date, n: int, calendar: WorkingCalendar) -> date:
    """The ``n``-th working day after ``day``; the day itself does not count (民法典 201).

    With ``n`` zero it is ``day`` or, when that is free, the next working day (民法典 203).
    """
    if not 0 <= n <= _LONGEST_WAIT:
        raise ValueError(f"a time limit is 0 to {_LONGEST_WAIT} working days")
    counted = 0
    result = day
    if n == 0:
        while not calendar.is_working_day(result):
            result += timedelta(days=1)
    while counted < n:
        result += timedelta(days=1)
        counted += calendar.is_working_day(result)
    return result
