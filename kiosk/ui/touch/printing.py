"""Print papers off the GUI thread and say what the printer says, never more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.print_job import PrintJob, PrintState
from kiosk.ports import SystemFault
from kiosk.services.print_job import Tell, Wait, carry_out
from kiosk.services.printouts import PaperPrint, Wanted
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_HOLD = "printer"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper to print; all three run off the GUI thread.

    ``carry`` prints it and follows it to its end. ``settle`` is told how it ended, out or not;
    what it raises is told as a fault, and tried again without printing twice. ``said`` is
    called with the citizen's word, where only the citizen knows.
    """

    carry: Callable[[Wait, Wait, Tell], PrintJob]
    settle: Callable[[PrintJob], None] = lambda _job: None
    said: Callable[[bool], None] = lambda _came_out: None


def paper_sheet(touch: Touch, wanted: Wanted) -> Sheet:
    """A paper of an application: written down, counted and marked. Raises SystemFault."""
    errand = PaperPrint(touch.house, touch.services.printer, touch.services.print_policy, wanted)
    return Sheet(errand.carry, errand.settle, errand.said)


def plain_sheet(touch: Touch, pdf: bytes, title: str) -> Sheet:
    """A page that belongs to no application and is not counted. Raises SystemFault."""
    printer, policy = touch.services.printer, touch.services.print_policy

    def carry(wait: Wait, _closing: Wait, tell: Tell) -> PrintJob:
        return carry_out(printer, pdf, title, policy, wait, tell)

    return Sheet(carry)


Make = Callable[[], Sequence[Sheet]]
"""Fetches what is to be printed; runs off the GUI thread and may raise SystemFault."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What is still to do: of the first sheet there may be a ``job`` or a ``word`` to tell."""

    sheets: Sequence[Sheet]
    job: PrintJob | None = None
    word: bool | None = None
    asks: bool = False
    fault: SystemFault | None = None


@QmlElement
@QmlSingleton
class PrintDesk(QObject):
    """``state`` is idle, printing, waiting, asking, done or failed; ``retry`` goes on where it was.

    Waiting: the printer needs paper or a hand and goes on by itself. Asking: nobody counted
    the sheet, so the citizen says by ``answer`` whether it came out.
    """

    changed = Signal()
    _told = Signal(object, object)  # whose print it is, the job

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._gone = Event()
        self._forget()
        self._told.connect(self._hear_of, Qt.ConnectionType.QueuedConnection)
        sitting.on_wipe(self._forget)
        sitting.pageChanged.connect(self._rest)
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "PrintDesk":
        """The engine's own one."""
        return offered(engine, PrintDesk)

    def _forget(self) -> None:
        self._gone.set()  # a job in its thread is followed no longer
        self._state = "idle"
        self._fault: SystemFault | None = None
        self._left: _Left | None = None
        self._make: Make | None = None
        self._done: Callable[[], None] | None = None
        self.changed.emit()

    def _rest(self) -> None:
        if not self.printing:
            self._forget()

    def print(self, make: Make, done: Callable[[], None]) -> None:
        """Print what ``make`` fetches, sheet after sheet; ``done`` when the last one is out."""
        if self.taken:
            return
        self._forget()
        self._make, self._done = make, done
        self._go()

    @Slot()
    def retry(self) -> None:
        """Go on with the sheet that did not come out."""
        if self._state == "failed" and self._make is not None:
            self._go()

    @Slot(bool)
    def answer(self, came_out: bool) -> None:
        """The citizen's word about the sheet that nobody counted."""
        if self._state == "asking" and self._left is not None:
            self._left = _Left(self._left.sheets, word=came_out)
            self._go()

    def _go(self) -> None:
        make, left = self._make, self._left
        closing, gone = self._touch.work.closing, Event()
        self._gone = gone

        def wait(seconds: float) -> bool:
            return closing.wait(seconds) or gone.is_set()

        def tell(job: PrintJob) -> None:
            self._told.emit(gone, job)

        def print_sheet(sheet: Sheet) -> PrintJob:
            return sheet.carry(wait, closing.wait, tell)

        def carry() -> _Left:
            todo = left if left is not None else _Left(make() if make else ())
            return _carry_on(todo, print_sheet, lambda: wait(0))

        self._state, self._fault = "printing", None
        self._sitting.hold(_HOLD)
        self.changed.emit()
        self._touch.work.run(carry, self._heard, self._failed)

    def _hear_of(self, whose: Event, job: PrintJob) -> None:
        if whose is not self._gone or not self.printing:
            return
        stopped = job.state is PrintState.STOPPED
        self._state = "waiting" if stopped else "printing"
        self._fault = SystemFault(job.fault) if stopped else None
        self.changed.emit()

    def _heard(self, left: _Left) -> None:
        self._left = left
        if left.fault is not None:
            self._failed(left.fault)
            return
        self._sitting.release(_HOLD)
        self._fault = None
        self._state = "asking" if left.asks else "done"
        self.changed.emit()
        if self._state == "done" and self._done is not None:
            self._done()

    def _failed(self, fault: SystemFault) -> None:
        self._sitting.release(_HOLD)
        self._state, self._fault = "failed", fault
        self.changed.emit()

    @Property(str, notify=changed)
    def state(self) -> str:
        """One of ``idle``, ``printing``, ``waiting``, ``asking``, ``done``, ``failed``."""
        return self._state

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        """Whether the printer is at work, or waits for a hand."""
        return self._state in {"printing", "waiting"}

    @Property(bool, notify=changed)
    def taken(self) -> bool:
        """Whether nothing else may be printed now: it prints, or the citizen is asked."""
        return self.printing or self._state == "asking"

    @Property(str, notify=changed)
    def words(self) -> str:
        """What stands in the way and what to do."""
        return self._sitting.fault_words(self._fault) if self._fault else ""


def _carry_on(
    left: _Left, print_sheet: Callable[[Sheet], PrintJob], stop: Callable[[], bool]
) -> _Left:
    """Each sheet printed, then told of, until one is in need of a hand or of an answer."""
    sheets, job, word = list(left.sheets), left.job, left.word
    while sheets:
        sheet = sheets[0]
        try:
            if word is not None:
                sheet.said(word)
                if not word:
                    return _Left(sheets, fault=SystemFault("printer_not_out"))
            else:
                job = job or print_sheet(sheet)
                sheet.settle(job)
        except SystemFault as fault:
            return _Left(sheets, job, word, fault=fault)
        if job is not None and not job.out:
            unwell = None if job.asks else SystemFault(job.fault or "printer_unwell")
            return _Left(sheets, asks=job.asks, fault=unwell)
        sheets, job, word = sheets[1:], None, None
        if stop():
            break
    return _Left(sheets)
