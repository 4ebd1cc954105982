"""One open transaction: runs statements, holds the data keys, and finishes on a reserve."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Row,
    and_,
    bindparam,
    delete,
    insert,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import Spelt
from kiosk.adapters.store.faults import is_full
from kiosk.adapters.store.vault import Cells, Vault
from kiosk.ports import SystemFault

Parameters: TypeAlias = Mapping[str, object] | Sequence[Mapping[str, object]] | None
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = CursorResult[*tuple[Any, ...]]

_CHUNK = 500

_KEYS = schema.data_key.c
_MINE = and_(_KEYS.owner == bindparam("of"), _KEYS.scope == bindparam("within"))
_ADD_KEY = insert(schema.data_key)
_DROP_KEY = delete(schema.data_key).where(_MINE)
_GET_KEY = select(_KEYS.wrapped).where(_MINE)


_LOCK = text("SELECT pg_advisory_xact_lock(:number)")


def lock_number(*parts: str) -> int:
    """A stable number for an advisory lock, within PostgreSQL's bigint."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


class Room(Protocol):
    """What a transaction must know of the disk."""

    def require(self) -> None:
        """Raises SystemFault ``disk_full`` when no new application may be accepted."""
        ...

    def release(self) -> bool:
        """Give the reserve back to the disk; False when there is none."""
        ...


class Work:
    """A transaction and what belongs to it until its end."""

    def __init__(
        self,
        connection: Connection,
        vault: Vault,
        terminal: str,
        room: Room,
        *,
        writing: bool = True,
    ) -> None:
        self.connection = connection
        self.vault = vault
        self.terminal = terminal
        self.room = room
        self.writing = writing
        self.sqlite = connection.dialect.name == "sqlite"
        self.searched_on: date | None = None
        self.erased = False
        self.committed = False
        self._transaction = connection.begin()
        self._version = self._data_version()
        self._log: list[tuple[Executable, Parameters]] = []
        self._cells: dict[tuple[UUID, str], Cells] = {}

    def read(self, statement: Executable, parameters: Parameters = None) -> Rows:
        """Run a query."""
        return self.connection.execute(statement, parameters)

    def stream(self, statement: Executable, parameters: Parameters = None) -> Iterator[AnyRow]:
        """Run a query whose rows are fetched as they are needed."""
        yield from self.connection.execute(
            statement, parameters, execution_options={"yield_per": _CHUNK}
        )

    def change(self, statement: Executable | Spelt, parameters: Parameters = None) -> Rows:
        """Run a statement that writes; when the disk is full, once more on the reserve."""
        if not isinstance(statement, Executable):
            statement = statement.spell(sqlite=self.sqlite)
        self._log.append((statement, parameters))
        try:
            return self.connection.execute(statement, parameters)
        except DBAPIError as error:
            if not self._may_replay(error):
                raise
            return self._replay()

    def commit(self) -> None:
        """Make it durable; when the disk is full, once more on the reserve."""
        try:
            self._transaction.commit()
        except DBAPIError as error:
            if not self._may_replay(error):
                raise
            self._replay().close()
            self._transaction.commit()
        self.committed = True

    def _data_version(self) -> int:
        if not self.sqlite:
            return 0
        driver = self.connection.connection.driver_connection
        assert driver is not None
        return int(driver.execute("PRAGMA data_version").fetchone()[0])

    def _may_replay(self, error: DBAPIError) -> bool:
        return self.sqlite and is_full(error) and self.room.release()

    def _replay(self) -> Rows:
        """Run the transaction's writes again.

        SQLite has rolled it back. It is repeated only when no other connection has committed
        meanwhile (``PRAGMA data_version``), so that every statement finds what it found before.
        """
        self._transaction.rollback()
        self._transaction = self.connection.begin()
        if self._data_version() != self._version:
            raise SystemFault("disk_full", "another process wrote meanwhile")
        *earlier, (statement, parameters) = self._log
        for done in earlier:
            self.connection.execute(*done).close()
        return self.connection.execute(statement, parameters)

    def new_cells(self, owner: UUID, scope: str) -> Cells:
        """Make and store a data key."""
        cells, wrapped = self.vault.new_key(owner, scope)
        self.change(_ADD_KEY, {"owner": owner, "scope": scope, "wrapped": wrapped})
        self._cells[owner, scope] = cells
        return cells

    def cells(self, owner: UUID, scope: str) -> Cells | None:
        """What opens the owner's cells; None when the data key was destroyed."""
        known = self._cells.get((owner, scope))
        if known is None:
            row = self.read(_GET_KEY, {"of": owner, "within": scope}).first()
            if row is None:
                return None
            known = self._cells[owner, scope] = self.vault.unwrap(owner, scope, row[0])
        return known

    def lock(self, *parts: str) -> None:
        """Hold a name until the end of the transaction; on SQLite the writer is alone anyway."""
        if not self.sqlite:
            self.read(_LOCK, {"number": lock_number(*parts)})

    def seal(self, owner: UUID, scope: str, place: str, row: UUID | str, plain: bytes) -> bytes:
        """Seal with the owner's data key. Raises SystemFault ``erased`` when it was destroyed."""
        cells = self.cells(owner, scope)
        if cells is None:
            raise SystemFault("erased", place)
        return cells.seal(place, row, plain)

    def destroy_key(self, owner: UUID, scope: str) -> None:
        """Delete the data key; what it sealed stays unreadable for ever."""
        self.change(_DROP_KEY, {"of": owner, "within": scope})
        self._cells.pop((owner, scope), None)
        self.erased = True
