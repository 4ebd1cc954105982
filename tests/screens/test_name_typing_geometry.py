"""A taken name under the open keyboard, where room is least: its answer fits in every look."""

import pytest

from kiosk.ui.touch.name_desk import NameDesk
from tests.screens.at_kiosk import at_kiosk
from tests.screens.geometry import at_rest, faults, in_sight
from tests.screens.stage import SCREENS, SIZES
from tests.screens.standing import BEFORE_NAME, stand_at, take_name

LOOKS = [
    *({"language": lang, "textSize": size} for lang in ("zh", "en") for size in (1.0, 1.2, 1.4)),
    {"textSize": 1.6},
    {"textSize": 1.6, "language": "en"},
    {"contrast": "dark"},
    {"care": True},
    {"care": True, "language": "en"},
]


@pytest.fixture(params=SCREENS)
def kiosk(request, theatre, tmp_path):
    with at_kiosk(tmp_path, SIZES[request.param]) as opened:
        take_name(opened, "晨光")
        stand_at(opened, "name", BEFORE_NAME)
        opened.write("晨光")
        opened.wait(lambda: opened.desk(NameDesk).state == "taken")
        yield opened


def wear(kiosk, look):
    worn = kiosk.sitting.touch.look
    worn.reset()
    for name, value in look.items():
        getattr(worn, f"set{name[0].upper()}{name[1:]}")(value)
    kiosk.wait(lambda: kiosk.desk(NameDesk).state == "taken")
    kiosk.settle(400)


def under_the_keyboard(kiosk):
    keys = set(kiosk.items(kiosk.find("keyboard")))
    worn = kiosk.sitting.touch.look
    side, apart = (30 if worn.care else 20) / worn.mmPerPx, 4 / worn.mmPerPx
    return faults(kiosk, round(side), round(apart), keys)


def test_nothing_is_clipped_or_over_anything_and_the_brand_stays_in_sight(kiosk):
    found = {}
    for look in LOOKS:
        wear(kiosk, look)
        assert kiosk.find("keyboard").isVisible()
        box = kiosk.find("brand")
        hidden = in_sight(box).height() < box.height() - 2
        told = at_rest(kiosk, lambda: under_the_keyboard(kiosk)) + (
            ["the brand is out of sight"] if hidden else []
        )
        if told:
            found[str(look)] = told

    assert found == {}
