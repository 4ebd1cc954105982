"""Blank licence sheets on the staff page, and papers of which only a person knows their end."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.printout import Blank, BlankStock, Printout
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.blanks import load_blanks, spoil_blanks, stock
from kiosk.services.house import LAW_TIME, House
from kiosk.services.printouts import answer_printout
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.staff_desk import StaffDesk
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_Stock = tuple[dict[Blank, BlankStock], list[tuple[Printout, str]]]


@QmlElement
@QmlSingleton
class SheetDesk(QObject):
    """What is left of each kind of sheet; whoever is signed in may load, spoil and answer."""

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, staff: StaffDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._staff = staff
        self._person = ""
        self._forget()
        staff.changed.connect(self._look_who)
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "SheetDesk":
        """The engine's own one."""
        return offered(engine, SheetDesk)

    def _forget(self) -> None:
        self._stock: dict[Blank, BlankStock] = {}
        self._unknown: list[tuple[Printout, str]] = []
        self._problem: Problem | None = None
        self._fault: SystemFault | None = None
        self.changed.emit()

    def _look_who(self) -> None:
        if self._staff.person != self._person:
            self._person = self._staff.person
            self._forget()
            if self._person:
                self._run(lambda: None)

    @Slot(str, int)
    def load(self, paper: str, sheets: int) -> None:
        """Count sheets that were put into the tray."""
        house, by = self._touch.house, self._person
        most = self._touch.services.print_policy.most_sheets
        self._do(
            lambda: load_blanks(
                house.store, house.clock, house.terminal, Blank(paper), sheets, by, most
            )
        )

    @Slot(str, int, str)
    def spoil(self, paper: str, sheets: int, ground: str) -> None:
        """Take off sheets that nobody can use."""
        house, by = self._touch.house, self._person
        self._do(
            lambda: spoil_blanks(
                house.store, house.clock, house.terminal, Blank(paper), sheets, by, ground
            )
        )

    @Slot(str, bool)
    def answer(self, printout: str, came_out: bool) -> None:
        """Say of a paper whether it came out."""
        house, by = self._touch.house, self._person
        known = [one.id for one, _number in self._unknown if one.id.hex == printout]

        def say() -> None:
            for one in known:
                answer_printout(house, one, came_out=came_out, by=by)

        self._do(say)

    def _do(self, job: Callable[[], Problem | None]) -> None:
        self._staff.touched()
        if self._person:
            self._run(job)

    def _run(self, job: Callable[[], Problem | None]) -> None:
        house = self._touch.house
        self._fault = None
        self._touch.work.run(lambda: (job(), _look(house)), self._show, self._fail)

    def _show(self, told: tuple[Problem | None, _Stock]) -> None:
        self._problem, (self._stock, self._unknown) = told
        self.changed.emit()

    def _fail(self, fault: SystemFault) -> None:
        self._fault = fault
        self.changed.emit()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property("QVariantList", notify=changed)
    def stock(self) -> list[dict[str, str]]:
        """``code``, ``text`` and ``words`` of each kind of sheet."""
        return [
            {
                "code": paper.value,
                "text": self._sitting.words(f"labels.sheets_{paper.value}"),
                "words": self._sitting.words(
                    "labels.sheets_left" if now.is_counted else "labels.sheets_uncounted",
                    paper=self._sitting.words(f"labels.sheets_{paper.value}"),
                    left=str(now.left),
                    loaded=str(now.loaded),
                    used=str(now.used),
                    spoiled=str(now.spoiled),
                ),
            }
            for paper, now in self._stock.items()
        ]

    @Property("QVariantList", notify=changed)
    def unknown(self) -> list[dict[str, Any]]:
        """``printout`` and ``words`` of each paper of which nobody knows whether it came out."""
        return [
            {
                "printout": one.id.hex,
                "words": self._sitting.words(
                    "labels.unknown_printout",
                    number=number,
                    document=self._sitting.words(f"labels.document_{one.kind.value}"),
                    when=f"{one.at.astimezone(LAW_TIME):%Y-%m-%d %H:%M}",
                ),
            }
            for one, number in self._unknown
        ]

    @Property(str, notify=changed)
    def problemWords(self) -> str:
        """What to do next, empty when nothing stands in the way."""
        if self._fault is not None:
            return self._sitting.fault_words(self._fault)
        return self._sitting.say(self._problem) if self._problem else ""


def _look(house: House) -> _Stock:
    sheets = dict(stock(house.store, house.terminal))
    with house.store.read() as uow:
        papers = uow.printouts.unknown(house.terminal)
        return sheets, [(one, uow.applications.get(one.application_id).number) for one in papers]
