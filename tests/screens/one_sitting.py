"""A process in which one citizen sits down and goes; it says what is left of them. Run as a module.

``python -m tests.screens.one_sitting whole|idle CARD VALUES``: the card is a file to be laid on
the reader, VALUES a JSON object of what is to be looked for, every text backwards, so that
neither this process' arguments nor its sources are a trace. Prints one line of JSON.
"""

import gc
import json
import os
import shutil
import sys
import time
from pathlib import Path

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from tests.screens.at_kiosk import AtKiosk, at_kiosk
from tests.screens.citizen import Citizen
from tests.screens.stage import Theatre
from tests.screens.traces import Traces


def sit_down(kiosk: AtKiosk, card: Path, backwards: dict[str, str]) -> Citizen:
    """From the first page to the name."""
    citizen = Citizen(kiosk)
    citizen.begin()
    citizen._step("identify")
    reader = kiosk.data / "reader"
    reader.mkdir(exist_ok=True)
    shutil.copy(card, reader / "card.laying")
    (reader / "card.laying").replace(reader / "card.json")
    kiosk.wait(lambda: kiosk.has("holderName"))
    citizen.touch("next", to="mobile")
    citizen._step("mobile")
    citizen.keys(reversed(backwards["mobile"]))
    citizen.touch("next")
    kiosk.wait(lambda: kiosk.has("code"))
    kiosk.settle(200)
    backwards["code"] = citizen._code()[::-1]
    citizen.keys(reversed(backwards["code"]))
    kiosk.wait(lambda: kiosk.page == "trade")
    citizen.choose_trade()
    citizen.door = backwards["door"][::-1]
    citizen.say_where()
    citizen.door = ""
    return citizen


def type_name(kiosk: AtKiosk, citizen: Citizen, backwards: dict[str, str]) -> None:
    """The sound of the brand, nothing chosen yet."""
    citizen._step("name")
    citizen.touch("brand")
    kiosk.settle(200)
    citizen.keys(reversed(backwards["sound"]))
    kiosk.settle(200)


def choose_name(kiosk: AtKiosk, backwards: dict[str, str]) -> None:
    """Character by character, until the name is free."""
    for character in reversed(backwards["brand"]):
        offered = [i for i in kiosk.items() if i.objectName().startswith("candidate_")]
        kiosk.tap(next(i for i in offered if i.isVisible() and i.property("text") == character))
        kiosk.settle(200)
    kiosk.wait(lambda: bool(kiosk.find("next").isEnabled()))


def go_on(kiosk: AtKiosk, citizen: Citizen, traces: Traces) -> None:
    """From the name to the licence."""
    citizen.touch("next", to="fields")
    citizen.add_particulars()
    step = citizen._step("review")
    for name in ("truth", "name", "premises", "permits"):
        citizen.touch(f"declare_declarations.{name}")
    citizen._reach(kiosk.find("pad"))
    citizen._draw()
    traces.remember_signature(kiosk)
    step.touches += 1
    citizen.touch("next", to="result")
    kiosk.settle(300)


def main(ending: str, card: Path, values: Path) -> None:
    """Look, sit down, look, go, look again."""
    theatre = Theatre()
    backwards = json.loads(values.read_text("utf-8"))
    traces = Traces(backwards)
    with at_kiosk(Path(os.environ["KIOSK_DATA"])) as kiosk:
        gc.unfreeze()  # what assembly put out of the collector's sight is looked at, too
        before = traces.found(kiosk)
        citizen = sit_down(kiosk, card, backwards)
        type_name(kiosk, citizen, backwards)
        during = set(traces.found(kiosk))
        if ending == "whole":
            choose_name(kiosk, backwards)
            go_on(kiosk, citizen, traces)
            during |= set(traces.found(kiosk))
            citizen.collect_on_paper()
        else:
            for _ in range(91):
                kiosk.sitting.idle.tick()
        (kiosk.data / "reader" / "card.json").unlink()
        del citizen
        kiosk.come_to("attract")
        end = time.monotonic() + 10
        while (after := traces.found(kiosk)) and time.monotonic() < end:  # threads end their work
            kiosk.settle(200)
        code = backwards["code"][::-1]
        told = {"before": before, "during": sorted(during), "after": after, "code": code}
        print(json.dumps(told, ensure_ascii=False), flush=True)
    del theatre


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    os._exit(0)  # what is taken down, and in which order, is the application's affair
