"""Brings many name claims in at once: in batches, past the statement compiler, then ANALYZE."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Protocol, cast

from kiosk.adapters.store import schema
from kiosk.adapters.store.names import claim_row
from kiosk.adapters.store.work import Work
from kiosk.domain.records import NameClaim

BATCH = 20_000
"""Names held in memory at once; their keys are sorted, so that a page is touched once a batch."""

WORTH_ANALYZING = 1_000

_BULK_CACHE_KIB = 98_304
_TABLES = ("name_claim", "name_key")
_COLUMNS = [column.name for column in schema.name_claim.columns if column.name != "seq"]
_FREE = "ON CONFLICT (area, uniqueness, industry_group) WHERE state <> 'lapsed' DO NOTHING"


class Driver(Protocol):
    """What sqlite3 and psycopg connections have in common here."""

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Any:  # noqa: ANN401
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> Any:  # noqa: ANN401
        """Run one statement for every row (sqlite3 alone)."""
        ...

    def cursor(self) -> Any:  # noqa: ANN401
        """A cursor, which in psycopg can COPY."""
        ...


def import_claims(work: Work, claims: Iterable[NameClaim]) -> int:
    """Add the claims whose uniqueness is free; returns how many were added."""
    bring_in = _into_sqlite if work.sqlite else _into_postgres
    driver = cast("Driver", work.connection.connection.driver_connection)
    source = iter(claims)
    added = 0
    cache = _widen_cache(driver) if work.sqlite else 0
    try:
        while batch := list(islice(source, BATCH)):
            added += bring_in(work, driver, batch)
    finally:
        if cache:
            driver.execute(f"PRAGMA cache_size = {cache}")
    if added >= WORTH_ANALYZING:
        _analyze(work, driver)
    return added


def _widen_cache(driver: Driver) -> int:
    before = int(driver.execute("PRAGMA cache_size").fetchone()[0])
    driver.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
    return before


def _analyze(work: Work, driver: Driver) -> None:
    if work.sqlite:
        driver.execute("PRAGMA analysis_limit = 1000")
    for table in _TABLES:
        driver.execute(f"ANALYZE {table}")


def _values(work: Work, claim: NameClaim) -> dict[str, Any]:
    row = claim_row(work, claim)
    row["until"] = None if claim.until is None else claim.until.isoformat()
    return row


def _key_rows(
    batch: Sequence[NameClaim], seqs: Iterable[tuple[int, int]]
) -> list[tuple[str, str, int]]:
    """(area, key, seq), sorted; ``seqs`` are (place in the batch, seq)."""
    return sorted(
        (batch[place].area, key, seq)
        for place, seq in seqs
        for key in dict.fromkeys(batch[place].index.keys)
    )


def _into_sqlite(work: Work, driver: Driver, batch: Sequence[NameClaim]) -> int:
    """The writing transaction is alone, so the next numbers can be reckoned here."""
    first = driver.execute("SELECT coalesce(max(seq), 0) + 1 FROM name_claim").fetchone()[0]
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    names = ", ".join(f'"{name}"' for name in ["seq", *_COLUMNS])
    rows = []
    for number, claim in enumerate(batch, first):
        values = _values(work, claim) | {"id": claim.id.hex}
        rows.append((number, *(values[name] for name in _COLUMNS)))
    driver.executemany(f"INSERT INTO name_claim ({names}) VALUES ({marks}) {_FREE}", rows)  # noqa: S608
    added = [
        (seq - first, seq)
        for (seq,) in driver.execute("SELECT seq FROM name_claim WHERE seq >= ?", (first,))
    ]
    driver.executemany("INSERT INTO name_key VALUES (?, ?, ?)", _key_rows(batch, added))
    return len(added)


def _into_postgres(work: Work, driver: Driver, batch: Sequence[NameClaim]) -> int:
    """COPY into a staging table, then one INSERT; the keys by COPY."""
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    with driver.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS staged_claim "
            "(LIKE name_claim, place integer) ON COMMIT DROP"
        )
        cursor.execute("ALTER TABLE staged_claim ALTER COLUMN seq DROP NOT NULL")
        cursor.execute("TRUNCATE staged_claim")
        with cursor.copy(f"COPY staged_claim ({names}, place) FROM STDIN") as copy:
            for place, claim in enumerate(batch):
                values = _values(work, claim)
                copy.write_row((*(values[name] for name in _COLUMNS), place))
        cursor.execute(
            f"WITH added AS (INSERT INTO name_claim ({names}) "  # noqa: S608
            f"SELECT {names} FROM staged_claim ORDER BY place {_FREE} RETURNING seq, id) "
            "SELECT s.place, a.seq FROM added a JOIN staged_claim s ON s.id = a.id"
        )
        added: list[tuple[int, int]] = cursor.fetchall()
        with cursor.copy("COPY name_key (area, key, claim) FROM STDIN") as copy:
            for row in _key_rows(batch, added):
                copy.write_row(row)
    return len(added)
