"""Ask where an application stands and have its papers printed: by the card, or number and code."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.application_number import ApplicationNumber, parse_application_number
from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.collect import NotFound, Standing
from kiosk.services.house import LAW_TIME
from kiosk.services.lookup import filed_by
from kiosk.services.pickup import find_by_code
from kiosk.services.printouts import Wanted, answer_printout, copies_to_print
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.printing import PrintDesk, Sheet, paper_sheet
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

LOOKUP_PAGES = ("progress", "collect")
"""The pages on which a card is asked for to look applications up."""

_TO_COLLECT = frozenset({ApplicationState.ISSUED, ApplicationState.COLLECTED})
_LETTERS = {
    ApplicationState.RETURNED: DocumentKind.CORRECTION_LIST,
    ApplicationState.REFERRED: DocumentKind.RECEIPT,
    ApplicationState.REFUSED: DocumentKind.REFUSAL_NOTICE,
}

PRINTABLE = (DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL, *_LETTERS.values())
"""What a citizen may have printed at the screen."""


@QmlElement
@QmlSingleton
class Lookup(QObject):
    """``found`` lists applications; only their proprietor's card opens their papers."""

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
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "Lookup":
        """The engine's own one."""
        return offered(engine, Lookup)

    def _forget(self) -> None:
        self._found: tuple[Standing, ...] = ()
        self._asked = False
        self._tries = 0
        self._problem: Problem | None = None
        self._fault: SystemFault | None = None
        self.changed.emit()

    # ── asking ───────────────────────────────────────────────────────────────────────────────
    def look_with(self, card: Card) -> None:
        """Show what the card's holder has filed."""
        self._sitting.card = card
        house = self._touch.house
        self._begin()
        self._touch.work.run(lambda: filed_by(house, card), self._show, self._fail)

    @Slot(str, str)
    def ask(self, number: str, code: str) -> None:
        """Show one application; a wrong code opens nothing, and may be tried a few times."""
        read = parse_application_number(number)
        if not isinstance(read, ApplicationNumber):
            self._refuse(read)
            return
        if self._tries >= self._touch.house.verification.tries:
            self._refuse(Problem("lookup_card_needed"))
            return
        house, text = self._touch.house, read.text

        def find() -> Standing | Problem:
            try:
                return find_by_code(house, text, code.strip())
            except NotFound:
                return Problem("lookup_unknown")

        self._begin()
        self._touch.work.run(find, self._show_asked, self._fail)

    @Slot()
    def again(self) -> None:
        """Back to asking; the tries count on."""
        tries = self._tries
        self._forget()
        self._tries = tries
        self._sitting.card = None

    @Slot(str, str)
    def print(self, number: str, document: str) -> None:
        """Print a paper of an application of the card that was read."""
        house, card = self._touch.house, self._sitting.card
        if card is None or document not in PRINTABLE:
            return

        kind = DocumentKind(document)

        def make() -> list[Sheet]:
            copies = copies_to_print(house, number, kind)
            return [paper_sheet(self._touch, Wanted(number, kind, copy, card)) for copy in copies]

        self._printing.print(make, self._look_again)

    @Slot(str, bool)
    def answerLast(self, printout: str, came_out: bool) -> None:
        """The citizen's word about a paper that was left without an answer the last time."""
        house, card = self._touch.house, self._sitting.card
        asked = {one.id.hex: one for found in self._found for one in found.asked}
        if card is None or printout not in asked:
            return
        which = asked[printout].id

        def say() -> bool:
            return answer_printout(house, which, came_out=came_out)

        self._begin()
        self._touch.work.run(say, lambda _kept: self._look_again(), self._fail)

    def _look_again(self) -> None:
        card = self._sitting.card
        if card is not None:
            self.look_with(card)

    def _begin(self) -> None:
        self._problem = self._fault = None
        self.changed.emit()

    def _show_asked(self, found: Standing | Problem) -> None:
        if isinstance(found, Problem):
            self._tries += 1
            self._refuse(found)
            return
        self._show((found,))

    def _show(self, found: tuple[Standing, ...]) -> None:
        self._found, self._asked = found, True
        self.changed.emit()

    def _refuse(self, problem: Problem) -> None:
        self._problem = problem
        self.changed.emit()

    def _fail(self, fault: SystemFault) -> None:
        self._fault = fault
        self.changed.emit()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether an answer is there, be it an empty one."""
        return self._asked

    @Property("QVariantList", notify=changed)
    def found(self) -> list[dict[str, Any]]:
        """``number, name, state, stateWords, when, mayPrint, document, documentWords`` of each."""
        return [self._row(one) for one in self._found]

    def _row(self, one: Standing) -> dict[str, Any]:
        state = one.application.state
        document = self._document(one)
        when = one.application.submitted_at.astimezone(LAW_TIME)
        return {
            "number": one.application.number,
            "name": one.entry.name if one.entry else "",
            "state": state.value,
            "stateWords": self._sitting.words(f"labels.state_{state.value}"),
            "when": f"{when:%Y-%m-%d %H:%M}",
            "mayPrint": document is not None and self._sitting.card is not None,
            "document": document.value if document else "",
            "documentWords": self._sitting.words(f"labels.document_{document.value}")
            if document
            else "",
            "licensed": one.entry is not None,
            "printed": one.printed,
            "asked": [
                {
                    "printout": paper.id.hex,
                    "words": self._sitting.words(
                        "labels.last_printout",
                        document=self._sitting.words(f"labels.document_{paper.kind.value}"),
                        when=f"{paper.at.astimezone(LAW_TIME):%Y-%m-%d %H:%M}",
                    ),
                }
                for paper in one.asked
            ]
            if self._sitting.card is not None
            else [],
        }

    @staticmethod
    def _document(one: Standing) -> DocumentKind | None:
        if one.application.state in _TO_COLLECT:
            return DocumentKind.LICENCE_COPY
        return _LETTERS.get(one.application.state)

    @Property(str, notify=changed)
    def problemWords(self) -> str:
        """What to do next, empty when nothing stands in the way."""
        if self._fault is not None:
            return self._sitting.fault_words(self._fault)
        return self._sitting.say(self._problem) if self._problem else ""
