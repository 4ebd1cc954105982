"""The outbox: messages that wait for their gateway, claimed with a lease."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnClause,
    Executable,
    Select,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import Pair, skip_existing
from kiosk.adapters.store.vault import APPLICATION
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.answers import canonical_json
from kiosk.domain.messages import Waiting
from kiosk.domain.records import Notice
from kiosk.domain.states import NoticeState

_O = schema.outbox.c
_K = schema.data_key.c

_PLACE = "outbox.personal"
_AT = _O.due_at.type
_QUEUED: ColumnClause[str] = literal_column("'queued'")
_SENDING: ColumnClause[str] = literal_column("'sending'")

_JOINED = schema.outbox.outerjoin(
    schema.data_key, and_(_K.owner == _O.application_id, _K.scope == APPLICATION)
)
_ROWS = select(schema.outbox, _K.wrapped).select_from(_JOINED)
_BY_ID = _ROWS.where(_O.id == bindparam("of"))
_LISTING = _ROWS.order_by(_O.id.desc()).limit(bindparam("limit"))
_OF = _ROWS.where(_O.application_id == bindparam("of")).order_by(_O.id)
_COUNTS = select(_O.state, func.count()).group_by(_O.state)
_PUT = skip_existing(schema.outbox, ("dedupe",), returning=(_O.id,))

_DUE = (
    select(_O.id)
    .where(
        _O.state.in_((_QUEUED, _SENDING)),
        _O.due_at <= bindparam("now", type_=_AT),
        or_(_O.state == _QUEUED, _O.leased_until <= bindparam("now", type_=_AT)),
    )
    .order_by(_O.due_at, _O.id)
    .limit(1)
)


def _taking(due: Select[UUID]) -> Executable:
    return (
        update(schema.outbox)
        .where(_O.id == due.scalar_subquery())
        .values(
            state=NoticeState.SENDING.value,
            attempts=_O.attempts + 1,
            owner=bindparam("taker"),
            leased_until=bindparam("until", type_=_AT),
        )
        .returning(_O.id)
    )


_TAKE = Pair(_taking(_DUE), _taking(_DUE.with_for_update(skip_locked=True)))
_SENT = (
    update(schema.outbox)
    .where(_O.id == bindparam("of"))
    .values(
        state=NoticeState.SENT.value,
        gateway_id=bindparam("reference"),
        sent_at=bindparam("at", type_=_AT),
        leased_until=None,
        last_error="",
    )
)
_FAILED = (
    update(schema.outbox)
    .where(_O.id == bindparam("of"))
    .values(
        state=bindparam("to"),
        last_error=bindparam("error"),
        due_at=func.coalesce(bindparam("again", type_=_AT), _O.due_at),
        leased_until=None,
    )
)
_RETRY = (
    update(schema.outbox)
    .where(
        _O.id == bindparam("of"),
        _O.state.in_((NoticeState.DEAD.value, NoticeState.UNDELIVERED.value)),
    )
    .values(
        state=NoticeState.QUEUED.value,
        due_at=bindparam("at", type_=_AT),
        attempts=0,
        gateway_id="",
        last_error="",
    )
)
_ENDED = (
    update(schema.outbox)
    .where(
        _O.id == bindparam("of"),
        _O.gateway_id == bindparam("reference"),
        or_(
            _O.state == NoticeState.SENT.value,
            and_(
                _O.state == NoticeState.UNDELIVERED.value,
                bindparam("to") == NoticeState.DELIVERED.value,
            ),
        ),
    )
    .values(state=bindparam("to"), last_error=bindparam("error"))
)
_PUT_OFF = (
    update(schema.outbox)
    .where(_O.id == bindparam("of"))
    .values(
        state=NoticeState.QUEUED.value,
        due_at=bindparam("until", type_=_AT),
        attempts=_O.attempts - 1,
        leased_until=None,
    )
)
_IS_HELD = and_(_O.state == _SENDING, _O.leased_until > bindparam("now", type_=_AT))
_WAITING = select(
    func.count(), func.count(_O.leased_until).filter(_IS_HELD), func.max(_O.leased_until)
).where(_O.state.in_((_QUEUED, _SENDING)), _O.due_at <= bindparam("now", type_=_AT))
_DELETE_SENT = delete(schema.outbox).where(
    _O.state.in_(
        (NoticeState.SENT.value, NoticeState.DELIVERED.value, NoticeState.UNDELIVERED.value)
    ),
    _O.sent_at < bindparam("before", type_=_AT),
)


class SqlOutbox:
    """``ports.Outbox`` on SQL: at least once, so a gateway may rarely see a notice twice."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, notice: Notice) -> bool:
        """Queue it; False when its dedupe is there already."""
        personal = canonical_json({"params": dict(notice.params), "mobile": notice.mobile})
        row = {
            "id": notice.id,
            "application_id": notice.application_id,
            "kind": notice.kind,
            "template": notice.template,
            "dedupe": notice.dedupe,
            "due_at": notice.due_at,
            "state": notice.state.value,
            "attempts": notice.attempts,
            "owner": "",
            "gateway_id": notice.gateway_id,
            "last_error": notice.last_error,
            "personal": self._work.seal(
                notice.application_id, APPLICATION, _PLACE, notice.id, personal
            ),
        }
        return self._work.change(_PUT, row).scalar() is not None

    def take(self, now: datetime, owner: str, lease_seconds: int) -> Notice | None:
        """Claim the earliest due one for this owner; expired leases are taken over."""
        until = now + timedelta(seconds=lease_seconds)
        taken = self._work.change(_TAKE, {"now": now, "taker": owner, "until": until}).scalar()
        if taken is None:
            return None
        return self._from(self._work.read(_BY_ID, {"of": taken}).one())

    def get(self, notice_id: UUID) -> Notice:
        """The notice of this key."""
        return self._from(self._work.read(_BY_ID, {"of": notice_id}).one())

    def sent(self, notice_id: UUID, gateway_id: str, at: datetime) -> None:
        """The gateway has taken it."""
        self._work.change(_SENT, {"of": notice_id, "reference": gateway_id, "at": at})

    def ended(self, notice_id: UUID, gateway_id: str, state: NoticeState, error: str) -> bool:
        """A receipt of this sending came; False when the notice was not waiting for it."""
        row = {"of": notice_id, "reference": gateway_id, "to": state.value, "error": error}
        return self._work.change(_ENDED, row).rowcount == 1

    def put_off(self, notice_id: UUID, until: datetime) -> None:
        """Give a taken one back, untried, until the instant."""
        self._work.change(_PUT_OFF, {"of": notice_id, "until": until})

    def waiting(self, now: datetime) -> Waiting:
        """How many are due, how many a sender holds, and until when at most."""
        total, held, until = self._work.read(_WAITING, {"now": now}).one()
        return Waiting(int(total) - int(held), int(held), until if held else None)

    def failed(self, notice_id: UUID, error: str, again_at: datetime | None) -> None:
        """Try again at the instant, or never (dead letter) when it is None."""
        to = NoticeState.DEAD if again_at is None else NoticeState.QUEUED
        self._work.change(
            _FAILED, {"of": notice_id, "error": error, "again": again_at, "to": to.value}
        )

    def retry(self, notice_id: UUID, at: datetime) -> bool:
        """Wake one that is dead or was not delivered, its tries counted anew; False: none is."""
        return self._work.change(_RETRY, {"of": notice_id, "at": at}).rowcount == 1

    def listing(self, limit: int) -> Sequence[Notice]:
        """The newest first."""
        return [self._from(row) for row in self._work.read(_LISTING, {"limit": limit})]

    def of(self, application_id: UUID) -> Sequence[Notice]:
        """All of the application, oldest first."""
        return [self._from(row) for row in self._work.read(_OF, {"of": application_id})]

    def counts(self) -> Mapping[str, int]:
        """How many notices per state; a state without any is left out."""
        return {row[0]: int(row[1]) for row in self._work.read(_COUNTS)}

    def delete_sent(self, before: datetime) -> int:
        """Delete what was sent before the instant; returns how many."""
        deleted = self._work.change(_DELETE_SENT, {"before": before}).rowcount
        self._work.erased = self._work.erased or deleted > 0
        return deleted

    def _from(self, row: AnyRow) -> Notice:
        personal: dict[str, Any] = {"params": {}, "mobile": ""}
        if row.wrapped is not None:
            cells = self._work.vault.unwrap(row.application_id, APPLICATION, row.wrapped)
            personal = json.loads(cells.open(_PLACE, row.id, row.personal))
        return Notice(
            id=row.id,
            application_id=row.application_id,
            kind=row.kind,
            template=row.template,
            params=personal["params"],
            mobile=personal["mobile"],
            dedupe=row.dedupe,
            due_at=row.due_at,
            state=NoticeState(row.state),
            attempts=row.attempts,
            gateway_id=row.gateway_id,
            last_error=row.last_error,
        )
