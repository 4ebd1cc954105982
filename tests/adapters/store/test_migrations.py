"""Migrated equals made fresh, nothing is lost on the way, and a failed upgrade changes nothing."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from kiosk.adapters.store import open_store, schema
from kiosk.adapters.store.engines import make_engine
from kiosk.adapters.store.migrations.upgrade import FOLDER, upgrade
from kiosk.ports import SystemFault
from tests.adapters.store.first_release import bring_back
from tests.adapters.store.records import (
    AREA,
    DAY,
    KEYS,
    NOW,
    application,
    claim,
    entry,
    index,
    new_id,
)

# a later release that rebuilds a parent table, as SQLite needs for most changes
NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "next", "0007", None, None
def upgrade():
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("register_entry", recreate=recreate) as batch:
        batch.add_column(sa.Column("note", sa.String()))
    with op.batch_alter_table("trail", recreate=recreate) as batch:
        batch.add_column(sa.Column("note", sa.String()))
"""

BREAKING = (
    NEXT
    + """
    op.execute("DELETE FROM application")
"""
)


_SQLITE = ["SELECT type, name, tbl_name, sql FROM sqlite_master"]

_POSTGRES = [
    "\nSELECT table_name, column_name, data_type, is_nullable, collation_name, is_identity\nFROM information_schema.columns WHERE table_schema = current_schema()",
    "\nSELECT tablename, indexname, replace(indexdef, current_schema() || '.', '')\nFROM pg_indexes WHERE schemaname = current_schema()",
    "\nSELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)\nFROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
    "\nSELECT tgrelid::regclass::text, tgname, tgtype FROM pg_trigger t\nJOIN pg_class c ON c.oid = tgrelid\nWHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace",
]


def later_release(folder: Path, migration: str) -> Path:
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((FOLDER / "env.py").read_text())
    for known in (FOLDER / "versions").glob("r*.py"):
        (folder / "versions" / known.name).write_text(known.read_text())
    (folder / "versions/next.py").write_text(migration)
    return folder


def shape(url: str) -> list[tuple]:
    """Everything that makes the schema, as the database itself tells it."""
    engine = create_engine(url)
    queries = _SQLITE if url.startswith("sqlite") else _POSTGRES
    with engine.connect() as connection:
        rows = [tuple(row) for query in queries for row in connection.execute(text(query))]
    engine.dispose()
    squeeze = [tuple(re.sub(r"\s+", " ", str(cell)) for cell in row) for row in rows]
    return sorted(squeeze)


@pytest.fixture
def fresh(url, opened):
    opened().close()
    return url


@pytest.fixture
def other_url(url, tmp_path, request):
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    return request.getfixturevalue("postgres").fresh()


def test_a_migrated_register_is_shaped_like_a_fresh_one(fresh, other_url):
    engine = make_engine(make_url(other_url))
    if other_url.startswith("sqlite"):
        Path(engine.url.database).touch()
    upgrade(engine)
    engine.dispose()

    assert shape(other_url) == shape(fresh)
    assert len(shape(fresh)) > 40


def test_the_tables_in_the_code_are_those_of_the_migrations(fresh):
    engine = create_engine(fresh)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, schema.metadata)
    engine.dispose()

    assert differences == []


def test_the_newest_revision_is_the_head_of_the_scripts():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    assert ScriptDirectory.from_config(config).get_heads() == [schema.REVISION]


@pytest.fixture
def filled(store, url):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.register.add_entry(entry(one), NOW)
        unit.trail.append(NOW, "e", "", {})
        unit.register.import_claims([claim(index("鑫源", keys=("E:鑫源", "P:xinyuan")))])
        unit.commit()
    store.close()
    return url


@pytest.fixture
def of_the_first_release(filled):
    """A register with records in it, as the first release left it."""
    bring_back(filled)
    return filled


def test_a_register_of_the_first_release_is_upgraded_when_it_is_opened(
    of_the_first_release, other_url, opened
):
    before = counts(of_the_first_release)
    with pytest.raises(SystemFault) as fault:
        opened(migrate=False)
    assert fault.value.code == "database_older"
    store = opened()

    assert store.check()["revision"] == schema.REVISION
    assert counts(of_the_first_release) == before
    assert shape(of_the_first_release) == shape(_made_fresh(other_url))
    with store.read() as unit:
        assert unit.verifications.newest("15400001234") is None
        [kept] = unit.register.similar(AREA, ["P:xinyuan", "E:鑫源"], DAY, "")
        assert kept.index.brand == "鑫源"


def _made_fresh(url: str) -> str:
    open_store(url, KEYS, "K01", new_id).close()
    return url


def counts(url: str) -> dict[str, int]:
    engine = create_engine(url)
    tables = ("application", "register_entry", "entry_history", "trail", "data_key")
    with engine.connect() as connection:
        found = {t: connection.execute(text(f"SELECT count(*) FROM {t}")).scalar() for t in tables}
    engine.dispose()
    return found


def triggers(url: str) -> set[str]:
    return {row[1] for row in shape(url) if "trigger" in row[0] or "append_only" in row[1]}


def test_rebuilding_a_parent_table_keeps_its_children_and_the_triggers(filled, tmp_path):
    before, guards = counts(filled), triggers(filled)
    engine = make_engine(make_url(filled))
    upgrade(engine, later_release(tmp_path / "release", NEXT))
    engine.dispose()

    assert counts(filled) == before
    assert triggers(filled) == guards
    assert guards


def test_an_upgrade_copies_the_file_first_and_a_broken_one_changes_nothing(tmp_path):
    file = tmp_path / "register.sqlite"
    store = open_store(f"sqlite:///{file}", KEYS, "K01", new_id)
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.register.add_entry(entry(one), NOW)
        unit.commit()
    store.close()
    url = f"sqlite:///{file}"
    before = counts(url), shape(url)

    engine = make_engine(make_url(url))
    with pytest.raises(SystemFault) as fault:
        upgrade(engine, later_release(tmp_path / "release", BREAKING))
    engine.dispose()

    assert fault.value.code == "database_damaged"
    assert (counts(url), shape(url)) == before
    with closing(sqlite3.connect(tmp_path / "register.sqlite.before-upgrade")) as copy:
        assert copy.execute("SELECT count(*) FROM application").fetchone() == (1,)
