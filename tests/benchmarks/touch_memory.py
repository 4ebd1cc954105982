"""Serve scripted sittings in one process and print its resident memory after some of them.

``python -m tests.benchmarks.touch_memory N``; every hundred takes some ten minutes.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.screens.at_kiosk import AtKiosk, at_kiosk
from tests.screens.citizen import Citizen

BRANDS = ("晨光", "春风", "明月", "红星", "幸福", "阳光")


def main(sittings: int) -> None:
    """Print megabytes by number of sittings, as JSON."""
    after: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder, at_kiosk(Path(folder) / "data") as kiosk:
        for number in range(1, sittings + 1):
            _serve(kiosk, number)
            if number in {10, sittings} or number % 20 == 0:
                after[number] = round(_resident(), 1)
                print(number, after[number], file=sys.stderr, flush=True)
    print(json.dumps(after))


def _serve(kiosk: AtKiosk, number: int) -> None:
    """Every tenth of the first sixty goes the whole way, as far as one person may have businesses;
    the others leave after the card."""
    brand = BRANDS[number // 10 % len(BRANDS)]
    citizen = Citizen(kiosk, brand=brand, mobile=f"154{number:08d}", door=str(number))
    if number % 10 == 1 and number < 60:
        citizen.go()
    else:
        citizen.begin()
        citizen.identify()
    kiosk.services.card_reader.take_away()
    kiosk.settle(500)
    kiosk.sitting.leave()
    kiosk.settle(300)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


main(int(sys.argv[1]))
