"""Claims about working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.calendar import WorkingCalendar, add_working_days
from tests.builders import the_reference

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 26), 3, date(2026, 12, 1)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # over the National Day, to a worked Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the Saturday before the Spring Festival
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 10, 1), 0, date(2026, 10, 8)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_time_limits_skip_holidays_and_count_days_worked_in_exchange(day, n, expected):
    assert add_working_days(day, n, the_reference().calendar) == expected


def test_a_year_without_a_schedule_counts_monday_to_friday():
    calendar = the_reference().calendar

    assert not calendar.knows(date(2027, 10, 1))
    assert calendar.is_working_day(date(2027, 10, 1))
    assert calendar.knows(date(2026, 10, 1))


@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_two_time_limits_add_up(day, one, other):
    calendar = the_reference().calendar

    in_two = add_working_days(add_working_days(day, one, calendar), other, calendar)
    assert in_two == add_working_days(day, one + other, calendar)


@given(DAYS, st.integers(0, 30))
def test_a_time_limit_ends_on_a_working_day(day, n):
    calendar = the_reference().calendar

    assert calendar.is_working_day(add_working_days(day, n, calendar))


@pytest.mark.parametrize("n", [-1, 100_000])
def test_a_senseless_time_limit_is_refused(n):
    with pytest.raises(ValueError, match="time limit"):
        add_working_days(date(2026, 1, 1), n, WorkingCalendar())


def test_every_day_worked_in_exchange_is_of_a_weekend():
    calendar = the_reference().calendar

    assert all(day.weekday() >= 5 for day in calendar.workdays)
    assert calendar.holidays.isdisjoint(calendar.workdays)
    assert date(2026, 1, 1) + timedelta(days=3) in calendar.workdays
