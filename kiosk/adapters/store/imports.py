"""Brings many name claims in at once: in batches, past the statement compiler, then ANALYZE.

A name that stands there already, in the same place and with the same text, is left out. Another
name in a place that is taken is a neighbour that history allowed: it is kept, its ``uniqueness``
told apart by its whole text, so that it blocks as every other name and nothing is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol, TypeAlias, cast

from kiosk.adapters.store import schema
from kiosk.adapters.store.name_keys import key_numbers
from kiosk.adapters.store.names import SEPARATOR, claim_row
from kiosk.adapters.store.work import Work
from kiosk.domain.records import NameClaim

BATCH = 50_000
"""Names held in memory at once."""

KEYS_AT_ONCE = 4_000_000
"""Keys sorted in memory before they are written, so that pages are touched seldom: some 500 MB."""

WORTH_ANALYZING = 1_000

_BULK_CACHE_KIB = 98_304
_TABLES = ("name_claim", "name_key")
_COLUMNS = [column.name for column in schema.name_claim.columns if column.name != "seq"]
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_FREE = "ON CONFLICT (area, uniqueness, industry_group) WHERE state <> 'lapsed' DO NOTHING"
_STANDING = (
    "SELECT name FROM name_claim WHERE area = {0} AND uniqueness = {0} AND industry_group = {0}"
    " AND state <> 'lapsed'"
)

_Row: TypeAlias = dict[str, Any]


class Driver(Protocol):
    """What sqlite3 and psycopg connections have in common here."""

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Any:  # noqa: ANN401
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Any:  # noqa: ANN401
        """Run one statement for every row (sqlite3 alone)."""
        ...

    def cursor(self) -> Any:  # noqa: ANN401
        """A cursor, which in psycopg can COPY."""
        ...


def driver_of(work: Work) -> Driver:
    """The driver's own connection, in the transaction of ``work``."""
    return cast("Driver", work.connection.connection.driver_connection)


def import_claims(work: Work, claims: Iterable[NameClaim]) -> int:
    """Add the claims that do not stand there yet; returns how many were added."""
    driver = driver_of(work)
    source = iter(claims)
    added = 0
    keys: list[tuple[int, int]] = []
    cache = widen_cache(driver) if work.sqlite else 0
    try:
        while batch := list(islice(source, BATCH)):
            written = _write(work, driver, [_values(work, claim) for claim in batch])
            for place, seq in written:
                claim = batch[place]
                keys += [(number, seq) for number in key_numbers(claim.area, claim.index.keys)]
            added += len(written)
            if len(keys) > KEYS_AT_ONCE:
                write_keys(work, driver, keys)
                keys = []
        write_keys(work, driver, keys)
    finally:
        if cache:
            driver.execute(f"PRAGMA cache_size = {cache}")
    if added >= WORTH_ANALYZING:
        analyze(work, driver)
    return added


def widen_cache(driver: Driver) -> int:
    """Give SQLite room for a bulk change; returns the size to go back to."""
    before = int(driver.execute("PRAGMA cache_size").fetchone()[0])
    driver.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
    return before


def write_keys(work: Work, driver: Driver, keys: list[tuple[int, int]]) -> None:
    """Put the (number, seq) pairs into the index, in its order."""
    keys.sort()
    if work.sqlite:
        driver.executemany("INSERT OR IGNORE INTO name_key VALUES (?, ?)", keys)
    elif keys:
        with driver.cursor() as cursor, cursor.copy("COPY name_key FROM STDIN") as copy:
            for row in keys:
                copy.write_row(row)


def analyze(work: Work, driver: Driver) -> None:
    """Let the database know how the tables have grown, else it plans badly."""
    if work.sqlite:
        driver.execute("PRAGMA analysis_limit = 1000")
    for table in _TABLES:
        driver.execute(f"ANALYZE {table}")


def told_apart(uniqueness: str, name: str) -> str:
    """What makes a name unique that stands beside another in the same place."""
    return f"{uniqueness}{SEPARATOR}{name}"


def _write(work: Work, driver: Driver, rows: list[_Row]) -> list[tuple[int, int]]:
    """Put the rows in; returns (place in ``rows``, seq) of those that were added."""
    bring_in = _into_sqlite if work.sqlite else _into_postgres
    places = list(range(len(rows)))
    written = bring_in(driver, rows, places)
    done = {place for place, _ in written}
    standing = _STANDING.format("?" if work.sqlite else "%s")
    beside: list[int] = []
    for place in places:
        if place in done:
            continue
        row = rows[place]
        where = (row["area"], row["uniqueness"], row["industry_group"])
        there = driver.execute(standing, where).fetchone()
        if there is None or there[0] != row["name"]:
            row["uniqueness"] = told_apart(row["uniqueness"], row["name"])
            beside.append(place)
    return [*written, *bring_in(driver, rows, beside)] if beside else written


def _values(work: Work, claim: NameClaim) -> _Row:
    row = claim_row(work, claim)
    row["until"] = None if claim.until is None else claim.until.isoformat()
    row["id"] = claim.id.hex
    return row


def _into_sqlite(
    driver: Driver, rows: Sequence[Mapping[str, Any]], places: list[int]
) -> list[tuple[int, int]]:
    """The writing transaction is alone, so the next numbers can be reckoned here."""
    first = driver.execute("SELECT coalesce(max(seq), 0) + 1 FROM name_claim").fetchone()[0]
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    driver.executemany(
        f'INSERT INTO name_claim ("seq", {_NAMES}) VALUES ({marks}) {_FREE}',  # noqa: S608
        [
            (seq, *[rows[place][name] for name in _COLUMNS])
            for seq, place in enumerate(places, first)
        ],
    )
    added = driver.execute("SELECT seq FROM name_claim WHERE seq >= ?", (first,)).fetchall()
    return [(places[seq - first], seq) for (seq,) in added]


def _into_postgres(
    driver: Driver, rows: Sequence[Mapping[str, Any]], places: list[int]
) -> list[tuple[int, int]]:
    """COPY into a staging table, then one INSERT."""
    with driver.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS staged_claim "
            "(LIKE name_claim, place integer) ON COMMIT DROP"
        )
        cursor.execute("ALTER TABLE staged_claim ALTER COLUMN seq DROP NOT NULL")
        cursor.execute("TRUNCATE staged_claim")
        with cursor.copy(f"COPY staged_claim ({_NAMES}, place) FROM STDIN") as copy:
            for place in places:
                copy.write_row((*[rows[place][name] for name in _COLUMNS], place))
        cursor.execute(
            f"WITH added AS (INSERT INTO name_claim ({_NAMES}) "  # noqa: S608
            f"SELECT {_NAMES} FROM staged_claim ORDER BY place {_FREE} RETURNING seq, id) "
            "SELECT s.place, a.seq FROM added a JOIN staged_claim s ON s.id = a.id"
        )
        found: list[tuple[int, int]] = cursor.fetchall()
    return found
