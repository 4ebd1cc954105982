"""In a real window, under a window manager, a citizen goes from the first page to the paper."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtQuick import QQuickItem

from tests.parts import needs
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.citizen import Citizen
from tests.screens.geometry import place
from tests.screens.pages import STILL
from tests.screens.real_window import ROOT, RealWindow, Sight, pixels, real_window

SIZE = (1080, 1920)
DIGITS = "0123456789"


@dataclass(frozen=True)
class Act:
    """What the twin's citizen did: a touch or a stroke, and what it was aimed at."""

    start: QPoint
    end: QPoint
    sight: Sight | None
    is_code: bool = False


class Twin:
    """The same kiosk in this process: its citizen's acts, as another one can do them again."""

    def __init__(self, kiosk: AtKiosk) -> None:
        self.kiosk = kiosk
        self.acts: list[Act | str] = []
        self.keys: dict[str, QPoint] = {}
        self._code = 0
        self._drag, self._lay = kiosk.drag, kiosk.lay
        kiosk.drag = self.drag  # type: ignore[method-assign]
        kiosk.lay = self.lay  # type: ignore[method-assign]

    def look(self, name: str) -> None:
        """Called when a page stands."""
        if name == "mobile_code":
            self.keys = {digit: self.kiosk.middle(f"key_{digit}") for digit in DIGITS}
            self._code = 6
            self.acts.append("code")

    def lay(self, card: dict[str, str] | None = None) -> None:
        """The card is laid there too."""
        self.acts.append("card")
        self._lay(card)

    def drag(self, start: object, end: object) -> None:
        """The same touch or stroke, noted with what there was to see."""
        if self._code:
            self._code -= 1  # the other's code is another
        else:
            item = self.kiosk.find(start) if isinstance(start, str) else start
            sight = self._sight(item) if isinstance(item, QQuickItem) else None
            begin = item if isinstance(item, QPoint) else self.kiosk.middle(item)
            close = end if isinstance(end, QPoint) else begin
            self.acts.append(Act(begin, close, sight))
        self._drag(start, end)

    def _sight(self, item: QQuickItem) -> Sight:
        box = place(item).toRect().intersected(QRect(0, 0, *SIZE))
        return Sight(box, pixels(self.kiosk.window.grabWindow().copy(box)))


def acts_of_a_citizen(data: object) -> tuple[list[Act | str], dict[str, QPoint]]:
    """What a citizen does at the twin, from the first touch until the paper is asked for."""
    with at_kiosk(data, SIZE, STILL) as kiosk:
        twin = Twin(kiosk)
        citizen = Citizen(kiosk, look=twin.look)
        citizen.go()
        citizen.touch("next")
        kiosk.wait(lambda: bool(list((data / "print").glob("*.pdf"))))
    return twin.acts, twin.keys


def do_again(window: RealWindow, act: Act) -> None:
    """See what is to be touched, then touch it."""
    if act.sight is not None:
        window.see(act.sight)
    if act.start == act.end:
        window.click(act.start)
    else:
        window.draw(act.start, act.end)


def code_in(message: str) -> str:
    """The six digits of a message."""
    digits = "".join(c if c.isdigit() else " " for c in message).split()
    return next(part for part in digits if len(part) == 6)


def test_from_the_first_page_to_a_printed_licence_that_verifies_as_a_specimen(theatre, tmp_path):
    for part in ("xvfb", "openbox", "xdotool"):
        needs(part)
    acts, keys = acts_of_a_citizen(tmp_path / "twin")
    with real_window(tmp_path, SIZE, STILL) as window:
        data = tmp_path / "data"
        window.find("照办")
        for act in acts:
            if isinstance(act, Act):
                do_again(window, act)
            elif act == "card":
                fresh = data / "reader" / "card.laying"
                fresh.parent.mkdir(exist_ok=True)
                fresh.write_text(json.dumps(CARD), encoding="utf-8")
                fresh.replace(data / "reader" / "card.json")
            else:
                window.wait(lambda: any((data / "sms").glob("2*.txt")), "no message")
                message = min((data / "sms").glob("2*.txt")).read_text("utf-8")
                for digit in code_in(message.partition("\n\n")[2]):
                    window.click(keys[digit])
        window.wait(lambda: any((data / "print").glob("*.pdf")), "nothing printed")
        printed = min((data / "print").glob("*.pdf"))

    said = subprocess.run(
        [sys.executable, "-m", "kiosk", "verify", "--json", str(printed)],
        cwd=ROOT,
        env={**os.environ, "KIOSK_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(said.stdout)["reason"] == "specimen", said
