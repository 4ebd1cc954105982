"""A printer over IPP, spoken to directly: what it says is told, and never more than that."""

import socket
from datetime import date
from pathlib import Path

import pytest

from kiosk.adapters.printer.cups import CupsPrinter, fit
from kiosk.domain.print_job import JobPhase, JobReport, PrintJob, PrintState
from kiosk.ports import Fitting, FollowsJobs, SystemFault
from tests.adapters.printer.virtual import served
from tests.desk import StillClock

PDF = b"%PDF-1.7 licence"
REASONS = {
    "media-empty-error": "printer_no_paper",
    "media-needed": "printer_no_paper",
    "media-jam": "printer_jam",
    "toner-empty": "printer_no_toner",
    "marker-supply-empty-error": "printer_no_toner",
    "door-open": "printer_door_open",
    "cover-open-error": "printer_door_open",
    "output-area-full": "printer_tray_full",
    "offline": "printer_cable_out",
    "paused": "printer_paused",
    "a-word-of-a-vendor": "printer_unwell",
}


def cups(**options: str) -> CupsPrinter:
    return fit(Fitting(Path(), StillClock(), date(2026, 11, 24), options))


def followed(device: CupsPrinter, job: str) -> PrintJob:
    return PrintJob().handed_over().heard(device.ask(job))


def code_of(act) -> str:
    with pytest.raises(SystemFault) as raised:
        act()
    return raised.value.code


def test_a_counted_sheet_is_printed_and_its_bytes_are_those_handed_over(printer):
    device = cups(uri=printer.uri)
    job = device.print(PDF, "20261124 licence_copy")
    assert isinstance(device, FollowsJobs)
    assert device.ask(job) == JobReport(JobPhase.COMPLETED, sheets=1)
    assert followed(device, job).state is PrintState.PRINTED
    assert (printer.printed, printer.jobs[int(job)].name) == ([PDF], "20261124 licence_copy")


def test_a_printer_that_counts_nothing_is_only_sent_to(printer):
    printer.counts = False
    device = cups(uri=printer.uri)
    job = followed(device, device.print(PDF, "x"))
    assert (job.state, job.asks) == (PrintState.SENT_UNCOUNTED, True)


def test_an_operator_may_say_that_the_counts_are_not_to_be_believed(printer):
    device = cups(uri=printer.uri, counts="no")
    assert followed(device, device.print(PDF, "x")).state is PrintState.SENT_UNCOUNTED


@pytest.mark.parametrize(("reason", "fault"), REASONS.items())
def test_each_reason_keeps_the_sheet_back_before_and_while_it_prints(printer, reason, fault):
    device = cups(uri=printer.uri)
    printer.hold = True
    job = device.print(PDF, "x")
    printer.reasons = [reason]
    waiting = followed(device, job)
    assert (waiting.state, waiting.fault) == (PrintState.STOPPED, fault)
    assert code_of(device.require_ready) == fault
    assert code_of(lambda: device.print(PDF, "y")) == fault
    assert (len(printer.jobs), printer.printed) == (1, [])
    printer.reasons, printer.hold = [], False
    assert waiting.heard(device.ask(job)).state is PrintState.PRINTED


@pytest.mark.parametrize("reason", ["toner-low-warning", "media-low-report", "none"])
def test_a_warning_stops_nobody(printer, reason):
    printer.reasons = [f"{reason}-warning"] if reason == "none" else ["toner-low-warning"]
    device = cups(uri=printer.uri)
    device.require_ready()
    assert followed(device, device.print(PDF, "x")).state is PrintState.PRINTED


def test_the_worst_of_several_reasons_is_told(printer):
    printer.reasons = ["paused", "media-jam", "media-empty"]
    assert code_of(cups(uri=printer.uri).require_ready) == "printer_no_paper"


def test_what_an_idle_queue_of_cups_met_last_keeps_nobody_from_printing(printer):
    printer.idle_queue, printer.reasons = True, ["media-empty-error"]
    device = cups(uri=printer.uri)
    device.require_ready()
    job = device.print(PDF, "x")
    printer.reasons = []
    assert followed(device, job).state is PrintState.SENT_UNCOUNTED


def test_an_answer_that_is_lost_leaves_a_job_that_is_known_and_printed_once(printer):
    printer.dumb_once = True
    device = cups(uri=printer.uri)
    job = device.print(PDF, "x")
    assert followed(device, job).state is PrintState.PRINTED
    assert printer.printed == [PDF]


def test_a_document_that_is_refused_leaves_no_job_behind(printer):
    printer.refuse = 0x040A  # document format not supported (RFC 8011, B.1.4.11)
    assert code_of(lambda: cups(uri=printer.uri).print(PDF, "x")) == "printer_unwell"
    assert ([job.state for job in printer.jobs.values()], printer.printed) == ([7], [])


def test_a_job_that_the_printer_aborts_has_failed(printer):
    printer.hold = True
    device = cups(uri=printer.uri)
    job = device.print(PDF, "x")
    printer.jobs[int(job)].state = 8
    assert (followed(device, job).state, followed(device, job).fault) == (
        PrintState.FAILED,
        "printer_unwell",
    )


def test_a_job_is_called_back_while_it_waits_and_never_after(printer):
    device = cups(uri=printer.uri)
    done = device.print(PDF, "done")
    printer.hold = True
    waits = device.print(PDF, "waits")
    assert (device.cancel(waits), device.cancel(waits), device.cancel(done)) == (True, False, False)
    assert followed(device, waits).state is PrintState.CANCELLED
    assert printer.printed == [PDF]


def test_a_job_that_the_printer_knows_no_more_is_never_called_printed(printer):
    assert cups(uri=printer.uri).ask("77") == JobReport(JobPhase.ABORTED, "printer_job_lost")


def test_a_printer_that_is_switched_off_takes_nothing_and_is_asked_again_later(printer):
    with served(type(printer)()) as other:
        device = cups(uri=other.uri, timeout_seconds="2")
        job = device.print(PDF, "x")
    sent = PrintJob().handed_over()
    for act in (device.require_ready, lambda: device.print(PDF, "y"), lambda: device.ask(job)):
        assert code_of(act) == "printer_cable_out"
    with served(other):
        assert sent.unheard("printer_cable_out").heard(device.ask(job)).out


def test_what_is_no_pdf_and_who_speaks_no_ipp_are_told_apart(printer):
    device = cups(uri=printer.uri)
    assert code_of(lambda: device.print(b"PK", "x")) == "printer_not_pdf"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        uri = f"ipp://127.0.0.1:{silent.getsockname()[1]}/"
        device = cups(uri=uri, timeout_seconds="1")
        assert code_of(device.require_ready) == "printer_cable_out"
    assert printer.jobs == {}


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"uri": "ftp://127.0.0.1/"}, "uri"),
        ({}, "uri"),
        ({"uri": "ipp://u:secret@127.0.0.1/"}, "uri"),
        ({"queue": "q", "counts": "maybe"}, "counts"),
        ({"queue": "q", "timeout_seconds": "0"}, "timeout_seconds"),
        ({"queue": "q", "password": "secret"}, "password"),
    ],
    ids=str,
)
def test_a_wrong_setting_is_named_and_its_value_is_not(options, named):
    with pytest.raises(SystemFault) as raised:
        cups(**options)
    assert raised.value.code == "printer_settings"
    assert named in str(raised.value)
    assert "secret" not in str(raised.value)
