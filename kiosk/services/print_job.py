"""Carry one print job to its end, and know of it what the printer said and no more."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.catalogue.printing import PrintPolicy
from kiosk.domain.print_job import JobPhase, JobReport, PrintJob, PrintState, pages_of
from kiosk.ports import FollowsJobs, Printer, SystemFault

_OUT_OF_REACH = "printer_cable_out"

Wait = Callable[[float], bool]
"""Waits so many seconds; True when nobody follows the job any more."""

Tell = Callable[[PrintJob], None]
"""Hears of every change."""


Taken = Callable[[str], None]
"""Hears the printer's own id of the job, as soon as it took it."""


def carry_out(
    printer: Printer,
    pdf: bytes,
    title: str,
    policy: PrintPolicy,
    wait: Wait,
    tell: Tell,
    taken: Taken = lambda _number: None,
) -> PrintJob:
    """Hand the job over and follow it until it is over, too long stopped, or too long silent.

    The result is ``out`` only with counted sheets, and ``asks`` where only the citizen knows:
    a printer that cannot be asked, one that counts nothing, one that fell silent and could not
    be told to drop the job. A job that was dropped is ``cancelled`` with its fault. When
    ``wait`` says that nobody follows, the job is returned as it stands. Raises SystemFault when
    the printer did not take it: then nothing comes out.
    """
    job = PrintJob(pages_of(pdf))
    number = printer.print(pdf, title)
    taken(number)
    job = job.handed_over()
    if not isinstance(printer, FollowsJobs):
        return job.heard(JobReport(JobPhase.COMPLETED))
    return _follow(printer, number, job, policy, wait, tell)


def follow_alone(
    printer: Printer, number: str, job: PrintJob, policy: PrintPolicy, wait: Wait
) -> PrintJob:
    """Follow a job for which nobody stands at the printer any more, such as after a power cut.

    What is under way may come to its end; what stands still, or is silent too long, is called
    back, so that it comes out for nobody else. Where the printer cannot be asked, or knows no
    ``number``, nobody but a person can say: the job ``asks``.
    """
    if not number or not isinstance(printer, FollowsJobs):
        return job.given_up()
    alone = replace(policy, stopped_seconds=0.0)
    return _follow(printer, number, job, alone, wait, lambda _job: None)


def _patience(policy: PrintPolicy, job: PrintJob) -> float:
    """How long it may stand as it does; a printer out of reach may be starting, too."""
    if job.state is not PrintState.STOPPED:
        return policy.silent_seconds
    if job.fault == _OUT_OF_REACH and not policy.stopped_seconds:
        return policy.silent_seconds
    return policy.stopped_seconds


def _follow(
    printer: FollowsJobs, number: str, job: PrintJob, policy: PrintPolicy, wait: Wait, tell: Tell
) -> PrintJob:
    unchanged = 0.0
    while True:
        now = _asked(printer, number, job)
        if now != job:
            tell(now)
            unchanged = 0.0
        job = now
        if job.over:
            return job
        if unchanged >= _patience(policy, job):
            return _dropped(printer, number, job)
        if wait(policy.poll_seconds):
            return job
        unchanged += policy.poll_seconds


def _asked(printer: FollowsJobs, number: str, job: PrintJob) -> PrintJob:
    try:
        return job.heard(printer.ask(number))
    except SystemFault as silence:
        return job.unheard(silence.code)


def _dropped(printer: FollowsJobs, number: str, job: PrintJob) -> PrintJob:
    """The job called back; it may have come out while it was, so the printer is asked again."""
    why = job.fault or "printer_unwell"
    dropped = printer.cancel(number)
    now = _asked(printer, number, job)
    if now.state is PrintState.CANCELLED:
        return replace(now, fault=now.fault or why)
    return now.heard(JobReport(JobPhase.CANCELED, why)) if dropped else now.given_up()
