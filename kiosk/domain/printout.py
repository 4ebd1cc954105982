"""A paper as it was sent to a printer, and the blank sheets that licences are printed on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.print_job import PrintJob, PrintState
from kiosk.domain.states import DocumentKind


class Blank(StrEnum):
    """The sheets that an authority numbers and counts (空白营业执照)."""

    COPY = "copy"  # 副本, A4
    ORIGINAL = "original"  # 正本, A3


BLANK_OF: Mapping[DocumentKind, Blank] = {
    DocumentKind.LICENCE_COPY: Blank.COPY,
    DocumentKind.LICENCE_ORIGINAL: Blank.ORIGINAL,
}
"""What each licence is printed on; all other papers take plain sheets, which nobody counts."""

CITIZEN = ""
"""Who said whether the paper came out, where it was no named member of staff."""

_LOST = "printer_job_lost"


@dataclass(frozen=True, slots=True)
class Printout:
    """One paper on its way through one printer.

    ``reprint`` is 0 on the one original of a copy number, else which reprint it is. ``device_job``
    is the printer's own id, empty until it took the job. ``said_by`` is who said whether the paper
    came out: a member of staff, or ``CITIZEN``.
    """

    id: UUID
    terminal: str
    application_id: UUID
    kind: DocumentKind
    copy: int
    reprint: int
    sha256: str = field(repr=False)
    at: datetime
    job: PrintJob
    device_job: str = ""
    said_by: str = CITIZEN

    @property
    def may_be_out(self) -> bool:
        """Whether this paper may lie in somebody's hands, so that the next is a reprint.

        Only the printer's own word that nothing came out frees the copy number, or a member of
        staff's: a citizen's "no" has it printed again, but marked.
        """
        job = self.job
        if job.came_out is False and self.said_by != CITIZEN:
            return False
        if job.state in {PrintState.FAILED, PrintState.CANCELLED}:
            return job.sheets > 0 or job.fault == _LOST
        return True

    @property
    def is_open(self) -> bool:
        """Whether nobody has followed it to its end yet."""
        return not self.job.over


def reprints_of(printouts: Iterable[Printout], kind: DocumentKind, copy: int) -> int:
    """What the next one is: 0 the original, else the number of the reprint.

    Papers that are no licences have no original, so nothing of them is a reprint.
    """
    if kind not in BLANK_OF:
        return 0
    return sum(one.may_be_out for one in printouts if (one.kind, one.copy) == (kind, copy))


@dataclass(frozen=True, slots=True)
class BlankStock:
    """The blank sheets of one kind at one terminal, all numbers since the first was loaded."""

    loaded: int = 0
    used: int = 0
    spoiled: int = 0

    @property
    def is_counted(self) -> bool:
        """Whether anybody said how many were loaded."""
        return self.loaded > 0

    @property
    def left(self) -> int:
        """How many should lie in the tray; below 0 where more came out than were loaded."""
        return self.loaded - self.used - self.spoiled
