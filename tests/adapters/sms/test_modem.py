"""The modem's double is proved by gammu, and the modem gateway on the double: every fault is told."""

import os
import subprocess
import threading
from datetime import UTC, datetime

import pytest

from kiosk.adapters.sms.modem import ModemGateway, ModemOptions
from kiosk.adapters.sms.modem_session import Condition, PinGuard
from kiosk.adapters.sms.parts_ledger import PartsLedger
from kiosk.adapters.sms.pdu import read_report, submit_pdus
from kiosk.ports import GatewayRefused, SystemFault
from tests.adapters.sms.carrier import within
from tests.adapters.sms.modem_double import Modem, number_of, reference_of, text_of
from tests.parts import needs

NUMBER = "8615412345678"
SHORT = "【昆山政务服务】验证码482913，10分钟内有效，请勿告知他人。"
LONG = "【昆山政务服务】" + "“玉山镇𠮷祥面馆”已准予登记，请到自助机打印营业执照。" * 5


@pytest.fixture
def modem(tmp_path):
    made = Modem(tmp_path / "tty-modem").plug()
    yield made
    if made.link.is_symlink():
        made.unplug()


@pytest.fixture
def make(tmp_path, modem):
    """Makes gateways of one install and closes them in the end."""
    made: list[ModemGateway] = []

    def _make(**options: str) -> ModemGateway:
        chosen = ModemOptions.model_validate(
            {"device": str(modem.link), "network_seconds": "0", "patience_seconds": "5", **options}
        )
        ledger = PartsLedger(tmp_path / "modem.sqlite", lambda: datetime.now(UTC))
        made.append(ModemGateway(chosen, ledger, PinGuard(chosen.pin_file, tmp_path / "refused")))
        return made[-1]

    yield _make
    for gateway in made:
        gateway.close()


def send(gateway, text=SHORT, dedupe="one"):
    return gateway.send("", {}, text, NUMBER[2:], dedupe)


def fault_of(gateway):
    with pytest.raises(SystemFault) as fault:
        gateway.require_ready()
    return fault.value.code


def gammu(tmp_path, modem, *said):
    needs("gammu")
    rc = tmp_path / "gammurc"
    rc.write_text(f"[gammu]\ndevice = {modem.link}\nconnection = at\nuse_locking = no\n")
    done = subprocess.run(
        ["gammu", "-c", str(rc), *said],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return done.stdout


def test_gammu_sends_over_the_double_and_the_double_reads_what_it_sent(tmp_path, modem):
    gammu(tmp_path, modem, "sendsms", "TEXT", f"+{NUMBER}", "-unicode", "-autolen", "400", "-text", LONG)  # fmt: skip
    assert text_of(modem.submitted) == LONG
    assert {number_of(pdu) for pdu in modem.submitted} == {NUMBER}


def test_gammu_reads_the_text_out_of_the_gateways_own_pdus(tmp_path, modem):
    for place, (_, pdu) in enumerate(submit_pdus(LONG, NUMBER, 77), 1):
        modem.store[place] = (3, pdu)
    told = gammu(tmp_path, modem, "getallsms")
    assert LONG in "".join(told.split("\n\n")[1::2]).replace("\n", "")
    assert told.count(f'"+{NUMBER}"') == 3 and "ID (8 bit) 77, part 3 of 3" in told


@pytest.mark.parametrize("reports", ["stored", "direct", "quiet"])
def test_a_message_arrives_and_its_report_counts_however_it_comes(make, modem, reports):
    modem.reports = reports
    gateway = make()
    sent = send(gateway)
    assert text_of(modem.submitted) == SHORT and number_of(modem.submitted[0]) == NUMBER
    assert within(5, gateway.receipts)
    got = gateway.receipts()
    gateway.acknowledge([got[0].gateway_id])
    assert [(e.gateway_id, e.state) for e in got] == [(sent.gateway_id, "delivered")]
    assert modem.store == {} and gateway.receipts() == ()


def test_a_long_message_goes_out_in_parts_of_one_reference(make, modem):
    modem.plan = ["busy_line"]
    send(make(), LONG)
    assert text_of(modem.submitted) == LONG and len(modem.submitted) == 3
    assert len({reference_of(pdu) for pdu in modem.submitted}) == 1


def test_a_number_that_was_not_reached_is_told(make, modem):
    modem.report_status = 0x46
    gateway = make()
    send(gateway)
    assert within(5, gateway.receipts)
    got = gateway.receipts()
    gateway.acknowledge([got[0].gateway_id])
    assert (got[0].state, got[0].code) == ("failed", "STATUS:0x46")


def test_a_wrong_pin_is_tried_once_and_a_new_one_opens_the_sim(make, modem, tmp_path):
    modem.pin = "4711"
    assert fault_of(make()) == "modem_pin_missing"
    file = tmp_path / "pin"
    file.write_text("1234")
    for _ in range(3):
        assert fault_of(make(pin_file=str(file))) == "modem_pin_refused"
    assert modem.pins == ["1234"]
    file.write_text("4711")
    os.utime(file, (4e9, 4e9))
    send(make(pin_file=str(file)))
    assert modem.pins == ["1234", "4711"] and len(modem.submitted) == 1


@pytest.mark.parametrize(("sim", "code"), [("+CPIN: SIM PUK\r\nOK", "modem_puk"), ("+CME ERROR: 10", "modem_no_sim")])  # fmt: skip
def test_a_sim_that_cannot_be_used_is_told(make, modem, sim, code):
    modem.sim = sim
    assert fault_of(make()) == code


def test_a_modem_without_network_is_told_and_its_condition_otherwise(make, modem):
    modem.registration = 3
    assert fault_of(make()) == "modem_no_network"
    modem.registration = 5
    assert make().condition() == Condition("KUNSHAN", 67)


def test_a_modem_has_one_owner_and_a_missing_one_is_told(make, modem, tmp_path):
    first = make()
    first.require_ready()
    assert fault_of(make()) == "modem_in_use"
    first.close()
    make().require_ready()
    assert fault_of(make(device=str(tmp_path / "none"))) == "modem_missing"


@pytest.mark.parametrize(("number", "reason", "permanent"), [("1", "number_refused", True), ("304", "message_refused", True), ("330", "service_centre_unknown", False)])  # fmt: skip
def test_an_error_says_why_and_whether_to_try_again(make, modem, number, reason, permanent):
    modem.plan = [number]
    with pytest.raises(GatewayRefused, match=reason) as refused:
        send(make())
    assert refused.value.permanent is permanent and modem.submitted == []


def test_a_passing_error_is_waited_out_and_a_sick_modem_is_started_anew(make, modem):
    modem.plan = ["42", "500"]
    send(make())
    assert len(modem.submitted) == 1 and "AT+CFUN=1,1" in modem.asked


def test_a_message_whose_answer_was_lost_goes_out_again_and_is_counted(make, modem):
    modem.plan = ["", "mute_after"]
    gateway = make(send_seconds="0.3")
    send(gateway, LONG)
    assert len(modem.submitted) == 4 and gateway.sent_again == 1
    assert len({reference_of(pdu) for pdu in modem.submitted}) == 1


def test_a_modem_pulled_out_amid_a_message_goes_on_when_it_is_back(make, modem):
    modem.plan = ["", "unplug"]
    back = threading.Timer(0.5, modem.plug)
    back.start()
    gateway = make()
    send(gateway, LONG)
    back.join()
    assert len(modem.submitted) == 4 and gateway.sent_again == 1


@pytest.mark.parametrize("pdu", ["", "zz", "00", "0006", "00040B914576"])
def test_what_is_no_report_is_none(pdu):
    assert read_report(pdu) is None
