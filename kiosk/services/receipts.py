"""Take what gateways tell of messages they had taken: move the notice or the code, then acknowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from kiosk.domain.messages import CarriedMessage, MessageEnd, MessageKind, SendingRules
from kiosk.domain.states import NoticeState
from kiosk.ports import (
    Clock,
    GatewayRefused,
    Receipt,
    SmsGateway,
    Store,
    TellsReceipts,
    UnitOfWork,
)
from kiosk.services.record import record

_BATCH = 100
_LONGEST_CODE = 40
_STATES = {
    MessageEnd.DELIVERED: NoticeState.DELIVERED,
    MessageEnd.FAILED: NoticeState.UNDELIVERED,
}


class Desk(Protocol):
    """The part of the house that receipts need."""

    @property
    def store(self) -> Store:
        """Where the messages are."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells now."""
        ...


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """What a round of receipts told.

    ``repeated`` changed nothing; ``early`` name a message nobody knows yet and are told again;
    ``unknown`` were that for too long and are let go. ``unheard``: the gateway broke off.
    """

    delivered: int = 0
    failed: int = 0
    repeated: int = 0
    early: int = 0
    unknown: int = 0
    unheard: bool = False

    @property
    def changed(self) -> int:
        """How many messages it moved."""
        return self.delivered + self.failed


def tells_receipts(gateway: SmsGateway) -> bool:
    """Whether the gateway hears what becomes of its messages."""
    return isinstance(gateway, TellsReceipts)


def take_receipts(
    desk: Desk, gateway: SmsGateway, rules: SendingRules, near: Store | None = None
) -> ReceiptReport:
    """Apply what the gateway tells; nothing at all where it tells no receipts.

    A branch keeps the messages with its codes ``near``, the others are in the register.

    A receipt is acknowledged only after the commit that applied it, so that a power cut between
    loses none and the next round finds it applied. One that comes before its sender has noted
    the gateway's answer stays with the gateway for ``rules.unknown_receipts``.
    """
    report = ReceiptReport()
    if not isinstance(gateway, TellsReceipts):
        return report
    try:
        told = list(gateway.receipts())
        for store, some in _by_store(told, desk.store, near):
            for batch in (some[start : start + _BATCH] for start in range(0, len(some), _BATCH)):
                settled: list[str] = []
                with store.write() as uow:
                    for receipt in batch:
                        fate = _apply(uow, receipt, desk.clock.now(), rules)
                        report = replace(report, **{fate: getattr(report, fate) + 1})
                        if fate != "early":
                            settled.append(receipt.gateway_id)
                    if settled:
                        uow.commit()
                if settled:
                    gateway.acknowledge(settled)
    except GatewayRefused:
        return replace(report, unheard=True)
    return report


def _by_store(
    told: Sequence[Receipt], register: Store, near: Store | None
) -> list[tuple[Store, Sequence[Receipt]]]:
    """The receipts by where their messages are; a branch's own come first."""
    if near is None or not told:
        return [(register, told)]
    with near.read() as uow:
        mine = [receipt for receipt in told if uow.messages.known_as(receipt.gateway_id)]
    others = [receipt for receipt in told if receipt not in mine]
    return [(near, mine), (register, others)]


def _apply(uow: UnitOfWork, receipt: Receipt, now: datetime, rules: SendingRules) -> str:
    """What became of the receipt: the name of its count in the report."""
    message = uow.messages.known_as(receipt.gateway_id)
    if message is None:
        return "unknown" if now - receipt.at > rules.unknown_receipts else "early"
    end = MessageEnd(receipt.state)
    if message.end is end or message.end is MessageEnd.DELIVERED:
        return "repeated"
    code = "".join(c for c in receipt.code if c.isprintable())[:_LONGEST_CODE]
    uow.messages.end(message.id, end, code)
    if message.kind is MessageKind.NOTICE:
        _end_notice(uow, message, end, code, now)
    elif message.kind is MessageKind.CODE:
        _end_code(uow, message, end, now)
    return receipt.state


def _end_notice(
    uow: UnitOfWork, message: CarriedMessage, end: MessageEnd, code: str, now: datetime
) -> None:
    error = f"receipt: {code}" if end is MessageEnd.FAILED else ""
    if not uow.outbox.ended(message.subject, message.gateway_id, _STATES[end], error):
        return
    notice = uow.outbox.get(message.subject)
    number = uow.applications.get(notice.application_id).number
    event = "notice_delivered" if end is MessageEnd.DELIVERED else "notice_undelivered"
    record(uow, now, event, number, kind=notice.kind)


def _end_code(uow: UnitOfWork, message: CarriedMessage, end: MessageEnd, now: datetime) -> None:
    if end is MessageEnd.FAILED:
        uow.verifications.withdraw(message.subject)
    event = "verification_delivered" if end is MessageEnd.DELIVERED else "verification_undelivered"
    record(uow, now, event, "")
