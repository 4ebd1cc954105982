"""A sitting warns, counts down and wipes; leaving asks once; the look goes back to its own."""

import pytest

from kiosk.ui.touch.idle import Idle
from kiosk.ui.touch.look import Look
from tests.screens.at_kiosk import at_kiosk
from tests.screens.test_devices import until


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(
        tmp_path / "data", toml="[sitting]\nidle_seconds = 10\ncountdown_seconds = 5\n"
    ) as opened:
        yield opened


def quiet(kiosk, seconds):
    for _ in range(seconds):
        kiosk.sitting.idle.tick()
    kiosk.settle(100)


def test_a_quiet_screen_warns_counts_down_and_is_wiped(kiosk):
    kiosk.sitting.begin("establishment")
    kiosk.sitting.answer("proprietor.name", "陈安柏")
    quiet(kiosk, 10)

    assert kiosk.sitting.idle.countdown == 5
    assert kiosk.find("accept").isVisible()
    quiet(kiosk, 5)

    assert kiosk.page == "attract"
    assert len(kiosk.sitting.answers) == 0


def test_a_touch_on_the_warning_goes_on_where_it_was(kiosk):
    kiosk.sitting.begin("establishment")
    quiet(kiosk, 13)
    kiosk.tap("accept")
    quiet(kiosk, 5)

    assert kiosk.page == "notice"
    assert kiosk.sitting.idle.countdown == 0


def test_care_mode_gives_twice_the_time(kiosk):
    kiosk.sitting.begin("establishment")
    kiosk.sitting.touch.look.setCare(True)
    quiet(kiosk, 19)

    assert kiosk.sitting.idle.countdown == 0
    quiet(kiosk, 1)

    assert kiosk.sitting.idle.countdown == 10


def test_waiting_for_a_device_is_not_idle(kiosk):
    kiosk.sitting.begin("establishment")
    kiosk.sitting.hold("sms")
    quiet(kiosk, 40)
    assert kiosk.page == "notice"
    kiosk.sitting.release("sms")
    quiet(kiosk, 15)

    assert kiosk.page == "attract"


def test_nobody_is_warned_before_the_first_page(kiosk):
    quiet(kiosk, 40)

    assert kiosk.sitting.idle.countdown == 0


def test_seconds_are_counted_though_nobody_counts(theatre):
    look = Look()
    idle = Idle(1, 1, look, look)
    warned, gone = [], []
    idle.countdownChanged.connect(lambda: warned.append(idle.countdown))
    idle.ran_out.connect(lambda: gone.append(True))
    idle.watch(on=True)

    until(lambda: bool(gone))
    idle.watch(on=False)
    assert 1 in warned


def test_leaving_asks_once_and_may_be_taken_back(kiosk):
    kiosk.sitting.begin("establishment")
    kiosk.settle(300)
    kiosk.tap("switch_leave")
    kiosk.settle(200)
    kiosk.tap("accept")
    assert kiosk.page == "notice"
    kiosk.tap("switch_leave")
    kiosk.settle(200)
    kiosk.tap("reject")

    assert kiosk.page == "attract"


def test_the_switches_of_the_look_lose_nothing_and_end_with_the_sitting(kiosk):
    kiosk.sitting.begin("establishment")
    kiosk.sitting.answer("proprietor.name", "陈安柏")
    kiosk.settle(300)
    kiosk.tap("switch_language")
    kiosk.tap("switch_care")

    look = kiosk.sitting.touch.look
    assert (look.language, look.care, look.contrast, look.voice) == ("en", True, "strong", True)
    assert kiosk.sitting.answers["proprietor.name"] == "陈安柏"
    kiosk.sitting.wipe()

    assert (look.language, look.care, look.contrast, look.voice) == ("zh", False, "standard", False)


def test_a_page_goes_when_it_is_out_though_the_look_changes_under_way(theatre, tmp_path):
    with at_kiosk(tmp_path / "data", toml="[screen]\nreduced_motion = true\n") as kiosk:
        kiosk.tap("open_progress")
        kiosk.come_to("progress")
        kiosk.sitting.touch.look.setReducedMotion(False)
        kiosk.sitting.wipe()  # slides out, and the look goes back to its own
        kiosk.settle(500)

        assert not [item for item in kiosk.items() if item.objectName() == "number"]
