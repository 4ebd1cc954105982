"""A bank branch as its settings example has it: another look, another tile, the same pages."""

import tomllib

import pytest

from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.outcome import Outcome
from tests.screens.at_kiosk import at_kiosk
from tests.screens.citizen import Citizen
from tests.screens.examples import EXAMPLES, account, received, settings_of, visit
from tests.screens.geometry import at_rest, faults, place
from tests.screens.pages import stand
from tests.screens.stage import SIZES


@pytest.fixture
def branch(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=settings_of("bank-branch")) as kiosk:
        yield kiosk


def offers(kiosk):
    names = (item.objectName() for item in kiosk.items() if item.isVisible())
    return sorted(name for name in names if name.startswith("begin_"))


def test_a_branch_offers_its_own_procedure_as_a_tile_in_its_own_colours(branch):
    look = tomllib.loads((EXAMPLES / "bank-branch.toml").read_text("utf-8"))["branding"]
    button = place(branch.find("begin_establishment"))

    assert offers(branch) == ["begin_account_opening", "begin_establishment"]
    assert button.height() > branch.find("begin_account_opening").height()
    seen = branch.grab().pixelColor(round(button.left() + 40), round(button.center().y()))
    assert seen.name().upper() == look["accent"]


def test_a_hall_offers_the_stock_procedure_alone(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=settings_of("hall")) as kiosk:
        assert offers(kiosk) == ["begin_establishment"]
        kiosk.sitting.begin("account_opening")
        assert kiosk.page == "attract"


def test_a_citizen_makes_an_appointment_by_the_same_pages_and_is_told(branch):
    citizen = Citizen(branch)
    citizen.begin("account_opening")
    citizen.identify()
    citizen.prove_mobile(to="fields")
    citizen._step("fields")
    assert not branch.has("see_licence")
    citizen.touch("next")
    branch.wait(lambda: branch.sitting.stepId == "visit")
    branch.sitting.answer("visit.day", "2026-12-18")
    branch.settle(300)
    citizen.touch("next", to="review")
    citizen.sign(["truth"])
    citizen.collect_on_paper()

    with branch.services.house.store.read() as uow:
        kept = list(uow.applications.in_state(ApplicationState.REFERRED))
    assert [one.procedure for one in kept] == ["account_opening"]
    assert len(list((branch.data / "print").glob("*.pdf"))) == 1
    branch.wait(lambda: len(branch.messages()) == 3)
    assert all(told.startswith("【示例银行】") for told in branch.messages()[1:])


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_a_branch_fit_every_screen_in_both_languages(size, theatre, tmp_path):
    found = {}
    with stand(tmp_path, SIZES[size], toml=settings_of("bank-branch")) as at:
        look = at.kiosk.sitting.touch.look
        millimetre = 1 / look.mmPerPx
        for page in (lambda _at: None, account, visit, received):
            at.leave()
            page(at)
            for language in ("zh", "en"):
                look.setLanguage(language)
                for text_size in (1.0, 1.6):
                    look.setTextSize(text_size)
                    at.kiosk.settle(150)
                    told = at_rest(
                        at.kiosk,
                        lambda: faults(at.kiosk, round(20 * millimetre), round(4 * millimetre)),
                    )
                    if told:
                        found[page.__name__, language, text_size] = told

    assert found == {}


def test_what_was_received_shows_no_licence_and_says_who_calls(theatre, tmp_path):
    with stand(tmp_path, SIZES["portrait"], toml=settings_of("bank-branch")) as at:
        received(at)
        outcome = at.kiosk.desk(Outcome)

        assert outcome.outcome == "referred"
        assert outcome.creditCode == ""
        assert "示例银行" in outcome.reasons[0]["message"]
