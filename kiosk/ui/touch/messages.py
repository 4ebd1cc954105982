"""What Qt says on standard error, without the notices of its own parts that nobody can act on.

This is the one place where a notice of Qt is dropped. Each is named by its category and how it
begins, so that a warning about the product's own QML is always seen.
"""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

QTS_OWN = (
    # Qt Virtual Keyboard loads Qt Multimedia for key sounds, which looks for PipeWire.
    ("qt.multimedia.symbolsresolver", "Couldn't load pipewire-"),
    ("qt.multimedia.symbolsresolver", "Couldn't resolve pipewire-"),
    # Qt Virtual Keyboard's own PopupList redefines a member of ListView (6.12).
    ("qt.qml.propertyCache.append", "Member contentWidth of the object PopupList_"),
    # Qt Virtual Keyboard's own SelectionControl outlives its context when the engine goes (6.12).
    (
        "default",
        "qrc:/qt-project.org/imports/QtQuick/VirtualKeyboard/Components/SelectionControl.qml:",
    ),
)
_NAMES = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


def is_qts_own(category: str, text: str) -> bool:
    """Whether it is one of the known notices of Qt's own parts."""
    return any(category == of and text.startswith(start) for of, start in QTS_OWN)


def drop_qts_own() -> None:
    """From now on drop the known notices; everything else goes to standard error."""
    qInstallMessageHandler(_hear)


def _hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    category = context.category or "default"
    if not is_qts_own(category, text) and sys.stderr is not None:
        sys.stderr.write(f"qt {_NAMES.get(kind, 'message')}: {category}: {text}\n")
