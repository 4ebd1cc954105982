"""The power goes in the middle of it: the kiosk is back at its first page, and nothing is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.lookup import Lookup
from tests.screens.at_kiosk import at_kiosk
from tests.screens.power_cut import applications
from tests.screens.standing import COMPLETE

ROOT = Path(__file__).resolve().parents[2]


def cut_off(moment: str, data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.power_cut", moment, str(data)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(data.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.usefixtures("theatre")
def test_what_was_handed_in_is_decided_on_the_next_start_and_shown_to_its_card(tmp_path):
    cut_off("handed_in", tmp_path / "data")
    with at_kiosk(tmp_path / "data") as kiosk:
        assert kiosk.page == "attract"
        [before] = applications(kiosk)
        kiosk.wait(lambda: applications(kiosk)[0].state is ApplicationState.ISSUED)
        [after] = applications(kiosk)
        kiosk.tap("open_progress")
        kiosk.come_to("progress")
        kiosk.lay()
        kiosk.wait(lambda: bool(kiosk.desk(Lookup).found))
        kiosk.settle(200)
        shown = "\n".join(str(item.property("text")) for item in kiosk.items() if item.isVisible())

    assert after.number == before.number
    assert before.number in shown
    assert COMPLETE["name.brand"] in shown


@pytest.mark.usefixtures("theatre")
def test_what_was_filled_in_is_offered_to_the_card_that_left_it(tmp_path):
    cut_off("halfway", tmp_path / "data")
    with at_kiosk(tmp_path / "data") as kiosk:
        assert kiosk.page == "attract"
        assert len(kiosk.sitting.answers) == 0
        kiosk.tap("begin_establishment")
        kiosk.come_to("notice")
        kiosk.tap("next")
        kiosk.come_to("identify")
        kiosk.services.card_reader.take_away()
        kiosk.settle(400)
        kiosk.lay()
        kiosk.wait(lambda: kiosk.has("draft"))
        kiosk.tap("next")
        kiosk.come_to("mobile")

        assert applications(kiosk) == []
