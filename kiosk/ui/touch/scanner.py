"""A scanner types what it reads as a keyboard does: take it wherever the focus is."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from shiboken6 import isValid

LONGEST = 4000
BETWEEN_KEYS_MS = 1000
"""A scanner types far faster; what was begun before such a pause was no scan."""

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class Scanner(QObject):
    """Stands before a window while it is told to; ``scanned`` brings a whole text.

    Enter or Tab ends a scan. Whoever writes in a field writes there, and the keys that drive
    the screen go their way: Space, arrows, and Enter or Tab while nothing was typed.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QObject | None = None
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=BETWEEN_KEYS_MS)
        self._pause.timeout.connect(self.forget)

    def listen_to(self, window: QObject | None) -> None:
        """Take what is scanned into that window; None: listen no more."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self.forget()
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def forget(self) -> None:
        """Drop what is not whole yet."""
        self._pause.stop()
        self._typed = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a scan."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if _writes():
            self.forget()
            return False
        if Qt.Key(event.key()) in _ENDS:
            return self._end()
        letter = event.text()
        if not (letter.isascii() and letter.isprintable()) or letter in ("", " "):
            return False
        self._typed = (self._typed + letter)[:LONGEST]
        self._pause.start()
        return True

    def _end(self) -> bool:
        whole = self._typed
        self.forget()
        if whole:
            self.scanned.emit(whole)
        return bool(whole)


def _writes() -> bool:
    """Whether the focus is in something that is written in."""
    asked = QGuiApplication.inputMethod().queryFocusObject(Qt.InputMethodQuery.ImEnabled, None)
    return bool(asked)
