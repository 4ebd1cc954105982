"""The chain of the audit log: what a row's hash covers, and where a chain is broken."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.records import TrailRow

GENESIS = "0" * 64
"""The ``previous`` of a terminal's first row."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row known from outside the log: a signed checkpoint or a head that was written away."""

    terminal: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """The first row that does not stand as it was written.

    ``reason`` is ``gap`` (a row is missing before this one), ``previous`` (it does not name the
    row before it), ``hash`` (its content was changed), ``time`` (earlier than the row before
    it), ``head`` (it is not the row the head knows) or ``missing_tail`` (the head's row is gone).
    """

    terminal: str
    sequence: int
    reason: str


def chain_hash(
    *,
    terminal: str,
    sequence: int,
    at: datetime,
    event: str,
    subject: str,
    details: Mapping[str, Json],
    previous: str,
) -> str:
    """SHA-256, in hex, over the canonical JSON of everything a row says and the hash before it."""
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    content = {
        "terminal": terminal,
        "sequence": sequence,
        "at": instant,
        "event": event,
        "subject": subject,
        "details": dict(details),
        "previous": previous,
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()


def hash_of(row: TrailRow) -> str:
    """The hash that the row's content gives, whatever hash it carries."""
    return chain_hash(
        terminal=row.terminal,
        sequence=row.sequence,
        at=row.at,
        event=row.event,
        subject=row.subject,
        details=row.details,
        previous=row.previous,
    )


def verify_chain(rows: Iterable[TrailRow], heads: Iterable[Head] = ()) -> BadRow | None:
    """The first bad row by terminal and sequence, None when every chain is whole.

    ``rows`` come by terminal and sequence. ``heads`` are rows known from elsewhere, several of
    a terminal are allowed; without them a cut tail cannot be seen.
    """
    known: dict[str, dict[int, str]] = {}
    for head in heads:
        known.setdefault(head.terminal, {})[head.sequence] = head.hash
    last: TrailRow | None = None
    for row in rows:
        if last is not None and last.terminal != row.terminal:
            if (bad := _missing_tail(last, known)) is not None:
                return bad
            last = None
        if (reason := _fault(row, last, known.get(row.terminal, {}))) is not None:
            return BadRow(row.terminal, row.sequence, reason)
        last = row
    if last is not None and (bad := _missing_tail(last, known)) is not None:
        return bad
    for terminal, marks in sorted(known.items()):  # whole chains that are gone
        return BadRow(terminal, min(marks), "missing_tail")
    return None


def _fault(row: TrailRow, last: TrailRow | None, marks: Mapping[int, str]) -> str | None:
    if row.sequence != (1 if last is None else last.sequence + 1):
        return "gap"
    if row.previous != (GENESIS if last is None else last.hash):
        return "previous"
    if row.hash != hash_of(row):
        return "hash"
    if last is not None and row.at < last.at:
        return "time"
    if marks.get(row.sequence, row.hash) != row.hash:
        return "head"
    return None


def _missing_tail(last: TrailRow, known: dict[str, dict[int, str]]) -> BadRow | None:
    """Whether a head of the finished chain lies beyond its last row; its heads are done with."""
    marks = known.pop(last.terminal, {})
    beyond = [sequence for sequence in marks if sequence > last.sequence]
    return BadRow(last.terminal, last.sequence + 1, "missing_tail") if beyond else None
