"""The way to a person: from every page, back to where one was, and handing over what is there."""

import pytest

from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.help_desk import HelpDesk
from kiosk.ui.touch.outcome import Outcome
from tests.screens.at_kiosk import CARD, at_kiosk


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as opened:
        opened.tap("begin_establishment")
        opened.come_to("notice")
        yield opened


def ask(kiosk):
    kiosk.tap("switch_help")
    kiosk.come_to("help")


def test_it_tells_whom_to_call_and_comes_back_to_where_one_was(kiosk):
    ask(kiosk)
    assert kiosk.services.house.profile.telephone in str(kiosk.find("call").property("title"))
    kiosk.tap("back")

    kiosk.come_to("notice")


def test_nothing_is_handed_over_before_it_is_known_who_and_what_number(kiosk):
    ask(kiosk)
    assert kiosk.desk(HelpDesk).lacks == "identity"
    assert not kiosk.find("next").isEnabled()
    kiosk.sitting.set_answers(
        {"proprietor.name": CARD["name"], "proprietor.id_number": CARD["number"]}
    )
    kiosk.settle(100)

    assert kiosk.desk(HelpDesk).lacks == "mobile"
    assert not kiosk.find("next").isEnabled()


def test_what_is_filled_in_waits_for_a_person(kiosk):
    kiosk.sitting.set_answers(
        {
            "proprietor.name": CARD["name"],
            "proprietor.id_number": CARD["number"],
            "proprietor.mobile": "15400012345",
        }
    )
    ask(kiosk)
    kiosk.tap("next")
    kiosk.come_to("result")
    with kiosk.services.house.store.read() as uow:
        application = uow.applications.by_number(kiosk.desk(Outcome).number)

    assert application.help_wanted
    assert application.state is ApplicationState.REFERRED


def test_who_goes_on_alone_after_all_is_decided_about_as_everybody(kiosk):
    ask(kiosk)
    kiosk.sitting.help_wanted = True
    kiosk.tap("back")
    kiosk.come_to("notice")

    assert not kiosk.sitting.help_wanted


def test_the_screen_waits_as_long_as_it_says(kiosk):
    ask(kiosk)
    for _ in range(kiosk.desk(HelpDesk).minutes * 60):
        kiosk.sitting.idle.tick()

    assert kiosk.sitting.idle.countdown == 0


def test_on_a_page_without_a_form_it_hands_nothing_over(kiosk):
    kiosk.sitting.wipe()
    kiosk.come_to("attract")
    kiosk.tap("open_progress")
    kiosk.come_to("progress")
    ask(kiosk)

    assert not kiosk.has("next")
