"""Hand the application in, show what was decided and why, and give out the licence."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.answers import Answers
from kiosk.domain.form import Form
from kiosk.domain.mobile import mask_mobile
from kiosk.domain.path import effective
from kiosk.domain.reasons import Reason
from kiosk.domain.records import Document
from kiosk.domain.states import ApplicationState, Assurance, DocumentKind, Severity
from kiosk.ports import SystemFault
from kiosk.services.answer import answer
from kiosk.services.explain import reasons_of
from kiosk.services.house import LAW_TIME, House
from kiosk.services.papers import copies_of
from kiosk.services.printouts import Wanted
from kiosk.services.process import Processed, process
from kiosk.services.reception import receipt_of
from kiosk.services.seal import is_sealed
from kiosk.services.slip import advice_of, make_slip
from kiosk.services.submit import ContentDiffers, Filing, filing_with_card
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.printing import PrintDesk, Sheet, paper_sheet, plain_sheet
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.shelf import draw_page
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_HOLD = "decision"


def _wanted(form: Form, answers: Answers) -> list[tuple[DocumentKind, int]]:
    """What is printed of a licence: 正本 too when a paper licence is wanted, and every 副本."""
    copies = [(DocumentKind.LICENCE_COPY, one + 1) for one in range(copies_of(form, answers))]
    if effective(form, answers).flag("particulars.paper_licence"):
        return [(DocumentKind.LICENCE_ORIGINAL, 1), *copies]
    return copies


def _paper_of(house: House, processed: Processed) -> Document | None:
    """The licence, the letter that answers, or the receipt of what waits at a branch."""
    if is_sealed(processed.application):
        return receipt_of(house, processed.application)
    return processed.licence or answer(house, processed.application)


@dataclass(frozen=True, slots=True)
class _Answered:
    """What the thread brings back: where the application stands, and its paper drawn."""

    processed: Processed
    paper: Document | None
    picture: QImage | None


@QmlElement
@QmlSingleton
class Outcome(QObject):
    """From submitting to the licence on the screen; ``state`` is idle, deciding, done, failed."""

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, printing: PrintDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printing = printing
        self._touch = touch
        self._sitting = sitting
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.pageChanged.connect(self._arrive)
        touch.look.languageChanged.connect(self._say_again)

    @staticmethod
    def create(engine: QQmlEngine) -> "Outcome":
        """The engine's own one."""
        return offered(engine, Outcome)

    def _forget(self) -> None:
        self._is_out = False
        self._state = "idle"
        self._processed: Processed | None = None
        self._paper: Document | None = None
        self._reasons: list[Reason] = []
        self._fault: SystemFault | None = None
        self._page = ""
        self._took = 0.0
        self._touch.shelf.clear()
        self.changed.emit()

    # ── submitting ───────────────────────────────────────────────────────────────────────────
    def _arrive(self) -> None:
        if self._sitting.page == "deciding" and self._state != "deciding":
            self.submit()

    @Slot()
    def submit(self) -> None:
        """Hand in what was answered; the same application when it is tried again."""
        sitting, house, services = self._sitting, self._touch.house, self._touch.services
        form, answers, card = sitting.form, sitting.answers, sitting.card
        filing = Filing(
            procedure=form.procedure,
            answers=answers,
            key=sitting.key,
            help_wanted=sitting.help_wanted,
            mobile_verified=sitting.mobile_verified,
        )

        def carry() -> _Answered:
            whole = filing
            if card is not None:
                whole = filing_with_card(filing, card, form.prefill(), services.holder_check)
            try:
                processed = process(house, whole)
            except ContentDiffers as differs:
                raise SystemFault("content_differs") from differs
            paper = _paper_of(house, processed)
            return _Answered(processed, paper, draw_page(paper.content) if paper else None)

        self._state, self._fault = "deciding", None
        self.changed.emit()
        sitting.hold(_HOLD)
        self._touch.work.run(carry, self._show, self._fail)

    def _show(self, answered: _Answered) -> None:
        self._sitting.release(_HOLD)
        self._processed = answered.processed
        self._paper = answered.paper
        self._took = time.monotonic() - self._sitting.began
        if answered.picture is not None:
            number = answered.processed.application.number
            self._page = self._touch.shelf.put(f"{number}", answered.picture)
        self._state = "done"
        self._find_reasons()
        self.changed.emit()
        self._sitting.open("result")
        if is_sealed(answered.processed.application):
            self.printPaper()  # no message tells of it yet, so that paper must (细则 18)

    def _fail(self, fault: SystemFault) -> None:
        self._sitting.release(_HOLD)
        self._fault, self._state = fault, "failed"
        self.changed.emit()

    def _say_again(self) -> None:
        if self._processed is not None:
            self._find_reasons()
        self.changed.emit()

    def _find_reasons(self) -> None:
        done = self._processed
        self._reasons = []
        if done is not None and done.decision is not None:
            language = self._touch.look.language
            self._reasons = list(
                reasons_of(self._touch.house, done.application, done.decision, language)
            )

    def start_anew(self) -> None:
        """What is handed in next is another application; the answers stay."""
        self._forget()
        self._sitting.key = uuid4().hex

    @Slot(str)
    def amend(self, place: str) -> None:
        """Back to the step of a returned answer; what is then handed in is a new application."""
        wizard = self._sitting.wizard
        step = wizard.step_of(place.partition("[")[0]) if wizard else None
        self.start_anew()
        if wizard is not None:
            self._sitting.goTo(step.id if step else wizard.review_id)

    # ── printing ─────────────────────────────────────────────────────────────────────────────
    @Slot()
    def printPaper(self) -> None:
        """Print the letter, or the licence: 正本 where it was asked for, and every 副本."""
        done, paper, card = self._processed, self._paper, self._sitting.card
        if done is None or paper is None:
            return
        number = done.application.number
        wanted = [(paper.kind, 1)]
        if done.licence:
            wanted = _wanted(self._sitting.form, self._sitting.answers)

        def make() -> list[Sheet]:
            if is_sealed(done.application):
                return [plain_sheet(self._touch, paper.content, f"{number} {paper.kind.value}")]
            return [
                paper_sheet(self._touch, Wanted(number, kind, copy, card)) for kind, copy in wanted
            ]

        self._printing.print(make, self._came_out)

    def _came_out(self) -> None:
        self._is_out = True
        self.changed.emit()

    @Slot()
    def printSlip(self) -> None:
        """Print number, pick-up code and where to ask, for whom no message reaches."""
        done = self._processed
        if done is None:
            return
        house, language = self._touch.house, self._touch.look.language

        def make() -> list[Sheet]:
            slip = make_slip(house, done.application.id, language)
            return [plain_sheet(self._touch, slip.rendered.pdf, f"{slip.number} slip")]

        self._printing.print(make, self.changed.emit)

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def state(self) -> str:
        """One of ``idle``, ``deciding``, ``done``, ``failed``."""
        return self._state

    @Property(bool, notify=changed)
    def printed(self) -> bool:
        """Whether the paper came out, every sheet of it."""
        return self._is_out

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """``approved``, ``returned``, ``referred``, ``refused`` or ``received``, empty before.

        Received is what waits at a branch whose register cannot be reached.
        """
        done = self._processed
        if done is not None and is_sealed(done.application):
            return ApplicationState.RECEIVED.value
        return done.decision.verdict.outcome.value if done and done.decision else ""

    @Property(str, notify=changed)
    def number(self) -> str:
        """The application's number."""
        return self._processed.application.number if self._processed else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        """The registered name, empty when there is none."""
        entry = self._processed.entry if self._processed else None
        return entry.name if entry else ""

    @Property(str, notify=changed)
    def creditCode(self) -> str:
        """The unified social credit code."""
        entry = self._processed.entry if self._processed else None
        return entry.credit_code if entry else ""

    @Property(str, notify=changed)
    def page(self) -> str:
        """The address of the licence's picture, empty without one."""
        return self._page

    @Property(bool, notify=changed)
    def specimen(self) -> bool:
        """Whether what was issued is a specimen."""
        return not self._touch.house.provisioned

    @Property(str, notify=changed)
    def submittedAt(self) -> str:
        """The time of day at which it was handed in."""
        if self._processed is None:
            return ""
        return f"{self._processed.application.submitted_at.astimezone(LAW_TIME):%H:%M:%S}"

    @Property(int, notify=changed)
    def tookSeconds(self) -> int:
        """From the first touch to the result."""
        return round(self._took)

    @Property(float, notify=changed)
    def decidedSeconds(self) -> float:
        """How long deciding and issuing took."""
        return self._processed.elapsed.total / 1000 if self._processed else 0.0

    @Property(int, notify=changed)
    def rulesChecked(self) -> int:
        """How many rules were applied."""
        decision = self._processed.decision if self._processed else None
        return len(decision.verdict.trace) if decision else 0

    @Property(str, notify=changed)
    def bases(self) -> str:
        """The articles that the applied rules rest on, each once, in the rules' order."""
        decision = self._processed.decision if self._processed else None
        if decision is None:
            return ""
        applied = {line.rule for line in decision.verdict.trace}
        rules = self._sitting.procedure.rules.rules
        articles = (b.article for rule in rules if rule.id in applied for b in rule.basis)
        return "；".join(dict.fromkeys(articles))

    @Property(bool, notify=changed)
    def slipNeeded(self) -> bool:
        """Whether no message will tell the citizen how it went, so that paper must."""
        done = self._processed
        return done is not None and not done.notices and not is_sealed(done.application)

    @Property(str, notify=changed)
    def sentTo(self) -> str:
        """The masked number that the notice goes to, or will go to, empty when none does."""
        done = self._processed
        if done is not None and is_sealed(done.application):
            return mask_mobile(done.application.mobile)
        return mask_mobile(done.notices[-1].mobile) if done and done.notices else ""

    @Property(str, notify=changed)
    def pickupCode(self) -> str:
        """The code with which the licence can be asked for again, empty without one."""
        notices = self._processed.notices if self._processed else ()
        codes = (n.params.get("pickup_code", "") for n in notices if n.kind == "approved")
        return next(codes, "")

    @Property(bool, notify=changed)
    def withCard(self) -> bool:
        """Whether the identity was read from a card."""
        assurance = self._processed.application.assurance if self._processed else None
        return assurance not in {None, Assurance.TYPED}

    @Property("QVariantList", notify=changed)
    def reasons(self) -> list[dict[str, Any]]:
        """Why: ``message``, ``basis``, ``place``, ``isWarning``, ``canAmend`` of each reason."""
        form = self._sitting.form if self._processed else None
        return [
            {
                "message": reason.message,
                "basis": reason.basis,
                "place": reason.field,
                "isWarning": reason.severity is Severity.WARN,
                "canAmend": form is not None
                and form.field(reason.field.partition("[")[0]) is not None,
            }
            for reason in self._reasons
        ]

    @Property("QStringList", notify=changed)
    def advice(self) -> list[str]:
        """What to do now and whom to ask, sentence by sentence."""
        done = self._processed
        if done is None or is_sealed(done.application):
            return []
        return list(advice_of(self._touch.house, done.application, self._touch.look.language))

    @Property(str, notify=changed)
    def faultWords(self) -> str:
        """What stands in the way and what to do, empty when nothing does."""
        if self._fault is None:
            return ""
        return self._sitting.fault_words(self._fault)
