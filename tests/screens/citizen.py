"""A scripted citizen who goes the shortest honest way with real touches, every one counted.

The operators are those the design fixes (keystroke-level model: Card, Moran and Newell 1983;
soft keyboards: MacKenzie, Zhang and Soukoreff 1999). It is a model of error-free use.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtQuick import QQuickItem

from tests.screens.at_kiosk import CARD, AtKiosk

TOUCH, KEY, MENTAL, CARD_LAID, SIGNATURE = 1.38, 0.8, 1.35, 3.0, 4.0
"""Seconds."""

MOBILE = "15400012345"
PINYIN = {
    "晨光": "chenguang",
    "朝阳": "chaoyang",
    "明月": "mingyue",
    "春风": "chunfeng",
    "长江": "changjiang",
    "东方": "dongfang",
    "和平": "heping",
    "红星": "hongxing",
    "幸福": "xingfu",
    "阳光": "yangguang",
    "人民路": "renminlu",
}

NINE = dict(zip("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999", strict=True))
"""The nine-key board of the care mode."""


@dataclass
class Step:
    """What one page took; ``seconds`` by the model, ``response`` as measured."""

    page: str
    touches: int = 0
    seconds: float = 0.0
    response: float = 0.0
    sms_wait: float = 0.0


@dataclass
class Citizen:
    """``look`` is called with a name when a page stands, to take its picture."""

    kiosk: AtKiosk
    brand: str = "晨光"
    mobile: str = MOBILE
    door: str = "18"
    types_road: bool = False
    look: Callable[[str], None] = lambda _name: None
    steps: list[Step] = field(default_factory=list)

    @property
    def touches(self) -> int:
        """Every touch of the whole way."""
        return sum(step.touches for step in self.steps)

    @property
    def klm_seconds(self) -> float:
        """Model and measured responses together, the wait for the SMS apart."""
        return sum(step.seconds + step.response for step in self.steps)

    def go(self) -> None:
        """From the first page to the licence."""
        self.begin()
        self.identify()
        self.prove_mobile()
        self.choose_trade()
        self.say_where()
        self.choose_name()
        self.add_particulars()
        self.sign()

    # ── the pages ────────────────────────────────────────────────────────────────────────────
    def begin(self, procedure: str = "establishment") -> None:
        """The first touch, and the notice."""
        self._step("attract")
        self.touch(f"begin_{procedure}", to="notice")
        self._step("notice")
        self.touch("next", to="identify")

    def identify(self) -> None:
        """Lay the card and say that it is one's own."""
        step = self._step("identify")
        self.kiosk.lay({**CARD})
        step.seconds += CARD_LAID
        self._respond(lambda: self.kiosk.has("holderName"))
        self.look("identify_read")
        self.touch("next", to="mobile")

    def prove_mobile(self, to: str = "trade") -> None:
        """Eleven digits, the code from the message."""
        step = self._step("mobile")
        before = len(self.kiosk.messages())
        self.keys(self.mobile)
        self.touch("next")
        began = time.monotonic()
        self.kiosk.wait(lambda: len(self.kiosk.messages()) > before)
        step.sms_wait = time.monotonic() - began
        self.kiosk.wait(lambda: self.kiosk.has("code"))
        self.kiosk.settle(200)
        self.look("mobile_code")
        self.keys(self._code())
        self._respond(lambda: self.kiosk.page == to)

    def choose_trade(self) -> None:
        """One chip ticks the usual items."""
        self._step("trade")
        self.touch("chip_早餐店", choosing=True)
        self.look("trade_chosen")
        self.touch("next", to="premises")

    def say_where(self) -> None:
        """Town, road and number."""
        self._step("premises")
        self.touch("chip_320583100", choosing=True)
        if self.types_road:
            self.write("box_premises.road", "人民路")
            self.touch("box_premises.number")
        else:
            self.touch("chip_人民路", choosing=True)
        self.kiosk.settle(300)
        self.keys(self.door)
        self.look("premises_filled")
        self.touch("next", to="name")

    def choose_name(self) -> None:
        """Two characters."""
        self._step("name")
        self.write("brand", self.brand)
        self._respond(lambda: bool(self.kiosk.find("next").isEnabled()))
        self.look("name_free")
        self.touch("next", to="fields")

    def add_particulars(self) -> None:
        """What has no default: a touch each."""
        self._step("fields")
        for under, chip in (
            ("field_particulars.capital", "chip_5"),
            ("field_proprietor.education", "chip_senior"),
            ("field_proprietor.politics", "chip_masses"),
            ("field_proprietor.employment", "chip_farmer"),
        ):
            self.touch(chip, under=under, choosing=True)
        self.look("fields_filled")
        self.touch("next", to="review")

    def sign(self, declarations: Iterable[str] = ("truth", "name", "premises", "permits")) -> None:
        """The declarations, a signature, and in."""
        step = self._step("review")
        for name in declarations:
            self.touch(f"declare_declarations.{name}")
        self._reach(self.kiosk.find("pad"))
        self._draw()
        step.seconds += SIGNATURE
        self.look("review_signed")
        self.touch("next", to="result")
        self.look("result")

    def collect_on_paper(self) -> None:
        """Have the licence printed, and leave."""
        self.touch("next")
        self.kiosk.wait(lambda: bool(list((self.kiosk.data / "print").glob("*.pdf"))))
        self.kiosk.settle(600)
        another = ("printOnceMore", "printLetterAgain")
        self.kiosk.wait(lambda: any(map(self.kiosk.has, another)))
        self.look("printed")
        self.touch("next", to="attract")

    # ── hands ────────────────────────────────────────────────────────────────────────────────
    def touch(self, name: str, *, under: str = "", choosing: bool = False, to: str = "") -> None:
        """Touch a target of the page, scrolling to it with the visible buttons when it must be."""
        step = self.steps[-1]
        item = self._item(name, under)
        if not item.isVisible() and self.kiosk.has("key_hide"):  # the keyboard covers a low screen
            self.keys(["hide"])
            self.kiosk.settle(300)
        self._reach(item)
        step.touches += 1
        step.seconds += TOUCH + (MENTAL if choosing else 0)
        self.kiosk.tap(item)
        if to:
            self._respond(lambda: self.kiosk.page == to)
            self.kiosk.settle(300)

    def keys(self, characters: Iterable[str]) -> None:
        """Touch keys of the keypad or the keyboard, one after the other."""
        for character in characters:
            letter = self.kiosk.has(f"key_{character}")
            self.kiosk.tap(f"key_{character if letter else NINE[character]}")
            self.steps[-1].touches += 1
            self.steps[-1].seconds += KEY

    def write(self, box: str, text: str) -> None:
        """Touch a box and write in it, Chinese by its pinyin and the first fitting candidate."""
        self.touch(box)
        self.kiosk.settle(300)
        if text.isascii():
            self.keys(text)
            return
        self.keys(PINYIN[text])
        self.kiosk.settle(150)
        for item in self.kiosk.items():
            named = item.objectName().startswith("candidate_") and item.isVisible()
            if named and item.property("text") == text:
                self.kiosk.tap(item)
                self.steps[-1].touches += 1
                self.steps[-1].seconds += TOUCH + MENTAL
                return
        raise AssertionError(f"no candidate {text}")

    def _item(self, name: str, under: str) -> QQuickItem:
        if not under:
            return self.kiosk.find(name)
        inside = self.kiosk.items(self.kiosk.find(under))
        return next(item for item in inside if item.objectName() == name)

    def _reach(self, item: QQuickItem) -> None:
        for _ in range(12):
            if self._in_sight(item):
                return
            down = self._middle_of(item) > self.kiosk.window.height() / 2
            self.kiosk.tap("scroll_down" if down else "scroll_up")
            self.kiosk.settle(300)
            self.steps[-1].touches += 1
            self.steps[-1].seconds += TOUCH
        raise AssertionError(f"{item.objectName()} cannot be reached")

    def _in_sight(self, item: QQuickItem) -> bool:
        seen = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        middle = seen.center()
        above = item.parentItem()
        while above is not None:
            if above.clip():
                around = above.mapRectToScene(QRectF(0, 0, above.width(), above.height()))
                if not around.contains(middle):
                    return False
            above = above.parentItem()
        return bool(0 <= middle.y() <= self.kiosk.window.height())

    def _middle_of(self, item: QQuickItem) -> float:
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).center().y()

    def _draw(self) -> None:
        pad = self.kiosk.find("pad")
        place = pad.mapRectToScene(QRectF(0, 0, pad.width(), pad.height()))

        def at(across: float, down: float) -> QPoint:
            return QPoint(
                round(place.x() + place.width() * across), round(place.y() + place.height() * down)
            )

        for start, end in (((0.3, 0.3), (0.6, 0.3)), ((0.45, 0.2), (0.45, 0.8))):
            self.kiosk.drag(at(*start), at(*end))

    def _code(self) -> str:
        message = self.kiosk.messages()[-1]
        digits = "".join(c if c.isdigit() else " " for c in message).split()
        return next(part for part in digits if len(part) == 6)

    def _step(self, page: str) -> Step:
        self.kiosk.come_to(page)
        self.look(page)
        self.steps.append(Step(page, seconds=MENTAL))
        return self.steps[-1]

    def _respond(self, until: Callable[[], bool]) -> None:
        began = time.perf_counter()
        self.kiosk.wait(until)
        self.steps[-1].response += time.perf_counter() - began
