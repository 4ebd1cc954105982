"""Nobody gets out of the kiosk: no key closes it, no menu opens, nothing leads elsewhere."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.screens.at_kiosk import AtKiosk, at_kiosk
from tests.screens.standing import BEFORE_NAME, step_to

ROOT = Path(__file__).resolve().parents[2]
QML = ROOT / "resources" / "qml"
WHOLE_SCREEN = (0, 0)
HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)
KEYS = (
    *(Qt.Key(Qt.Key.Key_F1 + number) for number in range(12)),
    Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_Delete, Qt.Key.Key_Super_L, Qt.Key.Key_HomePage,
    Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_O, Qt.Key.Key_P,
)  # fmt: skip


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory) -> Iterator[AtKiosk]:
    """A kiosk on the whole screen, a citizen choosing a name."""
    with at_kiosk(tmp_path_factory.mktemp("locked") / "data", WHOLE_SCREEN) as opened:
        step_to(opened, "name", BEFORE_NAME)
        opened.come_to("name")
        yield opened


def windows() -> list[object]:
    return [window for window in QGuiApplication.allWindows() if window.isVisible()]


def brand_box(kiosk: AtKiosk) -> QPoint:
    return kiosk.middle("brand")


def test_a_whole_screen_cannot_be_closed_and_a_window_can(kiosk, tmp_path):
    assert not kiosk.window.close()
    assert kiosk.window.isVisible()

    with at_kiosk(tmp_path / "data") as other:
        assert other.window.close()


def test_no_key_closes_it_opens_anything_or_leads_away(kiosk):
    before = windows()
    for key in KEYS:
        for held in HELD[1:] if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else HELD:
            QTest.keyClick(kiosk.window, key, held)
    kiosk.settle(200)

    assert windows() == before
    assert kiosk.page == "name"
    assert kiosk.window.visibility() is kiosk.window.Visibility.FullScreen


def test_neither_another_button_nor_a_long_touch_opens_a_menu(kiosk):
    before, things = windows(), len(list(kiosk.items()))
    at = brand_box(kiosk)
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(kiosk.window, button, Qt.KeyboardModifier.NoModifier, at)
    touch = kiosk._touch
    QTest.touchEvent(kiosk.window, touch).press(0, at, kiosk.window).commit()
    kiosk.settle(1200)
    QTest.touchEvent(kiosk.window, touch).release(0, at, kiosk.window).commit()
    kiosk.settle(200)

    assert windows() == before
    assert len(list(kiosk.items())) == things


def test_nothing_that_is_drawn_can_open_a_link_a_file_or_a_dialog():
    ways_out = ("openUrlExternally", "linkActivated", "Qt.quit", "Dialog {", "Menu {", "Shortcut {")
    found = [
        (path.name, way)
        for path in QML.rglob("*.qml")
        for way in ways_out
        if way in path.read_text("utf-8")
    ]

    assert found == []


def test_an_operator_ends_it_by_a_signal(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(60)
        surroundings = {
            **os.environ,
            "KIOSK_DATA": str(tmp_path / "data"),
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
        }
        command = [sys.executable, "-m", "kiosk", "run"]
        with subprocess.Popen(command, cwd=ROOT, env=surroundings) as kiosk:
            try:
                assert manager.recv(100) == b"READY=1"
                kiosk.send_signal(signal.SIGTERM)
                assert kiosk.wait(30) == 0
            finally:
                kiosk.kill()
