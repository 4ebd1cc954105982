"""Judge the wording of a name while it is typed: the newest one alone, off the GUI thread."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.business_name import BusinessName
from kiosk.domain.path import effective
from kiosk.ports import SystemFault
from kiosk.services.check_name import NameReport
from kiosk.services.naming import name_of
from kiosk.services.offer_name import judge_name
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

PAUSE_MS = 150
"""So long after the last key the name is judged."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that a judgement rests on; when it is another, the judgement is void."""

    name: BusinessName
    scope: tuple[str, ...]
    division: str
    proprietor: tuple[str, str] = field(repr=False)


def question_of(touch: Touch, sitting: Sitting) -> Question | None:
    """What the answers ask now, None while the name lacks a part or none is wanted."""
    if sitting.wizard is None:
        return None
    meant = effective(sitting.form, sitting.answers)
    name = name_of(touch.house, meant)
    if name is None or not (name.brand and name.organisation_form):
        return None
    return Question(
        name,
        (meant.text("scope.main"), *meant.texts("scope.items")),
        meant.text("premises.division"),
        (meant.text("proprietor.name"), meant.text("proprietor.id_number")),
    )


class NameJudge(QObject):
    """Holds a question and, once it is known, its answer: ``report``, or ``fault`` when nobody
    could look. An answer to anything but the present question is dropped."""

    answered = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.forget()

    def forget(self) -> None:
        """Know nothing, and wait for nothing."""
        self._pause.stop()
        self.question: Question | None = None
        self.report: NameReport | None = None
        self.fault: SystemFault | None = None
        self._shown: frozenset[str] = frozenset()
        self._turn = 0
        self._asking = False

    def put(self, question: Question | None, *, asking: bool) -> bool:
        """Take a question, to be asked after a pause if ``asking``; whether it is another one."""
        if question == self.question:
            return False
        self.question, self.report, self.fault, self._turn = question, None, None, 0
        if asking and question is not None:
            self._pause.start()
        else:
            self._pause.stop()
        return True

    def ask_others(self) -> None:
        """Ask for other suggestions; none comes again before all have been shown."""
        brands = frozenset(self.report.brands if self.report else ())
        self._shown = brands if brands & self._shown else self._shown | brands
        self._turn += 1
        self.ask()

    def ask_again(self) -> None:
        """Ask anew what nobody could answer."""
        self.fault = None
        self.ask()

    def ask(self) -> None:
        """Ask at once; while a question is under way, its answer asks again."""
        self._pause.stop()
        if self.question is None or self._asking:
            return
        self._asking = True
        house, language, turn = self._touch.house, self._touch.look.language, self._turn
        answers, procedure = self._sitting.answers, self._sitting.form.procedure
        asked, shown = (self.question, language, turn), self._shown

        def judge() -> NameReport | None:
            return judge_name(house, answers, procedure, language=language, shown=shown)

        def done(report: NameReport | None) -> None:
            self._answered(asked, report, None)

        self._touch.work.run(judge, done, lambda fault: self._answered(asked, None, fault))

    def _answered(
        self,
        asked: tuple[Question, str, int],
        report: NameReport | None,
        fault: SystemFault | None,
    ) -> None:
        self._asking = False
        if asked != (self.question, self._touch.look.language, self._turn):
            if not self._pause.isActive():
                self.ask()
            return
        self.report, self.fault = report, fault
        self.answered.emit()
