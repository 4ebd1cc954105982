"""Seals: at a branch what waits for the register, at the register what arrived from branches."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.records import Seal
from kiosk.ports import SystemFault

_S = schema.seal.c

_ADD = skip_existing(schema.seal, ("application_id",), returning=(_S.sequence,))
_LAST = select(func.max(_S.sequence)).where(_S.terminal == bindparam("of"))
_OF = select(schema.seal).where(_S.application_id == bindparam("of"))
_WAITING = (
    select(schema.seal)
    .where(_S.arrived_at.is_(None), _S.sequence > bindparam("after"))
    .order_by(_S.sequence)
    .limit(1)
)
_ARRIVED = (
    update(schema.seal)
    .where(_S.application_id == bindparam("of"), _S.arrived_at.is_(None))
    .values(arrived_at=bindparam("at", type_=_S.arrived_at.type))
)
_BACKLOG = select(func.count(), func.min(_S.sealed_at)).where(_S.arrived_at.is_(None))
_EVERY = select(schema.seal).order_by(_S.terminal, _S.sequence)


class SqlSeals:
    """``ports.Seals`` on SQL."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def next_sequence(self, terminal: str) -> int:
        """The number of the terminal's next seal, from 1 and without a gap."""
        return int(self._work.read(_LAST, {"of": terminal}).scalar() or 0) + 1

    def add(self, seal: Seal) -> bool:
        """Store it; False when this application has one. Raises SystemFault ``seal_taken``."""
        row = {
            "terminal": seal.terminal,
            "sequence": seal.sequence,
            "application_id": seal.application_id,
            "sealed_at": seal.sealed_at,
            "signature": seal.signature,
            "arrived_at": seal.arrived_at,
        }
        try:
            return self._work.change(_ADD, row).scalar() is not None
        except IntegrityError:
            raise SystemFault("seal_taken", f"{seal.terminal} {seal.sequence}") from None

    def of(self, application_id: UUID) -> Seal | None:
        """The application's seal."""
        row = self._work.read(_OF, {"of": application_id}).first()
        return None if row is None else _seal(row)

    def waiting(self, after: int = 0) -> Seal | None:
        """The first in order that the register has not taken in, its sequence above ``after``."""
        row = self._work.read(_WAITING, {"after": after}).first()
        return None if row is None else _seal(row)

    def arrived(self, application_id: UUID, at: datetime) -> bool:
        """Note that the register took it in; False when that was noted before."""
        return self._work.change(_ARRIVED, {"of": application_id, "at": at}).rowcount == 1

    def backlog(self) -> tuple[int, datetime | None]:
        """How many wait, and since when the oldest does."""
        count, oldest = self._work.read(_BACKLOG).one()
        return int(count), oldest

    def every(self) -> Iterator[Seal]:
        """All by terminal and sequence, streamed."""
        return (_seal(row) for row in self._work.stream(_EVERY))


def _seal(row: AnyRow) -> Seal:
    return Seal(
        terminal=row.terminal,
        sequence=row.sequence,
        application_id=row.application_id,
        sealed_at=row.sealed_at,
        signature=bytes(row.signature),
        arrived_at=row.arrived_at,
    )
