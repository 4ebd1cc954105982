"""A keyboard on the desk writes Chinese through the same input method as the board on the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

if TYPE_CHECKING:
    from kiosk.ui.touch.composer import Composer

_ASIDE = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_PAGES = {
    Qt.Key.Key_PageDown: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_HEX = frozenset("0123456789abcdef")


class HardwareKeys(QObject):
    """Stands before a window: letters join the code, numbers and space choose, Enter keeps the
    letters as they are, Esc drops them. Every other key goes its way, after what was typed is
    chosen; Tab leaves the field and drops it.
    """

    def __init__(self, composer: "Composer") -> None:
        super().__init__(composer)
        self._composer = composer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the input method."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & _ASIDE or not self._composer.takes_letters() or not _can_write():
            return False
        return self._take_composing(event) if self._composer.composing else self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        letter = event.text()
        if letter in _LETTERS or (self._composer.is_code_point and letter in _HEX):
            self._composer.type_letter(letter)
            return True
        return False

    def _take_composing(self, event: QKeyEvent) -> bool:
        composer, text, key = self._composer, event.text(), Qt.Key(event.key())
        if text and (text in _LETTERS or text == "'" or (composer.is_code_point and text in _HEX)):
            composer.type_letter(text)
        elif key == Qt.Key.Key_Space:
            composer.type_number(1)
        elif text and text in "123456789":
            composer.type_number(int(text))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            composer.commit_raw()
        elif key == Qt.Key.Key_Escape:
            composer.clear()
        elif key == Qt.Key.Key_Backspace:
            composer.erase()
        elif key in _PAGES:
            composer.paged.emit(_PAGES[key])
        else:
            return self._let_go(text, key)
        return True

    def _let_go(self, text: str, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._composer.clear()
        elif text.isprintable() and text:
            self._composer.type_number(1)
        return False


def _can_write() -> bool:
    asked = QGuiApplication.inputMethod().queryFocusObject(Qt.InputMethodQuery.ImEnabled, None)
    return bool(asked)
