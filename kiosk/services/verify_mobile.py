"""Prove a mobile number by a code sent to it: limits, tries and periods, nothing kept in clear."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from kiosk.catalogue.notices import Language, Notices, UnknownMessage
from kiosk.domain.messages import CarriedMessage, MessageEnd, MessageKind, SendingRules
from kiosk.domain.mobile import Mobile, parse_mobile
from kiosk.domain.mobile_code import DIGITS, Limit, MobileCode, VerificationPolicy
from kiosk.domain.problems import Problem
from kiosk.domain.profile import Profile
from kiosk.domain.tidy import narrow
from kiosk.domain.wording import MissingWord
from kiosk.ports import (
    Clock,
    GatewayRefused,
    NewId,
    SmsGateway,
    Store,
    SystemFault,
    UnitOfWork,
)
from kiosk.services.notify import HasNotices
from kiosk.services.receipts import take_receipts
from kiosk.services.record import record

FIELD = "proprietor.mobile"
CODE_FIELD = "proprietor.mobile_code"
KIND = "verification"
_DOMAIN = b"zhaoban mobile code v1\0"


class Desk(Protocol):
    """The part of the house that proving a number needs."""

    @property
    def store(self) -> Store:
        """Where the keyed hashes are."""
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
    def terminal(self) -> str:
        """This terminal."""
        ...

    @property
    def profile(self) -> Profile:
        """Whose signature the message carries."""
        ...

    @property
    def procedures(self) -> Mapping[str, HasNotices]:
        """The messages of each procedure."""
        ...

    @property
    def verification(self) -> VerificationPolicy:
        """Periods and limits."""
        ...

    @property
    def index_key(self) -> bytes:
        """The register's key for blind indexes and keyed hashes."""
        ...


@dataclass(frozen=True, slots=True)
class CodeSent:
    """A code is on its way to ``masked``; it holds until ``expires_at``.

    Another may be asked for from ``again_at`` on.
    """

    id: UUID
    masked: str
    expires_at: datetime
    again_at: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """This number was proved at this instant; it counts for the present sitting alone."""

    mobile: str = field(repr=False)
    at: datetime


def send_code(
    desk: Desk, gateway: SmsGateway, mobile: str, language: str = "zh", *, provider: str = ""
) -> CodeSent | Problem:
    """Make a code, keep its keyed hash and hand the message to the gateway at once.

    The code never passes the outbox. A receipt that it did not arrive (``receipts``) withdraws
    it. Problems: those of ``parse_mobile``, ``code_too_soon``
    (seconds), ``code_limit_number``, ``code_limit_terminal``. Raises SystemFault
    ``code_not_sent`` when the gateway does not take it, ``code_unreachable`` when it says that
    it never will: the code then opens nothing and another may be tried at once; ``notice_unknown`` when no procedure has such a message.
    """
    number = parse_mobile(mobile)
    if isinstance(number, Problem):
        return number.at(FIELD)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    template, params, text = _message(desk, code, language, provider)
    with desk.store.write() as uow:
        uow.verifications.hold(number.text)
        now = desk.clock.now()
        refusal = _refusal(desk, uow, number, now)
        if refusal is not None:
            if refusal.code != "code_too_soon":
                record(uow, now, "verification_refused", "", reason=refusal.code)
                uow.commit()
            return refusal
        kept = MobileCode(
            id=desk.new_id(),
            terminal=desk.terminal,
            sent_at=now,
            expires_at=now + desk.verification.valid,
            code_hash=_hash(desk, number, code),
        )
        uow.verifications.add(number.text, kept)
        carried = CarriedMessage(desk.new_id(), MessageKind.CODE, kept.id, now)
        uow.messages.begin(carried, number.text)
        uow.commit()
    try:
        taken = gateway.send(template, params, text, number.text, f"{KIND}:{kept.id}")
    except GatewayRefused as refused:
        _withdraw(desk, kept, permanent=refused.permanent)
        why = "code_unreachable" if refused.permanent else "code_not_sent"
        raise SystemFault(why) from None  # the gateway's words may name the number
    with desk.store.write() as uow:
        uow.messages.taken(carried.id, taken.gateway_id)
        record(uow, desk.clock.now(), "verification_sent", "")
        uow.commit()
    return CodeSent(kept.id, number.masked, kept.expires_at, now + desk.verification.resend)


def follow_code(
    desk: Desk,
    gateway: SmsGateway,
    rules: SendingRules,
    sent: CodeSent,
    near: Store | None = None,
) -> MessageEnd:
    """What a receipt has told of the code's message; open for ever where none is told.

    ``failed``: it did not arrive, the code opens nothing, and another may be sent at once. A
    branch keeps its codes ``near``, and hears of them whatever its register does.
    """
    try:
        take_receipts(desk, gateway, rules, near)
    except SystemFault:
        if near is None:
            raise
    with (near or desk.store).read() as uow:
        ends = [message.end for message in uow.messages.of(sent.id)]
    return ends[-1] if ends else MessageEnd.OPEN


def check_code(desk: Desk, mobile: str, code: str) -> Verified | Problem:
    """Try a code against the one sent last to the number; every try is durable before it tells.

    However many terminals try at once, a code is compared at most as often as the policy
    says. Problems: those of ``parse_mobile``, ``code_shape`` (not counted as a try),
    ``code_wrong`` (left), ``code_spent`` (used, or tried too often), ``code_expired``.
    """
    number = parse_mobile(mobile)
    if isinstance(number, Problem):
        return number.at(FIELD)
    digits = narrow(code)
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        return Problem("code_shape", CODE_FIELD)
    with desk.store.write() as uow:
        uow.verifications.hold(number.text)
        now = desk.clock.now()
        kept = uow.verifications.newest(number.text)
        result = _judge(desk, uow, number, digits, kept, now)
        uow.commit()
    return result


def _judge(
    desk: Desk,
    uow: UnitOfWork,
    number: Mobile,
    digits: str,
    kept: MobileCode | None,
    now: datetime,
) -> Verified | Problem:
    if kept is None or kept.withdrawn or now >= kept.expires_at:
        return _failed(uow, now, "code_expired", 0)
    if kept.closed:
        return _failed(uow, now, "code_spent", 0)
    tries = kept.tries + 1
    left = desk.verification.tries - tries
    right = hmac.compare_digest(kept.code_hash, _hash(desk, number, digits))
    uow.verifications.note_try(kept.id, tries, closed=right or left <= 0)
    if right:
        record(uow, now, "verification_passed", "", tries=tries)
        return Verified(number.text, now)
    return _failed(uow, now, "code_wrong" if left > 0 else "code_spent", left)


def _failed(uow: UnitOfWork, now: datetime, reason: str, left: int) -> Problem:
    record(uow, now, "verification_failed", "", reason=reason, left=left)
    if reason == "code_wrong":
        return Problem("code_wrong", CODE_FIELD, {"left": str(left)})
    if reason == "code_spent":
        return Problem("code_spent", CODE_FIELD)
    return Problem("code_expired", CODE_FIELD)


def _refusal(desk: Desk, uow: UnitOfWork, number: Mobile, now: datetime) -> Problem | None:
    policy = desk.verification
    newest = uow.verifications.newest(number.text)
    if newest is not None and not newest.withdrawn:
        wait = newest.sent_at + policy.resend - now
        if wait > timedelta(0):
            seconds = -(-wait // timedelta(seconds=1))
            return Problem("code_too_soon", CODE_FIELD, {"seconds": str(seconds)})
    if any(
        _reached(uow.verifications.sent_to(number.text, now - limit.window), limit)
        for limit in policy.per_number
    ):
        return Problem("code_limit_number", FIELD)
    if any(
        _reached(uow.verifications.sent_from(desk.terminal, now - limit.window), limit)
        for limit in policy.per_terminal
    ):
        return Problem("code_limit_terminal", FIELD)
    return None


def _reached(sent: int, limit: Limit) -> bool:
    return sent >= limit.most


def _withdraw(desk: Desk, kept: MobileCode, *, permanent: bool) -> None:
    with desk.store.write() as uow:
        uow.verifications.withdraw(kept.id)
        record(uow, desk.clock.now(), "verification_unsent", "", permanent=permanent)
        uow.commit()


def _message(
    desk: Desk, code: str, language: str, provider: str
) -> tuple[str, Mapping[str, str], str]:
    """The provider's template, its parameters and the whole text."""
    notices = _notices(desk)
    spoken: Language = "en" if language == "en" else "zh"
    minutes = str(desk.verification.valid // timedelta(minutes=1))
    given = {"code": code, "minutes": minutes, "telephone": desk.profile.telephone}
    try:
        message = notices.choose(
            KIND, list(given), spoken, national_licence=desk.profile.national_licence
        )
        params = notices.fit(message, given)
        text = notices.compose(message, params, desk.profile.sms_signature)
    except (UnknownMessage, KeyError, MissingWord):
        raise SystemFault("notice_unknown", KIND) from None
    return notices.template_for(provider, message.id), params, text


def _notices(desk: Desk) -> Notices:
    for procedure in desk.procedures.values():
        if KIND in procedure.notices.kinds:
            return procedure.notices
    raise SystemFault("notice_unknown", KIND)


def _hash(desk: Desk, number: Mobile, code: str) -> bytes:
    message = _DOMAIN + number.text.encode() + b"\0" + code.encode()
    return hmac.digest(desk.index_key, message, hashlib.sha256)
