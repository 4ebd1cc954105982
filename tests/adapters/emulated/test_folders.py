"""The emulated telephone and printer leave whole, readable files, and fail when told to."""

import logging
import threading

import pytest

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.printer.folder import FAULTS, FolderPrinter
from kiosk.adapters.sms.folder import FolderGateway
from kiosk.adapters.sms.log import LogGateway
from kiosk.ports import CanFail, GatewayRefused, HasTelephone, HasTray, SystemFault, TakesCards
from tests.desk import MOBILE, StillClock

TEXT = "【照办样本】办件20261123-K01-00001-X需要补正。请凭身份证到自助机查看𬎆。"
PDF = b"%PDF-1.7 invented"


def send(gateway, dedupe="a"):
    return gateway.send("returned.plain.zh", {"number": "x"}, TEXT, MOBILE, dedupe)


def test_a_message_is_one_readable_file_with_its_text_number_time_and_parts(tmp_path):
    gateway = FolderGateway(tmp_path / "sms", StillClock())
    reference = send(gateway).gateway_id
    [file] = (tmp_path / "sms").iterdir()
    assert reference in file.name
    assert MOBILE not in file.name
    assert file.read_text("utf-8").splitlines() == [
        "To: 13800001234 (138****1234)",
        "Time: 2026-11-23T09:00:00+08:00",
        "Template: returned.plain.zh",
        "Length: 47 units in 1 part(s)",
        "",
        TEXT,
    ]


def test_two_messages_of_the_same_instant_are_two_files(tmp_path):
    gateway = FolderGateway(tmp_path, StillClock())
    send(gateway, "a")
    send(gateway, "b")
    assert len(list(tmp_path.glob("*.txt"))) == 2
    assert list(tmp_path.glob("*.new")) == []


@pytest.mark.parametrize(("fault", "permanent"), [("busy", False), ("refused", True)])
def test_the_telephone_can_be_told_to_fail(tmp_path, fault, permanent):
    gateway = FolderGateway(tmp_path / "sms", StillClock())
    gateway.set_fault(fault)
    with pytest.raises(GatewayRefused) as refusal:
        send(gateway)
    assert refusal.value.permanent is permanent
    gateway.set_fault("")
    assert send(gateway).gateway_id


@pytest.mark.parametrize(("fault", "arrives"), [("slow", True), ("dead", False)])
def test_a_slow_gateway_delivers_and_a_dead_one_may_be_tried_again(tmp_path, fault, arrives):
    gateway = FolderGateway(tmp_path, StillClock(), slow_seconds=0.1, dead_seconds=0.1)
    gateway.set_fault(fault)
    if arrives:
        assert send(gateway).gateway_id
    else:
        with pytest.raises(GatewayRefused, match="no_answer") as refusal:
            send(gateway)
        assert not refusal.value.permanent
    assert len(gateway.received(9)) == arrives


def test_the_telephone_shows_its_messages_newest_first_and_skips_what_it_cannot_read(tmp_path):
    clock = StillClock()
    gateway = FolderGateway(tmp_path, clock)
    assert gateway.received(9) == []
    for text in ("first", "second\n\nwith a blank line", "third"):
        gateway.send("t", {}, text, MOBILE, text)
        clock.go(seconds=1)
    (tmp_path / "99999999-damaged.txt").write_text("To: nobody", "utf-8")
    gateway.set_fault("busy")
    assert [m.text for m in gateway.received(9)] == [
        "third",
        "second\n\nwith a blank line",
        "first",
    ]
    assert [m.text for m in gateway.received(2)] == ["third"]
    [newest, *_] = gateway.received(9)
    assert newest.mobile == MOBILE
    assert newest.at == clock.now().replace(second=2)
    assert MOBILE not in repr(newest)
    assert "third" not in repr(newest)


def test_a_folder_that_cannot_be_written_is_a_refusal_that_may_pass(tmp_path):
    (tmp_path / "sms").write_text("a file stands in the way", "utf-8")
    with pytest.raises(GatewayRefused) as refusal:
        send(FolderGateway(tmp_path / "sms", StillClock()))
    assert not refusal.value.permanent


def test_the_log_holds_template_and_masked_number_alone(caplog):
    with caplog.at_level(logging.DEBUG):
        assert send(LogGateway()).gateway_id == "log"
    assert caplog.messages == ["message returned.plain.zh to 138****1234"]
    assert TEXT not in caplog.text


def test_a_print_job_is_a_file_named_after_its_title(tmp_path):
    printer = FolderPrinter(tmp_path / "print", StillClock())
    job = printer.print(PDF, "营业执照 ../副本")
    [file] = (tmp_path / "print").iterdir()
    assert file.name == f"{job}-营业执照_副本.pdf"
    assert file.read_bytes() == PDF
    assert printer.print(PDF, "营业执照 ../副本") != job


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_the_printer_can_be_told_to_fail_and_prints_nothing_then(tmp_path, fault):
    printer = FolderPrinter(tmp_path, StillClock())
    printer.set_fault(fault)
    for act in (printer.require_ready, lambda: printer.print(PDF, "x")):
        with pytest.raises(SystemFault) as raised:
            act()
        assert raised.value.code == f"printer_{fault}"
    assert list(tmp_path.glob("*.pdf")) == []
    printer.set_fault("")
    assert printer.print(PDF, "x")


def test_a_slow_printer_prints_unless_something_befalls_it_meanwhile(tmp_path):
    printer = FolderPrinter(tmp_path, StillClock(), slow_seconds=0.4)
    printer.set_fault("slow")
    printer.require_ready()
    printer.print(PDF, "one")
    assert [file.read_bytes() for file in printer.tray()] == [PDF]
    hand = threading.Timer(0.1, FolderPrinter(tmp_path, StillClock()).set_fault, ["no_paper"])
    hand.start()
    with pytest.raises(SystemFault) as raised:
        printer.print(PDF, "two")
    assert raised.value.code == "printer_no_paper"
    assert len(printer.tray()) == 1


def test_every_double_is_known_as_one_that_can_fail(tmp_path):
    clock = StillClock()
    printer, gateway = FolderPrinter(tmp_path / "p", clock), FolderGateway(tmp_path / "s", clock)
    reader = EmulatedReader(tmp_path / "r" / "card.json", clock.now().date())
    assert isinstance(reader, TakesCards)
    assert isinstance(gateway, HasTelephone)
    assert isinstance(printer, HasTray)
    for double in (printer, gateway, reader):
        assert isinstance(double, CanFail)
        for fault in double.faults:
            double.set_fault(fault)
            assert double.fault == fault
        double.set_fault("")
        assert double.fault == ""


def test_only_known_faults_and_pdfs_are_taken(tmp_path):
    printer = FolderPrinter(tmp_path, StillClock())
    with pytest.raises(ValueError, match="tea"):
        printer.set_fault("tea")
    with pytest.raises(SystemFault) as raised:
        printer.print(b"<html>", "x")
    assert raised.value.code == "printer_not_pdf"
