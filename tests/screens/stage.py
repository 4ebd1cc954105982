"""A stage for QML: an engine, a window, fingers, and an ear for every warning."""

import os
import sys
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.ui.touch.fonts import add_fonts
from kiosk.ui.touch.look import Look
from kiosk.ui.touch.messages import is_qts_own
from kiosk.ui.touch.offers import offer
from kiosk.ui.touch.tongue import Tongue
from tests.screens.person import Person

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080), "square": (1280, 1024)}
EVERY_LOOK = "EVERY_LOOK" in os.environ
"""``make looks``: what is judged by its looks is judged on every screen and in every look."""
SCREENS = list(SIZES) if EVERY_LOOK else ["portrait"]
_FRAME = """
import QtQuick
import Kit

Window {
    visible: true
    color: Theme.paper
    onWidthChanged: Theme.fit(width, height)
    onHeightChanged: Theme.fit(width, height)
    Component.onCompleted: Theme.fit(width, height)
}
"""


class Stage(Person):
    """One QML item on one window. ``warnings`` holds what QML complained of."""

    def __init__(self, theatre: "Theatre", size: tuple[int, int], offers: list[QObject]) -> None:
        self._touch = theatre.touch
        self.warnings: list[str] = []
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(RESOURCES / "qml"))
        theatre.hears(self.warnings)
        self.offers = offers
        self.look = next((one for one in offers if isinstance(one, Look)), None) or Look()
        offer(self.engine, self.look, *(one for one in offers if one is not self.look))
        self.tongue = Tongue(self.engine, self.look, RESOURCES / "i18n")
        self.window = self._window(size)

    def _window(self, size: tuple[int, int]) -> QQuickWindow:
        self._frame = QQmlComponent(self.engine)
        self._frame.setData(_FRAME.encode(), QUrl.fromLocalFile(str(RESOURCES / "qml/stage.qml")))
        window = self._frame.createWithInitialProperties({"width": size[0], "height": size[1]})
        assert isinstance(window, QQuickWindow), self._frame.errorString()
        window.requestActivate()
        return window

    def show(self, qml: Path | str) -> QQuickItem:
        """Lay a file, or a component's text, over the whole window."""
        self._piece = QQmlComponent(self.engine)
        if isinstance(qml, Path):
            self._piece.loadUrl(QUrl.fromLocalFile(str(qml)))
        else:
            source = f"import QtQuick\nimport QtQuick.Layouts\nimport Kit\nimport Zhaoban\n{qml}"
            here = QUrl.fromLocalFile(str(RESOURCES / "qml/piece.qml"))
            self._piece.setData(source.encode(), here)
        item = self._piece.create()
        assert isinstance(item, QQuickItem), self._piece.errorString()
        item.setParent(self.window)
        item.setParentItem(self.window.contentItem())
        self.root = item
        self.resize(self.window.width(), self.window.height())
        return item

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, the piece with it."""
        self.window.resize(width, height)
        self.root.setSize(self.window.size().toSizeF())
        self.settle()

    def strike(self) -> None:
        """Take everything down: the window and what is on it, then the engine."""
        self.tongue.silence()
        self.window.close()
        QGuiApplication.processEvents()
        for standing in (self.window, self._piece, self._frame, self.engine):
            shiboken6.delete(standing)
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Theatre:
    """Builds stages; strikes them all, failing when QML or Qt warned of anything on one of them."""

    def __init__(self) -> None:
        self._listening: list[str] = []
        qInstallMessageHandler(self._hear)
        self.app = QGuiApplication.instance() or QGuiApplication(["zhaoban"])
        self.touch: QPointingDevice = QTest.createTouchDevice()
        add_fonts(RESOURCES)
        self._standing: list[Stage] = []

    def hears(self, warnings: list[str]) -> None:
        """Whatever Qt warns of from now on goes there."""
        self._listening = warnings

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sys.__stderr__.write(f"Qt gives up: {words}\n")
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        if not is_qts_own(context.category or "default", words):
            self._listening.append(words)

    def __call__(
        self,
        qml: Path | str,
        size: str | tuple[int, int] = "portrait",
        *offers: QObject,
        expect_warnings: bool = False,
        **look: object,
    ) -> Stage:
        """A stage with the piece on it. ``look``: care, contrast, textSize, language, voice …"""
        stage = Stage(self, SIZES[size] if isinstance(size, str) else size, list(offers))
        stage.expect_warnings = expect_warnings
        self._standing.append(stage)
        for name, value in look.items():
            getattr(stage.look, f"set{name[0].upper()}{name[1:]}")(value)
        stage.show(qml)
        return stage

    def strike(self) -> None:
        """Strike every stage; AssertionError with what QML warned of."""
        said = [w for stage in self._standing if not stage.expect_warnings for w in stage.warnings]
        while self._standing:
            self._standing.pop().strike()
        assert said == [], "\n".join(said)
