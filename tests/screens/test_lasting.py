"""A kiosk that serves one citizen after another has no more to carry after the sixth than the third."""

import gc
import hashlib
import mmap
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from kiosk.settings import resources_dir
from kiosk.ui.touch.leavings import sweep
from tests.screens.at_kiosk import AtKiosk, at_kiosk
from tests.screens.citizen import Citizen


def _live(kiosk: AtKiosk) -> dict[str, int]:
    """Living objects: Qt's in the window and the engine, and Python's of the kiosk's own classes."""
    kiosk.settle(400)
    gc.collect()
    own = Counter(
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in gc.get_objects()
        if type(one).__module__.startswith("kiosk.")
    )
    return {
        "items": len(list(kiosk.items())),
        "in the window": len(kiosk.window.findChildren(QObject)),
        "in the engine": len(kiosk.shown.engine.findChildren(QObject)),
        **own,
    }


def _serve(kiosk: AtKiosk, sittings: int) -> None:
    for _ in range(sittings):
        citizen = Citizen(kiosk)
        citizen.begin()
        citizen.identify()
        kiosk.services.card_reader.take_away()
        kiosk.sitting.leave()
        kiosk.come_to("attract")


@pytest.fixture(scope="module")
def lived(theatre, tmp_path_factory) -> tuple[dict[str, int], dict[str, int]]:
    """What lived after the third and after the sixth sitting."""
    with at_kiosk(tmp_path_factory.mktemp("lasting") / "data") as kiosk:
        _serve(kiosk, 3)
        third = _live(kiosk)
        _serve(kiosk, 3)
        return third, _live(kiosk)


def test_nothing_of_the_pages_and_view_models_adds_up(lived):
    third, sixth = lived
    assert sum(third.values()) > 1000
    assert {
        kind: n - third.get(kind, 0) for kind, n in sixth.items() if n > third.get(kind, 0)
    } == {}


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is resident")
def test_a_font_that_was_read_takes_no_memory_after_the_sweep_and_reads_the_same():
    path = next((resources_dir() / "fonts").glob("*.ttf"))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        before = hashlib.sha256(mapped).digest()
        resident = _resident(path)
        sweep()

        assert resident >= len(mapped)
        assert _resident(path) == 0
        assert hashlib.sha256(mapped).digest() == before


def _resident(path: Path) -> int:
    """Bytes of a file that are in this process' memory."""
    total, counts = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        if line[:1] in "0123456789abcdef":
            counts = line.endswith(str(path))
        elif counts and line.startswith("Rss:"):
            total += int(line.split()[1]) * 1024
    return total
