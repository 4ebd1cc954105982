"""Verify the trail's chains, find what was cut off their ends, export them, and pin their heads."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from kiosk.domain.answers import canonical_json
from kiosk.domain.events import Event
from kiosk.domain.records import TrailRow
from kiosk.domain.trail import BadRow, Head, verify_chain
from kiosk.ports import Clock, Signer, Store, SystemFault, UnitOfWork
from kiosk.services.high_water import write_durably
from kiosk.services.record import record

VerifySignature = Callable[[bytes, bytes], bool]
"""Whether a signature (second) over a payload (first) is by a credential key of this register."""

HEADS = "trail_heads.jsonl"
_MOST_LINE = 4096


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head written outside the register, and when."""

    head: Head
    at: datetime


@dataclass(frozen=True, slots=True)
class TrailReport:
    """What the verifier saw.

    ``first_bad`` has the reasons of ``verify_chain`` and ``signature`` for a checkpoint that is
    not signed right. ``lost`` are heads whose rows a noted restore gave up.
    """

    rows: int
    chains: Mapping[str, int]
    checkpoints: int
    heads: int
    first_bad: BadRow | None
    lost: tuple[Head, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_bad is None


@dataclass(frozen=True, slots=True)
class _Restore:
    """A restore the trail tells of: when, and how long each chain was in the backup."""

    at: datetime
    heads: Mapping[str, object]

    def gave_up(self, kept: KeptHead) -> bool:
        length = self.heads.get(kept.head.terminal, 0)
        return self.at >= kept.at and isinstance(length, int) and length < kept.head.sequence


def verify_trail(
    store: Store, verify_signature: VerifySignature, heads_dir: Path | None = None
) -> TrailReport:
    """Check every row, checkpoint and kept head; the first bad row is named.

    A head kept outside must meet its row, so that a missing tail shows, unless a later
    ``backup_restored`` row tells that its rows were given up.
    """
    kept = read_heads(heads_dir) if heads_dir else ()
    with store.read() as uow:
        checkpoints = tuple(uow.trail.checkpoints())
        chains, rows, restores = _survey(uow.trail.rows())
        lost = {each for each in kept if any(restore.gave_up(each) for restore in restores)}
        heads = [each.head for each in kept if each not in lost]
        heads += [Head(terminal, sequence, hash_) for terminal, sequence, hash_, _ in checkpoints]
        bad = verify_chain(uow.trail.rows(), heads)
    if bad is None:
        bad = _badly_signed(checkpoints, verify_signature)
    return TrailReport(
        rows,
        chains,
        len(checkpoints),
        len(kept),
        bad,
        tuple(each.head for each in kept if each in lost),
    )


def export_trail(store: Store, out: TextIO, since: datetime | None = None) -> int:
    """Write the rows as JSON, one a line; returns how many. ``since`` leaves out earlier ones."""
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
        now = clock.now()
        head = _heads_of(uow).get(terminal)
        if head is None:
            return None
        signature = signer.sign_bytes(checkpoint_payload(head))
        uow.trail.add_checkpoint(terminal, head.sequence, head.hash, signature, now)
        record(uow, now, "checkpoint_signed", "", sequence=head.sequence, hash=head.hash)
        uow.commit()
    return head


def checkpoint_payload(head: Head) -> bytes:
    """The bytes that a checkpoint's signature covers."""
    content = canonical_json([head.terminal, head.sequence, head.hash])
    return b"zhaoban trail checkpoint\x00" + content


def write_heads(store: Store, clock: Clock, heads_dir: Path) -> tuple[Head, ...]:
    """Add the present head of every chain to the file outside the register, durably.

    A head that stands there is not written again. Raises SystemFault ``heads_unwritable``,
    ``heads_damaged``.
    """
    now = clock.now()
    with store.read() as uow:
        heads = tuple(head for _, head in sorted(_heads_of(uow).items()))
    known = {kept.head for kept in read_heads(heads_dir)}
    lines = b"".join(_line(KeptHead(head, now)) for head in heads if head not in known)
    if lines:
        path = heads_dir / HEADS
        try:
            heads_dir.mkdir(parents=True, exist_ok=True)
            write_durably(path, (path.read_bytes() if path.exists() else b"") + lines)
        except OSError as error:
            raise SystemFault("heads_unwritable", error.strerror or str(error)) from error
    return heads


def read_heads(heads_dir: Path) -> tuple[KeptHead, ...]:
    """The heads kept outside, oldest first. Raises SystemFault ``heads_damaged``."""
    path = heads_dir / HEADS
    if not path.exists():
        return ()
    try:
        lines = path.read_text("utf-8").splitlines()
        return tuple(_parse_line(line) for line in lines if line)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemFault("heads_damaged", path.name) from error


def _heads_of(uow: UnitOfWork) -> dict[str, Head]:
    return {
        terminal: Head(terminal, row.sequence, row.hash)
        for terminal, row in uow.trail.heads().items()
    }


def _survey(rows: Iterator[TrailRow]) -> tuple[dict[str, int], int, list[_Restore]]:
    chains: dict[str, int] = {}
    restores: list[_Restore] = []
    count = 0
    for row in rows:
        count += 1
        chains[row.terminal] = row.sequence
        if row.event == Event.BACKUP_RESTORED:
            heads = row.details.get("heads")
            restores.append(_Restore(row.at, heads if isinstance(heads, dict) else {}))
    return chains, count, restores


def _badly_signed(
    checkpoints: tuple[tuple[str, int, str, bytes], ...], verify_signature: VerifySignature
) -> BadRow | None:
    for terminal, sequence, hash_, signature in checkpoints:
        if not verify_signature(checkpoint_payload(Head(terminal, sequence, hash_)), signature):
            return BadRow(terminal, sequence, "signature")
    return None


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


def _line(kept: KeptHead) -> bytes:
    return (
        canonical_json(
            {
                "at": kept.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "terminal": kept.head.terminal,
                "sequence": kept.head.sequence,
                "hash": kept.head.hash,
            }
        )
        + b"\n"
    )


def _parse_line(line: str) -> KeptHead:
    if len(line) > _MOST_LINE:
        raise ValueError("line too long")
    value = json.loads(line)
    head = Head(str(value["terminal"]), int(value["sequence"]), str(value["hash"]))
    return KeptHead(head, datetime.fromisoformat(value["at"]))
