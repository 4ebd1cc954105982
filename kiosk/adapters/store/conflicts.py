"""Inserts that meet a row that is there already, built once for each database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table, TextClause
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement in the spelling of each database."""

    sqlite: Executable
    postgresql: Executable


def skip_existing(
    table: Table,
    key: tuple[str, ...],
    *,
    where: TextClause | None = None,
    returning: tuple[ColumnElement[Any], ...] = (),
) -> Pair:
    """Insert; where the key is taken do nothing, and return nothing."""
    lite = sqlite_insert(table).on_conflict_do_nothing(index_elements=key, index_where=where)
    post = postgresql_insert(table).on_conflict_do_nothing(index_elements=key, index_where=where)
    if not returning:
        return Pair(lite, post)
    return Pair(lite.returning(*returning), post.returning(*returning))


def overwrite(table: Table, key: tuple[str, ...]) -> Pair:
    """Insert; where the key is taken put the new values in."""
    rest = [column.name for column in table.columns if column.name not in key]
    lite = sqlite_insert(table)
    post = postgresql_insert(table)
    return Pair(
        lite.on_conflict_do_update(
            index_elements=key, set_={name: lite.excluded[name] for name in rest}
        ),
        post.on_conflict_do_update(
            index_elements=key, set_={name: post.excluded[name] for name in rest}
        ),
    )


def advance(table: Table, key: str, column: str, step: int) -> Pair:
    """Insert; where the key is taken add ``step`` to the column. Returns the column."""
    values = {column: table.c[column] + step}
    lite = sqlite_insert(table).on_conflict_do_update(index_elements=(key,), set_=values)
    post = postgresql_insert(table).on_conflict_do_update(index_elements=(key,), set_=values)
    return Pair(lite.returning(table.c[column]), post.returning(table.c[column]))
