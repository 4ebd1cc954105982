"""A process in which a citizen is in the middle of it when the power goes. Run as a module.

``python -m tests.screens.power_cut handed_in|halfway DATA`` ends by SIGKILL: the moment an
application was handed in, or with the first step done.
"""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState
from kiosk.services.drafts import find_draft
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.citizen import Citizen
from tests.screens.pages import SIGNED
from tests.screens.stage import Theatre
from tests.screens.standing import step_to


def applications(kiosk: AtKiosk) -> list[Application]:
    """All that the register holds."""
    with kiosk.services.house.store.read() as uow:
        return list(uow.applications.in_state(*ApplicationState))


def handed_in(kiosk: AtKiosk) -> None:
    """The last button was touched, and the register has taken it down."""
    step_to(kiosk, "review", SIGNED)
    kiosk.sitting.mobile_verified = True
    kiosk.wait(lambda: kiosk.desk(ReviewDesk).lacks == "")
    kiosk.come_to("review")
    kiosk.tap("next")
    kiosk.wait(lambda: len(applications(kiosk)) == 1)


def halfway(kiosk: AtKiosk) -> None:
    """The card was read, and what it says is kept."""
    citizen = Citizen(kiosk)
    citizen.begin()
    citizen.identify()
    kiosk.wait(lambda: find_draft(kiosk.services.house, CARD["number"]) is not None)


def main(moment: str, data: Path) -> NoReturn:
    """Sit down, and be cut off."""
    theatre = Theatre()
    with at_kiosk(data) as kiosk:
        {"handed_in": handed_in, "halfway": halfway}[moment](kiosk)
        os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(theatre)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
