"""Where the keyboard is in the way: the foot it covers, the field it hides, the key it lacks."""

from collections.abc import Iterator

import pytest

from kiosk.ui.touch.composer import Composer
from tests.screens.every_kind import fingers
from tests.screens.geometry import faults
from tests.screens.pages import Stand, stand
from tests.screens.stage import SIZES
from tests.screens.standing import BEFORE_NAME, IDENTITY, MOBILE, TRADE, stand_at


@pytest.fixture(scope="module")
def at(theatre, tmp_path_factory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("edges"), SIZES["square"]) as opened:
        yield opened


@pytest.mark.parametrize("look", ["care", "large"])
def test_next_is_in_reach_while_the_keyboard_covers_the_foot(at, look):
    kiosk = at.kiosk
    filled = {**BEFORE_NAME, "premises.number": None}
    stand_at(kiosk, "premises", filled)
    worn = kiosk.sitting.touch.look
    worn.setCare(look == "care")
    worn.setVoice(False)
    worn.setTextSize(1.4)
    kiosk.settle(200)
    hands = fingers(kiosk)
    hands.touch("box_premises.number")
    kiosk.settle(300)
    assert not kiosk.has("next")
    theme = kiosk.shown.engine.singletonInstance("Kit", "Theme")
    keys = {i for i in kiosk.items() if i.objectName().startswith("key_")}
    assert faults(kiosk, theme.property("target"), theme.property("gap"), keys) == []

    kiosk.tap("onward")  # what lacks is told, in the field itself
    kiosk.settle(200)
    assert kiosk.page == "premises"
    kiosk.tap("key_1")
    kiosk.tap("key_8")
    kiosk.tap("onward")
    kiosk.come_to("name")
    assert kiosk.sitting.answers["premises.number"] == "18"
    at.leave()


def test_onward_gives_way_to_what_is_typed_and_to_a_sheet(at):
    kiosk = at.kiosk
    stand_at(kiosk, "name", BEFORE_NAME)
    kiosk.sitting.touch.look.setTextSize(1.6)
    kiosk.settle(300)
    if not kiosk.find("keyboard").property("shown"):
        fingers(kiosk).touch("brand")
        kiosk.settle(300)
    assert kiosk.has("onward")
    kiosk.tap("key_c")
    kiosk.settle(60)
    assert not kiosk.has("onward")
    kiosk.tap("key_erase")
    kiosk.settle(60)
    assert kiosk.has("onward")
    at.leave()


def test_a_door_may_have_letters_and_stems(at):
    kiosk = at.kiosk
    stand_at(kiosk, "premises", {**IDENTITY, **MOBILE, **TRADE})
    kiosk.settle(200)
    hands = fingers(kiosk)
    hands.touch("box_premises.building")
    kiosk.settle(300)
    for key in ("3", "doors", "甲", "B"):
        kiosk.tap(f"key_{key}")
    kiosk.tap("key_back")
    kiosk.tap("key_-")
    kiosk.tap("key_2")
    kiosk.settle(60)
    assert kiosk.sitting.answers["premises.building"] == "3甲B-2"
    kiosk.tap("key_doors")
    kiosk.tap("key_chinese")
    assert kiosk.desk(Composer).board == "pinyin"
    at.leave()


def test_an_x_is_a_capital_while_it_is_typed(at):
    kiosk = at.kiosk
    kiosk.sitting.begin("establishment")
    kiosk.sitting.next()
    kiosk.come_to("identify")
    hands = fingers(kiosk)
    hands.touch("typeInstead")
    kiosk.settle(200)
    hands.touch("box_proprietor.id_number")
    kiosk.write("32052319950607001x")
    assert kiosk.find("box_proprietor.id_number_field").property("text") == "32052319950607001X"
    assert kiosk.sitting.answers["proprietor.id_number"] == "32052319950607001X"
    at.leave()
