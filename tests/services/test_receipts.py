"""Receipts move notices and codes once, none is lost, and what may not go now is held back."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.catalogue.delivery import load_delivery
from kiosk.domain.messages import MessageEnd
from kiosk.domain.mobile_code import Limit
from kiosk.domain.problems import Problem
from kiosk.domain.states import NoticeState
from kiosk.ports import GatewayRefused, Receipt, SystemFault
from kiosk.services.hold_back import opt_in, opt_out
from kiosk.services.notify import deliver, listing, queue_notice, retry
from kiosk.services.receipts import take_receipts
from kiosk.services.send_test import TestSent, follow_test, has_ended, send_test
from kiosk.services.verify_mobile import CodeSent, check_code, follow_code, send_code
from tests.desk import MOBILE, REFERENCE, Telephone, TestDesk, a_store, add, an_application

POLICY = load_delivery(REFERENCE)
CODE = {"credit_code": "92320583MAY00001XA"}


class PowerCut(BaseException):
    """Ends everything between the commit and the acknowledgement."""


@dataclass
class TellingTelephone(Telephone):
    """Tells receipts, each until it is acknowledged; may lose its power before that."""

    told: list[Receipt] = field(default_factory=list)
    cut: bool = False

    def receipts(self):
        return tuple(self.told)

    def acknowledge(self, gateway_ids) -> None:
        if self.cut:
            raise PowerCut
        self.told = [r for r in self.told if r.gateway_id not in gateway_ids]

    def tell(self, desk, gateway_id, state="delivered", code="DELIVRD"):
        self.told.append(Receipt(gateway_id, state, code, desk.clock.now()))


@pytest.fixture
def desk(tmp_path):
    store = a_store(tmp_path)
    yield TestDesk(store)
    store.close()


@pytest.fixture
def phone():
    return TellingTelephone()


def queue(desk, n=1, kind="accepted", params=None):
    application = an_application(f"20261123-K01-{n:05d}-X")
    add(desk.store, application)
    with desk.store.write() as uow:
        queued = queue_notice(desk, uow, application, kind, params or {})
        uow.commit()
    return queued


def send(desk, phone, policy=POLICY):
    return deliver(desk, phone, policy, "K01", dice=lambda: 0.5)


def hear(desk, phone):
    return take_receipts(desk, phone, POLICY.rules)


def states(desk):
    return [notice.state for notice in listing(desk.store, 99)]


def events(desk):
    with desk.store.read() as uow:
        return [row.event for row in uow.trail.rows()]


def test_a_receipt_moves_its_notice_and_is_acknowledged(desk, phone):
    queue(desk)
    send(desk, phone)
    phone.tell(desk, "ref-1")

    assert hear(desk, phone).delivered == 1

    assert states(desk) == [NoticeState.DELIVERED]
    assert phone.told == []
    assert events(desk) == ["notice_sent", "notice_delivered"]


def test_a_failed_delivery_is_kept_with_the_carriers_word_and_may_be_sent_again(desk, phone):
    queue(desk)
    send(desk, phone)
    phone.tell(desk, "ref-1", "failed", "UNDELIV")

    assert hear(desk, phone).failed == 1

    [notice] = listing(desk.store, 9)
    assert (notice.state, notice.last_error) == (NoticeState.UNDELIVERED, "receipt: UNDELIV")
    assert retry(desk, notice.id)
    assert send(desk, phone).sent == 1
    phone.tell(desk, "ref-2")
    hear(desk, phone)
    assert states(desk) == [NoticeState.DELIVERED]


def test_a_power_cut_before_the_acknowledgement_loses_no_receipt_and_applies_none_twice(
    desk, phone
):
    queue(desk)
    send(desk, phone)
    phone.tell(desk, "ref-1")
    phone.cut = True
    with pytest.raises(PowerCut):
        hear(desk, phone)
    assert states(desk) == [NoticeState.DELIVERED]
    phone.cut = False

    report = hear(desk, phone)

    assert (report.changed, report.repeated) == (0, 1)
    assert phone.told == []
    assert events(desk) == ["notice_sent", "notice_delivered"]


def test_a_late_failure_never_takes_back_what_was_delivered(desk, phone):
    queue(desk)
    send(desk, phone)
    for state in ("failed", "delivered", "failed", "delivered"):
        phone.tell(desk, "ref-1", state)
        hear(desk, phone)

    assert states(desk) == [NoticeState.DELIVERED]
    assert events(desk)[1:] == ["notice_undelivered", "notice_delivered"]


@dataclass
class Hasty(TellingTelephone):
    """The receipt is there, and asked for, before the sender has the gateway's answer."""

    desk: TestDesk | None = None
    early: int = 0

    def send(self, *args):
        sent = super().send(*args)
        self.tell(self.desk, sent.gateway_id)
        self.early += hear(self.desk, self).early
        return sent


def test_a_receipt_before_the_senders_own_commit_is_kept_and_applied_in_the_next_round(desk):
    phone = Hasty(desk=desk)
    queue(desk)
    send(desk, phone)
    assert (phone.early, states(desk)) == (1, [NoticeState.SENT])

    assert hear(desk, phone).delivered == 1

    assert states(desk) == [NoticeState.DELIVERED]


def test_a_receipt_of_a_message_that_nobody_ever_knew_is_let_go_in_the_end(desk, phone):
    phone.tell(desk, "stranger")
    assert hear(desk, phone).early == 1
    desk.clock.go(seconds=POLICY.rules.unknown_receipts.total_seconds() + 1)
    assert hear(desk, phone).unknown == 1
    assert phone.told == []


def test_a_gateway_without_receipts_is_asked_for_none(desk):
    assert hear(desk, Telephone()).changed == 0


def test_one_number_gets_no_more_than_its_limit_and_the_rest_when_the_window_has_passed(
    desk, phone
):
    rules = replace(POLICY.rules, per_number=(Limit(timedelta(hours=1), 2),))
    policy = replace(POLICY, rules=rules)
    for n in range(1, 5):
        queue(desk, n)

    report = send(desk, phone, policy)

    assert (report.sent, report.put_off) == (2, 2)
    assert send(desk, phone, policy).total == 0
    desk.clock.go(hours=1)
    assert send(desk, phone, policy).sent == 2
    assert {notice.attempts for notice in listing(desk.store, 9)} == {1}


def test_in_quiet_hours_what_may_wait_waits_for_the_morning_and_results_go_at_once(desk, phone):
    desk.clock.instant = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)  # 22:30 in China
    queue(desk, 1, "suspended", CODE)
    queue(desk, 2, "accepted")

    report = send(desk, phone)

    assert (report.sent, report.put_off) == (1, 1)
    desk.clock.instant = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)  # 07:59
    assert send(desk, phone).total == 0
    desk.clock.go(minutes=1)
    assert send(desk, phone).sent == 1


def test_who_opted_out_gets_nothing_queued_before_or_after(desk, phone):
    queue(desk, 1)
    assert opt_out(desk.store, desk.clock, "138 0000 1234", "王试例") is True
    assert opt_out(desk.store, desk.clock, MOBILE, "王试例") is False

    assert send(desk, phone).dead == 1
    assert not queue(desk, 2)
    assert phone.sent == []
    assert opt_in(desk.store, desk.clock, MOBILE, "王试例") is True
    assert queue(desk, 3)
    assert events(desk) == ["number_opted_out", "notice_dead", "number_opted_in"]
    assert isinstance(opt_out(desk.store, desk.clock, "12", "王试例"), Problem)


def test_a_test_message_is_followed_to_its_end_and_stands_in_no_outbox(desk, phone):
    sent = send_test(desk, phone, MOBILE)
    assert isinstance(sent, TestSent)
    assert not has_ended(follow_test(desk, phone, sent, POLICY.rules))
    phone.tell(desk, "ref-1", "failed", "UNDELIV")

    message = follow_test(desk, phone, sent, POLICY.rules)

    assert (message.end, message.code) == (MessageEnd.FAILED, "UNDELIV")
    assert states(desk) == []
    assert isinstance(send_test(desk, phone, "12"), Problem)


def test_a_test_message_that_is_not_taken_is_forgotten(desk):
    with pytest.raises(GatewayRefused, match="busy"):
        send_test(desk, TellingTelephone([GatewayRefused("busy")]), MOBILE)


def test_a_code_that_did_not_arrive_opens_nothing_and_another_may_go_at_once(desk, phone):
    assert isinstance(send_code(desk, phone, MOBILE), CodeSent)
    phone.tell(desk, "ref-1", "failed", "UNDELIV")

    assert hear(desk, phone).failed == 1

    digits = "".join(c for c in phone.sent[0][2] if c.isdigit())[:6]
    assert check_code(desk, MOBILE, digits).code == "code_expired"
    assert isinstance(send_code(desk, phone, MOBILE), CodeSent)
    assert events(desk)[:2] == ["verification_sent", "verification_undelivered"]


class Away:
    """A register that cannot be reached."""

    def write(self):
        raise SystemFault("database_unreachable")


def test_a_branch_hears_of_its_codes_whatever_its_register_does(desk, phone, tmp_path):
    (tmp_path / "near").mkdir()
    near = a_store(tmp_path / "near")
    here = replace(desk, store=near)
    sent = send_code(here, phone, MOBILE)
    queue(desk)
    send(desk, phone)
    phone.tell(desk, "ref-1", "failed", "UNDELIV")
    phone.tell(desk, "ref-2")

    away = replace(desk, store=Away())
    assert follow_code(away, phone, POLICY.rules, sent, near) is MessageEnd.FAILED
    assert [receipt.gateway_id for receipt in phone.told] == ["ref-2"]

    assert take_receipts(desk, phone, POLICY.rules, near).delivered == 1
    assert states(desk) == [NoticeState.DELIVERED]
    assert phone.told == []
    near.close()
