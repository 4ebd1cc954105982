"""One citizen's time at the screen: its pages, steps and answers, and that nothing stays of it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QJSValue, QmlElement, QmlSingleton, QQmlEngine

from kiosk.catalogue.procedure import Procedure
from kiosk.domain.answers import Answers, Json
from kiosk.domain.card import Card
from kiosk.domain.form import Form
from kiosk.domain.problems import Problem
from kiosk.domain.wizard import Wizard
from kiosk.ports import SystemFault
from kiosk.ui.touch.fields import FieldsModel, row_of
from kiosk.ui.touch.idle import Idle
from kiosk.ui.touch.leavings import sweep
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

ATTRACT, NOTICE, HELP, OUT_OF_SERVICE, STAFF = (
    "attract", "notice", "help", "out_of_service", "staff",
)  # fmt: skip
_NOBODY = frozenset({ATTRACT, OUT_OF_SERVICE, STAFF})
"""Pages before which no citizen stands."""

_AFTER_SUBMITTING = frozenset({"deciding", "result"})

OTHER_PAGES = frozenset(
    {NOTICE, HELP, OUT_OF_SERVICE, STAFF, "deciding", "result", "progress", "collect", "verify"}
)
"""Pages beside the steps of a form and the attract page."""


_SWEEP_AFTER_MS = 300
"""The first page has slid in by then: collecting what is left takes longer than a frame."""


@QmlElement
@QmlSingleton
class Sitting(QObject):
    """Where the citizen is and what was answered; ``wipe`` leaves no trace of either.

    Other view-models register what they must forget with ``on_wipe``, and what must hold
    before a page is left forward with ``gate``. ``key`` makes a submission the same one when it
    is tried again, ``began`` is when the sitting began (monotonic seconds), ``mobile_verified``
    is None until it was asked, and with ``help_wanted`` what is submitted goes to a person.
    ``wentOn`` follows each step that is left in order, ``leaves`` comes before the wipe of a
    citizen who leaves.
    """

    pageChanged = Signal()
    answersChanged = Signal()
    leavingChanged = Signal()
    wentOn = Signal()
    leaves = Signal()
    wiped = Signal()
    problemShown = Signal(str)

    def __init__(self, touch: Touch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.touch = touch
        self.card: Card | None = None
        self.key = ""
        self.began = 0.0
        self.help_wanted = False
        self.mobile_verified: bool | None = None
        self._procedure: Procedure | None = None
        self._wizard: Wizard | None = None
        self._page = ATTRACT
        self._before_help = ATTRACT
        self._leaving = False
        self._fields = FieldsModel(self)
        self._fields_before = FieldsModel(self)  # what the page that slides out still draws
        self._fields_of = ""
        self._judged: Wizard | None = None  # for which moment, and on which day, …
        self._judged_on = date.min
        self._found: dict[str, Problem] = {}  # … these are its problems
        self._wipes: list[Callable[[], None]] = []
        self._gates: dict[str, Callable[[], bool]] = {}
        settings = touch.services.settings.sitting
        self._idle = Idle(settings.idle_seconds, settings.countdown_seconds, touch.look, self)
        self._idle.ran_out.connect(self.wipe)
        touch.look.languageChanged.connect(self._refresh)

    @staticmethod
    def create(engine: QQmlEngine) -> "Sitting":
        """The engine's own one."""
        return offered(engine, Sitting)

    # ── for other view-models ────────────────────────────────────────────────────────────────
    @property
    def form(self) -> Form:
        """The form being filled in. Raises LookupError outside of one."""
        if self._procedure is None:
            raise LookupError("no form is open")
        return self._procedure.form

    @property
    def procedure(self) -> Procedure:
        """The procedure being gone through. Raises LookupError outside of one."""
        if self._procedure is None:
            raise LookupError("no procedure is open")
        return self._procedure

    @property
    def answers(self) -> Answers:
        """What was answered until now."""
        return self._wizard.answers if self._wizard else Answers()

    @property
    def wizard(self) -> Wizard | None:
        """Where the citizen stands in the form."""
        return self._wizard

    def on_wipe(self, forget: Callable[[], None]) -> None:
        """Have ``forget`` called when the sitting ends."""
        self._wipes.append(forget)

    def gate(self, page: str, is_open: Callable[[], bool]) -> None:
        """Let ``next`` leave the page only when ``is_open`` says so."""
        self._gates[page] = is_open

    def gate_moved(self) -> None:
        """Say that a gate may have opened or closed."""
        self.answersChanged.emit()

    def hold(self, reason: str, longest: int = -1) -> None:
        """Do not count the citizen as absent while this is waited for, ``longest`` seconds at most.

        Without it for as long as it takes; a page that is left holds nothing any more.
        """
        self._idle.hold(reason, longest)

    def release(self, reason: str) -> None:
        """Count again."""
        self._idle.release(reason)

    def start_over(self) -> None:
        """Somebody else goes on with the procedure: nothing of who was here before stays."""
        if self._procedure is None:
            return
        self.card = self.mobile_verified = None
        for forget in self._wipes:
            forget()
        self.touch.work.forget()
        self._wizard = Wizard(self._procedure.form)
        self.key = uuid4().hex
        self.began = time.monotonic()
        self._refresh()

    def restore(self, answers: Answers) -> None:
        """Put all these answers in place of the present ones; none of them takes another away."""
        if self._wizard is not None:
            self._wizard = replace(self._wizard, answers=answers)
            self._refresh()

    def set_answers(self, answers: Mapping[str, Json]) -> None:
        """Take several answers at once, as if each had been given."""
        before = self._wizard
        if before is None:
            return
        now = before
        for field_id, value in answers.items():
            now = now.answered(field_id, value)
        if now is not before:
            self._wizard = now
            self._refresh()

    def say(self, problem: Problem) -> str:
        """The words for a problem, in the language of the screen."""
        if self._procedure is None:
            return self.words(f"problems.{problem.code}", **problem.params)
        return self._procedure.texts[self.touch.look.language].problem(problem)

    def words(self, key: str, **params: str) -> str:
        """A sentence of the texts, in the language of the screen."""
        procedures = self.touch.house.procedures
        procedure = self._procedure or next(iter(procedures.values()))
        return procedure.texts[self.touch.look.language].text(key, **params)

    def fault_words(self, fault: SystemFault) -> str:
        """What happened and what to do next; the code itself where there are no words for it."""
        procedures = self.touch.house.procedures
        procedure = self._procedure or next(iter(procedures.values()))
        words = procedure.texts[self.touch.look.language].error(
            fault.code, {"detail": fault.detail}
        )
        return fault.code if words.startswith("errors.") else words

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """The page that shows; the pages of steps are those of ``form.Page``."""
        return self._page

    @Property(bool, notify=pageChanged)
    def inSitting(self) -> bool:
        """Whether a citizen is being served."""
        return self._page not in _NOBODY

    @Property(bool, notify=pageChanged)
    def inForm(self) -> bool:
        """Whether the page is a step of a form."""
        return self._wizard is not None and self._page not in OTHER_PAGES | _NOBODY

    @Property(str, notify=pageChanged)
    def stepId(self) -> str:
        """The step's id, empty outside of a form."""
        return self._wizard.step.id if self._wizard else ""

    @Property(int, notify=answersChanged)
    def stepNumber(self) -> int:
        """The step's place on this citizen's way, from 1; 0 outside of a form."""
        return self._wizard.number if self._wizard else 0

    @Property(int, notify=answersChanged)
    def stepCount(self) -> int:
        """How many steps this way has."""
        return self._wizard.count if self._wizard else 0

    @Property(str, notify=answersChanged)
    def stepTitle(self) -> str:
        """What the step asks."""
        return self._wizard.step.title(self.touch.look.language) if self._wizard else ""

    @Property(str, notify=answersChanged)
    def procedureTitle(self) -> str:
        """What the procedure is called."""
        language = self.touch.look.language
        labels = self._procedure.form.labels if self._procedure else {}
        return labels.get(language, "")

    @Property(bool, notify=answersChanged)
    def givesLicence(self) -> bool:
        """Whether it ends in a licence; else in a receipt, and a person decides."""
        return self._procedure is None or self._procedure.form.gives_licence

    @Property(bool, notify=answersChanged)
    def returning(self) -> bool:
        """Whether next leads back to the review."""
        return self._wizard.returning if self._wizard else False

    @Property(Idle, constant=True)
    def idle(self) -> Idle:
        """The watch over the citizen's absence."""
        return self._idle

    @Property(FieldsModel, constant=True)
    def fields(self) -> FieldsModel:
        """The present step's visible fields; a page keeps those it began with until it is gone."""
        return self._fields

    @Property(bool, notify=answersChanged)
    def canNext(self) -> bool:
        """Whether the step is in order as it stands."""
        return self._wizard is not None and not self._problems() and self._is_open()

    @Property(bool, notify=leavingChanged)
    def leaving(self) -> bool:
        """Whether the citizen was asked if they want to leave."""
        return self._leaving

    @Slot(str)
    def begin(self, procedure: str) -> None:
        """Open a procedure at the notice; one that is not offered here changes nothing."""
        procedures = self.touch.house.procedures
        if procedure not in procedures.offered:
            return
        found = procedures[procedure]
        self._procedure = found
        self._wizard = Wizard(found.form)
        self.key = uuid4().hex
        self.began = time.monotonic()
        self._show(NOTICE)

    @Slot(str)
    def open(self, page: str) -> None:
        """One of the pages beside the steps."""
        if page in OTHER_PAGES:
            if page == HELP and self._page != HELP:
                self._before_help = self._page
            self._show(page)

    @Slot()
    def next(self) -> None:
        """The next step, when this one is in order; else its problems show."""
        if self._wizard is None:
            return
        if self._page == NOTICE:
            self._show(self._wizard.step.page.value)
            return
        problems = self._problems()
        if problems:
            self._wizard = self._wizard.with_left(*problems)
            self._refresh()
            self.problemShown.emit(next(iter(problems)))
        elif self._is_open():
            self._move(self._wizard.forward())
            self.wentOn.emit()

    @Slot()
    def back(self) -> None:
        """The step or page before; nothing that was answered is lost."""
        if self._page == HELP:
            self._show(self._before_help)
        elif self._wizard is None or self._page == NOTICE:
            self.wipe()
        elif self._wizard.number == 1 and not self._wizard.returning:
            self._show(NOTICE)
        else:
            self._move(self._wizard.backward())

    @Slot(str)
    def goTo(self, step_id: str) -> None:
        """From the review to a step, to come back there."""
        if self._wizard is not None:
            self._move(self._wizard.jump(step_id))

    @Slot(str, "QVariant")
    def answer(self, field_id: str, value: "Json | QJSValue") -> None:
        """Take an answer; null or blank takes it away."""
        if self._wizard is not None:
            plain = value.toVariant() if isinstance(value, QJSValue) else value
            self._wizard = self._wizard.answered(field_id, plain)
            self._refresh()

    @Slot(str)
    def leftField(self, field_id: str) -> None:
        """The citizen is done with the field: what is wrong with it may show."""
        if self._wizard is not None:
            self._wizard = self._wizard.with_left(field_id)
            self._refresh()

    @Slot()
    def askLeave(self) -> None:
        """Ask once whether to leave."""
        self._set_leaving(asked=True)

    @Slot()
    def stay(self) -> None:
        """The citizen goes on."""
        self._set_leaving(asked=False)
        self.touched()

    @Slot()
    def leave(self) -> None:
        """The citizen leaves: the draft goes too."""
        self.leaves.emit()
        self.wipe()

    @Slot()
    def askHelp(self) -> None:
        """Show the way to a person."""
        self.open(HELP)

    @Slot()
    def touched(self) -> None:
        """Somebody is there."""
        self._idle.touched()

    @Slot()
    def wipe(self) -> None:
        """End the sitting: no answer, card, typed text, picture or copied text stays."""
        self._wizard = self._procedure = self.card = self.mobile_verified = None
        self._judged, self._found = None, {}
        self.key = ""
        self.help_wanted = False
        for forget in self._wipes:
            forget()
        self.touch.work.forget()
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.clear()
        self._set_leaving(asked=False)
        self._before_help = ATTRACT
        self._show(ATTRACT)
        self._fields.show([])
        self._fields_before.show([])
        self.touch.look.reset()
        self.wiped.emit()
        QTimer.singleShot(_SWEEP_AFTER_MS, sweep)

    # ── within ───────────────────────────────────────────────────────────────────────────────
    def _problems(self) -> dict[str, Problem]:
        wizard, house = self._wizard, self.touch.house
        if wizard is None:
            return {}
        today = house.today()
        if wizard is not self._judged or today != self._judged_on:
            self._judged, self._judged_on = wizard, today
            self._found = wizard.problems(today, house.reference)
        return self._found

    def _is_open(self) -> bool:
        is_open = self._gates.get(self._page)
        return is_open is None or is_open()

    def _move(self, wizard: Wizard) -> None:
        self._wizard = wizard
        self._show(wizard.step.page.value)

    def _show(self, page: str) -> None:
        self._page = page
        if page not in _AFTER_SUBMITTING:
            self.help_wanted = False
        # whoever left care mode on before the first page has gone: it ends without a word
        self._idle.watch(on=page not in {OUT_OF_SERVICE, STAFF}, warns=page not in _NOBODY)
        if self._fields_of != self.stepId:
            self._fields_of = self.stepId
            self._fields, self._fields_before = self._fields_before, self._fields
        self._refresh()
        self.pageChanged.emit()

    def _set_leaving(self, *, asked: bool) -> None:
        if asked != self._leaving:
            self._leaving = asked
            self.leavingChanged.emit()

    def _told(self, wizard: Wizard, problem: Problem | None) -> tuple[str, str]:
        """The words and the place in its field of a problem that may show; empty texts if none."""
        if problem is None:
            return "", ""
        owner, bracket, rest = problem.field.partition("[")
        if wizard.left.isdisjoint({owner, problem.field}):
            return "", ""
        return self.say(problem), bracket + rest

    def _refresh(self) -> None:
        wizard = self._wizard
        if wizard is not None:
            house, language = self.touch.house, self.touch.look.language
            problems = self._problems()
            self._fields.show(
                [
                    row_of(
                        item,
                        wizard.form,
                        wizard.answers,
                        house.reference,
                        language,
                        *self._told(wizard, problems.get(item.id)),
                    )
                    for item in wizard.step.fields
                ]
            )
        self.answersChanged.emit()
