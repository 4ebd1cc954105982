"""Say whether a notice must wait or may not go: opt-out, quiet hours, messages a number may get."""

from datetime import datetime, timedelta

from kiosk.domain.messages import SendingRules
from kiosk.domain.mobile import Mobile, parse_mobile
from kiosk.domain.problems import Problem
from kiosk.domain.records import Notice
from kiosk.ports import Clock, Store, UnitOfWork
from kiosk.services.house import LAW_TIME
from kiosk.services.record import record

OPTED_OUT = "opted_out"
"""Why a notice is given up whose number wants none."""


def hold_back(
    uow: UnitOfWork, rules: SendingRules, notice: Notice, now: datetime, *, may_wait: bool
) -> datetime | str | None:
    """Until when the notice waits, ``OPTED_OUT``, or None: it may go now.

    Two terminals never give one number more than the rules allow, since the number is held
    until the end of the transaction, in which the message must be written down.
    """
    uow.verifications.hold(notice.mobile)
    if uow.messages.has_opted_out(notice.mobile):
        return OPTED_OUT
    if may_wait and (morning := rules.quiet.until(now.astimezone(LAW_TIME))) is not None:
        return morning
    longest = max((limit.window for limit in rules.per_number), default=timedelta(0))
    times = uow.messages.noticed_at(notice.mobile, now - longest)
    waits = []
    for limit in rules.per_number:
        within = [at for at in times if at > now - limit.window]
        if len(within) >= limit.most:
            waits.append(within[-limit.most] + limit.window)
    return max(waits, default=None)


def opt_out(store: Store, clock: Clock, mobile: str, by: str) -> bool | Problem:
    """Send the number no notices any more; False when that is so already.

    A code that its holder asks for at a terminal still goes. Problems: those of
    ``parse_mobile``.
    """
    return _choose(store, clock, mobile, by, out=True)


def opt_in(store: Store, clock: Clock, mobile: str, by: str) -> bool | Problem:
    """Send the number notices again; False when it never said otherwise."""
    return _choose(store, clock, mobile, by, out=False)


def _choose(store: Store, clock: Clock, mobile: str, by: str, *, out: bool) -> bool | Problem:
    number = parse_mobile(mobile)
    if not isinstance(number, Mobile):
        return number
    with store.write() as uow:
        now = clock.now()
        if out:
            changed = uow.messages.opt_out(number.text, now)
        else:
            changed = uow.messages.opt_in(number.text)
        if changed:
            record(uow, now, "number_opted_out" if out else "number_opted_in", "", by=by)
            uow.commit()
    return changed
