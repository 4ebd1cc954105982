"""The screens' room: Qt without a display, drawn by the software renderer in the Basic style."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_QUICK_CONTROLS_STYLE"] = "Basic"
os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_IM_MODULE"] = "qtvirtualkeyboard"
os.environ["QT_VIRTUALKEYBOARD_DESKTOP_DISABLE"] = "1"

from collections.abc import Iterator

import pytest

from tests.screens.stage import Theatre


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """The application object and the fonts, once a run."""
    return Theatre()


@pytest.fixture
def stage(theatre: Theatre) -> Iterator[Theatre]:
    """Call it to put QML on a stage; every stage is struck after the test, its warnings told."""
    yield theatre
    theatre.strike()
