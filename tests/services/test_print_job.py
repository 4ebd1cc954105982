"""A job is followed to its end: what waits is told, what is given up is dropped or asked about."""

import pytest

from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.print_job import JobPhase, JobReport, PrintState
from kiosk.ports import SystemFault
from kiosk.services.print_job import carry_out
from kiosk.settings import resources_dir

PDF = b"%PDF-1.7 licence"
POLICY = load_print_policy(resources_dir() / "reference")
NO_PAPER = JobReport(JobPhase.STOPPED, "printer_no_paper")
PRINTED = JobReport(JobPhase.COMPLETED, sheets=1)


class Deaf:
    """A printer that takes jobs and tells nothing."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []

    def print(self, pdf: bytes, title: str) -> str:
        self.jobs.append(pdf)
        return title


class Scripted(Deaf):
    """Says one thing after the other, the last for ever; None is silence."""

    def __init__(self, *said: JobReport | None, drops: bool = True) -> None:
        super().__init__()
        self._said = list(said)
        self._drops = drops
        self.dropped = False

    def ask(self, job: str) -> JobReport:
        now = self._said.pop(0) if len(self._said) > 1 else self._said[0]
        if now is None:
            raise SystemFault("printer_cable_out")
        return JobReport(JobPhase.CANCELED) if self.dropped else now

    def cancel(self, job: str) -> bool:
        self.dropped = self._drops
        return self._drops


class Watch:
    """Waits without waiting and notes what it was told."""

    def __init__(self, leaves_after: float = 1e9) -> None:
        self.waited = 0.0
        self._leaves_after = leaves_after
        self.told = []

    def wait(self, seconds: float) -> bool:
        self.waited += seconds
        return self.waited >= self._leaves_after

    def follow(self, printer):
        return carry_out(printer, PDF, "title", POLICY, self.wait, self.told.append)


def test_a_job_that_waits_for_paper_says_so_and_goes_on_by_itself():
    watch = Watch()
    job = watch.follow(Scripted(JobReport(JobPhase.PROCESSING), NO_PAPER, NO_PAPER, PRINTED))
    assert [one.state for one in watch.told] == [
        PrintState.PRINTING,
        PrintState.STOPPED,
        PrintState.PRINTED,
    ]
    assert (job.out, watch.told[1].fault) == (True, "printer_no_paper")


def test_paper_that_nobody_brings_has_the_job_dropped_so_that_it_comes_out_nowhere_later():
    watch, printer = Watch(), Scripted(NO_PAPER)
    job = watch.follow(printer)
    assert (job.state, job.fault, printer.dropped) == (
        PrintState.CANCELLED,
        "printer_no_paper",
        True,
    )
    assert watch.waited == POLICY.stopped_seconds


def test_a_printer_that_fell_silent_and_cannot_be_stopped_leaves_it_to_the_citizen():
    job = Watch().follow(Scripted(JobReport(JobPhase.PROCESSING), None, drops=False))
    assert (job.asks, job.out, job.fault) == (True, False, "printer_cable_out")


def test_a_job_without_news_is_not_waited_for_for_ever():
    watch = Watch()
    job = watch.follow(Scripted(JobReport(JobPhase.PENDING)))
    assert (job.state, watch.waited) == (PrintState.CANCELLED, POLICY.silent_seconds)


def test_a_sheet_that_comes_out_while_its_job_is_dropped_is_printed():
    class TooLate(Scripted):
        def cancel(self, job: str) -> bool:
            self._said = [PRINTED]
            return False

    assert Watch().follow(TooLate(NO_PAPER)).state is PrintState.PRINTED


def test_a_printer_that_cannot_be_asked_never_printed_anything():
    printer = Deaf()
    job = Watch().follow(printer)
    assert (job.state, job.asks, printer.jobs) == (PrintState.SENT_UNCOUNTED, True, [PDF])


def test_who_leaves_is_not_waited_for_and_the_job_is_left_as_it_stands():
    job = Watch(leaves_after=3).follow(Scripted(NO_PAPER))
    assert (job.state, job.over, job.out) == (PrintState.STOPPED, False, False)


@pytest.mark.parametrize("phase", [JobPhase.ABORTED, JobPhase.CANCELED])
def test_what_the_printer_dropped_by_itself_is_not_out(phase):
    assert not Watch().follow(Scripted(JobReport(phase))).out
