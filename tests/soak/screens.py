"""A hostile hand at the real screen: ``python -m tests.soak.screens --minutes 5 --seed 1``.

It touches, drags and types at random, lays cards and snatches them, breaks devices and lets time
pass. What must hold all the while: no warning of QML, no exception, never a word of the citizen
before, and always a way back to the first page.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.ports import CanFail
from kiosk.ui.touch.look import LANGUAGES, TEXT_SIZES
from tests.builders import identity
from tests.desk import StillClock
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.geometry import in_sight
from tests.screens.stage import SIZES, Theatre
from tests.screens.standing import COMPLETE, step_to

STILL = '[screen]\nreduced_motion = true\n[voice]\nkind = "silent"\n[sitting]\nidle_seconds = 20\n'
SURNAMES, GIVEN = "陈林赵周吴郑冯褚卫蒋沈韩", "安柏知夏试例清和望舒若谷"
KEYS = [Qt.Key(key) for key in (*range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1), *range(65, 91))]
DRIVING = [
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_F11,
]  # fmt: skip
PATIENCE = 15


@dataclass
class Monkey:
    """One hand, with a seed; ``faults`` is what it found."""

    kiosk: AtKiosk
    clock: StillClock
    chance: Random
    deeds: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    secrets: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    last: list[str] = field(default_factory=list)

    def sitting(self, deeds: int) -> None:
        """One citizen's time, from the first page back to it."""
        self.before = [*self.before, *self.secrets][-12:]
        self.secrets = []
        if self.chance.random() < 0.4:
            self.begin_far()
        for _ in range(deeds):
            deed = self.chance.choices(list(DEEDS), [DEEDS[name] for name in DEEDS])[0]
            self.last = [*self.last, deed][-12:]
            self.deeds[deed] = self.deeds.get(deed, 0) + 1
            getattr(self, deed)()
            self.look()
        self.go_home()

    def begin_far(self) -> None:
        """Somewhere in the form, everything before it filled in."""
        page = self.chance.choice(["trade", "premises", "name", "fields", "review"])
        name = self.some_name()
        step_to(self.kiosk, page, {**COMPLETE, "proprietor.name": name, "name.brand": name[-2:]})

    def some_name(self) -> str:
        name = self.chance.choice(SURNAMES) + "".join(self.chance.sample(GIVEN, 2))
        self.secrets.append(name)
        return name

    # ── deeds ────────────────────────────────────────────────────────────────────────────────
    def touch_target(self) -> None:
        """Something that can be pressed and seen."""
        kinds = ("QQuickAbstractButton", "QQuickTextInput")
        shown = [
            item
            for item in self.kiosk.items()
            if item.isVisible()
            and (item.objectName().startswith("key_") or any(item.inherits(k) for k in kinds))
            and item.objectName() not in {"switch_leave", "restart"}
            and not in_sight(item).isEmpty()
        ]
        if shown:
            self.kiosk.tap(in_sight(self.chance.choice(shown)).center().toPoint())

    def place(self) -> QPoint:
        window = self.kiosk.window
        return QPoint(self.chance.randrange(window.width()), self.chance.randrange(window.height()))

    def touch_anywhere(self) -> None:
        self.kiosk.tap(self.place())

    def drag(self) -> None:
        self.kiosk.drag(self.place(), self.place())

    def type(self) -> None:
        for _ in range(self.chance.randrange(1, 12)):
            QTest.keyClick(self.kiosk.window, self.chance.choice(KEYS))
        self.kiosk.settle(10)

    def drive(self) -> None:
        self.kiosk.key(self.chance.choice(DRIVING))

    def write(self) -> None:
        self.kiosk.write(
            self.chance.choice([self.some_name(), "18", "示例路", "x" * 300, "\u202e𠮷"])
        )

    def lay(self) -> None:
        order = f"{self.chance.randrange(1, 999):03}"
        self.secrets.append(identity(order=order))
        self.kiosk.lay({**CARD, "name": self.some_name(), "number": self.secrets[-2]})
        # laid before anybody began, it is the next citizen's
        self.fresh = set(self.secrets[-2:]) if self.kiosk.page == "attract" else set()
        self.kiosk.settle(self.chance.choice([0, 100, 700]))

    def snatch(self) -> None:
        self.kiosk.services.card_reader.take_away()

    def break_device(self) -> None:
        services = self.kiosk.services
        device = self.chance.choice([services.card_reader, services.printer, services.gateway])
        if isinstance(device, CanFail):
            known = [fault for fault in device.faults if fault != "slow"]
            device.set_fault(self.chance.choice(["", *known]))

    def change_look(self) -> None:
        look = self.kiosk.sitting.touch.look
        self.chance.choice(
            [
                lambda: look.setLanguage(self.chance.choice(LANGUAGES)),
                lambda: look.setTextSize(self.chance.choice(TEXT_SIZES)),
                lambda: look.setCare(self.chance.random() < 0.5),
                lambda: look.setReach(self.chance.random() < 0.5),
                lambda: look.setContrast(self.chance.choice(["standard", "strong", "dark"])),
            ]
        )()
        self.kiosk.settle(20)

    def let_time_pass(self) -> None:
        """So many seconds without a hand; often until the screen is wiped."""
        seconds = self.chance.choice([1, 15, 40, 120])
        self.clock.go(seconds=seconds)
        for _ in range(seconds):
            self.kiosk.sitting.idle.tick()
        self.kiosk.settle(20)

    def ask_for_help(self) -> None:
        self.kiosk.sitting.askHelp()

    def errand(self) -> None:
        """One of the errands, or the staff's page."""
        page = self.chance.choice(["progress", "collect", "verify"])
        if self.kiosk.page == "attract":
            self.kiosk.tap(f"open_{page}")

    # ── what must hold ───────────────────────────────────────────────────────────────────────
    def look(self) -> None:
        """Nothing was complained of, and nobody else's name stands there."""
        self.pages.add(self.kiosk.page)
        if self.kiosk.page == "attract":
            self.require_nothing_of(self.secrets)
            self.before, self.secrets = [*self.before, *self.secrets][-12:], []
        else:
            self.require_nothing_of(set(self.before) - set(self.secrets) - self.fresh)

    def require_nothing_of(self, others: "list[str] | set[str]") -> None:
        for item in self.kiosk.items():
            text = str(item.property("text") or "") if item.isVisible() else ""
            if text and any(other in text for other in others):
                where = item.objectName() or item.metaObject().className()
                self.fault(f"another citizen's words on {self.kiosk.page} in {where}")

    def go_home(self) -> None:
        """Devices well, nobody there: the first page comes by itself."""
        services = self.kiosk.services
        for device in (services.card_reader, services.printer, services.gateway):
            if isinstance(device, CanFail):
                device.set_fault("")
        services.card_reader.take_away()
        end = time.monotonic() + PATIENCE
        while self.kiosk.page != "attract":
            if time.monotonic() > end:
                self.fault(f"no way back from {self.kiosk.page}")
                self.kiosk.sitting.wipe()
                return
            for _ in range(60):
                self.kiosk.sitting.idle.tick()
            if self.kiosk.page == "staff":
                self.kiosk.tap("back")
            self.kiosk.settle(20)

    def fault(self, words: str) -> None:
        self.faults.append(f"{words} after {' '.join(self.last)}")


DEEDS = {
    "touch_target": 40, "touch_anywhere": 8, "drag": 8, "type": 8, "drive": 10, "write": 6,
    "lay": 5, "snatch": 4, "break_device": 3, "change_look": 4, "let_time_pass": 2,
    "ask_for_help": 1, "errand": 3,
}  # fmt: skip
"""How often each, of all."""


def main() -> int:
    """Run until the time is up; 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", choices=list(SIZES), default="portrait")
    asked = parser.parse_args()
    said: list[str] = []
    theatre = Theatre()
    theatre.hears(said)
    sys.excepthook = lambda kind, error, _: said.append(f"{kind.__name__}: {error}")
    threading.excepthook = lambda told: said.append(f"thread: {told.exc_type.__name__}")
    clock, end, sittings = StillClock(), time.monotonic() + asked.minutes * 60, 0
    with tempfile.TemporaryDirectory() as folder:
        with at_kiosk(Path(folder), SIZES[asked.size], STILL, clock=clock) as kiosk:
            monkey = Monkey(kiosk, clock, Random(asked.seed))
            while time.monotonic() < end:
                monkey.sitting(monkey.chance.randrange(10, 80))
                clock.go(minutes=2)
                sittings += 1
                if said:
                    monkey.faults += [f"{words} after {' '.join(monkey.last)}" for words in said]
                    said.clear()
            found = monkey.faults
        told = {"sittings": sittings, "deeds": monkey.deeds, "pages": sorted(monkey.pages)}
        print(json.dumps({**told, "faults": found}, ensure_ascii=False, indent=1), flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
