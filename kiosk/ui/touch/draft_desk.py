"""Unfinished answers of a card's holder: kept as each step is done, dropped when they leave."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.answers import Answers
from kiosk.ports import SystemFault
from kiosk.services.drafts import FoundDraft, drop_draft, find_draft, save_draft
from kiosk.services.house import LAW_TIME, House
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass
class _Keeper:
    """The one place of a sitting that writes drafts; what was asked for later wins."""

    house: House
    lock: threading.Lock = field(default_factory=threading.Lock)
    latest: int = 0

    def save(self, turn: int, number: str, procedure: str, answers: Answers, *, kept: bool) -> None:
        """Keep these, unless something later was done meanwhile."""
        version = self.house.procedures[procedure].form.version
        with self._in_turn(turn) as mine:
            if mine:
                save_draft(self.house, number, procedure, version, answers, kept=kept)

    def drop(self, turn: int, number: str) -> None:
        """Let nothing stay, unless something later was kept meanwhile."""
        with self._in_turn(turn) as mine:
            if mine:
                drop_draft(self.house, number)

    @contextmanager
    def _in_turn(self, turn: int) -> Iterator[bool]:
        with self.lock:
            mine = turn > self.latest
            self.latest = max(turn, self.latest)
            yield mine


@QmlElement
@QmlSingleton
class DraftDesk(QObject):
    """Keeps a draft for a card that was read, never for a typed identity.

    It stays when a sitting ends by idleness or a power cut, goes when the citizen leaves or
    hands in, and lives longer when the citizen asks for it.
    """

    changed = Signal()

    def __init__(self, touch: Touch, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._forget()
        sitting.on_wipe(self._forget)
        sitting.wentOn.connect(self._save)
        sitting.leaves.connect(self._drop)
        sitting.pageChanged.connect(self._arrive)
        sitting.answersChanged.connect(self.changed)

    @staticmethod
    def create(engine: QQmlEngine) -> "DraftDesk":
        """The engine's own one."""
        return offered(engine, DraftDesk)

    def _forget(self) -> None:
        self._keeper = _Keeper(self._touch.house.own)
        self._turn = 0
        self._found: FoundDraft | None = None
        self._kept = False
        self._keeping = False
        self._fault: SystemFault | None = None
        self.changed.emit()

    # ── for QML ──────────────────────────────────────────────────────────────────────────────
    @Property(bool, notify=changed)
    def found(self) -> bool:
        """Whether this card left something that can be gone on with."""
        return self._found is not None

    @Property(str, notify=changed)
    def savedAt(self) -> str:
        """When it was left: ``11-23 14:05``."""
        if self._found is None:
            return ""
        return f"{self._found.saved_at.astimezone(LAW_TIME):%m-%d %H:%M}"

    @Property(bool, notify=changed)
    def canKeep(self) -> bool:
        """Whether what is filled in can be kept for another day."""
        return self._number() is not None

    @Property(bool, notify=changed)
    def keeping(self) -> bool:
        """Whether it is being kept now."""
        return self._keeping

    @Property(int, constant=True)
    def days(self) -> int:
        """For how many days it is kept when the citizen asks for it."""
        return self._touch.house.retention.kept_drafts.days

    @Property(str, notify=changed)
    def faultWords(self) -> str:
        """Why it could not be kept and what to do; empty when nothing stands in the way."""
        return self._sitting.fault_words(self._fault) if self._fault else ""

    @Slot()
    def resume(self) -> None:
        """Go on with what was left: the card's own answers stay as they were read now."""
        found, self._found = self._found, None
        if found is None:
            return
        self._kept = found.kept
        self._sitting.restore(Answers({**found.answers, **self._sitting.answers}))
        self.changed.emit()
        self._sitting.next()

    @Slot()
    def startAnew(self) -> None:
        """Throw away what was left."""
        self._found, self._kept = None, False
        self._drop()
        self.changed.emit()

    @Slot()
    def keepAndLeave(self) -> None:
        """Keep it for the longer period, then end the sitting; without it nothing is lost."""
        self._kept = True
        job = None if self._keeping else self._saving()
        if job is not None:
            self._keeping, self._fault = True, None
            self._touch.work.run(job, lambda _: self._sitting.wipe(), self._not_kept)
            self.changed.emit()

    # ── for other view-models ────────────────────────────────────────────────────────────────
    def look_for(self, number: str) -> None:
        """See whether the card of that number left something here."""
        house = self._touch.house.own
        self._touch.work.run(lambda: find_draft(house, number), self._show, lambda _: None)

    # ── within ───────────────────────────────────────────────────────────────────────────────
    def _number(self) -> str | None:
        """The card's number while there is a form to keep answers of."""
        card = self._sitting.card
        return card.number if card and self._sitting.wizard else None

    def _show(self, found: FoundDraft | None) -> None:
        if found is not None and found.procedure == self._sitting.form.procedure:
            self._found = found
            self.changed.emit()

    def _save(self) -> None:
        """Nobody waits for it; when it fails the sitting goes on and the next step tries again."""
        self._found = None
        job = self._saving()
        if job is not None:
            self._touch.work.behind(job)

    def _saving(self) -> Callable[[], None] | None:
        number = self._number()
        if number is None:
            return None
        self._turn += 1
        keeper, turn, kept = self._keeper, self._turn, self._kept
        procedure, answers = self._sitting.form.procedure, self._sitting.answers
        return lambda: keeper.save(turn, number, procedure, answers, kept=kept)

    def _not_kept(self, fault: SystemFault) -> None:
        self._keeping, self._kept, self._fault = False, False, fault
        self.changed.emit()

    def _drop(self) -> None:
        number = self._number()
        if number is not None:
            self._turn += 1
            keeper, turn = self._keeper, self._turn
            self._touch.work.behind(lambda: keeper.drop(turn, number))

    def _arrive(self) -> None:
        if self._sitting.page == "result":
            self._drop()
