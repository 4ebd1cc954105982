"""The hash that chains a trail row to the one before it, and what a checkpoint signs."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.records import TrailRow

FIRST = "0" * 64
"""What the first row of a chain has as its ``previous``."""


def row_hash(
    terminal: str,
    sequence: int,
    at: datetime,
    event: str,
    subject: str,
    details: Mapping[str, Json],
    previous: str,
) -> str:
    """SHA-256, as hex, of the canonical JSON of all that a row says and of the row before."""
    return hashlib.sha256(
        canonical_json(
            [
                previous,
                terminal,
                sequence,
                at.astimezone(UTC).isoformat(timespec="microseconds"),
                event,
                subject,
                dict(details),
            ]
        )
    ).hexdigest()


def is_hashed_right(row: TrailRow) -> bool:
    """Whether the row's hash is that of its own content."""
    return row.hash == row_hash(
        row.terminal, row.sequence, row.at, row.event, row.subject, row.details, row.previous
    )


def checkpoint_payload(terminal: str, sequence: int, hash_: str) -> bytes:
    """The bytes a signed checkpoint covers."""
    return b"zhaoban trail checkpoint\x00" + canonical_json([terminal, sequence, hash_])
