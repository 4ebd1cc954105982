"""Notice that nobody stands at the screen any more: warn, count down, and say that time ran out."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.touch.look import Look
from kiosk.ui.touch.qt import Property, QmlUncreatable

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

_CARE_FACTOR = 2
"""Care mode gives twice the time."""


@QmlElement
@QmlUncreatable("the sitting has it")
class Idle(QObject):
    """Counts quiet seconds while it watches and nothing is waited for."""

    countdownChanged = Signal()
    ran_out = Signal()

    def __init__(
        self, idle_seconds: int, countdown_seconds: int, look: Look, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._idle_seconds = idle_seconds
        self._countdown_seconds = countdown_seconds
        self._look = look
        self._quiet = 0
        self._warns = False
        self._holds: dict[
            str, int
        ] = {}  # seconds that each still holds; negative: as long as it lasts
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)

    @Property(int, notify=countdownChanged)
    def countdown(self) -> int:
        """Seconds until the wipe once the citizen is warned, else 0."""
        left = self._before_warning + self._to_wipe - self._quiet
        return left if self._warns and self._quiet >= self._before_warning else 0

    def watch(self, *, on: bool, warns: bool = True) -> None:
        """Watch from now, or stop; without ``warns`` the time runs out in silence."""
        self._holds.clear()
        self.touched()
        self._warns = on and warns
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def touched(self) -> None:
        """Somebody is there: count from the beginning."""
        warned = self.countdown > 0
        self._quiet = 0
        if warned:
            self.countdownChanged.emit()

    def hold(self, reason: str, longest: int = -1) -> None:
        """Do not count while this is waited for, at most so many seconds when that is said."""
        self._holds[reason] = longest
        self.touched()

    def release(self, reason: str) -> None:
        """It is not waited for any more."""
        self._holds.pop(reason, None)
        self.touched()

    def tick(self) -> None:
        """A second passed."""
        if self._holds:
            self._holds = {why: left - 1 for why, left in self._holds.items() if left != 1}
            return
        self._quiet += 1
        if self._quiet >= self._before_warning + self._to_wipe:
            self.touched()
            self.ran_out.emit()
        elif self._quiet >= self._before_warning:
            self.countdownChanged.emit()

    @property
    def _factor(self) -> int:
        return _CARE_FACTOR if self._look.care else 1

    @property
    def _before_warning(self) -> int:
        return self._idle_seconds * self._factor

    @property
    def _to_wipe(self) -> int:
        return self._countdown_seconds * self._factor
