"""Without a finger: the whole way goes by keys or actions."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.desk import StillClock
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.geometry import in_sight
from tests.screens.stage import SIZES
from tests.screens.told import nameless

MOBILE = "15400012345"
MOST_TABS = 90
CHOSEN = (
    ("field_particulars.capital", "chip_5"),
    ("field_proprietor.education", "chip_senior"),
    ("field_proprietor.politics", "chip_masses"),
    ("field_proprietor.employment", "chip_farmer"),
)
DECLARED = ("truth", "name", "premises", "permits")


# ── the whole way ────────────────────────────────────────────────────────────────────────────
@dataclass
class Hands:
    """Whoever goes the way without touching the glass."""

    kiosk: AtKiosk

    def item(self, name: str, under: str = "") -> QQuickItem:
        """What is to be driven."""
        if not under:
            return self.kiosk.find(name)
        inside = self.kiosk.items(self.kiosk.find(under))
        return next(item for item in inside if item.objectName() == name)

    def press(self, name: str, under: str = "", to: str = "") -> None:
        """Have a control do what it does, and come to a page."""
        self.drive(self.item(name, under))
        if to:
            self.kiosk.come_to(to)
        self.kiosk.settle(30)

    def drive(self, item: QQuickItem) -> None:
        """Press it."""
        raise NotImplementedError

    def digits(self, text: str) -> None:
        """Fill the cells over a keypad."""
        raise NotImplementedError

    def write(self, box: str, text: str, sounds: str = "") -> None:
        """Fill a box."""
        raise NotImplementedError


class Keyboard(Hands):
    """Tab, Enter, Space, letters and digits; what they drive must be seen at every step."""

    def drive(self, item: QQuickItem) -> None:
        self.come(item)
        self.kiosk.key(Qt.Key.Key_Space if "declare" in item.objectName() else Qt.Key.Key_Return)

    def come(self, item: QQuickItem) -> None:
        """Tab on until it has the focus."""
        for _ in range(MOST_TABS):
            held = self.kiosk.window.activeFocusItem()
            if held == item:
                self.see(held)
                return
            self.kiosk.key(Qt.Key.Key_Tab)
            self.see(self.kiosk.window.activeFocusItem())
        raise AssertionError(f"Tab never comes to {item.objectName()}")

    def see(self, held: QQuickItem | None) -> None:
        """The focus is somewhere, and a control that has it shows that it has."""
        assert held is not None, "the focus is lost"
        if not (held.inherits("QQuickAbstractButton") or held.inherits("QQuickTextInput")):
            return
        self.kiosk.wait(lambda: not in_sight(held).isEmpty(), 2)
        assert held.isVisible(), held.objectName()
        marked = held.property("visualFocus") or held.inherits("QQuickTextInput")
        ring = any(
            i.metaObject().className().startswith("FocusRing") and i.isVisible()
            for i in self.kiosk.items(held)
        )
        assert marked or ring, f"nothing marks {held.objectName()} {held.metaObject().className()}"

    def digits(self, text: str) -> None:
        self.come(self.item("key_1"))
        for digit in text:
            self.kiosk.key(Qt.Key(Qt.Key.Key_0.value + int(digit)))

    def write(self, box: str, text: str, sounds: str = "") -> None:
        self.come(self.item(f"{box}_field"))
        for letter in sounds or text:
            QTest.keyClick(self.kiosk.window, letter)
        if sounds:
            self.kiosk.settle(100)
            self.kiosk.key(Qt.Key.Key_Space)


class Actions(Hands):
    """What a screen reader or a switch does: press and fill in through the accessibility tree."""

    def drive(self, item: QQuickItem) -> None:
        found = QAccessible.queryAccessibleInterface(item)
        assert nameless(item) == ""
        found.actionInterface().doAction(QAccessibleActionInterface.pressAction())

    def digits(self, text: str) -> None:
        for digit in text:
            self.press(f"key_{digit}")

    def write(self, box: str, text: str, sounds: str = "") -> None:
        field = QAccessible.queryAccessibleInterface(self.item(f"{box}_field"))
        field.actionInterface().doAction(QAccessibleActionInterface.setFocusAction())
        self.kiosk.settle(200)
        for letter in sounds or text:
            self.press(f"key_{letter}")
        if sounds:
            self.press("candidate_0")


def code(kiosk: AtKiosk, before: int) -> str:
    """The six digits of the message that came after so many."""
    kiosk.wait(lambda: len(kiosk.messages()) > before)
    message = [text for text in kiosk.messages() if "验证码" in text][-1]
    digits = "".join(c if c.isdigit() else " " for c in message).split()
    return next(part for part in digits if len(part) == 6)


@pytest.mark.parametrize("kind", [Keyboard, Actions])
def test_the_whole_way_is_gone_without_a_finger(theatre, tmp_path, kind):
    clock = StillClock()
    with at_kiosk(tmp_path / "data", SIZES["landscape"], clock=clock) as kiosk:
        hands = kind(kiosk)
        hands.press("begin_establishment", to="notice")
        hands.press("next", to="identify")
        kiosk.lay({**CARD})
        kiosk.wait(lambda: kiosk.has("holderName"))
        hands.press("next", to="mobile")
        hands.digits(MOBILE)
        before = len(kiosk.messages())
        hands.press("next")
        sent = code(kiosk, before)
        kiosk.wait(lambda: kiosk.has("code"))
        kiosk.settle(250)
        hands.digits(sent)
        kiosk.come_to("trade")
        hands.press("chip_早餐店")
        hands.press("next", to="premises")
        hands.press("chip_320583100")
        hands.write("box_premises.road", "人民路", "renminlu")
        hands.write("box_premises.number", "18")
        hands.press("next", to="name")
        hands.write("brand", "明月", "mingyue")
        kiosk.wait(lambda: bool(kiosk.find("next").isEnabled()))
        assert kiosk.sitting.answers["premises.road"] == "人民路"
        hands.press("next", to="fields")
        for field, chip in CHOSEN:
            hands.press(chip, field)
        hands.press("next", to="review")
        for name in DECLARED:
            hands.press(f"declare_declarations.{name}")
        before = len(kiosk.messages())
        kiosk.settle(300)
        clock.go(minutes=2)  # so that another code may be sent
        sign(kiosk, hands, before)
        hands.press("next", to="result")
        assert kiosk.desk(Outcome).outcome == "approved"
        assert kiosk.desk(Outcome).name == "昆山市明月早餐店"
        hands.press("why")
        assert kiosk.has("bases")
        hands.press("back", to="attract")


def sign(kiosk: AtKiosk, hands: Hands, before: int) -> None:
    """The other way to sign: the card again, and a code."""
    hands.press("by_card")
    sent = code(kiosk, before)
    kiosk.settle(300)
    hands.digits(sent)
    kiosk.wait(lambda: kiosk.desk(ReviewDesk).byCard)
    kiosk.settle(300)
