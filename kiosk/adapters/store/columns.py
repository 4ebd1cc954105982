"""The column types both databases share: instants, days and JSON as sortable, readable text."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, String, Text, Uuid
from sqlalchemy.types import TypeDecorator

from kiosk.domain.answers import Json, canonical_json


def instant_text(instant: datetime) -> str:
    """An aware instant as ``2026-11-23T01:02:03.000004Z``: fixed width, so text sorts by time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC text of 27 characters."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A date, kept as ISO text of 10 characters."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From the database."""
        return None if value is None else date.fromisoformat(value)


class JsonText(TypeDecorator[Json]):
    """A JSON value, kept as canonical text."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str:
        """To the database."""
        return canonical_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:
        """From the database."""
        parsed: Json = None if value is None else json.loads(value)
        return parsed


ROW_ID = Uuid()
SEALED = LargeBinary()
COUNTER = BigInteger().with_variant(Integer(), "sqlite")
KEY_TEXT = String().with_variant(String(collation="C"), "postgresql")
"""Text that is only compared for equality: byte order, so that B-trees stay fast."""
