"""Verify the trail's chains, find what was cut off their ends, export them, and pin their heads."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from kiosk.domain.answers import canonical_json
from kiosk.domain.chain import FIRST, checkpoint_payload, is_hashed_right
from kiosk.domain.events import Event
from kiosk.domain.records import TrailRow
from kiosk.ports import Clock, Signer, Store, SystemFault
from kiosk.services.high_water import flush_folder, write_durably
from kiosk.services.record import record

VerifySignature = Callable[[bytes, bytes], bool]
"""Whether a signature over a payload is by a credential key of this register."""

HEADS = "trail_heads.jsonl"
_MOST_LINE = 4096


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stood at an instant, as kept outside the register or in a checkpoint."""

    terminal: str
    sequence: int
    hash: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrailFault:
    """The first thing wrong: ``fault`` is gap, previous, content, order, checkpoint, signature,
    changed or missing_tail."""

    fault: str
    terminal: str
    sequence: int


@dataclass(frozen=True, slots=True)
class TrailReport:
    """What the verifier saw. ``lost`` are heads that a noted restore gave up."""

    rows: int
    chains: Mapping[str, int]
    checkpoints: int
    heads: int
    fault: TrailFault | None
    lost: tuple[Head, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


@dataclass(slots=True)
class _Walk:
    """What one pass over the rows gathers."""

    wanted: Mapping[str, set[int]]
    rows: int = 0
    last: dict[str, TrailRow] = field(default_factory=dict)
    hashes: dict[tuple[str, int], str] = field(default_factory=dict)
    restores: list[tuple[datetime, Mapping[str, object]]] = field(default_factory=list)


def verify_trail(
    store: Store, verify_signature: VerifySignature, heads_dir: Path | None = None
) -> TrailReport:
    """Check every row, checkpoint and kept head; the first fault is named.

    A row must follow the one before it (sequence, hash, instant) and have the hash of its own
    content; a checkpoint must be signed and meet its row; a head kept outside must meet its
    row too, so that a missing tail shows, unless a later ``backup_restored`` row gave it up.
    """
    outside = read_heads(heads_dir) if heads_dir else ()
    with store.read() as uow:
        checkpoints = tuple(uow.trail.checkpoints())
        wanted: dict[str, set[int]] = {}
        for terminal, sequence, _, _ in checkpoints:
            wanted.setdefault(terminal, set()).add(sequence)
        for head in outside:
            wanted.setdefault(head.terminal, set()).add(head.sequence)
        walk = _Walk(wanted)
        fault = _walk_rows(uow.trail.rows(), walk)
    fault = fault or _check_points(checkpoints, walk, verify_signature)
    lost: list[Head] = []
    for head in outside:
        found = walk.hashes.get((head.terminal, head.sequence))
        if found == head.hash:
            continue
        if _was_given_up(head, walk):
            lost.append(head)
            continue
        missing = "missing_tail" if found is None else "changed"
        fault = fault or TrailFault(missing, head.terminal, _first_missing(head, walk))
    chains = {terminal: row.sequence for terminal, row in walk.last.items()}
    return TrailReport(walk.rows, chains, len(checkpoints), len(outside), fault, tuple(lost))


def export_trail(store: Store, out: TextIO, since: datetime | None = None) -> int:
    """Write the rows as JSON, one a line, and return how many; ``since`` leaves out earlier ones."""
    count = 0
    with store.read() as uow:
        for row in uow.trail.rows():
            if since is not None and row.at < since:
                continue
            out.write(canonical_json(_as_json(row)).decode() + "\n")
            count += 1
    return count


def sign_checkpoint(store: Store, clock: Clock, signer: Signer, terminal: str) -> Head | None:
    """Sign the head of this terminal's chain into the register; None when it has no rows."""
    with store.write() as uow:
        row = uow.trail.heads().get(terminal)
        if row is None:
            return None
        now = clock.now()
        signature = signer.sign_bytes(checkpoint_payload(terminal, row.sequence, row.hash))
        uow.trail.add_checkpoint(terminal, row.sequence, row.hash, signature, now)
        record(uow, now, "checkpoint_signed", "", sequence=row.sequence, hash=row.hash)
        uow.commit()
    return Head(terminal, row.sequence, row.hash, now)


def write_heads(store: Store, clock: Clock, heads_dir: Path) -> tuple[Head, ...]:
    """Add the present head of every chain to the file outside the register, durably.

    Raises SystemFault ``heads_unwritable``.
    """
    now = clock.now()
    with store.read() as uow:
        heads = tuple(
            Head(terminal, row.sequence, row.hash, now)
            for terminal, row in sorted(uow.trail.heads().items())
        )
    known = {(head.terminal, head.sequence, head.hash) for head in read_heads(heads_dir)}
    fresh = [head for head in heads if (head.terminal, head.sequence, head.hash) not in known]
    lines = b"".join(canonical_json(_head_json(head)) + b"\n" for head in fresh)
    if lines:
        path = heads_dir / HEADS
        try:
            heads_dir.mkdir(parents=True, exist_ok=True)
            write_durably(path, (path.read_bytes() if path.exists() else b"") + lines)
            flush_folder(heads_dir)
        except OSError as error:
            raise SystemFault("heads_unwritable", error.strerror or str(error)) from error
    return heads


def read_heads(heads_dir: Path) -> tuple[Head, ...]:
    """The heads kept outside, oldest first. Raises SystemFault ``heads_damaged``."""
    path = heads_dir / HEADS
    if not path.exists():
        return ()
    try:
        lines = path.read_text("utf-8").splitlines()
        return tuple(_parse_head(line) for line in lines if line)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemFault("heads_damaged", path.name) from error


def _walk_rows(rows: Iterator[TrailRow], walk: _Walk) -> TrailFault | None:
    """The first fault; the rest is still read, so that the report is complete."""
    fault: TrailFault | None = None
    for row in rows:
        walk.rows += 1
        before = walk.last.get(row.terminal)
        wrong = _fault_of(row, before)
        if wrong and fault is None:
            fault = TrailFault(wrong, row.terminal, row.sequence)
        if row.sequence in walk.wanted.get(row.terminal, ()):
            walk.hashes[row.terminal, row.sequence] = row.hash
        if row.event == Event.BACKUP_RESTORED:
            heads = row.details.get("heads")
            walk.restores.append((row.at, heads if isinstance(heads, dict) else {}))
        walk.last[row.terminal] = row
    return fault


def _fault_of(row: TrailRow, before: TrailRow | None) -> str:
    if row.sequence != (before.sequence + 1 if before else 1):
        return "gap"
    if row.previous != (before.hash if before else FIRST):
        return "previous"
    if not is_hashed_right(row):
        return "content"
    if before and row.at < before.at:
        return "order"
    return ""


def _check_points(
    checkpoints: tuple[tuple[str, int, str, bytes], ...],
    walk: _Walk,
    verify_signature: VerifySignature,
) -> TrailFault | None:
    for terminal, sequence, hash_, signature in checkpoints:
        if not verify_signature(checkpoint_payload(terminal, sequence, hash_), signature):
            return TrailFault("signature", terminal, sequence)
        found = walk.hashes.get((terminal, sequence))
        if found is None:
            return TrailFault(
                "missing_tail", terminal, _first_missing(Head(terminal, sequence, hash_), walk)
            )
        if found != hash_:
            return TrailFault("checkpoint", terminal, sequence)
    return None


def _first_missing(head: Head, walk: _Walk) -> int:
    last = walk.last.get(head.terminal)
    end = last.sequence if last else 0
    return min(head.sequence, end + 1)


def _was_given_up(head: Head, walk: _Walk) -> bool:
    """Whether a restore, noted after the head was kept, brought back a shorter chain."""
    if head.at is None:
        return False
    for at, heads in walk.restores:
        kept = heads.get(head.terminal, 0)
        if at >= head.at and isinstance(kept, int) and kept < head.sequence:
            return True
    return False


def _as_json(row: TrailRow) -> dict[str, object]:
    return {
        "terminal": row.terminal,
        "sequence": row.sequence,
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": row.event,
        "subject": row.subject,
        "details": dict(row.details),
        "previous": row.previous,
        "hash": row.hash,
    }


def _head_json(head: Head) -> dict[str, object]:
    at = head.at.astimezone(UTC).isoformat(timespec="microseconds") if head.at else ""
    return {"at": at, "terminal": head.terminal, "sequence": head.sequence, "hash": head.hash}


def _parse_head(line: str) -> Head:
    if len(line) > _MOST_LINE:
        raise ValueError("line too long")
    value = json.loads(line)
    return Head(
        str(value["terminal"]),
        int(value["sequence"]),
        str(value["hash"]),
        datetime.fromisoformat(value["at"]),
    )
