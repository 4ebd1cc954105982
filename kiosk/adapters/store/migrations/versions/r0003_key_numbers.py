"""Search keys become numbers: the index of a large register shrinks to less than half."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from kiosk.adapters.store import columns
from kiosk.adapters.store.name_keys import key_numbers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_ONCE = 100_000


def upgrade() -> None:
    """Make the index anew from the keys that every name carries; no name is touched."""
    connection = op.get_bind()
    op.drop_table("name_key")
    op.create_table(
        "name_key",
        sa.Column("key", columns.COUNTER, autoincrement=False, nullable=False),
        sa.Column("claim", columns.COUNTER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "claim", name=op.f("pk_name_key")),
        sqlite_with_rowid=False,
    )
    insert = sa.text("INSERT INTO name_key VALUES (:key, :claim)")
    last = 0
    while names := _names(connection, last):
        last = names[-1][0]
        rows = sorted(_pairs(names))
        if rows:
            connection.execute(insert, [{"key": key, "claim": claim} for key, claim in rows])


def _names(connection: sa.Connection, after: int) -> list[tuple[int, str, str]]:
    found = connection.execute(
        sa.text(
            "SELECT seq, area, search_keys FROM name_claim WHERE seq > :after"
            " ORDER BY seq LIMIT :most"
        ),
        {"after": after, "most": _AT_ONCE},
    )
    return [(row[0], row[1], row[2]) for row in found]


def _pairs(names: list[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    for seq, area, keys in names:
        for number in key_numbers(area, keys.split("\n") if keys else ()):
            yield number, seq
