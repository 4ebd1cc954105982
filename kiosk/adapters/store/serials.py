"""Numbers that are given once: leased blocks of serials, and places in the status list."""

import secrets

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.applications import BURNT_SEQUENCES
from kiosk.adapters.store.conflicts import advance, overwrite, skip_existing
from kiosk.adapters.store.flags import read_flag, write_flag
from kiosk.adapters.store.work import Work

BLOCK = 100
"""Serials a terminal leases at once; those of a dead terminal stay unused."""

SHARD = 1 << 20
"""Places in one status list; it is closed when three quarters are taken, so that a place
can be drawn at random without many tries and the order of issue cannot be read from it.
An empty list is some 300 bytes when it is published, one with 10,000 revocations 15 kB."""

SEQUENCE_STEP = 10_000

_S = schema.code_series.c
_L = schema.code_lease.c
_H = schema.status_shard.c

_MINE = and_(_L.terminal == bindparam("of"), _L.series == bindparam("within"))
_TAKE = (
    update(schema.code_lease)
    .where(_MINE, _L.next < _L.end)
    .values(next=_L.next + 1)
    .returning(_L.next)
)
_LEASE = advance(schema.code_series, "series", "next", BLOCK)
_KEEP = overwrite(schema.code_lease, ("terminal", "series"))
_DROP_LEASES = delete(schema.code_lease)
_RAISE = (
    update(schema.code_series).where(_S.next < bindparam("floor")).values(next=bindparam("floor"))
)
_HIGHEST = select(func.max(_S.next))
_HELD_BACK = "serial_floor"

_FILL = (
    update(schema.status_shard)
    .where(_H.series == bindparam("of"), _H.closed.is_(False), _H.taken < SHARD * 3 // 4)
    .values(taken=_H.taken + 1)
    .returning(_H.shard)
)
_LAST_SHARD = select(func.max(_H.shard))
_OPEN = insert(schema.status_shard)
_CLOSE = update(schema.status_shard).values(closed=True)
_SERIES = select(func.count(_H.series.distinct()))
_DRAW = skip_existing(
    schema.status_index,
    ("shard", "position"),
    returning=(schema.status_index.c.position,),
)
_SEQUENCES = update(schema.terminal_sequence).values(
    last=(schema.terminal_sequence.c.last // SEQUENCE_STEP + 1) * SEQUENCE_STEP
)


def lease_serial(work: Work, terminal: str, series: str) -> int:
    """The next serial of the terminal's block; a new block of ``BLOCK`` when it is used up."""
    row = work.change(_TAKE, {"of": terminal, "within": series}).first()
    if row is not None:
        return int(row[0]) - 1
    floor = _floor(work)
    end = int(work.change(_LEASE, {"series": series, "next": floor + BLOCK}).scalar_one())
    first = end - BLOCK
    work.change(_KEEP, {"terminal": terminal, "series": series, "next": first + 1, "end": end})
    return first


def _floor(work: Work) -> int:
    held = read_flag(work, _HELD_BACK)
    floor = 1 if held is None else held["floor"]
    assert isinstance(floor, int)
    return floor


def highest_serial(work: Work) -> int:
    """The end of the highest block ever leased, 0 when none was."""
    highest = work.read(_HIGHEST).scalar()
    return max(0, int(highest or 0) - 1)


def burn_leases(work: Work, floor: int) -> None:
    """After a restore: nothing that was given after the backup is given again.

    Every series, also one that is begun later, starts at ``floor`` or above. Status lists are
    closed, and as many shard numbers left out as can have been opened since the backup. The
    application numbers of the first day start in an unused ten thousand.
    """
    lost = max(0, floor - highest_serial(work))
    work.change(_DROP_LEASES)
    work.change(_RAISE, {"floor": floor})
    write_flag(work, _HELD_BACK, {"floor": max(floor, _floor(work))})
    last = work.read(_LAST_SHARD).scalar()
    if last is not None:
        series = int(work.read(_SERIES).scalar_one())
        left_out = int(last) + lost // (SHARD * 3 // 4) + series
        work.change(_CLOSE)
        work.change(_OPEN, {"shard": left_out, "series": "", "taken": 0, "closed": True})
    earlier = read_flag(work, BURNT_SEQUENCES)
    before = 0 if earlier is None else earlier["start"]
    assert isinstance(before, int)
    write_flag(work, BURNT_SEQUENCES, {"start": before + SEQUENCE_STEP, "day": ""})
    work.change(_SEQUENCES)


def take_status_index(work: Work, series: str) -> tuple[int, int]:
    """A free (shard, position) drawn at random; shard numbers are unique over all series."""
    row = work.change(_FILL, {"of": series}).first()
    shard = _open_shard(work, series) if row is None else int(row[0])
    while True:
        wanted = {"shard": shard, "position": secrets.randbelow(SHARD)}
        drawn = work.change(_DRAW, wanted).scalar()
        if drawn is not None:
            return shard, int(drawn)


def _open_shard(work: Work, series: str) -> int:
    work.lock("status_shard")
    last = work.read(_LAST_SHARD).scalar()
    shard = 0 if last is None else int(last) + 1
    work.change(_OPEN, {"shard": shard, "series": series, "taken": 1, "closed": False})
    return shard
