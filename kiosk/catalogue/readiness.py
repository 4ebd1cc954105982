"""The words, limits and states of the self-test, from ``readiness.yaml``."""

from pathlib import Path
from typing import Literal

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


class Readiness(Strict):
    """All checks by name, in the order they are made."""

    version: str
    limits: Limits
    fault: Fault
    checks: dict[str, CheckWords]


def load_readiness(reference: Path) -> Readiness:
    """Read ``readiness.yaml``. Raises CatalogueError with file and line."""
    return load_model(reference / "readiness.yaml", Readiness)
