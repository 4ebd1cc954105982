"""The first page: where one is, one great button, and only what can be done here."""

import pytest
from PySide6.QtCore import Qt

from tests.screens.at_kiosk import at_kiosk


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as opened:
        yield opened


def test_one_touch_begins_a_licence(kiosk):
    kiosk.tap("begin_establishment")

    kiosk.come_to("notice")


@pytest.mark.parametrize("errand", ["progress", "collect", "verify"])
def test_every_other_errand_opens_and_comes_back(kiosk, errand):
    kiosk.tap(f"open_{errand}")
    kiosk.come_to(errand)
    kiosk.tap("back")

    kiosk.come_to("attract")


def test_nothing_shows_that_has_no_form(kiosk):
    names = {item.objectName() for item in kiosk.items() if item.isVisible()}

    assert {name for name in names if name.startswith(("begin_", "open_"))} == {
        "begin_establishment",
        "open_progress",
        "open_collect",
        "open_verify",
    }


def test_the_foot_tells_the_terminal_the_time_and_whom_to_call(kiosk):
    profile = kiosk.services.house.profile

    assert kiosk.services.house.terminal in kiosk.find("terminal").property("text")
    assert profile.telephone in kiosk.find("telephone").property("text")
    assert ":" in kiosk.find("clock").property("text")


def test_the_keyboard_alone_begins_too(kiosk):
    for _ in range(12):
        focused = kiosk.window.activeFocusItem()
        if focused is not None and focused.objectName() == "begin_establishment":
            break
        kiosk.key(Qt.Key.Key_Tab)
    kiosk.key(Qt.Key.Key_Return)

    kiosk.come_to("notice")


def test_the_form_says_what_its_button_says_in_either_language(kiosk):
    kiosk.tap("switch_language")
    kiosk.settle(100)

    assert kiosk.find("begin_establishment").property("text") == "Open my shop"
