"""Queue notices with the transaction that causes them, and hand them to the gateway later."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from kiosk.catalogue.delivery import DeliveryPolicy
from kiosk.catalogue.notices import Language, Message, Notices, UnknownMessage
from kiosk.domain.messages import CarriedMessage, MessageKind
from kiosk.domain.mobile import Mobile, parse_mobile
from kiosk.domain.profile import Profile
from kiosk.domain.records import Application, Notice
from kiosk.domain.wording import MissingWord
from kiosk.ports import Clock, GatewayRefused, NewId, SmsGateway, Store, SystemFault, UnitOfWork
from kiosk.services.hold_back import OPTED_OUT, hold_back
from kiosk.services.record import record

_ELSEWHERE = timedelta(minutes=5)
"""For so long a notice is left to the terminal that has the procedure's words."""

_ENDS = "。．.！!；;，, "


class HasNotices(Protocol):
    """A procedure, as far as notices are concerned."""

    @property
    def notices(self) -> Notices:
        """Its messages."""
        ...


class Desk(Protocol):
    """The part of the house that notices need."""

    @property
    def store(self) -> Store:
        """Where the outbox is."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells now."""
        ...

    @property
    def new_id(self) -> NewId:
        """Makes row keys."""
        ...

    @property
    def profile(self) -> Profile:
        """Whose signature and telephone number a message carries."""
        ...

    @property
    def procedures(self) -> Mapping[str, HasNotices]:
        """The messages of each procedure."""
        ...

    @property
    def language(self) -> str:
        """Zh or en."""
        ...


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of the messages that were due.

    ``maybe_twice`` counts those whose sender had vanished between sending and noting it, so
    that the telephone may have the message twice; they are counted as sent or failed too.
    ``put_off`` wait for the morning, until their number may get another message, or for the
    terminal that knows their words.
    """

    sent: int = 0
    failed: int = 0
    dead: int = 0
    maybe_twice: int = 0
    put_off: int = 0

    @property
    def total(self) -> int:
        """How many messages were taken up."""
        return self.sent + self.failed + self.dead + self.put_off

    def __add__(self, other: "DeliveryReport") -> "DeliveryReport":
        """Both together."""
        return DeliveryReport(
            self.sent + other.sent,
            self.failed + other.failed,
            self.dead + other.dead,
            self.maybe_twice + other.maybe_twice,
            self.put_off + other.put_off,
        )


def queue_notice(
    desk: Desk,
    uow: UnitOfWork,
    application: Application,
    kind: str,
    params: Mapping[str, str],
) -> bool:
    """Put a notice into the outbox inside the caller's transaction.

    The application's number and the authority's telephone need not be among ``params``. False
    when the applicant gave no usable mobile number or opted out, or this very notice waits
    already: the same kind with the same parameters goes out once. Raises SystemFault ``notice_unknown``
    for a kind or parameter that ``notices.yaml`` does not offer.
    """
    mobile = parse_mobile(application.mobile)
    if not isinstance(mobile, Mobile) or uow.messages.has_opted_out(mobile.text):
        return False
    notices = desk.procedures[application.procedure].notices
    full = {
        "number": application.number,
        "telephone": desk.profile.telephone,
        **{name: value.strip().rstrip(_ENDS) for name, value in params.items()},
    }
    language: Language = "en" if desk.language == "en" else "zh"
    try:
        message = notices.choose(
            kind,
            [name for name, value in full.items() if value],
            language,
            national_licence=desk.profile.national_licence,
        )
        fitted = notices.fit(message, full)
    except (UnknownMessage, KeyError) as unknown:
        raise SystemFault("notice_unknown", f"{kind}: {unknown}") from None
    now = desk.clock.now()
    occasion = f"{now:%Y%m%dT%H%M%S%f}" if notices.kinds[kind].repeats else ""
    return uow.outbox.put(
        Notice(
            id=desk.new_id(),
            application_id=application.id,
            kind=kind,
            template=f"{application.procedure}/{message.id}",
            params=fitted,
            mobile=mobile.text,
            dedupe=":".join(part for part in (str(application.id), kind, occasion) if part),
            due_at=now,
        )
    )


def text_of(desk: Desk, notice: Notice) -> str:
    """The whole text of a queued notice. Raises UnknownMessage or MissingWord."""
    notices, message = _message_of(desk, notice)
    return notices.compose(message, notice.params, desk.profile.sms_signature)


def deliver(
    desk: Desk,
    gateway: SmsGateway,
    policy: DeliveryPolicy,
    owner: str,
    *,
    limit: int = 1000,
    provider: str = "",
    dice: Callable[[], float] = random.random,
    on_progress: Callable[[DeliveryReport], None] = lambda _report: None,
) -> DeliveryReport:
    """Send what is due, at most ``limit`` messages, and say what became of them.

    Each message is claimed in a transaction of its own, sent with none open, and marked in
    another; what the policy holds back is given back in the first. A crash between sending and marking sends it once more after the lease. A refusal
    waits as the policy says; a permanent one, or the last try, is a dead letter.
    """
    report = DeliveryReport()
    for _ in range(limit):
        notice, carried, done = _take(desk, policy, owner)
        if notice is None:
            break
        if done is None and carried is not None:
            done = _send(desk, gateway, policy, notice, carried, provider, dice)
        elif done is None:
            done = _mark_failed(desk, notice, "never_finished", None)
        twice = int(done.put_off == 0 and _was_taken_over(notice))
        report += replace(done, maybe_twice=twice)
        on_progress(report)
    return report


def listing(store: Store, limit: int) -> Sequence[Notice]:
    """The newest notices first."""
    with store.read() as uow:
        return uow.outbox.listing(limit)


def retry(desk: Desk, notice_id: UUID) -> bool:
    """Wake what was given up or not delivered; False when there is none of this id."""
    with desk.store.write() as uow:
        now = desk.clock.now()
        if not uow.outbox.retry(notice_id, now):
            return False
        record(uow, now, "notice_woken", "", notice=str(notice_id))
        uow.commit()
    return True


def _take(
    desk: Desk, policy: DeliveryPolicy, owner: str
) -> tuple[Notice | None, CarriedMessage | None, DeliveryReport | None]:
    """The next notice, claimed; its message, unless it was tried too often or is dealt with."""
    with desk.store.write() as uow:
        now = desk.clock.now()
        notice = uow.outbox.take(now, owner, policy.lease_seconds)
        carried: CarriedMessage | None = None
        done: DeliveryReport | None = None
        if notice is not None and not policy.backoff.is_spent(notice.attempts):
            held = hold_back(uow, policy.rules, notice, now, may_wait=_may_wait(desk, notice))
            if notice.template.partition("/")[0] not in desk.procedures:
                held = now + _ELSEWHERE
            if held == OPTED_OUT:
                uow.outbox.failed(notice.id, f"{notice.attempts}: {OPTED_OUT}", None)
                number = uow.applications.get(notice.application_id).number
                record(uow, now, "notice_dead", number, kind=notice.kind, attempt=notice.attempts)
                done = DeliveryReport(dead=1)
            elif isinstance(held, datetime):
                uow.outbox.put_off(notice.id, held)
                done = DeliveryReport(put_off=1)
            else:
                carried = CarriedMessage(desk.new_id(), MessageKind.NOTICE, notice.id, now)
                uow.messages.begin(carried, notice.mobile)
        uow.commit()
    return notice, carried, done


def _may_wait(desk: Desk, notice: Notice) -> bool:
    procedure = desk.procedures.get(notice.template.partition("/")[0])
    kind = procedure.notices.kinds.get(notice.kind) if procedure else None
    return kind is not None and kind.may_wait


def _send(
    desk: Desk,
    gateway: SmsGateway,
    policy: DeliveryPolicy,
    notice: Notice,
    carried: CarriedMessage,
    provider: str,
    dice: Callable[[], float],
) -> DeliveryReport:
    try:
        notices, message = _message_of(desk, notice)
        text = notices.compose(message, notice.params, desk.profile.sms_signature)
    except (UnknownMessage, MissingWord):
        return _mark_failed(desk, notice, "text_unknown", None, carried)
    template = notices.template_for(provider, message.id)
    try:
        sent = gateway.send(template, notice.params, text, notice.mobile, notice.dedupe)
    except GatewayRefused as refusal:
        now = desk.clock.now()
        again = None
        if not refusal.permanent:
            again = policy.backoff.again_at(notice.attempts, now, dice())
        return _mark_failed(desk, notice, str(refusal), again, carried)
    with desk.store.write() as uow:
        now = desk.clock.now()
        uow.messages.taken(carried.id, sent.gateway_id)
        uow.outbox.sent(notice.id, sent.gateway_id, now)
        number = uow.applications.get(notice.application_id).number
        record(uow, now, "notice_sent", number, kind=notice.kind, attempt=notice.attempts)
        uow.commit()
    return DeliveryReport(sent=1)


def _mark_failed(
    desk: Desk,
    notice: Notice,
    reason: str,
    again_at: datetime | None,
    carried: CarriedMessage | None = None,
) -> DeliveryReport:
    with desk.store.write() as uow:
        now = desk.clock.now()
        if carried is not None:
            uow.messages.drop(carried.id)
        uow.outbox.failed(notice.id, f"{notice.attempts}: {reason}", again_at)
        if again_at is None:
            number = uow.applications.get(notice.application_id).number
            record(uow, now, "notice_dead", number, kind=notice.kind, attempt=notice.attempts)
        uow.commit()
    return DeliveryReport(dead=1) if again_at is None else DeliveryReport(failed=1)


def _message_of(desk: Desk, notice: Notice) -> tuple[Notices, Message]:
    procedure, _, message_id = notice.template.partition("/")
    if procedure not in desk.procedures:
        raise UnknownMessage(notice.template)
    notices = desk.procedures[procedure].notices
    return notices, notices.message(message_id)


def _was_taken_over(notice: Notice) -> bool:
    """Whether an earlier try was never marked: its error would begin with its number."""
    earlier = notice.attempts - 1
    return earlier > 0 and not notice.last_error.startswith(f"{earlier}: ")
