"""Opens a register: creates it, upgrades it, checks its keys, and turns its keys over."""

import os
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, make_url, select, text, update
from sqlalchemy.exc import ArgumentError

from kiosk.adapters.store import schema
from kiosk.adapters.store.disk import Disk, NoDisk
from kiosk.adapters.store.engines import make_engine, writers
from kiosk.adapters.store.faults import faults
from kiosk.adapters.store.store import SqlStore
from kiosk.adapters.store.triggers import create_triggers
from kiosk.adapters.store.vault import Vault
from kiosk.adapters.store.work import lock_number
from kiosk.ports import NewId, RegisterKeys, Store, SystemFault

FREE_BYTES_FLOOR = 64 << 20
"""Stock value of the free-space gate."""

_KEYS_FLAG = "register_keys"


def open_store(
    url: str,
    keys: RegisterKeys,
    terminal: str,
    new_id: NewId | None = None,  # noqa: ARG001  # every row's id comes with its record
    *,
    migrate: bool = True,
    create: bool = True,
    reserve_file: Path | None = None,
    free_bytes_floor: int = FREE_BYTES_FLOOR,
    patience: float = 0.0,
) -> Store:
    """Open the register at ``sqlite:///FILE`` or ``postgresql+psycopg://…``.

    Where there is none it is made, unless ``create`` is false. An older one is upgraded, an
    SQLite file after a copy of it, unless ``migrate`` is false. ``reserve_file`` and
    ``free_bytes_floor`` matter to SQLite alone; ``patience`` is the seconds that a server may
    keep silent, 0 for ever. Raises SystemFault ``database_missing``,
    ``database_newer``, ``database_older``, ``database_damaged``, ``database_unreachable``,
    ``database_locked``, ``disk_full`` or ``register_keys_wrong``.
    """
    address = _address(url)
    disk = _disk(address, reserve_file, free_bytes_floor, create=create)
    vault = Vault(keys)
    with faults():
        engine = _engine(address, patience)
        try:
            _prepare(engine, vault, migrate=migrate, create=create)
            disk.refill()
        except BaseException:
            engine.dispose()
            raise
    return SqlStore(engine, vault, terminal, disk)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise SystemFault("database_unreachable", "the address cannot be read") from None
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise SystemFault("database_unreachable", "neither sqlite nor postgresql")
    return address


def _engine(address: URL, patience: float) -> Engine:
    try:
        return make_engine(address, patience)
    except ImportError:
        raise SystemFault("database_unreachable", "psycopg is not installed") from None


def _disk(address: URL, reserve: Path | None, floor: int, *, create: bool) -> Disk | NoDisk:
    if address.get_backend_name() != "sqlite":
        return NoDisk()
    if not address.database or address.database == ":memory:":
        raise SystemFault("database_unreachable", "the register must be a file")
    file = Path(address.database)
    if not file.exists():
        if not create:
            raise SystemFault("database_missing")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise SystemFault("database_unreachable", os.strerror(error.errno or 0)) from None
    return Disk(file, reserve, floor)


def _prepare(engine: Engine, vault: Vault, *, migrate: bool, create: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection)
        known = None if revision is None else _fingerprint(connection)
    if revision is None:
        if not create:
            raise SystemFault("database_missing")
        known = _create(engine, vault)
    elif revision not in schema.REVISIONS:
        raise SystemFault("database_newer", revision)
    elif revision != schema.REVISION:
        if not migrate:
            raise SystemFault("database_older", revision)
        from kiosk.adapters.store.migrations.upgrade import upgrade

        upgrade(engine)
    if known != vault.fingerprint:
        raise SystemFault("register_keys_wrong")


def _revision(connection: Connection) -> str | None:
    """The revision of the schema, None in an empty database."""
    if connection.dialect.name == "sqlite":
        tables = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master"))}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise SystemFault("database_damaged", "not a register")
    elif connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is None:
        return None
    found = connection.execute(select(schema.schema_version.c.version_num)).scalar()
    return str(found) if found else None


def _fingerprint(connection: Connection) -> str:
    flags = schema.installation.c
    value = connection.execute(select(flags.value).where(flags.name == _KEYS_FLAG)).scalar()
    return str(value.get("fingerprint")) if isinstance(value, dict) else ""


def _create(engine: Engine, vault: Vault) -> str:
    """Make every table at once; another process may have been faster. Returns the keys' mark."""
    with writers(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            number = lock_number("create")
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
        if _revision(connection) is None:
            schema.metadata.create_all(connection, checkfirst=False)
            create_triggers(connection)
            connection.execute(schema.schema_version.insert(), {"version_num": schema.REVISION})
            connection.execute(
                schema.installation.insert(),
                {"name": _KEYS_FLAG, "value": {"fingerprint": vault.fingerprint}},
            )
        return _fingerprint(connection)


def rotate_column_key(store: Store, old: RegisterKeys, new: RegisterKeys) -> int:
    """Wrap every data key with the new column key, in one transaction; returns how many.

    The index key must stay. The store goes on with the new key. Raises SystemFault
    ``register_keys_wrong`` when ``old`` is not what the register was opened with.
    """
    if not isinstance(store, SqlStore) or old.index != new.index:
        raise SystemFault("register_keys_wrong")
    before, after = Vault(old), Vault(new)
    keys = schema.data_key.c
    with store.connection() as connection:
        if _fingerprint(connection) != before.fingerprint:
            raise SystemFault("register_keys_wrong")
        rows = connection.execute(select(keys.owner, keys.scope, keys.wrapped)).all()
        for owner, scope, wrapped in rows:
            plain = before.unwrap_key(owner, scope, wrapped)
            connection.execute(
                update(schema.data_key)
                .where(keys.owner == owner, keys.scope == scope)
                .values(wrapped=after.wrap(owner, scope, plain))
            )
        connection.execute(
            update(schema.installation)
            .where(schema.installation.c.name == _KEYS_FLAG)
            .values(value={"fingerprint": after.fingerprint})
        )
    store.vault = after
    return len(rows)
