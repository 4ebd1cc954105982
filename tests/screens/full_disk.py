"""The disk runs full while a citizen hands in. Run as a module on a small disk of its own.

``python -m tests.screens.full_disk FOLDER`` prints one line of JSON: what the page said and what
the register held, with the disk full and with room again.
"""

import json
import sys
from pathlib import Path

import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
from kiosk.ui.touch.outcome import Outcome
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.journeys.fill_disk import MIB, Disk
from tests.screens.at_kiosk import AtKiosk, at_kiosk
from tests.screens.pages import SIGNED
from tests.screens.power_cut import applications
from tests.screens.stage import Theatre
from tests.screens.standing import step_to


def seen(kiosk: AtKiosk) -> dict[str, object]:
    """What shows, and what there is behind it."""
    return {
        "page": kiosk.page,
        "words": [str(i.property("text") or "") for i in kiosk.items() if i.isVisible()],
        "answers": len(kiosk.sitting.answers),
        "applications": [one.state.value for one in applications(kiosk)],
    }


def hand_in(kiosk: AtKiosk, until: str) -> dict[str, object]:
    """Touch the last button and wait for what comes of it."""
    outcome = kiosk.desk(Outcome)
    kiosk.tap("next")
    kiosk.wait(lambda: outcome.state not in {"", "deciding"}, 60)
    kiosk.wait(lambda: until in {outcome.state, kiosk.page}, 60)
    kiosk.settle(300)
    return seen(kiosk)


def main(folder: Path) -> None:
    """Fill it all in, meet a full disk twice, be decided, and leave; then come to a full disk."""
    theatre = Theatre()
    disk = Disk(folder, folder)
    told = {}
    with at_kiosk(disk.data) as kiosk:
        step_to(kiosk, "review", SIGNED)
        kiosk.sitting.mobile_verified = True
        kiosk.come_to("review")
        kiosk.wait(lambda: kiosk.desk(ReviewDesk).lacks == "")
        told["before"] = seen(kiosk)
        disk.leave(16 * MIB)
        told["nearly full"] = hand_in(kiosk, "failed")
        disk.leave(0)
        told["full"] = hand_in(kiosk, "failed")
        disk.leave(1 << 40)
        told["room again"] = hand_in(kiosk, "result")
        disk.leave(16 * MIB)
        kiosk.sitting.wipe()
        kiosk.come_to("out_of_service", 60)
        told["next citizen"] = seen(kiosk)
        disk.leave(1 << 40)
        kiosk.come_to("attract", 60)
    print(json.dumps(told, ensure_ascii=False), flush=True)
    del theatre


if __name__ == "__main__":
    main(Path(sys.argv[1]))
