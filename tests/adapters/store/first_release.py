"""A register as the first release left it: ``python -m tests.adapters.store.first_release URL``."""

import sys

from sqlalchemy import create_engine, text

YOUNGER = (
    "mobile_code",
    "staff",
    "door",
    "message",
    "opted_out",
    "printout",
    "blank_stock",
    "seal",
)
"""Tables that later migrations made."""


def bring_back(url: str) -> None:
    """Take from a register of today, with what is in it, all that came after the first migration."""
    engine = create_engine(url)
    rowless = " WITHOUT ROWID" if url.startswith("sqlite") else ""
    with engine.begin() as connection:
        for table in (*YOUNGER, "name_key"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(
            text(
                "CREATE TABLE name_key (area VARCHAR, key VARCHAR, claim BIGINT,"
                f" PRIMARY KEY (area, key, claim)){rowless}"
            )
        )
        connection.execute(text("INSERT INTO name_key SELECT area, 'E:', seq FROM name_claim"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()


if __name__ == "__main__":
    bring_back(sys.argv[1])
