"""The policy of codes sent to mobile numbers, from ``verification.yaml``."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.mobile_code import Limit, VerificationPolicy

_Count = Annotated[int, Field(ge=1, le=100_000)]


class SendingLimits(Strict):
    """How many codes may be sent within an hour and within a day."""

    hour: _Count
    day: _Count

    @model_validator(mode="after")
    def _day_is_longer(self) -> "SendingLimits":
        if self.day < self.hour:
            raise ValueError("a day holds at least what an hour holds")
        return self

    def limits(self) -> tuple[Limit, ...]:
        """The shortest window first."""
        return Limit(timedelta(hours=1), self.hour), Limit(timedelta(days=1), self.day)


class VerificationFile(Strict):
    """A whole ``verification.yaml``."""

    version: str
    unconfirmed: bool = False
    valid_minutes: Annotated[int, Field(ge=1, le=99)]
    tries: Annotated[int, Field(ge=1, le=10)]
    resend_seconds: Annotated[int, Field(ge=1, le=600)]
    per_number: SendingLimits
    per_terminal: SendingLimits


def load_verification(reference: Path) -> VerificationPolicy:
    """Read ``verification.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "verification.yaml", VerificationFile)
    return VerificationPolicy(
        version=raw.version,
        valid=timedelta(minutes=raw.valid_minutes),
        tries=raw.tries,
        resend=timedelta(seconds=raw.resend_seconds),
        per_number=raw.per_number.limits(),
        per_terminal=raw.per_terminal.limits(),
    )
