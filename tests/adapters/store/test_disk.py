"""A full disk refuses new applications, lets the running one end, and loses nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.adapters.store import open_store
from kiosk.adapters.store.disk import RESERVE_BYTES, Disk
from kiosk.ports import SystemFault
from tests.adapters.store.records import KEYS, NOW, application, new_id
from tests.parts import needs, small_disk

ROOT = Path(__file__).resolve().parents[3]


def register(folder: Path, **options):
    return open_store(f"sqlite:///{folder / 'r'}", KEYS, "K01", new_id, **options)


def test_below_the_floor_no_application_is_accepted_but_work_goes_on(tmp_path):
    one = application()
    store = register(tmp_path)
    with store.write() as unit:
        unit.applications.add(one)
        unit.commit()
    store.close()
    store = register(tmp_path, free_bytes_floor=1 << 60)

    with pytest.raises(SystemFault) as fault, store.write() as unit:
        unit.applications.add(application())
    with store.write() as unit:
        unit.trail.append(NOW, "e", "", {})
        unit.commit()
    with store.read() as unit:
        assert unit.applications.get(one.id) == one
    store.close()
    assert fault.value.code == "disk_full"


def test_the_reserve_is_laid_up_when_there_is_room(tmp_path):
    reserve = tmp_path / "reserve"
    store = register(tmp_path, reserve_file=reserve, free_bytes_floor=0)
    assert reserve.stat().st_size == RESERVE_BYTES

    reserve.unlink()
    assert store.check()["reserve"] is True
    assert reserve.exists()
    store.close()
    assert Disk(tmp_path, tmp_path / "none", 1 << 60).refill() is False


def full_database(tmp_path, **options):
    """A register whose database may not grow any more."""
    store = register(tmp_path, free_bytes_floor=0, **options)
    with store.connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    return store


def test_a_full_database_is_a_clean_fault_and_keeps_what_was_acknowledged(tmp_path):
    store = full_database(tmp_path)
    kept = []
    with pytest.raises(SystemFault) as fault:
        for _ in range(500):
            one = application()
            with store.write() as unit:
                unit.applications.add(one)
                unit.trail.append(NOW, "e", one.number, {})
                unit.commit()
            kept.append(one.number)

    assert fault.value.code == "disk_full"
    with store.read() as unit:
        assert [row.subject for row in unit.trail.rows()] == kept
        assert all(unit.applications.by_number(number) for number in kept)
    assert store.check()["integrity"] == "ok"
    store.close()


def test_on_a_full_disk_the_running_submission_ends_on_the_reserve():
    needs("small-disk")
    prefix = small_disk(12)
    result = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.adapters.store.fill_disk", "/mnt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(result.stdout)

    assert told["accepted"] > 20
    assert told["reserve_gone_at"] is not None  # one submission needed it, and was accepted
    assert told["reserve_gone_at"] < told["accepted"]
    assert told["fault"] == "disk_full"
    assert told["found"] == told["accepted"]
    assert told["integrity"] == "ok"
    assert told["chain"] is None
    assert told["after_room"] is True
