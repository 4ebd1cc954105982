"""A licence is collected when its paper is out, at a kiosk where nothing was printed before."""

from kiosk.domain.states import ApplicationState
from kiosk.ui.touch.lookup import Lookup
from tests.screens.errand import given, open_, said, state, trail
from tests.screens.pages import stand
from tests.screens.stage import SIZES


def test_a_licence_is_collected_once_the_paper_is_out_and_not_before(theatre, tmp_path):
    with stand(tmp_path, SIZES["portrait"]) as at:
        kiosk, licence = at.kiosk, given(at)
        at.clock.go(minutes=10)
        printer, number = kiosk.services.printer, licence["number"]
        open_(kiosk, "collect")
        at.lay()
        kiosk.wait(lambda: kiosk.has("print"))
        assert not kiosk.has("printedBefore")
        for fault, words in (("no_paper", "纸"), ("jam", "卡")):
            printer.set_fault(fault)
            kiosk.tap("print" if fault == "no_paper" else "printAgain")
            kiosk.wait(lambda: kiosk.has("printAgain"))
            kiosk.settle(100)
            assert words in said(kiosk)
            assert state(kiosk, number) is ApplicationState.ISSUED
        printer.set_fault("uncounted")
        kiosk.tap("printAgain")
        kiosk.wait(lambda: kiosk.has("notOut"))
        kiosk.tap("notOut")
        kiosk.wait(
            lambda: ("print_answered", False) in [(e, d.get("came_out")) for e, d in trail(kiosk)]
        )
        assert state(kiosk, number) is ApplicationState.ISSUED

        before = len(printer.tray())
        printer.set_fault("")
        kiosk.tap("printAgain")
        kiosk.wait(lambda: state(kiosk, number) is ApplicationState.COLLECTED)
        kiosk.wait(lambda: not kiosk.has("printAgain"))

        assert len(printer.tray()) == before + 1
        assert [e for e, _ in trail(kiosk)].count("licence_collected") == 1
        kiosk.wait(lambda: kiosk.desk(Lookup).found[0]["state"] == "collected")
