"""A register is made once, opened fast, and what cannot be opened is named by a stable code."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from kiosk.adapters.store import open_store, rotate_column_key
from kiosk.ports import RegisterKeys, SystemFault
from tests.adapters.store.records import KEYS, NOW, application, claim, document, entry, new_id

NEW = RegisterKeys(column=b"n" * 32, index=KEYS.index)


def code_of(*arguments, **options):
    with pytest.raises(SystemFault) as fault:
        open_store(*arguments, **options)
    return fault.value.code


def test_a_register_keeps_what_it_holds_when_it_is_opened_again(store, opened):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.commit()
    store.close()

    with opened().read() as unit:
        assert unit.applications.get(one.id) == one


def test_sqlite_is_set_up_to_survive_a_power_cut(tmp_path):
    open_store(f"sqlite:///{tmp_path / 'r'}", KEYS, "K01", new_id).close()

    with closing(sqlite3.connect(tmp_path / "r")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert (tmp_path / "r").stat().st_mode & 0o077 == 0


def test_every_connection_is_durable_and_keeps_foreign_keys(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'r'}", KEYS, "K01", new_id)
    with store.connection() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("synchronous", "busy_timeout", "foreign_keys", "secure_delete")
        }
    store.close()

    assert settings == {
        "synchronous": 2,
        "busy_timeout": 10000,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_opening_a_current_register_imports_no_alembic(tmp_path):
    script = (
        "import sys; from kiosk.adapters.store import open_store; "
        "from kiosk.ports import RegisterKeys; "
        "open_store(sys.argv[1], RegisterKeys(b'c' * 32, b'i' * 32), 'K01', None).close(); "
        "print([name for name in sys.modules if name.split('.')[0] in ('alembic', 'psycopg')])"
    )
    for _ in range(2):  # new, then known
        result = subprocess.run(
            [sys.executable, "-c", script, f"sqlite:///{tmp_path / 'r'}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout == "[]\n"


def test_wrong_keys_are_refused(opened):
    opened().close()

    for wrong in (NEW, RegisterKeys(column=KEYS.column, index=b"x" * 32)):
        with pytest.raises(SystemFault) as fault:
            opened(keys=wrong)
        assert fault.value.code == "register_keys_wrong"


def test_a_schema_from_a_newer_program_is_left_alone(url, opened):
    opened().close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    assert code_of(url, KEYS, "K01", new_id) == "database_newer"


def test_a_missing_register_is_not_made_where_that_is_forbidden(url):
    assert code_of(url, KEYS, "K01", new_id, create=False) == "database_missing"


def test_what_is_no_register_is_called_damaged(tmp_path):
    (tmp_path / "text").write_text("这不是数据库。" * 500)
    with closing(sqlite3.connect(tmp_path / "other")) as connection:
        connection.execute("CREATE TABLE other (x)")

    for name in ("text", "other"):
        assert code_of(f"sqlite:///{tmp_path / name}", KEYS, "K01", new_id) == "database_damaged"


def test_a_damaged_page_is_noticed(tmp_path):
    file = tmp_path / "r"
    store = open_store(f"sqlite:///{file}", KEYS, "K01", new_id)
    with store.write() as unit:
        unit.register.import_claims([claim()])
        unit.commit()
    store.close()
    content = bytearray(file.read_bytes())
    for start in range(8192, len(content), 4096):
        content[start : start + 64] = b"\xff" * 64
    file.write_bytes(content)

    try:
        store = open_store(f"sqlite:///{file}", KEYS, "K01", new_id)
        integrity = store.check()["integrity"]
        store.close()
    except SystemFault as fault:
        integrity = fault.code
    assert integrity != "ok"


@pytest.mark.parametrize(
    "address",
    ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "no address", "sqlite:////proc/none/r"],
)
def test_an_address_that_cannot_be_used_is_unreachable(address):
    assert code_of(address, KEYS, "K01", new_id) == "database_unreachable"


def test_a_server_that_does_not_answer_is_unreachable(tmp_path):
    address = f"postgresql+psycopg://nobody@/none?host={tmp_path}"

    assert code_of(address, KEYS, "K01", new_id) == "database_unreachable"


def test_a_missing_database_on_the_server_is_missing(postgres):
    address = postgres.url().replace("/postgres?", "/none?")

    assert code_of(address, KEYS, "K01", new_id) == "database_missing"


def test_a_register_that_another_holds_is_locked(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'r'}", KEYS, "K01", new_id)
    with store.read() as unit:  # the pool's one connection
        unit.flag("x")
    with closing(store._engine.raw_connection()) as pooled:
        pooled.driver_connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(tmp_path / "r", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SystemFault) as fault, store.write():
            pass
    store.close()

    assert fault.value.code == "database_locked"


@pytest.mark.parametrize("instead", [False, True], ids=["deleted", "replaced"])
def test_a_register_that_is_taken_away_while_it_is_open_is_missing(tmp_path, instead):
    file = tmp_path / "r"
    store = open_store(f"sqlite:///{file}", KEYS, "K01", new_id)
    with store.write() as unit:
        unit.set_flag("x", {})
        unit.commit()
    file.rename(tmp_path / "away")
    if instead:
        file.touch()

    for transaction in (store.write, store.read):
        with pytest.raises(SystemFault) as fault, transaction():
            pass
        assert fault.value.code == "database_missing"
    store.close()
    assert file.exists() is instead


def test_the_column_key_is_turned_over_without_touching_the_cells(store, opened):
    one = application()
    paper, written = document(one), entry(one)
    with store.write() as unit:
        unit.applications.add(one)
        unit.licences.add_document(paper)
        unit.register.add_entry(written, NOW)
        unit.commit()

    assert rotate_column_key(store, KEYS, NEW) == 2

    for current in (store, opened(keys=NEW)):
        with current.read() as unit:
            assert unit.applications.get(one.id) == one
            assert unit.licences.documents(one.id) == [paper]
            assert unit.register.entry_of(one.id) == written
    with pytest.raises(SystemFault):
        opened(keys=KEYS)
    with pytest.raises(SystemFault):
        rotate_column_key(store, KEYS, NEW)


def test_health_names_kind_revision_and_integrity(store, url):
    health = store.check()

    assert health["revision"] == health["newest_revision"]
    if url.startswith("sqlite"):
        assert (health["kind"], health["integrity"]) == ("sqlite", "ok")
        assert health["free_bytes"] > 0
    else:
        assert (health["kind"], health["integrity"]) == ("postgresql", "not asked")
