"""What every built-in printer that can be asked keeps, the folder and the one over IPP alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from kiosk.adapters.printer.folder import FolderPrinter
from kiosk.domain.print_job import JobPhase, PrintJob, PrintState
from kiosk.ports import FollowsJobs, Printer, SystemFault
from tests.adapters.printer.test_cups import PDF, cups, followed
from tests.adapters.printer.virtual import VirtualPrinter, served
from tests.desk import StillClock


@dataclass
class Bench:
    """A printer, and the hands that a test lays on it."""

    device: Printer
    out: Callable[[], list[bytes]]
    suffers: Callable[[str], None]  # "", no_paper, runs_out, uncounted


@pytest.fixture(params=["folder", "cups"])
def bench(request, tmp_path) -> Iterator[Bench]:
    if request.param == "folder":
        device = FolderPrinter(tmp_path, StillClock())
        yield Bench(device, lambda: [f.read_bytes() for f in device.tray()], device.set_fault)
        return
    with served(VirtualPrinter()) as printer:

        def suffers(fault: str) -> None:
            printer.reasons = ["media-empty"] if fault == "no_paper" else []
            printer.hold = fault == "runs_out"
            printer.counts = fault != "uncounted"

        yield Bench(cups(uri=printer.uri), lambda: printer.printed, suffers)


def test_it_can_be_asked_and_what_it_counted_is_printed(bench):
    assert isinstance(bench.device, FollowsJobs)
    job = followed(bench.device, bench.device.print(PDF, "title"))
    assert (job.state, job.sheets, bench.out()) == (PrintState.PRINTED, 1, [PDF])


def test_what_nobody_counted_is_the_citizens_to_say(bench):
    bench.suffers("uncounted")
    assert followed(bench.device, bench.device.print(PDF, "title")).asks


def test_without_paper_it_takes_nothing(bench):
    bench.suffers("no_paper")
    with pytest.raises(SystemFault) as raised:
        bench.device.print(PDF, "title")
    assert (raised.value.code, bench.out()) == ("printer_no_paper", [])


def test_what_it_took_and_has_not_printed_goes_on_or_can_be_called_back(bench):
    bench.suffers("runs_out")
    kept, dropped = (bench.device.print(PDF, f"title {one}") for one in "ab")
    waiting = PrintJob().handed_over().heard(bench.device.ask(kept))
    assert (waiting.over, bench.out()) == (False, [])
    assert bench.device.cancel(dropped)
    bench.suffers("")
    assert waiting.heard(bench.device.ask(kept)).state is PrintState.PRINTED
    assert followed(bench.device, dropped).state is PrintState.CANCELLED
    assert (bench.out(), bench.device.cancel(kept)) == ([PDF], False)


def test_a_job_of_nobody_is_lost_and_not_printed(bench):
    assert bench.device.ask("4711").phase is JobPhase.ABORTED


def test_two_jobs_are_two(bench):
    assert bench.device.print(PDF, "title") != bench.device.print(PDF, "title")
    assert bench.out() == [PDF, PDF]


def test_what_is_no_pdf_is_not_taken(bench):
    with pytest.raises(SystemFault) as raised:
        bench.device.print(b"GIF89a", "title")
    assert (raised.value.code, bench.out()) == ("printer_not_pdf", [])
