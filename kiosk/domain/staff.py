"""Persons who look after a terminal: their PINs, how they are guarded, and which are too weak."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.domain.problems import Problem
from kiosk.domain.shape import bad_character

LONGEST_NAME = 50
_DIGITS = "0123456789"
_FIRST_BIRTH = 1900


@dataclass(frozen=True, slots=True)
class ScryptCost:
    """The cost of one guess (RFC 7914)."""

    n: int
    r: int
    p: int


@dataclass(frozen=True, slots=True)
class StaffPolicy:
    """The figures of ``staff.yaml``."""

    version: str
    least_digits: int
    most_digits: int
    refused: frozenset[str]
    refused_shapes: tuple[str, ...]
    cost: ScryptCost
    first_delay: timedelta
    longest_delay: timedelta
    lock_after: int

    def delay_after(self, failures: int) -> timedelta:
        """How long to wait after so many wrong PINs in a row: doubled each time, up to a most."""
        wait = self.first_delay
        for _ in range(failures - 1):
            wait = min(wait * 2, self.longest_delay)
        return wait


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """One person; the PIN is nowhere, only what scrypt makes of it.

    ``failures`` counts wrong PINs since the last right one; nobody signs in before
    ``wait_until``, nor while ``locked``.
    """

    name: str
    salt: bytes = field(repr=False)
    pin_hash: bytes = field(repr=False)
    cost: ScryptCost
    added_at: datetime
    added_by: str
    failures: int = 0
    wait_until: datetime | None = None
    locked: bool = False


def name_problem(name: str) -> Problem | None:
    """Why a person cannot be called so."""
    fits = name.strip() == name and 0 < len(name) <= LONGEST_NAME and not bad_character(name)
    return None if fits else Problem("staff_name_shape", params={"most": str(LONGEST_NAME)})


def pin_problem(pin: str, policy: StaffPolicy) -> Problem | None:
    """Why a PIN cannot be used; the problem never repeats it."""
    within = policy.least_digits <= len(pin) <= policy.most_digits
    if not within or any(character not in _DIGITS for character in pin):
        return Problem(
            "pin_shape", params={"least": str(policy.least_digits), "most": str(policy.most_digits)}
        )
    if pin in policy.refused or any(SHAPES[shape](pin) for shape in policy.refused_shapes):
        return Problem("pin_weak")
    return None


def _is_same_digit(pin: str) -> bool:
    return len(set(pin)) == 1


def _is_run(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    return steps in ({1}, {9})


def _is_repeated(pin: str) -> bool:
    return any(
        len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size)
        for size in range(1, len(pin) // 2 + 1)
    )


def _is_date(pin: str) -> bool:
    """Whether it is a day as births are written: 19900131, 900131, 310190, 31011990."""
    if len(pin) == 8:
        return any(_is_day(*parts) for parts in ((pin[:4], pin[4:6], pin[6:]),
                                                 (pin[4:], pin[2:4], pin[:2]),
                                                 (pin[4:], pin[:2], pin[2:4])))  # fmt: skip
    if len(pin) == 6:
        orders = ((pin[:2], pin[2:4], pin[4:]), (pin[4:], pin[2:4], pin[:2]),
                  (pin[4:], pin[:2], pin[2:4]))  # fmt: skip
        return any(
            _is_day(century + year, month, day)
            for year, month, day in orders
            for century in ("19", "20")
        )
    return False


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return date(int(year), int(month), int(day)).year >= _FIRST_BIRTH and int(year) < 2100
    except ValueError:
        return False


SHAPES: Mapping[str, Callable[[str], bool]] = {
    "same_digit": _is_same_digit,
    "run": _is_run,
    "repeated": _is_repeated,
    "date": _is_date,
}
"""The shapes of weak PINs that ``staff.yaml`` may refuse."""
