"""A branch at the screen: the register dies in a sitting, the citizen is told and has a receipt."""

import random

import pytest

from kiosk.domain.states import ApplicationState
from kiosk.services.staff import persons
from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.journeys.line import Line
from tests.parts import needs
from tests.screens.at_kiosk import at_kiosk
from tests.screens.geometry import at_rest, faults
from tests.screens.pages import SIGNED, Stand
from tests.screens.stage import SIZES
from tests.screens.standing import BEFORE_NAME, NAME, stand_at, step_to

BRANCH = '[voice]\nkind = "silent"\n[screen]\nreduced_motion = true\n[branch]\nseals = true\npatience_seconds = 2\nagain_seconds = 0.1\n'


@pytest.fixture
def line():
    """A line to a register of its own."""
    needs("postgres")
    from tests.adapters.store.postgres import running_server

    with running_server() as server:
        one = Line(server.folder)
        one.address = one.url(server.fresh())
        yield one
        one.close()
        server.kill()


def texts(kiosk):
    return "\n".join(
        str(item.property("text"))
        for item in kiosk.items()
        if item.isVisible() and item.property("text")
    )


def states(services):
    with services.house.store.read() as uow:
        return [one.state for one in uow.applications.in_state(*ApplicationState)]


def test_who_sits_there_when_the_register_dies_leaves_with_a_receipt_and_is_told(
    theatre, tmp_path, line
):
    toml = BRANCH + f'[register]\nurl = "{line.address}"\n'
    with at_kiosk(tmp_path, toml=toml) as kiosk:
        stand_at(kiosk, "name", {**BEFORE_NAME, **NAME, "name.brand": _brand()})
        kiosk.wait(lambda: kiosk.desk(NameDesk).state == "free")
        line.cut()
        kiosk.desk(NameDesk).tryAgain()
        kiosk.wait(lambda: kiosk.desk(NameDesk).state == "unknown")
        assert "送达时核对" in kiosk.desk(NameDesk).faultWords
        assert kiosk.find("next").isEnabled()

        step_to(kiosk, "review", {**SIGNED, "name.brand": _brand()})
        kiosk.sitting.mobile_verified = True
        kiosk.wait(lambda: kiosk.desk(ReviewDesk).lacks == "")
        kiosk.settle(100)
        kiosk.tap("next")
        kiosk.come_to("result")
        outcome = kiosk.desk(Outcome)
        assert outcome.outcome == "received"
        assert outcome.number in texts(kiosk)
        assert outcome.sentTo in kiosk.find("result_comes").property("text")
        kiosk.wait(lambda: len(list((tmp_path / "print").glob("*.pdf"))) == 1)
        assert persons(kiosk.services.house.own) == []  # the staff page needs no register
        assert kiosk.messages() == []

        line.mend()  # the running kiosk does the rest
        kiosk.wait(lambda: _once(lambda: states(kiosk.services)) == [ApplicationState.ISSUED], 60)
        kiosk.wait(lambda: len(kiosk.messages()) == 2, 60)


def _once(ask):
    """What is told, None while the register rests."""
    from kiosk.ports import SystemFault

    try:
        return ask()
    except SystemFault:
        return None


def _brand():
    return "".join(random.sample("芃苒茗荇莳菘葭榆枫桐梓棠", 4))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_received_fits_every_screen_in_both_languages(size, theatre, tmp_path):
    nowhere = f'[register]\nurl = "postgresql+psycopg://x@/x?host={tmp_path}"\n'
    found = {}
    with at_kiosk(tmp_path / "data", SIZES[size], BRANCH + nowhere) as kiosk:
        at = Stand(kiosk, None, tmp_path)
        at.decide()
        look = kiosk.sitting.touch.look
        millimetre = 1 / look.mmPerPx
        for language in ("zh", "en"):
            look.setLanguage(language)
            for text_size in (1.0, 1.6):
                look.setTextSize(text_size)
                kiosk.settle(150)
                told = at_rest(
                    kiosk,
                    lambda: faults(kiosk, round(20 * millimetre), round(4 * millimetre)),
                )
                if told:
                    found[language, text_size] = told
    assert found == {}
