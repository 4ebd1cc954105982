"""What was handed to gateways: found by the gateway's id, counted by number, soon forgotten."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.messages import CarriedMessage, MessageEnd, MessageKind

_M = schema.message.c
_O = schema.opted_out.c
_AT = _M.at.type
_BEGIN = insert(schema.message)
_TAKEN = (
    update(schema.message).where(_M.id == bindparam("of")).values(gateway_id=bindparam("reference"))
)
_DROP = delete(schema.message).where(_M.id == bindparam("of"))
_KNOWN = (
    select(schema.message).where(_M.gateway_id == bindparam("reference")).order_by(_M.at.desc())
)
_OF = select(schema.message).where(_M.subject == bindparam("of")).order_by(_M.at, _M.id)
_END = (
    update(schema.message)
    .where(_M.id == bindparam("of"))
    .values(state=bindparam("to"), code=bindparam("told"))
)
_SINCE = bindparam("since", type_=_AT)
_TIMES = (
    select(_M.at)
    .where(_M.mobile_index == bindparam("of"), _M.kind == MessageKind.NOTICE.value, _M.at > _SINCE)
    .order_by(_M.at)
)
_OLD = delete(schema.message).where(_M.at < bindparam("before", type_=_AT))
_OPT_OUT = skip_existing(schema.opted_out, ("mobile_index",), returning=(_O.mobile_index,))
_OPT_IN = delete(schema.opted_out).where(_O.mobile_index == bindparam("of"))
_IS_OUT = select(func.count()).where(_O.mobile_index == bindparam("of"))


class SqlMessages:
    """``ports.Messages`` on SQL. A number is found by blind index and never stored."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def begin(self, message: CarriedMessage, mobile: str) -> None:
        """Write down that it is about to be handed over; it counts from now on."""
        self._work.change(
            _BEGIN,
            {
                "id": message.id,
                "kind": message.kind.value,
                "subject": message.subject,
                "mobile_index": self._blind(mobile),
                "at": message.at,
                "gateway_id": message.gateway_id,
                "state": message.end.value,
                "code": message.code,
            },
        )

    def taken(self, message_id: UUID, gateway_id: str) -> None:
        """The gateway took it, under this id."""
        self._work.change(_TAKEN, {"of": message_id, "reference": gateway_id})

    def drop(self, message_id: UUID) -> None:
        """The gateway did not take it: it counts no more."""
        self._work.change(_DROP, {"of": message_id})

    def known_as(self, gateway_id: str) -> CarriedMessage | None:
        """The message the gateway knows under this id, the newest where it used the id again."""
        row = self._work.read(_KNOWN, {"reference": gateway_id}).first() if gateway_id else None
        return None if row is None else _from(row)

    def of(self, subject: UUID) -> Sequence[CarriedMessage]:
        """Every message that carried this notice or code, oldest first."""
        return [_from(row) for row in self._work.read(_OF, {"of": subject})]

    def end(self, message_id: UUID, end: MessageEnd, code: str) -> None:
        """A receipt told how it ended."""
        self._work.change(_END, {"of": message_id, "to": end.value, "told": code})

    def noticed_at(self, mobile: str, since: datetime) -> Sequence[datetime]:
        """When notices were handed over for the number after the instant, oldest first."""
        found = self._work.read(_TIMES, {"of": self._blind(mobile), "since": since})
        return list(found.scalars())

    def delete_before(self, before: datetime) -> int:
        """Forget messages handed over before the instant; returns how many."""
        deleted = self._work.change(_OLD, {"before": before}).rowcount
        self._work.erased = self._work.erased or deleted > 0
        return deleted

    def opt_out(self, mobile: str, at: datetime) -> bool:
        """The number wants no notices; False when that is known already."""
        row = {"mobile_index": self._blind(mobile), "at": at}
        return self._work.change(_OPT_OUT, row).scalar() is not None

    def opt_in(self, mobile: str) -> bool:
        """The number wants notices again; False when it never said otherwise."""
        return self._work.change(_OPT_IN, {"of": self._blind(mobile)}).rowcount == 1

    def has_opted_out(self, mobile: str) -> bool:
        """Whether the number wants no notices."""
        return int(self._work.read(_IS_OUT, {"of": self._blind(mobile)}).scalar_one()) > 0

    def _blind(self, mobile: str) -> bytes:
        return self._work.vault.blind_bytes("message", mobile.encode())


def _from(row: AnyRow) -> CarriedMessage:
    return CarriedMessage(
        id=row.id,
        kind=MessageKind(row.kind),
        subject=row.subject,
        at=row.at,
        gateway_id=row.gateway_id,
        end=MessageEnd(row.state),
        code=row.code,
    )
