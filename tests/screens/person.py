"""A person before a window: eyes that find items, fingers that touch, a keyboard, a camera."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest


class Person:
    """Looks at and touches one window, as somebody who stands before it does."""

    window: QQuickWindow
    _touch: QPointingDevice

    def settle(self, milliseconds: int = 60) -> None:
        """Let bindings, layouts and short motions come to rest."""
        _live(milliseconds)

    def items(self, under: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Every item in sight order, from the window's or a given one."""
        for item in (under or self.window.contentItem()).childItems():
            yield item
            yield from self.items(item)

    def find(self, name: str) -> QQuickItem:
        """The item of that objectName; a shown one before a hidden one."""
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"no item {name!r}"
        return next((item for item in found if item.isVisible()), found[0])

    def has(self, name: str) -> bool:
        """Whether an item of that objectName is there to be seen."""
        return any(item.objectName() == name and item.isVisible() for item in self.items())

    def middle(self, item: QQuickItem | str) -> QPoint:
        """The centre of an item, in the window."""
        found = self.find(item) if isinstance(item, str) else item
        return found.mapToScene(QPointF(found.width() / 2, found.height() / 2)).toPoint()

    def tap(self, item: QQuickItem | str | QPoint) -> None:
        """Touch and let go."""
        self.drag(item, item)

    def drag(self, start: QQuickItem | str | QPoint, end: QQuickItem | str | QPoint) -> None:
        """Touch at one place, slide, and let go at the other."""
        begin = start if isinstance(start, QPoint) else self.middle(start)
        close = end if isinstance(end, QPoint) else self.middle(end)
        QTest.touchEvent(self.window, self._touch).press(0, begin, self.window).commit()
        QTest.qWait(10)
        for part in range(1, 13) if begin != close else ():
            at = begin + (close - begin) * part / 12
            QTest.touchEvent(self.window, self._touch).move(0, at, self.window).commit()
            QTest.qWait(4)
        QTest.touchEvent(self.window, self._touch).release(0, close, self.window).commit()
        self.settle(40)

    def key(self, key: Qt.Key, *, shift: bool = False) -> None:
        """Press a key of a keyboard."""
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.window, key, held)
        self.settle(20)

    def write(self, text: str) -> None:
        """Commit text to what has the focus, as an input method does; any character."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QGuiApplication.sendEvent(self.window.focusObject(), event)
        self.settle(20)

    def grab(self, path: Path | None = None) -> QImage:
        """What the window shows; saved too, when a path is given."""
        self.settle()
        image = self.window.grabWindow()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            assert image.save(str(path))
        return image

    def wait(self, until: Callable[[], bool], seconds: float = 20) -> None:
        """Let the window live until that is so. Raises AssertionError when it never is."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "waited in vain"
            _live(5)


def _live(milliseconds: int) -> None:
    """Let the window live, and other threads too: qWait would keep them from Python meanwhile."""
    end = time.monotonic() + milliseconds / 1000
    while True:
        QGuiApplication.processEvents()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.monotonic() >= end:
            return
        time.sleep(0.001)
