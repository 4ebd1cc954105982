"""The house as the services see it: every socket and every piece of reference data, once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone

from kiosk.catalogue.procedure import Procedure
from kiosk.domain.mobile_code import VerificationPolicy
from kiosk.domain.names.reference import NameReference
from kiosk.domain.profile import Profile
from kiosk.domain.reference import Reference
from kiosk.domain.retention import RetentionPolicy
from kiosk.domain.staff import StaffPolicy
from kiosk.ports import Clock, DocumentRenderer, NewId, Signer, Store, SystemFault

LAW_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The time zone in which days of law are counted; China keeps no summer time."""


class Procedures(dict[str, Procedure]):
    """The procedures of this install by their names; ``offered`` here are these, in order."""

    offered: tuple[str, ...]

    @classmethod
    def offering(cls, offered: tuple[str, ...], known: Mapping[str, Procedure]) -> "Procedures":
        """Offer those named, or all. Raises SystemFault ``offered_unknown`` for another one."""
        made = cls(known)
        made.offered = offered or tuple(known)
        for name in made.offered:
            if name not in known:
                raise SystemFault("offered_unknown", name)
        return made

    def __missing__(self, name: str) -> Procedure:
        """Raise SystemFault ``procedure_elsewhere``: another terminal of the register has it."""
        raise SystemFault("procedure_elsewhere", name)


@dataclass(frozen=True, slots=True)
class House:
    """What assembly puts together and every service takes as its first argument.

    ``near`` is there at a branch alone: what such a terminal keeps itself, since its register is
    far away and may not be reached. Applications are sealed there first and forwarded; drafts,
    codes, staff and the terminal's own events stay there for good.
    """

    store: Store
    clock: Clock
    new_id: NewId
    renderer: DocumentRenderer
    signer: Signer
    terminal: str
    profile: Profile
    procedures: Procedures
    reference: Reference
    names: NameReference
    verification: VerificationPolicy
    retention: RetentionPolicy
    staff: StaffPolicy
    provisioned: bool
    index_key: bytes = field(repr=False)
    note_high_water: Callable[[int], None]
    language: str = "zh"
    near: Store | None = None

    @property
    def own(self) -> "House":
        """This house over what the terminal keeps itself; the same one but at a branch."""
        return self if self.near is None else replace(self, store=self.near, near=None)

    def today(self) -> date:
        """The day of law now."""
        return self.day_of(self.clock.now())

    @staticmethod
    def day_of(instant: datetime) -> date:
        """The day of law of an instant."""
        return instant.astimezone(LAW_TIME).date()


@contextmanager
def without_register(house: House) -> Iterator[None]:
    """At a branch goes on after the block when the register cannot be used in it.

    Elsewhere its SystemFault is raised as it is.
    """
    try:
        yield
    except SystemFault as fault:
        if house.near is None or not is_of_register(fault):
            raise


def is_of_register(fault: SystemFault) -> bool:
    """Whether the register as a whole cannot be used, so that the next call would meet it too."""
    return fault.code.startswith(_OF_THE_REGISTER)


_OF_THE_REGISTER = ("database_", "disk_")
