"""A backup is whole, taken while others write, and after a restore no number comes twice."""

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from kiosk.adapters.store import open_store
from kiosk.domain.trail import verify_chain
from kiosk.ports import SystemFault
from tests.adapters.store.records import DAY, KEYS, NOW, application, new_id


def register(file):
    return open_store(f"sqlite:///{file}", KEYS, "K01", new_id)


def submit(store, count=1):
    for _ in range(count):
        one = application()
        with store.write() as unit:
            unit.applications.add(one)
            unit.trail.append(NOW, "e", one.number, {})
            unit.commit()


def test_a_backup_taken_while_others_write_is_whole(tmp_path):
    store = register(tmp_path / "r")
    submit(store, 20)
    done = threading.Event()

    def keep_writing():
        while not done.is_set():
            submit(store)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(3):
            store.backup(str(tmp_path / f"copy{number}"))
    finally:
        done.set()
        writer.join()
    store.close()

    for number in range(3):
        copy = register(tmp_path / f"copy{number}")
        with copy.read() as unit:
            rows = list(unit.trail.rows())
            assert len(rows) >= 20
            assert verify_chain(rows) is None
            assert all(unit.applications.by_number(row.subject) for row in rows)
        copy.close()


def test_a_backup_takes_its_name_only_when_it_is_whole(tmp_path):
    store = register(tmp_path / "r")
    target = tmp_path / "copy"
    target.write_text("the last good one")
    (tmp_path / "copy.unfinished").write_text("left by a power cut")

    store.backup(str(target))

    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert not (tmp_path / "copy.unfinished").exists()
    with pytest.raises(SystemFault):
        store.backup(str(tmp_path / "no such folder" / "copy"))
    store.close()


def test_a_server_register_says_that_it_has_its_own_backups(postgres):
    store = open_store(postgres.fresh(), KEYS, "K01", new_id)
    with pytest.raises(SystemFault) as fault:
        store.backup("/nowhere")
    store.close()

    assert fault.value.code == "backup_not_sqlite"


def test_after_a_restore_no_number_is_given_again(tmp_path):
    given = []

    def give(store, times):
        for _ in range(times):
            with store.write() as unit:
                given.append(
                    (
                        unit.register.lease_serial("K01", "320583MAY"),
                        unit.licences.take_status_index("320583MAY"),
                        unit.applications.next_sequence("K01", DAY),
                    )
                )
                unit.commit()

    store = register(tmp_path / "r")
    give(store, 3)
    store.backup(str(tmp_path / "copy"))
    give(store, 250)
    mark = max(serial for serial, _, _ in given)  # kept outside the database
    store.close()
    for file in tmp_path.glob("r*"):
        file.unlink()
    shutil.copy(tmp_path / "copy", tmp_path / "r")

    store = register(tmp_path / "r")
    with store.write() as unit:
        unit.register.burn_leases(mark + 1)
        unit.commit()
    give(store, 250)
    store.close()

    for kind in zip(*given, strict=True):
        assert len(set(kind)) == len(kind)
