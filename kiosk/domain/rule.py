"""A rule as a value: what it asks of which fact, on which basis, with which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.domain.decision import FactValue
from kiosk.domain.states import Severity


class RuleFault(Exception):
    """A rule set cannot be applied; the application stays submitted and undecided."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The article a rule stands on; ``confirmed`` when its text was read at the source."""

    article: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A parameter's value from a day on, until the last day it holds or for good."""

    value: FactValue
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this is the value of that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. ``parameter`` is literal, or ``parameter_name`` names a dated one.

    ``message`` holds the words by language, with {value}, {parameter} and {found}. With
    ``each`` a failed rule gives one reason for every member found ("code@field").
    """

    id: str
    version: int
    since: date
    until: date | None
    fact: str
    operator: str
    parameter: FactValue | None
    parameter_name: str
    on_fail: Severity
    field: str
    basis: tuple[Basis, ...]
    message: Mapping[str, str]
    unconfirmed: bool = False
    each: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)
