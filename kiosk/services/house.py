"""The house as the services see it: every socket and every piece of reference data, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from kiosk.catalogue.procedure import Procedure
from kiosk.domain.names.reference import NameReference
from kiosk.domain.profile import Profile
from kiosk.domain.reference import Reference
from kiosk.ports import Clock, DocumentRenderer, NewId, Signer, Store

LAW_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The time zone in which days of law are counted; China keeps no summer time."""


@dataclass(frozen=True, slots=True)
class House:
    """What assembly puts together and every service takes as its first argument."""

    store: Store
    clock: Clock
    new_id: NewId
    renderer: DocumentRenderer
    signer: Signer
    terminal: str
    profile: Profile
    procedures: Mapping[str, Procedure]
    reference: Reference
    names: NameReference
    provisioned: bool
    index_key: bytes = field(repr=False)
    note_high_water: Callable[[int], None]
    language: str = "zh"

    def today(self) -> date:
        """The day of law now."""
        return self.day_of(self.clock.now())

    @staticmethod
    def day_of(instant: datetime) -> date:
        """The day of law of an instant."""
        return instant.astimezone(LAW_TIME).date()
