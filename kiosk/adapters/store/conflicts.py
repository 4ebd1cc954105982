"""Statements that the two databases spell differently, above all inserts that meet a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ColumnElement, Executable, Table, TextClause


class Spelt(Protocol):
    """A statement that is spelt when the database is known."""

    def spell(self, *, sqlite: bool) -> Executable:
        """The statement for SQLite or for PostgreSQL."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement in the spelling of each database."""

    sqlite: Executable
    postgresql: Executable

    def spell(self, *, sqlite: bool) -> Executable:
        """The statement for the database."""
        return self.sqlite if sqlite else self.postgresql


_Insert: TypeAlias = Callable[[Table], Any]


class Insertion:
    """An insert with ON CONFLICT; built for a database when it is first used, to start fast."""

    __slots__ = ("_build", "_spelt")

    def __init__(self, build: Callable[[_Insert], Executable]) -> None:
        self._build = build
        self._spelt: dict[bool, Executable] = {}

    def spell(self, *, sqlite: bool) -> Executable:
        """The statement for the database."""
        known = self._spelt.get(sqlite)
        if known is None:
            known = self._spelt[sqlite] = self._build(_sqlite() if sqlite else _postgresql())
        return known


def _sqlite() -> _Insert:
    from sqlalchemy.dialects.sqlite import insert

    return insert


def _postgresql() -> _Insert:
    from sqlalchemy.dialects.postgresql import insert

    return insert


def skip_existing(
    table: Table,
    key: tuple[str, ...],
    *,
    where: TextClause | None = None,
    returning: tuple[ColumnElement[Any], ...] = (),
) -> Insertion:
    """Insert; where the key is taken do nothing, and return nothing."""

    def build(insert: _Insert) -> Executable:
        statement = insert(table).on_conflict_do_nothing(index_elements=key, index_where=where)
        spelt: Executable = statement.returning(*returning) if returning else statement
        return spelt

    return Insertion(build)


def overwrite(table: Table, key: tuple[str, ...]) -> Insertion:
    """Insert; where the key is taken put the new values in."""

    def build(insert: _Insert) -> Executable:
        statement = insert(table)
        values = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
        spelt: Executable = statement.on_conflict_do_update(index_elements=key, set_=values)
        return spelt

    return Insertion(build)


def advance(table: Table, key: str, column: str, step: int) -> Insertion:
    """Insert; where the key is taken add ``step`` to the column. Returns the column."""

    def build(insert: _Insert) -> Executable:
        statement = insert(table).on_conflict_do_update(
            index_elements=(key,), set_={column: table.c[column] + step}
        )
        spelt: Executable = statement.returning(table.c[column])
        return spelt

    return Insertion(build)
