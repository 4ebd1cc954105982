"""The words, limits and states of the self-test, from ``readiness.yaml``."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model

State = Literal["ok", "warn", "down"]


class Words(Strict):
    """One sentence in both languages."""

    zh: str
    en: str


class FindingWords(Strict):
    """What a finding means, how bad it is and what to do."""

    state: State
    zh: str
    en: str
    advice: Words | None = None


class CheckWords(Strict):
    """One check: its name for people, and everything it can find."""

    needed: bool
    title: Words
    findings: dict[str, FindingWords]


class Fault(Strict):
    """What is said when a check itself runs into a fault."""

    zh: str
    en: str
    advice: Words


class Limits(Strict):
    """Where worry begins."""

    free_bytes_down: int
    free_bytes_warn: int
    certificate_days_warn: int
    waiting_notices_warn: int
    blank_sheets_warn: int
    forward_minutes_warn: int


class Watch(Strict):
    """Which checks a running terminal makes, how often, and how soon again after a fault.

    A provisioned one also makes ``provisioned``: in practice one may go on without them.
    ``reason`` tells citizens on the out-of-service page which parts are being looked after.
    """

    every_seconds: int = Field(ge=1)
    again_seconds: int = Field(ge=1)
    checks: list[str]
    provisioned: list[str]
    reason: Words


class ReportWords(Strict):
    """The words of the report on paper."""

    title: Words
    terminal: Words
    at: Words
    ready: Words
    not_ready: Words
    findings: Words
    part: Words
    state: Words
    found: Words
    states: dict[State, Words]


class Readiness(Strict):
    """All checks by name, in the order they are made."""

    version: str
    limits: Limits
    fault: Fault
    watch: Watch
    report: ReportWords
    checks: dict[str, CheckWords]

    @model_validator(mode="after")
    def _watches_what_there_is(self) -> "Readiness":
        watched = [*self.watch.checks, *self.watch.provisioned]
        if unknown := [name for name in watched if name not in self.checks]:
            raise ValueError(f"watch names checks that are not there: {', '.join(unknown)}")
        return self


def load_readiness(reference: Path) -> Readiness:
    """Read ``readiness.yaml``. Raises CatalogueError with file and line."""
    return load_model(reference / "readiness.yaml", Readiness)
