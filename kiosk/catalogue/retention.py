"""The retention periods, from ``retention.yaml``."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.retention import KEPT_FOR_EVER, RetentionPolicy
from kiosk.domain.states import ApplicationState


class _Period(Strict):
    days: int = Field(default=0, ge=0)
    minutes: int = Field(default=0, ge=0)
    basis: str
    unconfirmed: bool = False

    @model_validator(mode="after")
    def _lasts(self) -> "_Period":
        if not self.length:
            raise ValueError("a period lasts at least a minute")
        return self

    @property
    def length(self) -> timedelta:
        """How long."""
        return timedelta(days=self.days, minutes=self.minutes)


class _Retention(Strict):
    version: str
    drafts: _Period
    kept_drafts: _Period
    sent_notices: _Period
    mobile_codes: _Period
    carried_messages: _Period
    applications: dict[ApplicationState, _Period]

    @model_validator(mode="after")
    def _spares_the_archive(self) -> "_Retention":
        for state in self.applications:
            if state in KEPT_FOR_EVER:
                raise ValueError(f"applications.{state.value} are open or belong to the archive")
        return self


def load_retention(reference: Path) -> RetentionPolicy:
    """Read ``retention.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "retention.yaml", _Retention)
    return RetentionPolicy(
        version=raw.version,
        drafts=raw.drafts.length,
        kept_drafts=raw.kept_drafts.length,
        sent_notices=raw.sent_notices.length,
        mobile_codes=raw.mobile_codes.length,
        carried_messages=raw.carried_messages.length,
        applications={state: period.length for state, period in raw.applications.items()},
    )
