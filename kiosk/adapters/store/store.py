"""The store: opens transactions, looks after its health, copies itself."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from kiosk.adapters.store import schema
from kiosk.adapters.store.applications import SqlApplications
from kiosk.adapters.store.decisions import SqlDecisions
from kiosk.adapters.store.disk import Disk, NoDisk
from kiosk.adapters.store.doors import SqlDoors
from kiosk.adapters.store.engines import readers, writers
from kiosk.adapters.store.faults import faults
from kiosk.adapters.store.flags import read_flag, write_flag
from kiosk.adapters.store.licences import SqlLicences
from kiosk.adapters.store.messages import SqlMessages
from kiosk.adapters.store.outbox import SqlOutbox
from kiosk.adapters.store.printouts import SqlBlanks, SqlPrintouts
from kiosk.adapters.store.register import SqlRegister
from kiosk.adapters.store.seals import SqlSeals
from kiosk.adapters.store.staff import SqlStaff
from kiosk.adapters.store.trail import SqlTrail
from kiosk.adapters.store.vault import Vault
from kiosk.adapters.store.verifications import SqlVerifications
from kiosk.adapters.store.work import Work
from kiosk.domain.answers import Json
from kiosk.ports import (
    Applications,
    Blanks,
    Decisions,
    Doors,
    Licences,
    Messages,
    Outbox,
    Printouts,
    Register,
    Seals,
    Staff,
    SystemFault,
    Trail,
    UnitOfWork,
    Verifications,
)

_CHECKPOINT_WAIT = 200


class SqlUnitOfWork:
    """``ports.UnitOfWork`` on one open transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.applications: Applications = SqlApplications(work)
        self.seals: Seals = SqlSeals(work)
        self.decisions: Decisions = SqlDecisions(work)
        self.register: Register = SqlRegister(work)
        self.doors: Doors = SqlDoors(work)
        self.licences: Licences = SqlLicences(work)
        self.outbox: Outbox = SqlOutbox(work)
        self.messages: Messages = SqlMessages(work)
        self.verifications: Verifications = SqlVerifications(work)
        self.staff: Staff = SqlStaff(work)
        self.printouts: Printouts = SqlPrintouts(work)
        self.blanks: Blanks = SqlBlanks(work)
        self.trail: Trail = SqlTrail(work)

    def commit(self) -> None:
        """Make everything durable; after this the unit is at its end."""
        with faults():
            self._work.commit()

    def flag(self, name: str) -> Mapping[str, Json] | None:
        """A small stored fact of the installation."""
        return read_flag(self._work, name)

    def set_flag(self, name: str, value: Mapping[str, Json] | None) -> None:
        """Set the fact, or take it away with None."""
        write_flag(self._work, name, value)


class SqlStore:
    """``ports.Store`` on SQLite or PostgreSQL; made by ``open_store``."""

    def __init__(self, engine: Engine, vault: Vault, terminal: str, disk: Disk | NoDisk) -> None:
        self.vault = vault
        self._engine = engine
        self._writers = writers(engine)
        self._readers = readers(engine)
        self._terminal = terminal
        self._disk = disk

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A writing transaction; one at a time on SQLite, one a terminal on PostgreSQL."""
        return self._unit(self._writers, writing=True)

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A reading transaction with one snapshot."""
        return self._unit(self._readers, writing=False)

    @contextmanager
    def _unit(self, engine: Engine, *, writing: bool) -> Iterator[UnitOfWork]:
        self._disk.guard()
        with faults():
            with engine.connect() as connection:
                work = Work(connection, self.vault, self._terminal, self._disk, writing=writing)
                if writing:
                    work.lock("terminal", self._terminal)
                yield SqlUnitOfWork(work)
            if work.erased and work.committed:
                self._forget()

    def _forget(self) -> None:
        """Empty SQLite's log, where what was deleted may still stand. Best effort: busy is fine."""
        if self._engine.dialect.name != "sqlite":
            return
        with closing(self._engine.raw_connection()) as pooled:
            driver = pooled.driver_connection
            assert driver is not None
            before = driver.execute("PRAGMA busy_timeout").fetchone()[0]
            driver.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_WAIT}")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            driver.execute(f"PRAGMA busy_timeout = {before}")

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare writing transaction for the key and schema work of this package."""
        with faults(), self._writers.begin() as connection:
            yield connection

    def check(self) -> Mapping[str, Json]:
        """Health for ``doctor``; lays the reserve up again where there is room.

        ``integrity`` is ``ok``, the first finding of ``PRAGMA quick_check``, or ``not asked``.
        """
        with faults(), self._readers.connect() as connection:
            revision = connection.execute(
                text("SELECT version_num FROM alembic_version")
            ).scalar_one()
            health: dict[str, Json] = {
                "kind": self._engine.dialect.name,
                "revision": revision,
                "newest_revision": schema.REVISION,
                "integrity": "not asked",
                "free_bytes": None,
                "reserve": self._disk.refill(),
            }
            if isinstance(self._disk, Disk):
                health["integrity"] = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
                health["free_bytes"] = self._disk.free_bytes()
            return health

    def backup(self, target: str) -> None:
        """A consistent copy into a new SQLite file, checked and synced before it has its name.

        Raises SystemFault ``backup_not_sqlite`` for a register on a server, ``backup_damaged``
        when the copy does not pass ``quick_check``.
        """
        source = self._engine.url.database
        if self._engine.dialect.name != "sqlite" or source is None:
            raise SystemFault("backup_not_sqlite")
        with faults():
            copy_database(Path(source), Path(target))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def copy_database(source: Path, target: Path) -> None:
    """``VACUUM INTO`` a temporary name, quick_check, fsync, rename, fsync of the folder."""
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source, timeout=10)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        with closing(sqlite3.connect(unfinished)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise SystemFault("backup_damaged")
        unfinished.chmod(0o600)
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
