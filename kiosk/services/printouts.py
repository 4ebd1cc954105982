"""Print a paper of an application: written down before, followed, and counted when it is out."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from kiosk.catalogue.printing import PrintPolicy
from kiosk.domain.card import Card
from kiosk.domain.print_job import PrintJob, PrintState, pages_of
from kiosk.domain.printout import BLANK_OF, CITIZEN, Printout, reprints_of
from kiosk.domain.records import Application, Document
from kiosk.domain.states import DocumentKind
from kiosk.ports import Printer, SystemFault, UnitOfWork
from kiosk.services.collect import NotFound, NothingToCollect, NotYours, note_handed_out, take_out
from kiosk.services.house import House
from kiosk.services.papers import copies_of
from kiosk.services.print_job import Tell, Wait, carry_out, follow_alone
from kiosk.services.record import record

_BROKEN_OFF = "print_broken_off"
"""The ground of sheets that came out of a job which did not come to its end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to print. ``card`` opens it; without one it is that of the sitting that filed it."""

    number: str
    kind: DocumentKind
    copy: int = 1
    card: Card | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """What the job is called; nothing personal."""
        return f"{self.number} {self.kind.value}" + (f" {self.copy}" if self.copy > 1 else "")


class PaperPrint:
    """One wanted paper; each ``carry`` prints it once more, as the original or as a reprint."""

    def __init__(self, house: House, printer: Printer, policy: PrintPolicy, wanted: Wanted) -> None:
        self._house = house
        self._printer = printer
        self._policy = policy
        self._wanted = wanted
        self._printout: Printout | None = None

    def carry(self, wait: Wait, closing: Wait, tell: Tell) -> PrintJob:
        """Print and follow it to its end, or until ``closing`` says that the program ends.

        When ``wait`` says that the citizen has left, it is followed on without a word, and
        called back where it stands still. Raises SystemFault ``paper_missing``, or the printer's
        fault when it did not take the job.
        """
        printout, document = begin(self._house, self._wanted)

        def taken(number: str) -> None:
            sent = replace(printout, device_job=number, job=printout.job.handed_over())
            self._printout = sent
            _keep_if_possible(self._house, sent)

        self._printout = printout
        try:
            job = carry_out(
                self._printer, document.content, self._wanted.title, self._policy, wait, tell, taken
            )
        except SystemFault as fault:
            job = replace(printout.job, state=PrintState.FAILED, fault=fault.code)
            _keep_if_possible(self._house, replace(printout, job=job))
            raise
        if job.over or closing(0):
            return job
        device_job = self._printout.device_job
        return follow_alone(self._printer, device_job, job, self._policy, closing)

    def settle(self, job: PrintJob) -> None:
        """Write down how the job of the last ``carry`` ended; the same again changes nothing.

        A job that is not over stays open, to be taken up at the next start.
        """
        if self._printout is not None and job.over:
            settle(self._house, replace(self._printout, job=job))

    def said(self, came_out: bool) -> None:
        """Keep the citizen's word about the paper that nobody counted."""
        if self._printout is not None:
            answer_printout(self._house, self._printout.id, came_out=came_out)


def begin(house: House, wanted: Wanted) -> tuple[Printout, Document]:
    """Write down that the paper is about to be given to the printer, and draw it.

    The first of a copy number is its one original, and the very bytes are kept; every later one
    is drawn anew and marked 补打. Raises SystemFault ``paper_missing``.
    """
    try:
        while True:
            application, reprint = _standing(house, wanted)
            document = take_out(
                house, wanted.number, wanted.kind, wanted.copy, wanted.card, reprint
            )
            printout = _write_down(house, wanted, application, document, reprint)
            if printout is not None:
                return printout, document
    except (NotFound, NotYours, NothingToCollect) as refusal:
        raise SystemFault("paper_missing") from refusal


def _standing(house: House, wanted: Wanted) -> tuple[Application, int]:
    with house.store.read() as uow:
        application = uow.applications.by_number(wanted.number)
        if application is None:
            raise NotFound
        before = uow.printouts.of(application.id)
    return application, reprints_of(before, wanted.kind, wanted.copy)


def _write_down(
    house: House, wanted: Wanted, application: Application, document: Document, reprint: int
) -> Printout | None:
    """The row of the printout; None when another terminal printed it meanwhile."""
    with house.store.write() as uow:
        uow.printouts.hold(application.id)
        before = uow.printouts.of(application.id)
        if reprints_of(before, wanted.kind, wanted.copy) != reprint:
            return None
        kept = uow.licences.document(application.id, wanted.kind, wanted.copy)
        if not reprint and kept is None:
            uow.licences.add_document(document)
        elif not reprint and kept is not None and kept.sha256 != document.sha256:
            return None
        printout = Printout(
            id=house.new_id(),
            terminal=house.terminal,
            application_id=application.id,
            kind=wanted.kind,
            copy=wanted.copy,
            reprint=reprint,
            sha256=document.sha256,
            at=house.clock.now(),
            job=PrintJob(pages_of(document.content)),
        )
        uow.printouts.add(printout)
        uow.commit()
        return printout


def copies_to_print(house: House, number: str, kind: DocumentKind) -> tuple[int, ...]:
    """Which 副本 to print: those that were never printed, else the first once more.

    Of every other paper there is one. Raises SystemFault ``paper_missing``.
    """
    with house.store.read() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise SystemFault("paper_missing")
        before = uow.printouts.of(application.id)
    of = 1
    if kind is DocumentKind.LICENCE_COPY:
        of = copies_of(house.procedures[application.procedure].form, application.answers)
    fresh = (copy for copy in range(1, of + 1) if not reprints_of(before, kind, copy))
    return tuple(fresh) or (1,)


def settle(house: House, printout: Printout, *, taken_up: bool = False) -> None:
    """Write down how it ended, count its sheets and hand it out; once, however often it is told."""
    with house.store.write() as uow:
        kept = uow.printouts.get(printout.id)
        if kept is None or not kept.is_open:
            return
        uow.printouts.keep(printout)
        application = uow.applications.get(printout.application_id)
        if taken_up:
            told = _told(printout)
            now, state = house.clock.now(), printout.job.state.value
            record(uow, now, "print_taken_up", application.number, state=state, **told)
        _count(house, uow, printout, application)
        uow.commit()


def answer_printout(house: House, printout_id: UUID, *, came_out: bool, by: str = CITIZEN) -> bool:
    """Keep somebody's word whether the paper came out; False when nobody asks.

    Staff may also say so of a job that was left open, and after a citizen who said no: then the
    copy number has its original again.
    """
    with house.store.write() as uow:
        kept = uow.printouts.get(printout_id)
        if kept is None:
            return False
        job = kept.job
        if by != CITIZEN and kept.said_by == CITIZEN and job.came_out is not True:
            job = replace(job.given_up(), came_out=None)
        if not job.asks:
            return False
        said = replace(kept, job=job.answered(came_out=came_out), said_by=by)
        uow.printouts.keep(said)
        application = uow.applications.get(kept.application_id)
        told, who = _told(said), by or "citizen"
        record(
            uow, house.clock.now(), "print_answered", application.number,
            came_out=came_out, by=who, **told,
        )  # fmt: skip
        _count(house, uow, said, application)
        uow.commit()
    return True


def take_up(
    house: House,
    printer: Callable[[], Printer],
    policy: PrintPolicy,
    before: datetime,
    wait: Wait,
) -> int:
    """Ask the printer what became of every job left open before the instant; how many there were.

    Nothing is called printed that the printer did not count: what it cannot tell is asked when
    the proprietor's card is laid again, and stands among the jobs that staff are shown.
    """
    with house.store.read() as uow:
        left = [one for one in uow.printouts.left_open(house.terminal) if one.at < before]
    for printout in left:
        try:
            job = follow_alone(printer(), printout.device_job, printout.job, policy, wait)
        except SystemFault:  # the printer of the settings is none
            job = printout.job.given_up()
        if job.over:
            settle(house, replace(printout, job=job), taken_up=True)
    return len(left)


def _count(house: House, uow: UnitOfWork, printout: Printout, application: Application) -> None:
    """What is out: its blank sheets, its row of the trail, and that the citizen holds it."""
    job, now = printout.job, house.clock.now()
    blank = BLANK_OF.get(printout.kind)
    if not job.out:
        if blank is not None and job.sheets and job.state is not PrintState.SENT_UNCOUNTED:
            uow.blanks.count(printout.terminal, blank, spoiled=job.sheets)
            record(
                uow, now, "blanks_spoiled", printout.terminal,
                paper=blank.value, sheets=job.sheets, by=printout.terminal, ground=_BROKEN_OFF,
            )  # fmt: skip
        return
    sheets = max(job.sheets, job.pages)
    if blank is not None:
        uow.blanks.count(printout.terminal, blank, used=sheets)
    counted = job.state is PrintState.PRINTED
    known_by = "printer" if counted else printout.said_by or "citizen"
    told = _told(printout)
    record(uow, now, "paper_printed", application.number, sheets=sheets, known_by=known_by, **told)
    note_handed_out(uow, now, application, printout.kind, printout.copy)


def _told(printout: Printout) -> dict[str, str | int]:
    return {
        "document": printout.kind.value,
        "copy": printout.copy,
        "reprint": printout.reprint,
    }


def _keep_if_possible(house: House, printout: Printout) -> None:
    """Write it down now; a register that is locked for a moment must not lose the job itself."""
    try:
        with house.store.write() as uow:
            uow.printouts.keep(printout)
            uow.commit()
    except SystemFault:
        return
