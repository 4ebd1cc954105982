"""Engines for both databases: durable, foreign keys on, no values in exceptions.

SQLite: WAL, ``synchronous=FULL``, the driver's own transaction handling off; ``BEGIN`` is sent
by SQLAlchemy's begin event, IMMEDIATE for writers, so that two writers never meet half-way.
PostgreSQL: writers READ COMMITTED with advisory locks (one writer a terminal, near names by
``lock_names``), readers REPEATABLE READ, which is one snapshot.
"""

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

BUSY_MILLISECONDS = 10_000
"""How long a writer waits for another; SQLite's busy handler is unfair, so rather long."""

_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cache_size = -16384",
)

_SESSION = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"


def make_engine(url: URL, patience: float = 0.0) -> Engine:
    """The engine for the address; nothing is connected yet.

    ``patience`` is how many seconds a server may keep silent before its connection is given
    up, 0 for ever: over a line that swallows packets nothing else would ever tell.
    """
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url, patience)


def writers(engine: Engine) -> Engine:
    """The same pool, for writing transactions."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(sqlite_begin="IMMEDIATE")
    return engine.execution_options(isolation_level="READ COMMITTED")


def readers(engine: Engine) -> Engine:
    """The same pool, for transactions that read one snapshot."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _postgres(url: URL, patience: float) -> Engine:
    session = f"{url.query.get('options', '')} {_SESSION}".strip()
    given: dict[str, Any] = {"connect_timeout": 5, "application_name": "zhaoban"}
    if patience:
        # the server gives up first, so that what it says is heard: a lock is no broken line
        milliseconds = int(patience * 800)
        session += f" -c lock_timeout={milliseconds} -c statement_timeout={milliseconds}"
        given |= {"connect_timeout": int(patience), "tcp_user_timeout": int(patience * 1000)}
    engine = create_engine(
        url.update_query_dict({"options": session}),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args=given,
    )
    if patience:
        from kiosk.adapters.store.patient import patient_connections

        event.listen(engine, "do_connect", patient_connections(patience))
    return engine
