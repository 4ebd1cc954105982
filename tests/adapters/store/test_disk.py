"""A full disk refuses new applications, lets the running one end, and loses nothing."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kiosk.adapters.store import open_store
from kiosk.adapters.store.disk import RESERVE_BYTES, Disk, NoDisk
from kiosk.adapters.store.engines import make_engine
from kiosk.adapters.store.store import SqlStore
from kiosk.adapters.store.vault import Vault
from kiosk.domain.trail import verify_chain
from kiosk.ports import SystemFault
from tests.adapters.store.records import DAY, KEYS, NOW, application, document, new_id
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
    assert Disk(tmp_path / "r", tmp_path / "none", 1 << 60).refill() is False


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


class Reserve(NoDisk):
    """A reserve of pages: giving it back lets the database grow again."""

    def __init__(self):
        self.driver = None
        self.meanwhile = lambda: None

    def release(self):
        self.driver.execute("PRAGMA max_page_count = 1000000")
        self.meanwhile()
        return True


def nearly_full(tmp_path):
    """A store on one connection whose database is full within one more transaction."""
    register(tmp_path).close()
    reserve = Reserve()
    engine = make_engine(make_url(f"sqlite:///{tmp_path / 'r'}"))
    store = SqlStore(engine, Vault(KEYS), "K01", reserve)
    with closing(engine.raw_connection()) as pooled:
        reserve.driver = pooled.driver_connection
        pages = reserve.driver.execute("PRAGMA page_count").fetchone()[0]
        reserve.driver.execute(f"PRAGMA max_page_count = {pages}")
    return store, reserve


def test_a_statement_that_finds_no_room_is_repeated_with_all_before_it(tmp_path):
    store, _ = nearly_full(tmp_path)
    one = application()
    paper = document(one, b"x" * 50_000)
    with store.write() as unit:
        sequence = unit.applications.next_sequence("K01", DAY)
        unit.applications.add(one)
        unit.trail.append(NOW, "e", one.number, {})
        unit.licences.add_document(paper)
        unit.trail.append(NOW, "f", one.number, {})
        unit.commit()

    with store.read() as unit:
        assert unit.applications.get(one.id) == one
        assert unit.licences.documents(one.id) == [paper]
        assert [row.event for row in unit.trail.rows()] == ["e", "f"]
        assert verify_chain(unit.trail.rows()) is None
    with store.write() as unit:
        assert unit.applications.next_sequence("K01", DAY) == sequence + 1
    store.close()


def test_nothing_is_repeated_when_another_process_has_written_meanwhile(tmp_path):
    store, reserve = nearly_full(tmp_path)

    def another_writes():
        reserve.driver.rollback()
        with closing(sqlite3.connect(tmp_path / "r")) as other:
            other.execute("INSERT INTO installation VALUES ('x', '{}')")
            other.commit()

    reserve.meanwhile = another_writes
    one = application()
    with pytest.raises(SystemFault) as fault, store.write() as unit:
        unit.applications.add(one)
        unit.licences.add_document(document(one, b"x" * 50_000))
        unit.commit()

    assert fault.value.code == "disk_full"
    with store.read() as unit:
        assert unit.flag("x") == {}
        assert unit.applications.by_number(one.number) is None
    store.close()
