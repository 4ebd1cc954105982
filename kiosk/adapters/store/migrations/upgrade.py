"""Upgrades an older register in one transaction; an SQLite file is copied first."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from kiosk.adapters.store.engines import writers
from kiosk.adapters.store.store import copy_database
from kiosk.adapters.store.triggers import create_triggers
from kiosk.ports import SystemFault

FOLDER = Path(__file__).parent


def upgrade(engine: Engine, folder: Path = FOLDER, to: str = "head") -> None:
    """Bring the schema to the revision ``to``.

    On SQLite the copy ``FILE.before-upgrade`` is made first, and foreign keys are off while
    tables are rebuilt (a DROP TABLE deletes their children otherwise) and checked before the
    commit. Triggers are put in place again. Raises SystemFault ``database_damaged`` when a
    foreign key is broken; the file is then unchanged.
    """
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        if file.stat().st_size:
            copy_database(file, file.with_name(file.name + ".before-upgrade"))
    with writers(engine).connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _run(connection, folder, to)
        finally:
            _foreign_keys(connection, on=True)


def _run(connection: Connection, folder: Path, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    create_triggers(connection)
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise SystemFault("database_damaged", f"foreign key of {broken[0]}")


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch them outside of a transaction, where alone SQLite heeds it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
