"""One print job as the printer tells of it; nothing is called printed that was not counted."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_PAGE_TREE = re.compile(rb"/Count\s+(\d+)\s*/Kids\s*\[[^\]]*\]\s*(?:/Parent[^/]*)?/Type\s*/Pages")


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of this house has: the root of its page tree (ISO 32000-1, 7.7.3.2).

    1 where no page tree is found as this house's renderer writes it.
    """
    return max((int(found) for found in _PAGE_TREE.findall(pdf)), default=1)


class JobPhase(StrEnum):
    """What a printer says of a job: the job-state keywords of RFC 8011, 5.3.7."""

    PENDING = "pending"
    HELD = "pending-held"
    PROCESSING = "processing"
    STOPPED = "processing-stopped"
    CANCELED = "canceled"
    ABORTED = "aborted"
    COMPLETED = "completed"


class PrintState(StrEnum):
    """Where a job stands for us; the last four are ends."""

    QUEUED = "queued"  # not handed over yet
    SENT = "sent"  # the printer took it
    PRINTING = "printing"
    STOPPED = "stopped"  # it waits for paper or a hand, and goes on by itself
    PRINTED = "printed"  # completed, and its sheets were counted by the printer
    SENT_UNCOUNTED = "sent_uncounted"  # completed or never heard of again; nobody counted
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDS = frozenset(
    {PrintState.PRINTED, PrintState.SENT_UNCOUNTED, PrintState.FAILED, PrintState.CANCELLED}
)
"""States that no later report changes."""


@dataclass(frozen=True, slots=True)
class JobReport:
    """One answer of the printer. ``fault`` is the code of what stands in the way, ``""``: nothing.

    ``sheets`` are those the device itself counted for this job, None where it counts none.
    """

    phase: JobPhase
    fault: str = ""
    sheets: int | None = None


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job of ``pages`` single-sided pages, at least one; ``came_out`` is the citizen's word."""

    pages: int = 1
    state: PrintState = PrintState.QUEUED
    fault: str = ""
    sheets: int = 0
    came_out: bool | None = None

    @property
    def over(self) -> bool:
        """Whether the printer is done with it, one way or the other."""
        return self.state in ENDS

    @property
    def asks(self) -> bool:
        """Whether only the citizen can say if the sheet came out, and has not said so yet."""
        return self.state is PrintState.SENT_UNCOUNTED and self.came_out is None

    @property
    def out(self) -> bool:
        """Whether the paper is in the citizen's hands: counted, or said so by the citizen."""
        return self.state is PrintState.PRINTED or self.came_out is True

    def handed_over(self) -> "PrintJob":
        """The printer took it. Raises ValueError when it was handed over before."""
        if self.state is not PrintState.QUEUED:
            raise ValueError(f"a job that is {self.state} is not handed over")
        return replace(self, state=PrintState.SENT)

    def heard(self, report: JobReport) -> "PrintJob":
        """The job after a report; one that comes after the end changes nothing.

        Completed without a count, or with too small a one, is ``sent_uncounted``: RFC 8011,
        5.3.7 lets a printer complete a job before its last sheet is stacked.
        """
        if self.over:
            return self
        counted = max(self.sheets, report.sheets or 0)
        state, fault = self._after(report, counted)
        return replace(self, state=state, fault=fault, sheets=counted)

    def _after(self, report: JobReport, counted: int) -> tuple[PrintState, str]:
        match report.phase:
            case JobPhase.COMPLETED if report.sheets is not None and counted >= self.pages:
                return PrintState.PRINTED, ""
            case JobPhase.COMPLETED:
                return PrintState.SENT_UNCOUNTED, ""
            case JobPhase.CANCELED:
                return PrintState.CANCELLED, report.fault
            case JobPhase.ABORTED:
                return PrintState.FAILED, report.fault or "printer_unwell"
            case JobPhase.STOPPED:
                return PrintState.STOPPED, report.fault or "printer_unwell"
            case _ if report.fault:
                return PrintState.STOPPED, report.fault
            case JobPhase.PROCESSING:
                return PrintState.PRINTING, ""
            case _:
                return PrintState.SENT, ""

    def unheard(self, fault: str) -> "PrintJob":
        """The printer does not answer: it may go on or not, so the job waits."""
        return self if self.over else replace(self, state=PrintState.STOPPED, fault=fault)

    def given_up(self) -> "PrintJob":
        """It could not be called back and nothing is heard of it: only the citizen can say."""
        return self if self.over else replace(self, state=PrintState.SENT_UNCOUNTED)

    def answered(self, *, came_out: bool) -> "PrintJob":
        """The citizen's word. Raises ValueError where nobody asked."""
        if not self.asks:
            raise ValueError(f"nobody asks about a job that is {self.state}")
        return replace(self, came_out=came_out)
