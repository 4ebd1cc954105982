"""Before the card is read the notice stands; nothing is ticked for anybody."""

import pytest

from kiosk.ui.touch.hall import Hall
from tests.screens.at_kiosk import at_kiosk


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as opened:
        opened.tap("begin_establishment")
        opened.come_to("notice")
        yield opened


def test_it_tells_who_why_how_long_and_whom_to_ask_with_this_authoritys_own_words(kiosk):
    profile = kiosk.services.house.profile
    told = {point["code"]: point["words"] for point in kiosk.desk(Hall).noticePoints}

    assert profile.authority in told["who"]
    assert profile.telephone in told["rights"]
    assert "30 分钟" in told["how_long"]
    assert all(kiosk.has(f"point_{code}") for code in told)


def test_it_says_that_no_authority_confirmed_it(kiosk):
    assert "还没有经登记机关确认" in kiosk.find("basis").property("text")


def test_the_reader_is_not_asked_before_it_was_read(kiosk):
    kiosk.lay()
    kiosk.settle(600)

    assert kiosk.sitting.card is None


def test_one_touch_goes_on_to_the_card(kiosk):
    kiosk.tap("next")

    kiosk.come_to("identify")


def test_who_does_not_agree_leaves(kiosk):
    kiosk.tap("back")

    kiosk.come_to("attract")
    assert kiosk.sitting.wizard is None


def test_it_is_said_again_in_english_in_place(kiosk):
    kiosk.tap("switch_language")
    kiosk.settle(150)

    assert kiosk.page == "notice"
    assert kiosk.find("title").property("text") == "Before we begin, please read"
