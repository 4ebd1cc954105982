"""The identity card: laid on the reader, read into the answers, or typed where there is none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.card import Card
from kiosk.domain.identity_number import mask_identity_number
from kiosk.domain.person_name import is_cut_short
from kiosk.domain.prefill import card_fields, from_card
from kiosk.ports import SystemFault
from kiosk.ui.touch.draft_desk import DraftDesk
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.reader import CardWatch
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

if TYPE_CHECKING:
    from kiosk.assembly import Services

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_PAGE = "identify"
_HOLD = "card"
_NAME = "proprietor.name"


class _Reader:
    """The reader of the settings, asked for only when a card is wanted: it may be missing."""

    def __init__(self, services: "Services") -> None:
        self._services = services

    def read(self) -> Card | None:
        """What lies on it. Raises SystemFault when there is no such reader or it fails."""
        return self._services.card_reader.read()


@QmlElement
@QmlSingleton
class CardDesk(QObject):
    """``state`` is ``waiting``, ``read`` or ``typing``; a fault of the reader stands beside it.

    The one owner of the reader. Other pages that want a card say so with ``serve``, and who
    wants one for a moment borrows it; the reader is asked only meanwhile.
    """

    changed = Signal()

    def __init__(
        self,
        touch: Touch,
        sitting: Sitting,
        drafts: DraftDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        settings = touch.services.settings
        self._watch = CardWatch(_Reader(touch.services), settings.reader.poll_ms, self)
        self._drafts = drafts
        self._served: dict[str, Callable[[Card], None]] = {_PAGE: self._identify}
        self._borrower: Callable[[Card], None] | None = None
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.wiped.connect(self._watch.forget)
        sitting.pageChanged.connect(self._follow)
        self._watch.laid.connect(self._laid)
        self._watch.failed.connect(self._failed)
        self._watch.well.connect(self._well)
        touch.look.languageChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "CardDesk":
        """The engine's own one."""
        return offered(engine, CardDesk)

    def _forget(self) -> None:
        self._typing = False
        self._fault = ""
        self._lacking: list[str] = []
        self.changed.emit()

    def close(self) -> None:
        """Ask the reader no more, and wait until it has answered."""
        self._watch.close()

    def serve(self, page: str, take: Callable[[Card], None]) -> None:
        """Have ``take`` called with a card that is laid while that page shows."""
        self._served[page] = take

    def borrow(self, take: Callable[[Card], None]) -> None:
        """Have ``take`` called with each card that lies or is laid, until ``give_back``."""
        self._borrower = take
        self._fault = ""
        self._watch.start()

    def give_back(self) -> None:
        """The borrower wants no card any more."""
        if self._borrower is not None:
            self._borrower = None
            self._follow()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(str, notify=changed)
    def state(self) -> str:
        """One of ``waiting``, ``read``, ``typing``."""
        if self._sitting.card is not None:
            return "read"
        return "typing" if self._typing else "waiting"

    @Property(str, notify=changed)
    def faultWords(self) -> str:
        """What is the matter with the reader or the card and what to do; empty when nothing is."""
        return self._sitting.fault_words(SystemFault(self._fault)) if self._fault else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        """The name on the card."""
        return self._sitting.card.name if self._sitting.card else ""

    @Property(str, notify=changed)
    def maskedNumber(self) -> str:
        """The card's number, its middle starred."""
        return mask_identity_number(self._sitting.card.number) if self._sitting.card else ""

    @Property(bool, notify=changed)
    def expired(self) -> bool:
        """Whether the card's last day has passed, so that the application would be returned."""
        card = self._sitting.card
        until = card.valid_until if card else None
        return until is not None and until < self._touch.house.today()

    @Property("QStringList", notify=changed)
    def lacking(self) -> list[str]:
        """The fields of this step that the card left open, cut short, or answered as no form does."""
        return self._lacking

    @Slot()
    def typeInstead(self) -> None:
        """No card is at hand: ask for what would stand on it."""
        self._typing = True
        self._sitting.release(_HOLD)
        self.changed.emit()

    @Slot()
    def useCard(self) -> None:
        """Wait for a card after all."""
        self._typing = False
        self._follow()
        self.changed.emit()

    # ── within ───────────────────────────────────────────────────────────────────────────────
    def _follow(self) -> None:
        """The reader is asked while a page shows that takes cards."""
        page = self._sitting.page
        if page not in self._served:
            self._fault = ""
            self._watch.stop()
            return
        self._watch.start()
        if self._sitting.card is None and not self._typing:
            self._sitting.hold(_HOLD, self._touch.services.settings.sitting.waiting_seconds)

    def _laid(self, card: Card) -> None:
        self._fault = ""
        take = self._borrower or self._served.get(self._sitting.page)
        if take is not None:
            self._sitting.touched()
            take(card)
        self.changed.emit()

    def _identify(self, card: Card) -> None:
        sitting = self._sitting
        before = sitting.card
        if before is not None and before.number == card.number:
            return
        if before is not None:
            sitting.start_over()
        sitting.card = card
        self._typing = False
        form, today = sitting.form, self._touch.house.today()
        told = dict.fromkeys(card_fields(form)) | from_card(form, card, today)
        sitting.set_answers(told)
        wizard = sitting.wizard
        wrong = wizard.problems(today, self._touch.house.reference) if wizard else {}
        cut = [_NAME] if is_cut_short(card.name) and _NAME not in wrong else []
        self._lacking = [*cut, *wrong]
        for item in wrong:
            if told.get(item):
                sitting.leftField(item)
        sitting.release(_HOLD)
        self._drafts.look_for(card.number)

    def _failed(self, code: str) -> None:
        self._fault = code
        self.changed.emit()

    def _well(self) -> None:
        if self._fault:
            self._fault = ""
            self.changed.emit()
