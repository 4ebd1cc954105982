"""Notices are queued with what causes them, sent at least once, tried again, and given up."""

from dataclasses import replace

import pytest

from kiosk.catalogue.delivery import load_delivery
from kiosk.domain.states import NoticeState
from kiosk.ports import GatewayRefused, SystemFault
from kiosk.services.notify import deliver, listing, queue_notice, retry, text_of
from tests.desk import (
    MOBILE,
    REFERENCE,
    Telephone,
    TestDesk,
    a_profile,
    a_store,
    add,
    an_application,
)

POLICY = load_delivery(REFERENCE)
APPROVED = {
    "name": "示例市千灯小面店",
    "credit_code": "92320583MAY00001XA",
    "pickup_code": "123456",
}


@pytest.fixture
def desk(tmp_path):
    store = a_store(tmp_path)
    yield TestDesk(store)
    store.close()


def queue(desk, application, kind="accepted", params=None, *, stored=False) -> bool:
    if not stored:
        add(desk.store, application)
    with desk.store.write() as uow:
        queued = queue_notice(desk, uow, application, kind, params or {})
        uow.commit()
    return queued


def send(desk, gateway, **options):
    return deliver(desk, gateway, POLICY, "K01", dice=lambda: 0.5, **options)


def test_a_notice_is_gone_with_the_transaction_that_was_taken_back(desk):
    application = an_application()
    add(desk.store, application)
    with desk.store.write() as uow:
        assert queue_notice(desk, uow, application, "accepted", {})
    assert listing(desk.store, 10) == []


def test_a_message_carries_the_signature_and_goes_to_the_number_once(desk):
    queue(desk, an_application(), "approved", APPROVED)
    phone = Telephone()
    assert send(desk, phone).sent == 1
    assert send(desk, phone).total == 0
    [(template, mobile, text)] = phone.sent
    assert (template, mobile) == ("approved.named.zh", MOBILE)
    assert text.startswith("【照办样本】“示例市千灯小面店”已准予登记")
    assert "123456" in text
    [notice] = listing(desk.store, 10)
    assert (notice.state, notice.gateway_id) == (NoticeState.SENT, "ref-1")
    assert text_of(desk, notice) == text


def test_the_same_kind_is_queued_once_and_a_status_notice_each_time(desk):
    application = an_application()
    assert queue(desk, application)
    assert not queue(desk, application, stored=True)
    code = {"credit_code": "92320583MAY00001XA"}
    assert queue(desk, application, "suspended", code, stored=True)
    desk.clock.go(days=1)
    assert queue(desk, application, "suspended", code, stored=True)


@pytest.mark.parametrize("mobile", ["", "12345", "no number"])
def test_without_a_usable_number_nothing_is_queued(desk, mobile):
    assert not queue(desk, an_application(mobile=mobile))


def test_an_unknown_kind_or_a_missing_parameter_is_a_fault(desk):
    application = an_application()
    add(desk.store, application)
    for kind, params in (("congratulation", {}), ("approved", {"name": "x"})):
        with desk.store.write() as uow, pytest.raises(SystemFault) as fault:
            queue_notice(desk, uow, application, kind, params)
        assert fault.value.code == "notice_unknown"


def test_the_profile_decides_whether_the_national_licence_is_mentioned(desk):
    desk.profile = a_profile(national_licence=True)
    queue(desk, an_application(), "approved", APPROVED)
    phone = Telephone()
    send(desk, phone)
    assert "电子营业执照小程序" in phone.sent[0][2]


def test_a_long_reason_gives_way_and_its_full_stop_is_not_doubled(desk):
    reason = {"reason": "请填写经营场所的门牌号。", "count": "2"}
    queue(desk, an_application(), "returned", reason)
    queue(
        desk, an_application("20261123-K01-00002-X"), "returned", {**reason, "reason": "很长" * 99}
    )
    phone = Telephone()
    send(desk, phone)
    short, long = sorted((message[2] for message in phone.sent), key=len)
    assert "有2项需要补正：请填写经营场所的门牌号。请凭" in short
    assert len(long) <= 130


def test_a_refused_message_waits_longer_each_time_and_becomes_a_dead_letter(desk):
    queue(desk, an_application())
    phone = Telephone([GatewayRefused("busy") for _ in range(POLICY.backoff.attempts)])
    waits = []
    for _ in range(POLICY.backoff.attempts):
        report = send(desk, phone)
        assert report.total == 1
        assert report.maybe_twice == 0
        [notice] = listing(desk.store, 10)
        waits.append((notice.due_at - desk.clock.now()).total_seconds())
        desk.clock.go(hours=2)
    assert waits[:4] == [30, 60, 120, 240]
    assert report.dead == 1
    assert notice.state is NoticeState.DEAD
    assert send(desk, phone).total == 0


def test_nothing_is_tried_before_it_is_due(desk):
    queue(desk, an_application())
    phone = Telephone([GatewayRefused("busy")])
    assert send(desk, phone).failed == 1
    desk.clock.go(seconds=29)
    assert send(desk, phone).total == 0
    desk.clock.go(seconds=1)
    assert send(desk, phone).sent == 1


def test_a_permanent_refusal_is_dead_at_once_and_an_operator_wakes_it_afresh(desk):
    queue(desk, an_application())
    phone = Telephone([GatewayRefused("no such number", permanent=True)])
    assert send(desk, phone).dead == 1
    [notice] = listing(desk.store, 10)
    assert "no such number" in notice.last_error
    assert retry(desk, notice.id)
    assert not retry(desk, notice.id)
    [woken] = listing(desk.store, 10)
    assert woken.attempts == 0
    assert send(desk, phone).sent == 1


class PowerCut(BaseException):
    """Ends everything between sending and marking."""


class CutAfterSending(Telephone):
    def send(self, *args) -> None:
        super().send(*args)
        raise PowerCut


def test_a_crash_between_sending_and_marking_gives_one_duplicate_that_is_counted(desk):
    queue(desk, an_application())
    phone = CutAfterSending()
    with pytest.raises(PowerCut):
        send(desk, phone)
    [notice] = listing(desk.store, 10)
    assert notice.state is NoticeState.SENDING
    calm = Telephone()
    assert send(desk, calm).total == 0  # the lease still runs
    desk.clock.go(seconds=POLICY.lease_seconds)
    report = send(desk, calm)
    assert (report.sent, report.maybe_twice) == (1, 1)
    assert len(phone.sent) + len(calm.sent) == 2


def test_a_message_that_kills_every_sender_is_given_up(desk):
    queue(desk, an_application())
    for _ in range(POLICY.backoff.attempts):
        with pytest.raises(PowerCut):
            send(desk, CutAfterSending())
        desk.clock.go(seconds=POLICY.lease_seconds)
    phone = Telephone()
    assert send(desk, phone).dead == 1
    assert phone.sent == []


def test_two_senders_never_hold_the_same_message(desk):
    for n in range(1, 6):
        queue(desk, an_application(f"20261123-K01-0000{n}-X"))
    with desk.store.write() as uow:
        first = uow.outbox.take(desk.clock.now(), "A", 60)
        uow.commit()
    phone = Telephone()
    report = deliver(desk, phone, POLICY, "B")
    assert first is not None
    assert report.sent == 4
    assert len({text for _, _, text in phone.sent}) == 4


def test_what_was_sent_and_given_up_stands_in_the_trail_without_number_or_text(desk):
    queue(desk, an_application())
    queue(desk, an_application("20261123-K01-00002-X"), "referred")
    send(desk, Telephone([GatewayRefused("gone", permanent=True)]))
    with desk.store.read() as uow:
        rows = list(uow.trail.rows())
    assert [row.event for row in rows] == ["notice_dead", "notice_sent"]
    assert {row.subject for row in rows} == {"20261123-K01-00001-X", "20261123-K01-00002-X"}
    assert MOBILE not in repr(rows)


def test_a_text_that_no_longer_exists_is_a_dead_letter(desk):
    application = an_application()
    queue(desk, application)
    with desk.store.write() as uow:
        [notice] = uow.outbox.of(application.id)
        other = replace(
            notice, id=desk.new_id(), template="establishment/done.plain.zh", dedupe="x"
        )
        uow.outbox.put(other)
        uow.commit()
    report = send(desk, Telephone())
    assert (report.sent, report.dead) == (1, 1)


def test_the_limit_holds_and_progress_is_told(desk):
    for n in range(1, 4):
        queue(desk, an_application(f"20261123-K01-0000{n}-X"))
    seen = []
    assert send(desk, Telephone(), limit=2, on_progress=seen.append).sent == 2
    assert [report.sent for report in seen] == [1, 2]
