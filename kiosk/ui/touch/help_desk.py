"""The way to a person: whom to go to, and handing what is filled in over to staff."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.mobile import Mobile, parse_mobile
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.qt import Property
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_HOLD = "help"
_WITH_STAFF = frozenset({"approved", "referred"})
"""Outcomes after which there is nothing to hand over."""

_NEEDED = ("proprietor.name", "proprietor.id_number")


@QmlElement
@QmlSingleton
class HelpDesk(QObject):
    """What staff need before an application can wait for them: who it is, and a number to call."""

    changed = Signal()

    def __init__(
        self, touch: Touch, sitting: Sitting, outcome: Outcome, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._touch = touch
        self._sitting = sitting
        self._outcome = outcome
        outcome.changed.connect(self.changed)
        sitting.answersChanged.connect(self.changed)
        sitting.pageChanged.connect(self._arrive)

    @staticmethod
    def create(engine: QQmlEngine) -> "HelpDesk":
        """The engine's own one."""
        return offered(engine, HelpDesk)

    def _arrive(self) -> None:
        if self._sitting.page == "help":
            self._sitting.hold(_HOLD, self._patience)
        self.changed.emit()

    @property
    def _patience(self) -> int:
        return self._touch.services.settings.sitting.waiting_seconds

    @Property(int, constant=True)
    def minutes(self) -> int:
        """How long the screen waits for whoever goes to fetch somebody."""
        return max(1, self._patience // 60)

    @Property(bool, notify=changed)
    def inForm(self) -> bool:
        """Whether there is something to hand over, once it is filled in."""
        if self._sitting.wizard is None or self._outcome.state == "deciding":
            return False
        return self._outcome.outcome not in _WITH_STAFF

    @Property(str, notify=changed)
    def lacks(self) -> str:
        """What must be there first: ``identity``, ``mobile``, or nothing."""
        wizard, answers = self._sitting.wizard, self._sitting.answers
        if wizard is None:
            return "identity"
        house = self._touch.house
        wrong = wizard.all_problems(house.today(), house.reference)
        if any(not answers.text(item) or item in wrong for item in _NEEDED):
            return "identity"
        if not isinstance(parse_mobile(answers.text("proprietor.mobile")), Mobile):
            return "mobile"
        return ""

    @Slot()
    def handOver(self) -> None:
        """Hand in what is filled in; a person will decide about it.

        After a machine returned or refused an application this is another one.
        """
        if self.inForm and not self.lacks:
            if self._outcome.outcome:
                self._outcome.start_anew()
            self._sitting.help_wanted = True
            self._sitting.open("deciding")
