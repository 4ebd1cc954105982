"""The audit log: rows chained by terminal, checkpoints, append-only by triggers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, tuple_

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.answers import Json
from kiosk.domain.records import TrailRow
from kiosk.domain.trail import GENESIS, chain_hash
from kiosk.ports import SystemFault

_T = schema.trail.c
_P = schema.trail_checkpoint.c

_LAST = (
    select(_T.sequence, _T.at, _T.hash)
    .where(_T.terminal == bindparam("of"))
    .order_by(_T.sequence.desc())
    .limit(1)
)
_ADD = insert(schema.trail)
_ALL = select(schema.trail).order_by(_T.terminal, _T.sequence)
_OF = select(schema.trail).where(_T.terminal == bindparam("of")).order_by(_T.sequence)
_NEWEST = select(_T.terminal, func.max(_T.sequence)).group_by(_T.terminal)
_HEADS = select(schema.trail).where(tuple_(_T.terminal, _T.sequence).in_(_NEWEST))
_ADD_CHECKPOINT = skip_existing(schema.trail_checkpoint, ("terminal", "sequence"))
_CHECKPOINTS = select(_P.terminal, _P.sequence, _P.hash, _P.signature).order_by(
    _P.at, _P.terminal, _P.sequence
)


class SqlTrail:
    """``ports.Trail`` on SQL. Appends go to this terminal's chain alone."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._last: tuple[int, datetime, str] | None = None

    def append(
        self, at: datetime, event: str, subject: str, details: Mapping[str, Json]
    ) -> TrailRow:
        """Chain a row to this terminal's last. Raises SystemFault ``clock_behind``."""
        terminal = self._work.terminal
        sequence, last_at, previous = self._last or self._read_last(terminal, at)
        if at < last_at:
            raise SystemFault("clock_behind")
        content: dict[str, Any] = {
            "terminal": terminal,
            "sequence": sequence + 1,
            "at": at,
            "event": event,
            "subject": subject,
            "details": dict(details),
            "previous": previous,
        }
        row = TrailRow(**content, hash=chain_hash(**content))
        self._work.change(_ADD, {**content, "hash": row.hash})
        self._last = (row.sequence, at, row.hash)
        return row

    def _read_last(self, terminal: str, at: datetime) -> tuple[int, datetime, str]:
        row = self._work.read(_LAST, {"of": terminal}).first()
        return (0, at, GENESIS) if row is None else (row[0], row[1], row[2])

    def rows(self, terminal: str | None = None) -> Iterator[TrailRow]:
        """All rows by terminal and sequence, streamed."""
        if terminal is None:
            found = self._work.stream(_ALL)
        else:
            found = self._work.stream(_OF, {"of": terminal})
        return map(_from, found)

    def heads(self) -> Mapping[str, TrailRow]:
        """The last row of every terminal."""
        return {row.terminal: _from(row) for row in self._work.read(_HEADS)}

    def add_checkpoint(
        self, terminal: str, sequence: int, hash_: str, signature: bytes, at: datetime
    ) -> None:
        """Keep a signed head; one of a row that has a checkpoint changes nothing."""
        self._work.change(
            _ADD_CHECKPOINT,
            {
                "terminal": terminal,
                "sequence": sequence,
                "hash": hash_,
                "signature": signature,
                "at": at,
            },
        )

    def checkpoints(self) -> Sequence[tuple[str, int, str, bytes]]:
        """(terminal, sequence, hash, signature), oldest first."""
        return [(row[0], row[1], row[2], row[3]) for row in self._work.read(_CHECKPOINTS)]


def _from(row: AnyRow) -> TrailRow:
    return TrailRow(
        terminal=row.terminal,
        sequence=row.sequence,
        at=row.at,
        event=row.event,
        subject=row.subject,
        details=row.details,
        previous=row.previous,
        hash=row.hash,
    )
