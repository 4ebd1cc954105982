"""How notices are delivered, from ``delivery.yaml``: tries, limits per number, quiet hours, receipts."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.catalogue.verification import SendingLimits
from kiosk.domain.backoff import Backoff
from kiosk.domain.messages import QuietHours, SendingRules

_Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class BackoffFile(Strict):
    """How long a refused message waits, and how often it is tried."""

    first_seconds: float
    factor: float
    most_seconds: float
    spread: float
    attempts: int


class QuietFile(Strict):
    """From when until when nothing is sent that can wait."""

    begin: _Clock
    end: _Clock

    @model_validator(mode="after")
    def _leaves_a_day(self) -> "QuietFile":
        if self.begin == self.end:
            raise ValueError("quiet hours that never end send nothing")
        return self


class DeliveryFile(Strict):
    """A whole ``delivery.yaml``."""

    version: str
    unconfirmed: bool = False
    lease_seconds: int
    every_seconds: int = Field(ge=1)
    take_up_seconds: int = Field(ge=1)
    unknown_receipt_minutes: int = Field(ge=1, le=10_000)
    receipt_wait_seconds: int = Field(ge=1, le=3600)
    backoff: BackoffFile
    per_number: SendingLimits
    quiet: QuietFile


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """How long a sender owns a message, when it tries again, and what it holds back.

    A running terminal looks every ``every_seconds`` for messages that are due, and takes up
    again after ``take_up_seconds`` what could not be decided or issued. Whoever sends a test
    message waits ``receipt_wait_seconds`` for its receipt.
    """

    lease_seconds: int
    backoff: Backoff
    every_seconds: int
    take_up_seconds: int
    rules: SendingRules
    receipt_wait_seconds: int


def load_delivery(reference: Path) -> DeliveryPolicy:
    """Read ``delivery.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "delivery.yaml", DeliveryFile)
    b = raw.backoff
    return DeliveryPolicy(
        lease_seconds=raw.lease_seconds,
        backoff=Backoff(b.first_seconds, b.factor, b.most_seconds, b.spread, b.attempts),
        every_seconds=raw.every_seconds,
        take_up_seconds=raw.take_up_seconds,
        rules=SendingRules(
            per_number=raw.per_number.limits(),
            quiet=QuietHours(
                time.fromisoformat(raw.quiet.begin), time.fromisoformat(raw.quiet.end)
            ),
            unknown_receipts=timedelta(minutes=raw.unknown_receipt_minutes),
        ),
        receipt_wait_seconds=raw.receipt_wait_seconds,
    )
