"""The SMPP gateway against a carrier that nobody here wrote: every message once, every fault told."""

import secrets
from datetime import UTC, date, datetime

import pytest

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.parts_ledger import PartsLedger
from kiosk.adapters.sms.smpp import SmppGateway, fit
from kiosk.adapters.sms.smpp_options import SmppOptions
from kiosk.adapters.system import SystemClock
from kiosk.ports import Fitting, GatewayRefused, SystemFault
from tests.adapters.sms.carrier import a_carrier, within

MOBILE = "15412345678"
SHORT = "【昆山政务服务】验证码482913，10分钟内有效，请勿告知他人。"
LONG = "【昆山政务服务】" + "“玉山镇𠮷祥面馆”已准予登记，请到自助机打印营业执照。" * 5


@pytest.fixture(scope="module")
def one_carrier():
    with a_carrier() as carrier:
        yield carrier


@pytest.fixture
def carrier(one_carrier):
    return one_carrier.fresh()


@pytest.fixture
def make(tmp_path, carrier):
    """Makes gateways of one install and closes them in the end."""
    secret = tmp_path / "password"
    secret.write_text("geheim12\n")
    made: list[SmppGateway] = []

    def _make(**options: str) -> SmppGateway:
        chosen = {
            "host": "127.0.0.1",
            "port": str(carrier.port),
            "system_id": "zhaoban",
            "password_file": str(secret),
            "sender": "10690000",
            **options,
        }
        ledger = PartsLedger(tmp_path / "smpp.sqlite", lambda: datetime.now(UTC))
        made.append(SmppGateway(read_options(SmppOptions, chosen, "sms"), ledger))
        return made[-1]

    yield _make
    for gateway in made:
        gateway.close()


def send(gateway, text=SHORT, dedupe="", mobile=MOBILE):
    return gateway.send("", {}, text, mobile, dedupe or secrets.token_hex(8))


def joined(submits):
    """The texts by their parts, as a telephone joins them."""
    return "".join(s["text"] for s in sorted(submits, key=lambda s: s["udh"][-1:]))


def receipts(gateway, most=1):
    """What ended, as soon as so many did."""
    within(5, lambda: len(gateway.receipts()) >= most)
    got = gateway.receipts()
    assert gateway.receipts() == got, "told again until it is acknowledged"
    gateway.acknowledge([receipt.gateway_id for receipt in got])
    return got


def test_a_short_message_arrives_in_one_part_with_its_receipt(make, carrier):
    gateway = make()
    sent = send(gateway)
    (part,) = carrier.submits()
    assert (part["to"], part["text"], part["submit"]) == ("86" + MOBILE, SHORT, sent.gateway_id)
    assert (part["coding"], part["esm"], part["wants"], part["udh"]) == (8, 0, 1, [])
    (ended,) = receipts(gateway)
    assert (ended.gateway_id, ended.state, ended.code) == (sent.gateway_id, "delivered", "DELIVRD")
    assert carrier.wait("receipt")["status"] == 0


def test_a_long_message_is_joined_again_and_its_receipts_count_as_one(make, carrier):
    gateway = make()
    sent = send(gateway, LONG)
    parts = carrier.submits()
    assert len(parts) == 3 and joined(parts) == LONG
    assert all(p["esm"] == 0x40 for p in parts)
    assert len({p["udh"][-3] for p in parts}) == 1 and [p["udh"][-2] for p in parts] == [3, 3, 3]
    assert [e.gateway_id for e in receipts(gateway)] == [sent.gateway_id]
    assert gateway.receipts() == ()


def test_the_whole_text_travels_as_payload_when_the_settings_say_so(make, carrier):
    send(make(long="payload"), LONG)
    (part,) = carrier.submits()
    assert part["payload"] and part["text"] == LONG


@pytest.mark.parametrize("form", ["tlv", "text"])
def test_a_failed_receipt_is_told_with_the_carriers_code_in_both_forms(make, carrier, form):
    carrier.order(receipt=form, state="UNDELIV")
    gateway = make()
    sent = send(gateway)
    (ended,) = receipts(gateway)
    assert (ended.gateway_id, ended.state) == (sent.gateway_id, "failed")
    assert ended.code == ("UNDELIV" if form == "tlv" else "UNDELIV:027")


def test_a_receipt_that_spells_the_id_in_decimal_is_matched_when_the_settings_say_so(make, carrier):
    carrier.order(spelling="decimal", receipt="text")
    gateway = make(receipt_ids="decimal")
    sent = send(gateway)
    assert [e.gateway_id for e in receipts(gateway)] == [sent.gateway_id]


def test_a_receipt_that_ends_nothing_is_acknowledged_and_no_more(make, carrier):
    carrier.order(state="ENROUTE")
    gateway = make()
    send(gateway)
    assert carrier.wait("receipt")["status"] == 0
    assert gateway.receipts() == ()


def test_a_receipt_before_the_response_counts(make, carrier):
    carrier.order(plan=["receipt_first"])
    gateway = make()
    sent = send(gateway)
    assert [e.gateway_id for e in receipts(gateway)] == [sent.gateway_id]


def test_a_receipt_that_comes_twice_counts_once(make, carrier):
    carrier.order(receipt="twice")
    gateway = make()
    send(gateway)
    assert len(receipts(gateway)) == 1
    assert within(5, lambda: gateway.heard_again == 1) and gateway.receipts() == ()


def test_a_receipt_for_a_message_of_an_earlier_run_is_matched(make, carrier):
    carrier.order(receipt="none")
    first = make()
    sent = send(first, dedupe="run")
    first.close()
    carrier.order(receipt="tlv")
    second = make()
    send(second, dedupe="other")
    assert send(second, dedupe="run") == sent, "it was taken before and is not sent again"
    assert len(carrier.submits()) == 2


def test_a_throttled_message_waits_and_goes_out_once(make, carrier):
    carrier.order(plan=["0x58", "0x14"])
    send(make())
    assert len(carrier.submits()) == 1


def test_a_carrier_that_stays_throttled_is_told_and_may_be_tried_later(make, carrier):
    carrier.order(plan=["0x58"] * 9)
    with pytest.raises(GatewayRefused, match="throttled") as refused:
        send(make(patience_seconds="0.4"))
    assert not refused.value.permanent


@pytest.mark.parametrize(("status", "reason", "permanent"), [("0x0b", "number_refused", True), ("0x08", "carrier_fault", False), ("0x421", "carrier_0x0421", False)])  # fmt: skip
def test_a_refusal_says_why_and_whether_to_try_again(make, carrier, status, reason, permanent):
    carrier.order(plan=[status])
    with pytest.raises(GatewayRefused, match=reason) as refused:
        send(make())
    assert refused.value.permanent is permanent and carrier.submits() == []


def test_an_answer_that_comes_too_late_still_counts(make, carrier):
    carrier.order(plan=["slow"], slow=400)
    gateway = make(timeout_seconds="0.2")
    with pytest.raises(GatewayRefused, match="no_answer"):
        send(gateway, dedupe="late")
    assert within(5, lambda: len(gateway.receipts()) == 1)
    send(gateway, dedupe="late")
    assert len(carrier.submits()) == 1 and gateway.sent_again == 0


@pytest.mark.parametrize("fault", ["cut_after", "cut_mid_pdu", "garbage", "nonsense"])
def test_a_message_whose_answer_was_lost_goes_out_again_and_is_counted(make, carrier, fault):
    carrier.order(plan=[fault])
    gateway = make()
    sent = send(gateway)
    assert [s["text"] for s in carrier.submits()] == [SHORT, SHORT]
    assert sent.gateway_id == carrier.submits()[-1]["submit"]
    assert gateway.sent_again == 1 and carrier.seen("bind") == 2


def test_of_a_half_sent_message_only_the_missing_parts_go_out_again(make, carrier):
    carrier.order(plan=["", "cut_before"])
    gateway = make(window="1")
    send(gateway, LONG)
    parts = carrier.submits()
    assert len(parts) == 3 and joined(parts) == LONG
    assert len({p["udh"][-3] for p in parts}) == 1


@pytest.mark.parametrize(("status", "code"), [(0x0D, "sms_bind_refused"), (0x0F, "sms_account_refused"), (0x05, "sms_bound_already")])  # fmt: skip
def test_a_refused_bind_is_told_and_not_hammered(make, carrier, status, code):
    carrier.order(bind=status)
    gateway = make(patience_seconds="0")
    for _ in range(3):
        with pytest.raises(SystemFault) as fault:
            gateway.require_ready()
        assert fault.value.code == code
        with pytest.raises(GatewayRefused, match=code):
            send(gateway)
    assert carrier.seen("bind") == 1


def test_a_wrong_password_is_told_without_the_password(make, tmp_path):
    gateway = make()
    (tmp_path / "password").write_text("falsch99")
    with pytest.raises(SystemFault) as fault:
        gateway.require_ready()
    assert fault.value.code == "sms_password_refused" and "falsch99" not in str(fault.value)


def test_the_line_is_asked_when_it_is_silent_and_answers_when_it_is_asked(make, carrier):
    gateway = make(enquire_seconds="0.3")
    gateway.require_ready()
    carrier.wait("enquire")
    carrier.order(ask=True)
    carrier.wait("answered")


def test_the_carrier_may_take_leave_and_is_bound_again_for_the_next_message(make, carrier):
    gateway = make()
    gateway.require_ready()
    carrier.order(leave=True)
    carrier.wait("left")
    send(gateway)
    assert carrier.seen("bind") == 2 and len(carrier.submits()) == 1


def test_a_carrier_that_is_not_there_is_told(make):
    with pytest.raises(SystemFault) as fault:
        make(port="1").require_ready()
    assert fault.value.code == "sms_unreachable"


def test_a_missing_option_is_told_with_its_place(tmp_path):
    with pytest.raises(SystemFault, match=r"sms\.options\.host"):
        fit(Fitting(tmp_path, SystemClock(), date(2026, 11, 24), {"hots": "x"}))


def test_three_hundred_messages_survive_a_carrier_that_keeps_cutting_the_line(make, carrier):
    gateway = make()
    taken = {}
    for fault, start in (("cut_after", 0), ("cut_before", 100), ("cut_mid_pdu", 200)):
        carrier.order(every=30, fault=fault)
        for n in range(start, start + 100):
            taken[f"{SHORT}{n}"] = send(gateway, f"{SHORT}{n}", dedupe=f"drain {n}").gateway_id
    carrier.order(every=0)
    submits = carrier.submits()
    assert {s["text"] for s in submits} == set(taken), "none lost, none invented"
    assert carrier.seen("bind") > 8
    lost_answers = len(submits) - len(taken)
    assert 0 < lost_answers <= gateway.sent_again < 15
    assert len({s["submit"] for s in submits} & set(taken.values())) == len(taken)
