"""The walk behind the golden pictures: one mode, every page.

``python -m tests.screens.golden_walk MODE PAGE,PAGE OUT``; ``golden`` starts it in surroundings in
which nothing of the machine shows.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.ui.touch.composer import Composer
from kiosk.ui.touch.mobile_desk import MobileDesk
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.trade_desk import TradeDesk
from tests.screens.examples import PICTURES, settings_of
from tests.screens.geometry import in_sight, place, texts
from tests.screens.golden import MODES, OF_EXAMPLES, PAGES, Mode
from tests.screens.likeness import picture_of
from tests.screens.pages import STATES, STILL, Stand, stand
from tests.screens.stage import SIZES, Theatre


class SilentVoice:
    """A voice that makes its switch show wherever this runs."""

    speaks = True

    def say(self, text: str, language: str) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


class SameHand:
    """A recogniser that makes its key show wherever this runs, and sees the same in any stroke."""

    def recognise(self, strokes: object, most: int = 10) -> tuple[str, ...]:
        """What a cross could be."""
        return tuple("十什卞汁计叶千斗针古")[:most]


# ── what of a page is another at every run ───────────────────────────────────────────────────
@dataclass(frozen=True)
class Mask:
    """What is painted over and why: an item, a part of it, or each text that holds what is told."""

    page: str
    why: str
    item: str = ""
    part: tuple[float, float, float, float] = (0, 0, 1, 1)  # left, top, width, height
    text: Callable[[Stand], str] | None = None

    def places(self, at: Stand) -> list[QRectF]:
        """Where to paint, in the window."""
        if self.text is not None:
            told = self.text(at)
            return [in_sight(one) for one in texts(at.kiosk) if told in one.property("text")]
        if not at.kiosk.has(self.item):
            return []
        whole = place(at.kiosk.find(self.item))
        left, top, width, height = self.part
        return [
            QRectF(
                whole.left() + left * whole.width(),
                whole.top() + top * whole.height(),
                width * whole.width(),
                height * whole.height(),
            ).intersected(in_sight(at.kiosk.find(self.item)))
        ]


_QR = (0.75, 0.11, 0.165, 0.225)
"""Of the licence's page."""


def _pickup(at: Stand) -> str:
    code = at.kiosk.desk(Outcome).pickupCode
    return f"{code[:4]} {code[4:]}"


def _rules(at: Stand) -> str:
    return f"{at.kiosk.desk(Outcome).rulesChecked} "


MASKS = [
    Mask("result_approved", "how long this run took", item="lead"),
    Mask("result_approved", "the pick-up code is drawn at random", text=_pickup),
    Mask("result_approved", "how many rules there are is their own affair", text=_rules),
    Mask("result_approved", "the QR holds a signature by a key made today", "paper", _QR),
]


# ── what is done at a page before its picture is taken ───────────────────────────────────────
def _to_the_pad(at: Stand) -> None:
    """Scroll down as far as it goes."""
    while at.kiosk.has("scroll_down") and at.kiosk.find("scroll_down").isEnabled():
        at.kiosk.tap("scroll_down")
        at.kiosk.settle(60)


def _type(at: Stand) -> None:
    for letter, nine in zip("chenguang", "243648264", strict=True):
        at.kiosk.tap(f"key_{letter if at.kiosk.has(f'key_{letter}') else nine}")


def _write_by_hand(at: Stand) -> None:
    at.kiosk.desk(Composer).choose("hand")
    at.kiosk.settle(150)
    pad = place(at.kiosk.find("writingPad"))
    middle, reach = pad.center().toPoint(), round(pad.height() * 0.3)
    for along in (QPoint(reach, 0), QPoint(0, reach)):
        at.kiosk.drag(middle - along, middle + along)
    at.kiosk.settle(400)


def _type_digits(at: Stand) -> None:
    while in_sight(box := at.kiosk.find("box_premises.number")).height() < box.height():
        at.kiosk.tap("scroll_down")
        at.kiosk.settle(60)
    at.kiosk.tap(box)


def _stay_away(at: Stand) -> None:
    """Until the warning has counted down to eighteen."""
    idle = at.kiosk.sitting.idle
    while idle.countdown != 18:
        idle.tick()


def _search(at: Stand) -> None:
    at.kiosk.tap("search")
    at.kiosk.settle(200)
    at.kiosk.write("零售")
    at.kiosk.wait(lambda: at.kiosk.desk(TradeDesk).listOf == "found")


def _hold_the_seconds(at: Stand) -> None:
    """A whole minute until another code may be sent, however long the way here took."""
    desk = at.kiosk.desk(MobileDesk)
    desk._second.stop()
    desk._again_at = time.monotonic() + 60
    desk.secondPassed.emit()


BEFORE = {
    "mobile_code": _hold_the_seconds,
    "idle": _stay_away,
    "signature": _to_the_pad,
    "trade_search": _search,
    "keyboard_pinyin": _type,
    "keyboard_hand": _write_by_hand,
    "keyboard_digits": _type_digits,
}


def walk(mode: str, wanted: list[str], out: Path) -> None:
    """Leave OUT/mode/page.png of each page wanted. AssertionError for what Qt warned of."""
    theatre = Theatre()
    heard: list[str] = []
    theatre.hears(heard)
    theatre.app.styleHints().setCursorFlashTime(0)  # type: ignore[attr-defined]
    doubles = {"voice": SilentVoice(), "handwriting": SameHand()}
    (out / mode).mkdir(parents=True)
    looks = {**MODES, **OF_EXAMPLES}[mode]
    toml = settings_of(looks.example) if looks.example else STILL
    with (
        tempfile.TemporaryDirectory() as data,
        stand(Path(data), SIZES[looks.size], doubles, toml) as at,
    ):
        for page in PICTURES[looks.example] if looks.example else PAGES:
            bring(at, looks, page)
            if page in wanted:
                picture = picture_of(at_rest(at))
                paint_over(at, page, picture)
                picture.save(out / mode / f"{page}.png", compress_level=1)
    assert heard == [], "\n".join(heard)


def bring(at: Stand, mode: Mode, page: str) -> None:
    """Have the page stand there in that mode, with nothing that goes on by itself."""
    at.leave()
    if mode.example:
        PICTURES[mode.example][page](at)
    else:
        STATES[PAGES[page]].bring(at)
    at.kiosk.sitting.idle._timer.stop()
    look = at.kiosk.sitting.touch.look
    look.setCare(mode.care)
    if mode.contrast != "standard":
        look.setContrast(mode.contrast)
    look.setLanguage(mode.language)
    at.kiosk.settle(80)
    if page in BEFORE:
        BEFORE[page](at)
    at.kiosk.settle(250 if at.kiosk.has("keyboard") else 80)
    at.kiosk.wait(lambda: not any(map(_lingers, at.kiosk.items())))


def _lingers(item: QQuickItem) -> bool:
    """Whether it is a busy sign that only stands its half second, for nothing runs any more."""
    return item.property("shown") is True and item.property("running") is False


def at_rest(at: Stand) -> QImage:
    """What the window shows when it shows the same twice. AssertionError where it never does."""
    seen = [at.kiosk.grab()]

    def stands_still() -> bool:
        at.kiosk.settle(40)
        seen.append(at.kiosk.grab())
        return seen[-1] == seen[-2]

    at.kiosk.wait(stands_still)
    return seen[-1]


def paint_over(at: Stand, page: str, picture: Image.Image) -> None:
    """Paint what is another at every run with the ground it stands on."""
    pen = ImageDraw.Draw(picture)
    for mask in MASKS:
        if mask.page == page:
            for where in mask.places(at):
                if not where.isEmpty():
                    left, top, right, bottom = where.toAlignedRect().getCoords()
                    ground = picture.getpixel((left, top))
                    pen.rectangle((left, top, right, bottom), fill=ground)


if __name__ == "__main__":
    walk(sys.argv[1], sys.argv[2].split(","), Path(sys.argv[3]))
