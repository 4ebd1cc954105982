"""The persons who look after terminals, with the hashes of their PINs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import overwrite, skip_existing
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.staff import ScryptCost, StaffPerson

_P = schema.staff.c
_ADD = skip_existing(schema.staff, ("name",), returning=(_P.name,))
_KEEP = overwrite(schema.staff, ("name",))
_ONE = select(schema.staff).where(_P.name == bindparam("of"))
_ALL = select(schema.staff).order_by(_P.added_at, _P.name)
_REMOVE = delete(schema.staff).where(_P.name == bindparam("of"))


class SqlStaff:
    """``ports.Staff`` on SQL."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, person: StaffPerson) -> bool:
        """Take a person in; False when the name is there already."""
        return self._work.change(_ADD, _row(person)).first() is not None

    def get(self, name: str) -> StaffPerson | None:
        """The person; a writing transaction holds the name until its end."""
        if self._work.writing:
            self._work.lock("staff", name)
        row = self._work.read(_ONE, {"of": name}).first()
        return None if row is None else _person(row)

    def every(self) -> Sequence[StaffPerson]:
        """All, in the order in which they were added."""
        return [_person(row) for row in self._work.read(_ALL)]

    def update(self, person: StaffPerson) -> None:
        """Keep the person as it is now."""
        self._work.change(_KEEP, _row(person))

    def remove(self, name: str) -> bool:
        """Delete the person; False when there is none of this name."""
        return self._work.change(_REMOVE, {"of": name}).rowcount > 0


def _row(person: StaffPerson) -> dict[str, Any]:
    cost = person.cost
    return {
        "name": person.name,
        "salt": person.salt,
        "pin_hash": person.pin_hash,
        "cost": {"n": cost.n, "r": cost.r, "p": cost.p},
        "added_at": person.added_at,
        "added_by": person.added_by,
        "failures": person.failures,
        "wait_until": person.wait_until,
        "locked": person.locked,
    }


def _person(row: AnyRow) -> StaffPerson:
    return StaffPerson(
        name=row.name,
        salt=row.salt,
        pin_hash=row.pin_hash,
        cost=ScryptCost(**row.cost),
        added_at=row.added_at,
        added_by=row.added_by,
        failures=row.failures,
        wait_until=row.wait_until,
        locked=row.locked,
    )
