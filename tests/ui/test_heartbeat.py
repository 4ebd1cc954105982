"""What the kiosk tells the service manager."""

import socket
import time

import pytest

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.ui.touch.app import make_application
from kiosk.ui.touch.heartbeat import Heartbeat


@pytest.fixture
def manager(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        yield line


def heard(line):
    try:
        return line.recv(100).decode()
    except BlockingIOError:
        return ""


def test_the_watchdog_is_fed_by_the_event_loop_alone(manager):
    application = make_application()
    beat = Heartbeat({"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": "90000"})
    beat.start()
    assert heard(manager) == "READY=1"
    time.sleep(0.1)  # the loop stands still: nothing is said
    assert heard(manager) == ""
    until = time.monotonic() + 10
    words = ""
    while not words and time.monotonic() < until:
        application.processEvents()
        words = heard(manager)
    assert words == "WATCHDOG=1"
    beat.close()
    while (words := heard(manager)) == "WATCHDOG=1":
        pass
    assert words == "STOPPING=1"


def test_without_a_manager_or_with_a_dead_one_the_kiosk_goes_on(tmp_path):
    for surroundings in ({}, {"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_USEC": "oops"}):
        beat = Heartbeat(surroundings)
        beat.start()
        beat.close()
