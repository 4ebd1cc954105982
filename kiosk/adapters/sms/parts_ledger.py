"""Which parts of which message a carrier took and what its receipts said, kept across restarts."""

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from kiosk.ports import GatewayRefused, Receipt

PartState = Literal["delivered", "failed"]
"""How a part ended; a receipt that ends nothing is not kept."""

Heard = Literal["known", "early", "again"]
"""``early``: before the carrier had named the part; ``again``: it was told before."""

KEEP = timedelta(hours=72)
"""How long a message is remembered: carriers end their tries before."""

_TABLES = """
CREATE TABLE IF NOT EXISTS message (
  dedupe TEXT PRIMARY KEY, reference INTEGER NOT NULL, parts INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '', at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS part (
  dedupe TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, PRIMARY KEY (dedupe, number));
CREATE INDEX IF NOT EXISTS part_id ON part (id);
CREATE TABLE IF NOT EXISTS early (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS awaited (
  id TEXT PRIMARY KEY, sealed BLOB NOT NULL, due REAL NOT NULL, at TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """A message on its way: its reference for joining, and the parts already taken, by number."""

    reference: int
    taken: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A part whose end must be asked for, since when, and the number it went to, sealed."""

    part_id: str
    since: datetime
    sealed: bytes = field(repr=False)


class PartsLedger:
    """A small file beside the gateway; it holds no readable number and no text, and may be lost.

    Several processes and threads may use it at once. A message is delivered when each of its
    parts is, and failed as soon as one is; either is told until it is acknowledged.
    """

    def __init__(self, place: Path, now: Callable[[], datetime]) -> None:
        self._place = place
        self._now = now
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None

    def begin(self, dedupe: str, parts: int) -> Begun:
        """The message of this key as it stands, else a new one. Raises GatewayRefused."""
        with self._change() as db:
            row = db.execute(
                "SELECT reference, parts FROM message WHERE dedupe = ? AND state NOT IN ('failed', 'failed.')",
                (dedupe,),
            ).fetchone()
            if row is not None and row[1] == parts:
                taken = db.execute("SELECT number, id FROM part WHERE dedupe = ?", (dedupe,))
                return Begun(row[0], dict(taken.fetchall()))
            last = db.execute("SELECT reference FROM message ORDER BY at DESC LIMIT 1").fetchone()
            reference = (last[0] + 1) % 256 if last else secrets.randbelow(256)
            db.execute("DELETE FROM part WHERE dedupe = ?", (dedupe,))
            db.execute(
                "INSERT OR REPLACE INTO message (dedupe, reference, parts, at) VALUES (?, ?, ?, ?)",
                (dedupe, reference, parts, self._stamp()),
            )
            return Begun(reference)

    def took(self, dedupe: str, number: int, part_id: str) -> None:
        """The carrier took a part; a receipt that had come before counts now."""
        with self._change() as db:
            db.execute(
                "INSERT OR IGNORE INTO part (dedupe, number, id, at) VALUES (?, ?, ?, ?)",
                (dedupe, number, part_id, self._stamp()),
            )
            early = db.execute(
                "DELETE FROM early WHERE id = ? RETURNING state, code", (part_id,)
            ).fetchone()
            if early is not None:
                self._settle(db, dedupe, number, early[0], early[1])

    def heard(self, part_ids: Sequence[str], state: PartState, code: str) -> Heard:
        """A receipt came under one of these ids. Raises GatewayRefused when it cannot be kept."""
        with self._change() as db:
            for part_id in part_ids:
                row = db.execute(
                    "SELECT dedupe, number, state FROM part WHERE id = ? ORDER BY at DESC LIMIT 1",
                    (part_id,),
                ).fetchone()
                if row is None:
                    continue
                if row[2]:
                    return "again"
                self._settle(db, row[0], row[1], state, code)
                return "known"
            db.executemany(
                "INSERT OR REPLACE INTO early (id, state, code, at) VALUES (?, ?, ?, ?)",
                [(part_id, state, code, self._stamp()) for part_id in part_ids],
            )
            return "early"

    def await_end(self, part_id: str, sealed: bytes, in_seconds: float) -> None:
        """Ask for this part's end after so long; ``sealed`` is what its gateway needs to ask."""
        with self._change() as db:
            db.execute(
                "INSERT OR REPLACE INTO awaited (id, sealed, due, at) SELECT ?, ?, ?, ?"
                " WHERE EXISTS (SELECT 1 FROM part WHERE id = ?1 AND state = '')",
                (part_id, sealed, self._now().timestamp() + in_seconds, self._stamp()),
            )

    def to_ask(self, most: int, again_after: Callable[[float], float]) -> tuple[Awaited, ...]:
        """The parts that are due, the longest due first; each is due again only later.

        ``again_after`` makes seconds of a part's age in seconds. Raises GatewayRefused.
        """
        now = self._now()
        with self._change() as db:
            db.execute("DELETE FROM awaited WHERE at < ?", ((now - KEEP).isoformat(),))
            rows = db.execute(
                "SELECT id, at, sealed FROM awaited WHERE due <= ? ORDER BY due LIMIT ?",
                (now.timestamp(), most),
            ).fetchall()
            due = [Awaited(row[0], datetime.fromisoformat(row[1]), row[2]) for row in rows]
            db.executemany(
                "UPDATE awaited SET due = ? WHERE id = ?",
                [
                    (
                        now.timestamp() + again_after((now - part.since).total_seconds()),
                        part.part_id,
                    )
                    for part in due
                ],
            )
        return tuple(due)

    def newest(self, ending: str) -> str:
        """The id of the part taken last whose id ends so; empty: there is none."""
        with self._change() as db:
            row = db.execute(
                "SELECT id FROM part WHERE substr(id, -length(?1)) = ?1 ORDER BY at DESC LIMIT 1",
                (ending,),
            ).fetchone()
        return str(row[0]) if row else ""

    def receipts(self) -> tuple[Receipt, ...]:
        """What ended and was not acknowledged, oldest first. Raises GatewayRefused."""
        with self._change() as db:
            rows = db.execute(
                "SELECT p.id, m.state, m.code, m.at FROM message m"
                " JOIN part p ON p.dedupe = m.dedupe AND p.number = 1"
                " WHERE m.state IN ('delivered', 'failed') ORDER BY m.at"
            ).fetchall()
        return tuple(Receipt(r[0], r[1], r[2], datetime.fromisoformat(r[3])) for r in rows)

    def acknowledge(self, gateway_ids: Sequence[str]) -> None:
        """Tell these no more; ids are those of first parts. Raises GatewayRefused."""
        with self._change() as db:
            db.executemany(
                "UPDATE message SET state = state || '.' WHERE state IN ('delivered', 'failed')"
                " AND dedupe IN (SELECT dedupe FROM part WHERE id = ? AND number = 1)",
                [(gateway_id,) for gateway_id in gateway_ids],
            )

    def close(self) -> None:
        """Let the file go; it opens again when it is needed."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _settle(
        self, db: sqlite3.Connection, dedupe: str, number: int, state: str, code: str
    ) -> None:
        db.execute(
            "UPDATE part SET state = ? WHERE dedupe = ? AND number = ?", (state, dedupe, number)
        )
        db.execute("DELETE FROM awaited WHERE id IN (SELECT id FROM part WHERE state <> '')")
        done, parts = db.execute(
            "SELECT (SELECT count(*) FROM part WHERE dedupe = m.dedupe AND state = 'delivered'),"
            " m.parts FROM message m WHERE m.dedupe = ?",
            (dedupe,),
        ).fetchone()
        if state == "failed" or done == parts:
            db.execute(
                "UPDATE message SET state = ?, code = ?, at = ? WHERE dedupe = ? AND state = ''",
                (state, code, self._stamp(), dedupe),
            )

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                db = self._open = self._open or self._connect()
                with db:
                    db.execute("BEGIN IMMEDIATE")
                    yield db
            except (sqlite3.Error, OSError) as error:
                raise GatewayRefused("ledger_unusable") from error

    def _connect(self) -> sqlite3.Connection:
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        db = sqlite3.connect(self._place, timeout=5, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
        self._place.chmod(0o600)
        oldest = (self._now() - KEEP).isoformat()
        for table in ("message", "part", "early", "awaited"):
            db.execute(f"DELETE FROM {table} WHERE at < ?", (oldest,))  # noqa: S608
        return db

    def _stamp(self) -> str:
        return self._now().isoformat()
