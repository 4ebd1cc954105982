"""Through a real cupsd to a printer: its queue's reasons are told, its counts not believed."""

import pytest

from kiosk.domain.print_job import PrintJob, PrintState
from kiosk.ports import SystemFault
from tests.adapters.printer.test_cups import PDF, cups
from tests.adapters.printer.virtual import until


def _comes_to(device, job: str, state: PrintState) -> PrintJob:
    """Follow the job as the product does, until it stands there."""
    now = [PrintJob().handed_over()]

    def there() -> bool:
        now.append(now[-1].heard(device.ask(job)))
        return now[-1].state is state

    until(there)
    return now[-1]


def test_a_queue_counts_for_itself_so_the_citizen_is_asked(behind_cups):
    cupsd, printer = behind_cups
    device = cups(uri=cupsd.uri)
    before = len(printer.printed)
    job = _comes_to(device, device.print(PDF, "one"), PrintState.SENT_UNCOUNTED)
    assert job.asks
    assert printer.printed[before:] == [PDF]


def test_an_operator_who_knows_the_device_may_have_the_queue_believed(behind_cups):
    cupsd, _ = behind_cups
    device = cups(uri=cupsd.uri, counts="yes")
    assert _comes_to(device, device.print(PDF, "two"), PrintState.PRINTED).sheets == 1


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("media-empty-error", "printer_no_paper"), ("media-jam-error", "printer_jam")],
)
def test_a_reason_of_the_device_comes_through_the_queue_and_the_job_goes_on(
    behind_cups, reason, fault
):
    cupsd, printer = behind_cups
    device = cups(uri=cupsd.uri)
    printer.reasons = [reason]
    before = len(printer.printed)
    job = device.print(PDF, reason)
    waiting = _comes_to(device, job, PrintState.STOPPED)
    assert waiting.fault == fault
    assert len(printer.printed) == before
    printer.reasons = []
    _comes_to(device, job, PrintState.SENT_UNCOUNTED)
    assert len(printer.printed) == before + 1


def test_a_job_is_called_back_from_the_queue(behind_cups):
    cupsd, printer = behind_cups
    device = cups(uri=cupsd.uri)
    printer.hold = True
    job = device.print(PDF, "taken back")
    assert device.cancel(job)
    _comes_to(device, job, PrintState.CANCELLED)


def test_a_queue_that_nobody_made_is_named_so(behind_cups):
    cupsd, _ = behind_cups
    device = cups(uri=cupsd.uri.replace("licences", "nowhere"))
    with pytest.raises(SystemFault) as raised:
        device.print(PDF, "x")
    assert raised.value.code == "printer_unknown"


def test_a_cupsd_that_is_away_is_asked_again_and_has_forgotten_nothing(behind_cups):
    cupsd, _ = behind_cups
    device = cups(uri=cupsd.uri, timeout_seconds="3")
    job = device.print(PDF, "kept")
    _comes_to(device, job, PrintState.SENT_UNCOUNTED)
    cupsd.stop()
    with pytest.raises(SystemFault) as raised:
        device.ask(job)
    assert raised.value.code == "printer_cable_out"
    cupsd.start()
    assert _comes_to(device, job, PrintState.SENT_UNCOUNTED).asks
