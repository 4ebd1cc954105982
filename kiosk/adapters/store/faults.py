"""Turns what the drivers raise into SystemFaults whose texts carry no values."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kiosk.ports import SystemFault

_SQLITE = {
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_PROTOCOL: "database_locked",
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "database_damaged",
    sqlite3.SQLITE_IOERR: "database_damaged",
    sqlite3.SQLITE_CANTOPEN: "database_missing",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "database_unreachable",
    sqlite3.SQLITE_PERM: "database_unreachable",
    sqlite3.SQLITE_AUTH: "database_unreachable",
}

_SQLITE_NO_ROOM = {sqlite3.SQLITE_IOERR_SHMSIZE}
"""Extended codes by which a full disk shows when the shared-memory file cannot grow."""

_POSTGRES = {
    "53100": "disk_full",
    "55P03": "database_locked",
    "40P01": "database_locked",
    "40001": "database_locked",
    "3D000": "database_missing",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
    "58030": "database_damaged",
}
"""SQLSTATE (PostgreSQL, appendix A) to code; connection classes stand in ``_UNREACHABLE``."""

_UNREACHABLE = ("08", "28", "57", "53")


def fault_of(error: BaseException) -> SystemFault:
    """The SystemFault for a driver's error; its detail is the driver's own name of the fault."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", None) or type(cause).__name__
        number = getattr(cause, "sqlite_errorcode", None) or 0
        if number in _SQLITE_NO_ROOM:
            return SystemFault("disk_full", name)
        return SystemFault(_SQLITE.get(number & 0xFF, "database_refused"), name)
    if isinstance(error, PoolTimeout):
        return SystemFault("database_locked", "no free connection")
    return _server_fault(cause)


def _server_fault(cause: BaseException) -> SystemFault:
    state = getattr(cause, "sqlstate", None)
    name = type(cause).__name__
    if state is not None:
        otherwise = "database_unreachable" if state.startswith(_UNREACHABLE) else "database_refused"
        return SystemFault(_POSTGRES.get(state, otherwise), state)
    if 'FATAL:  database "' in str(cause) and "does not exist" in str(cause):
        return SystemFault("database_missing", name)  # libpq has no SQLSTATE before it is in
    if name in {"OperationalError", "InterfaceError", "ConnectionTimeout"}:
        return SystemFault("database_unreachable", name)
    return SystemFault("database_refused", name)


def is_full(error: BaseException) -> bool:
    """Whether the error says that the disk is full."""
    return fault_of(error).code == "disk_full"


def broken_unique(error: IntegrityError) -> str:
    """``table.column`` of the unique constraint that refused, or "" when it was another."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name = str(diagnosis.constraint_name or "")
        table = str(diagnosis.table_name or "")
        return f"{table}.{name.removeprefix(f'uq_{table}_')}" if name.startswith("uq_") else ""
    text = str(error.orig)
    prefix = "UNIQUE constraint failed: "
    return text.removeprefix(prefix).split(",")[0] if text.startswith(prefix) else ""


@contextmanager
def faults() -> Iterator[None]:
    """Lets nothing of the drivers out: every error inside becomes a SystemFault."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault_of(error) from None
