"""A resting terminal says where else to go, and nothing on it can be begun."""

import sqlite3
from contextlib import closing

from kiosk.catalogue.readiness import load_readiness
from tests.desk import REFERENCE
from tests.screens.at_kiosk import at_kiosk


def test_it_tells_whom_to_call_and_offers_nothing_to_begin(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as kiosk:
        kiosk.sitting.open("out_of_service")
        kiosk.come_to("out_of_service")

        assert kiosk.services.house.profile.telephone in kiosk.find("telephone").property("text")
        names = {item.objectName() for item in kiosk.items() if item.isVisible()}
        assert not {name for name in names if name.startswith(("begin_", "open_", "next"))}


def test_a_register_that_is_held_closes_the_terminal_with_a_reason_and_it_opens_by_itself(
    theatre, tmp_path
):
    words = load_readiness(REFERENCE)
    with at_kiosk(tmp_path / "data") as kiosk:
        file = kiosk.services.settings.data / "register.sqlite"
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            kiosk.come_to("out_of_service")
            reason = kiosk.find("reason")
            assert reason.isVisible()
            assert words.checks["writing"].title.zh in reason.property("text")
            assert kiosk.services.house.profile.telephone in kiosk.find("telephone").property(
                "text"
            )
        kiosk.come_to("attract")
