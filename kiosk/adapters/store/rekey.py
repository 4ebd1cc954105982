"""Gives names of the register new keys, many at once, past the statement compiler."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from kiosk.adapters.store.imports import Driver, driver_of, told_apart, write_keys
from kiosk.adapters.store.name_keys import key_numbers
from kiosk.adapters.store.names import LAPSED, SEPARATOR, index_row
from kiosk.adapters.store.work import Work
from kiosk.domain.business_name import NameIndex

IndexOf: TypeAlias = Callable[[str, str], NameIndex]
"""Makes the index of a whole name whose industry class is known, or empty."""

_COLUMNS = (
    "brand",
    "industry",
    "organisation_form",
    "industry_class",
    "industry_group",
    "uniqueness",
    "search_keys",
    "locks",
    "keyset",
)
_OLD = (
    "SELECT seq, area, name, industry_class, industry_group, uniqueness, search_keys, state"
    " FROM name_claim WHERE keyset = {0} ORDER BY seq LIMIT {0}"
)
_PLACED = (
    "SELECT seq FROM name_claim WHERE area = {0} AND uniqueness = {0} AND industry_group = {0}"
    " AND state <> 'lapsed'"
)

_Values: TypeAlias = Mapping[str, str]


def rekey(work: Work, keyset: str, most: int, index_of: IndexOf) -> int:
    """Put new keys in place of the old ones of up to ``most`` names keyed with ``keyset``.

    Returns how many. A name that would then stand where another stands keeps blocking: its
    ``uniqueness`` is told apart by its whole text.
    """
    driver = driver_of(work)
    mark = "?" if work.sqlite else "%s"
    old = driver.execute(_OLD.format(mark), (keyset, most)).fetchall()
    rows: list[tuple[int, _Values]] = []
    dropped: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    for seq, area, name, industry_class, group, uniqueness, keys, state in old:
        index = index_of(name, industry_class)
        new = index_row(index)
        own = (index.uniqueness, told_apart(index.uniqueness, name))
        if state == LAPSED:
            rows.append((seq, new))
        elif group == index.industry_group and uniqueness in own:
            rows.append((seq, new | {"uniqueness": uniqueness}))
        else:
            _move(work, driver, seq, area, new)
        before, after = keys.split(SEPARATOR) if keys else [], new["search_keys"].split(SEPARATOR)
        if before != after:
            dropped += _pairs(seq, area, set(before) - set(after))
            added += _pairs(seq, area, set(after) - set(before))
    _update(work, driver, rows)
    _drop(work, driver, dropped)
    write_keys(work, driver, added)
    return len(old)


def _pairs(seq: int, area: str, keys: set[str]) -> list[tuple[int, int]]:
    return [(number, seq) for number in key_numbers(area, keys)]


def _move(work: Work, driver: Driver, seq: int, area: str, new: dict[str, str]) -> None:
    """One name whose place changes: into the new place when it is free, else beside it."""
    query = _PLACED.format("?" if work.sqlite else "%s")
    there = driver.execute(query, (area, new["uniqueness"], new["industry_group"])).fetchone()
    if there is not None and there[0] != seq:
        new["uniqueness"] = told_apart(new["uniqueness"], new["name"])
    _update(work, driver, [(seq, new)])


def _update(work: Work, driver: Driver, rows: Sequence[tuple[int, _Values]]) -> None:
    values = [(*[row[name] for name in _COLUMNS], seq) for seq, row in rows]
    if work.sqlite:
        sets = ", ".join(f"{name} = ?" for name in _COLUMNS)
        driver.executemany(f"UPDATE name_claim SET {sets} WHERE seq = ?", values)  # noqa: S608
    elif values:
        sets = ", ".join(f"{name} = s.{name}" for name in _COLUMNS)
        columns = [*(f"{name} text" for name in _COLUMNS), "seq bigint"]
        _stage(driver, "staged_index", columns, values)
        driver.execute(f"UPDATE name_claim c SET {sets} FROM staged_index s WHERE c.seq = s.seq")  # noqa: S608


def _drop(work: Work, driver: Driver, keys: list[tuple[int, int]]) -> None:
    if work.sqlite:
        driver.executemany("DELETE FROM name_key WHERE key = ? AND claim = ?", sorted(keys))
    elif keys:
        _stage(driver, "staged_key", ["key bigint", "claim bigint"], keys)
        driver.execute(
            "DELETE FROM name_key k USING staged_key s WHERE k.key = s.key AND k.claim = s.claim"
        )


def _stage(
    driver: Driver, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    with driver.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({', '.join(columns)}) ON COMMIT DROP"
        )
        cursor.execute(f"TRUNCATE {table}")
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
