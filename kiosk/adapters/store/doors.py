"""Doors of the register: how many businesses share one, and which roads many persons have."""

from collections.abc import Mapping

from sqlalchemy import bindparam, func, insert, select

from kiosk.adapters.store import schema
from kiosk.adapters.store.work import Work
from kiosk.domain.records import Door
from kiosk.domain.states import LicenceStatus

_D = schema.door.c
_L = schema.licence.c

_ADD = insert(schema.door)
_AT = (
    select(func.count())
    .select_from(
        schema.door.outerjoin(schema.licence, _L.credit_code == _D.credit_code),
    )
    .where(
        _D.door_index == bindparam("of"),
        func.coalesce(_L.status, "").not_in(
            (LicenceStatus.CANCELLED.value, LicenceStatus.REVOKED.value)
        ),
    )
)
_PERSONS = func.count(_D.person_index.distinct())
_ROADS = (
    select(_D.town, _D.road)
    .where(_D.road.is_not(None))
    .group_by(_D.town, _D.road)
    .having(bindparam("least") <= _PERSONS)
    .order_by(_D.town, func.count().desc(), _D.road)
)


class SqlDoors:
    """``ports.Doors`` on SQL; a door is found by its blind index and never read back."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, door: Door) -> None:
        """Note where a business is; its entry must stand in the register."""
        vault = self._work.vault
        self._work.change(
            _ADD,
            {
                "credit_code": door.credit_code,
                "door_index": vault.blind("door", door.key),
                "town": door.town or None,
                "road": door.road or None,
                "person_index": vault.blind("person", door.person),
            },
        )

    def count_at(self, key: str) -> int:
        """How many businesses stand at this door; 0 for an empty key."""
        blind = self._work.vault.blind("door", key)
        if blind is None:
            return 0
        return int(self._work.read(_AT, {"of": blind}).scalar_one())

    def roads(self, least: int) -> Mapping[str, tuple[str, ...]]:
        """By town, the roads that so many different persons have, the most used first."""
        found: dict[str, list[str]] = {}
        for row in self._work.read(_ROADS, {"least": least}):
            found.setdefault(row.town, []).append(row.road)
        return {town: tuple(roads) for town, roads in found.items()}
