"""What every holder check keeps to: the emulated one, and one of somebody else's package."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.holder_check.emulated import CABLE_OUT, SOMEBODY_ELSE, fit
from kiosk.assembly import _BUILT_IN
from kiosk.ports import CanFail, Fitting, HolderCheck, SystemFault
from tests.adapters.card_reader.cards import ON, RESIDENT, laid
from tests.desk import ROOT, StillClock


@dataclass
class Bench:
    """A check, and who stands before it: the holder, somebody else, or nobody can tell."""

    check: HolderCheck
    stands: Callable[[bool], None]
    breaks: Callable[[], None]


def _emulated(folder, fitting) -> Bench:
    check = fit(fitting)
    return Bench(
        check,
        lambda holder: check.set_fault("" if holder else SOMEBODY_ELSE),
        lambda: check.set_fault(CABLE_OUT),
    )


def _installed(folder, fitting) -> Bench:
    place = ROOT / "tests/packages/zhaoban_test_devices/zhaoban_test_devices.py"
    spec = importlib.util.spec_from_file_location("zhaoban_test_devices", place)
    devices = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(devices)
    bench = folder / "bench"
    bench.mkdir()

    class AskedEachTime(devices.HolderCheck):
        def matches(self, card):
            self.require_ready()
            return super().matches(card)

    return Bench(
        AskedEachTime(fitting),
        lambda holder: (bench / "holder").write_text(RESIDENT["number"] if holder else "x"),
        lambda: (bench / "fault").write_text("holder"),
    )


@pytest.fixture(params=[_emulated, _installed], ids=["emulated", "installed"])
def bench(request, tmp_path):
    return request.param(tmp_path, Fitting(tmp_path, StillClock(), date(2026, 11, 23), {}))


@pytest.fixture
def card(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON)
    reader.lay(laid())
    return reader.read()


def test_the_holder_is_told_from_somebody_else(bench, card):
    bench.stands(True)
    assert bench.check.matches(card)
    bench.stands(False)
    assert not bench.check.matches(card)


def test_a_device_that_fails_says_so_and_never_that_it_is_the_holder(bench, card):
    bench.stands(True)
    bench.breaks()
    for ask in (lambda: bench.check.matches(card), bench.check.require_ready):
        with pytest.raises(SystemFault) as raised:
            ask()
        assert raised.value.code == "holder_check_failed"


def test_nothing_of_the_card_stays(bench, card, tmp_path):
    bench.stands(True)
    bench.check.matches(card)
    kept = [file.read_bytes() for file in (tmp_path / "holder").rglob("*") if file.is_file()]
    assert not any(card.name.encode() in content for content in kept)
    assert card.number not in repr(vars(bench.check))


def test_only_an_emulated_one_is_built_in_and_it_can_fail(tmp_path):
    assert list(_BUILT_IN["kiosk.holder_checks"]) == ["emulated"]
    check = fit(Fitting(tmp_path, StillClock(), date(2026, 11, 23), {}))
    assert isinstance(check, CanFail)
    assert check.fault == ""
