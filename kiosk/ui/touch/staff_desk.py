"""What a named member of staff may do at the screen: test devices, close, open, restart."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.catalogue.readiness import load_readiness
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.out_of_service import close_terminal, is_out_of_service, open_terminal
from kiosk.services.printer_page import printer_page
from kiosk.services.ready import Check, readiness
from kiosk.services.staff import StaffSession, persons, sign_in
from kiosk.settings import resources_dir
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.printing import PrintDesk, plain_sheet
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import ATTRACT, OUT_OF_SERVICE, STAFF, Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

RESTART = 75
"""The exit code that asks to be started again (EX_TEMPFAIL of sysexits.h)."""

SIGNED_IN_SECONDS = 120
"""A staff page that nobody touches signs itself out."""


@QmlElement
@QmlSingleton
class StaffDesk(QObject):
    """``person`` is empty until somebody signed in; nothing here opens a way out of the kiosk."""

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, printing: PrintDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printing = printing
        self._touch = touch
        self._sitting = sitting
        self._session: StaffSession | None = None
        self._names: list[str] = []
        self._problem: Problem | None = None
        self._fault: SystemFault | None = None
        self._checks: tuple[Check, ...] = ()
        self._closed = False
        self._away = QTimer(self, singleShot=True, interval=SIGNED_IN_SECONDS * 1000)
        self._away.timeout.connect(self.leave)
        touch.look.languageChanged.connect(self.changed)
        self._ask_closed()

    @staticmethod
    def create(engine: QQmlEngine) -> "StaffDesk":
        """The engine's own one."""
        return offered(engine, StaffDesk)

    # ── coming and going ─────────────────────────────────────────────────────────────────────
    @Slot()
    def come(self) -> None:
        """The hidden corner was held: show who may sign in; never during a sitting."""
        if self._sitting.page not in {ATTRACT, OUT_OF_SERVICE}:
            return
        house = self._touch.house.own
        self._run(lambda: [person.name for person in persons(house)], self._show_names)
        self._sitting.open(STAFF)
        self._away.start()

    def _show_names(self, names: list[str]) -> None:
        self._names = names
        self.changed.emit()

    @Slot(str, str)
    def signIn(self, name: str, pin: str) -> None:
        """Sign in; a wrong PIN costs time, and more each time."""
        house = self._touch.house.own
        self._problem = None
        self._run(lambda: sign_in(house, name, pin), self._signed_in)

    def _signed_in(self, answer: StaffSession | Problem) -> None:
        if isinstance(answer, Problem):
            self._problem = answer
        else:
            self._session = answer
            self.check()
        self.touched()
        self.changed.emit()

    @Slot()
    def touched(self) -> None:
        """Somebody is at work on the staff page."""
        self._away.start()

    @Slot()
    def leave(self) -> None:
        """Sign out and give the screen back."""
        self._session = self._problem = self._fault = None
        self._checks = ()
        self._away.stop()
        self.changed.emit()
        self._sitting.wipe()
        if self._closed:
            self._sitting.open(OUT_OF_SERVICE)

    # ── what may be done ─────────────────────────────────────────────────────────────────────
    @Slot()
    def check(self) -> None:
        """Ask every device and part how it is."""
        services = self._touch.services
        words = load_readiness(resources_dir() / "reference")
        self._run(lambda: readiness(services.parts(lambda: 0), words), self._show_checks)

    def _show_checks(self, checks: tuple[Check, ...]) -> None:
        self._checks = checks
        self.changed.emit()

    @Slot(str)
    def close(self, ground: str) -> None:
        """Take the terminal out of service."""
        self._switch(close_terminal, ground)

    @Slot(str)
    def reopen(self, ground: str) -> None:
        """Serve citizens again."""
        self._switch(open_terminal, ground)

    @Slot()
    def testPrint(self) -> None:
        """Print a page that shows whether the printer is well."""
        if self._session is not None:
            house, say = self._touch.house, self._sitting.words
            title, words = say("labels.printer_page"), say("labels.printer_page_words")
            self._printing.print(
                lambda: [plain_sheet(self._touch, printer_page(house, title, words), "test page")],
                self.changed.emit,
            )

    def _switch(self, do: Callable[[Any, str, str], bool], ground: str) -> None:
        session, house = self._session, self._touch.house.own
        if session is None or not ground.strip():
            return
        self._run(lambda: do(house, session.name, ground.strip()), lambda _done: self._ask_closed())

    def _ask_closed(self) -> None:
        house = self._touch.house.own
        self._run(lambda: is_out_of_service(house), self._show_closed)

    def _show_closed(self, closed: bool) -> None:
        self._closed = closed
        if closed and self._sitting.page == ATTRACT:
            self._sitting.open(OUT_OF_SERVICE)
        self.changed.emit()

    @Slot()
    def restart(self) -> None:
        """End the application so that it is started again; what was submitted is kept."""
        if self._session is not None:
            QCoreApplication.exit(RESTART)

    def _run(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._fault = None
        self._touch.work.run(job, done, self._fail)

    def _fail(self, fault: SystemFault) -> None:
        self._fault = fault
        self.changed.emit()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def person(self) -> str:
        """Who is signed in."""
        return self._session.name if self._session else ""

    @Property("QVariantList", notify=changed)
    def names(self) -> list[dict[str, str]]:
        """Who may sign in, as ``{code, text}``."""
        return [{"code": name, "text": name} for name in self._names]

    @Property(bool, notify=changed)
    def closed(self) -> bool:
        """Whether the terminal is out of service."""
        return self._closed

    @Property(str, notify=changed)
    def problemWords(self) -> str:
        """What to do next, empty when nothing stands in the way."""
        if self._fault is not None:
            return self._sitting.fault_words(self._fault)
        return self._sitting.say(self._problem) if self._problem else ""

    @Property("QVariantList", notify=changed)
    def checks(self) -> list[dict[str, str]]:
        """``state`` (ok, warn, down), ``title``, ``words`` and ``advice`` of every part."""
        language = self._touch.look.language
        return [
            {
                "state": check.state,
                "title": check.title[language],
                "words": check.message[language],
                "advice": check.advice.get(language, ""),
            }
            for check in self._checks
        ]
