"""When the power goes at any write or sync, nothing that was acknowledged is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from kiosk.adapters.store import open_store
from kiosk.ports import SystemFault
from tests.adapters.store.power import Acknowledged, count_losses, record, replay
from tests.adapters.store.records import KEYS, new_id
from tests.adapters.store.work import faults_of, issue, own_name, publish, submit

ALL = 1 << 60


def a_day_of_work(folder: Path, licences: int):
    """The statements of a register from its making on."""
    with record() as script:
        store = open_store(f"sqlite:///{folder / 'r'}", KEYS, "K01", new_id)
        publish(store)
        for _ in range(licences):
            one = submit(store, "K01")
            script.append(Acknowledged((one.number, "")))
            code = issue(store, "K01", one, own_name())
            script.append(Acknowledged((one.number, str(code))))
        done = list(script)
        store.close()
    return done


def faults_after_cut(folder: Path, acknowledged: list[tuple[str, str]]) -> list[str]:
    """Open what is left with the product itself."""
    try:
        with closing(sqlite3.connect(folder / "r")) as connection:
            if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                return [found]
        store = open_store(f"sqlite:///{folder / 'r'}", KEYS, "K01", new_id)
    except (SystemFault, sqlite3.Error) as error:
        return [f"unreadable: {error}"]
    try:
        return faults_of(store, acknowledged)
    except SystemFault as fault:
        return [f"unreadable: {fault.code}"]
    finally:
        store.close()


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    return a_day_of_work(tmp_path_factory.mktemp("recorded"), 40)


@pytest.fixture(scope="module")
def operations(script, tmp_path_factory):
    _, operations = replay(script, tmp_path_factory.mktemp("whole"), cut=ALL, torn=None)
    return operations


def cuts(operations: int, count: int) -> list[int]:
    return sorted(Random(count).sample(range(1, operations), count))


def test_the_whole_script_replayed_is_the_register(script, tmp_path):
    acknowledged, operations = replay(script, tmp_path, cut=ALL, torn=None)

    assert len(acknowledged) == 80
    assert operations > 500
    assert faults_after_cut(tmp_path, acknowledged) == []


@pytest.mark.parametrize("torn", [False, True], ids=["all unsynced lost", "torn"])
def test_the_products_own_setting_loses_nothing(script, operations, tmp_path, torn):
    wrong = count_losses(
        script,
        tmp_path,
        cuts=cuts(operations, 20),
        torn=Random(1) if torn else None,
        synchronous=None,
        examine=faults_after_cut,
    )

    assert wrong == []


@pytest.mark.parametrize("weaker", ["NORMAL", "OFF"])
def test_the_model_shows_the_loss_of_a_weaker_setting(script, operations, tmp_path, weaker):
    """Otherwise the test above would prove nothing."""
    wrong = count_losses(
        script,
        tmp_path,
        cuts=cuts(operations // 2, 4),
        torn=None,
        synchronous=weaker,
        examine=faults_after_cut,
    )

    assert any(": lost:" in fault or "unreadable" in fault for fault in wrong)
