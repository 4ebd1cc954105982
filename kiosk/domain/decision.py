"""A decision: what came out, from which rules and facts, and the trace that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from kiosk.domain.states import Outcome, Severity

FactValue: TypeAlias = bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One rule applied: what it saw, what it compared with, whether it held.

    ``found`` are the members that made a list rule fail (conflicting names, banned words).
    """

    rule: str
    version: int
    held: bool
    severity: Severity
    fact: str
    value: FactValue = field(repr=False)
    parameter: FactValue | None
    found: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The pure result of applying a rule set to facts on a day."""

    outcome: Outcome
    trace: tuple[TraceLine, ...]

    @property
    def failed(self) -> tuple[TraceLine, ...]:
        """The lines that did not hold, warnings included, in rule order."""
        return tuple(line for line in self.trace if not line.held)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict given to an application, by a machine or a named officer."""

    id: UUID
    application_id: UUID
    attempt: int
    decided_by: str  # "machine" or the officer's name
    decided_at: datetime
    day: date  # the day whose law was applied
    rule_set: str  # SHA-256 of the canonical JSON, hex
    facts: Mapping[str, FactValue] = field(repr=False)
    verdict: Verdict
    superseded: bool = False
