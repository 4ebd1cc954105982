"""How long a published status list is good, from ``status_list.yaml``."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.status_list import MOST_POSITIONS, ListPolicy

_Hours = Annotated[int, Field(ge=1, le=24 * 366)]


class _StatusListFile(Strict):
    version: str
    unconfirmed: bool = False
    positions: Annotated[int, Field(ge=1, le=MOST_POSITIONS)]
    renew_hours: _Hours
    lifetime_hours: _Hours
    ttl_hours: _Hours

    @model_validator(mode="after")
    def _is_renewed_in_time(self) -> "_StatusListFile":
        if not self.ttl_hours <= self.renew_hours < self.lifetime_hours:
            raise ValueError("ttl_hours, renew_hours and lifetime_hours grow in this order")
        return self


def load_list_policy(reference: Path) -> ListPolicy:
    """Read ``status_list.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "status_list.yaml", _StatusListFile)
    return ListPolicy(
        positions=raw.positions,
        renew=timedelta(hours=raw.renew_hours),
        lifetime=timedelta(hours=raw.lifetime_hours),
        ttl=timedelta(hours=raw.ttl_hours),
    )
