"""A disk that loses what was not synced, and the product's own statements replayed on it.

``record`` runs the product and notes every statement SQLite was sent, parameters filled in, with
a mark where the product had acknowledged something. ``PowerCut`` is an SQLite VFS whose files
remember which writes no sync has followed; at the chosen operation the power goes, and those
writes are lost, all of them or at random and torn at sectors. What is then on the platter is
written out as real files, for the product to open.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw
from sqlalchemy import Engine, event

SECTOR = 512


class PowerIsOut(Exception):
    """Raised by every operation from the cut on."""


@dataclass
class Statement:
    sql: str


@dataclass
class Acknowledged:
    what: tuple[str, str]


@contextmanager
def record() -> Iterator[list[Statement | Acknowledged]]:
    """Note every statement that any SQLite connection is sent inside."""
    script: list[Statement | Acknowledged] = []

    def note(sql: str) -> None:
        again = bool(script) and script[-1] == Statement(sql)
        if not (again and sql.startswith("INSERT")):  # a trigger reports its statement again
            script.append(Statement(sql))

    def trace(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(note)

    event.listen(Engine, "connect", trace)
    try:
        yield script
    finally:
        event.remove(Engine, "connect", trace)


@dataclass
class Platter:
    """One file: what the program sees, what surely lies on the disk, and what may or may not."""

    seen: bytearray = field(default_factory=bytearray)
    safe: bytearray = field(default_factory=bytearray)
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: truncate

    def write(self, offset: int, data: bytes) -> None:
        _put(self.seen, offset, data)
        self.unsynced.append((offset, data))

    def truncate(self, size: int) -> None:
        del self.seen[size:]
        self.unsynced.append((size, None))

    def sync(self) -> None:
        self.safe = bytearray(self.seen)
        self.unsynced.clear()

    def after_cut(self, random: Random | None) -> bytes:
        """What is left: only what was synced, or with ``random`` any sectors beside it."""
        left = bytearray(self.safe)
        for offset, data in self.unsynced if random else ():
            if data is None:
                if random.random() < 0.5:
                    del left[offset:]
                continue
            for start in range(0, len(data), SECTOR):
                if random.random() < 0.5:
                    _put(left, offset + start, data[start : start + SECTOR])
        return bytes(left)


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class PowerCut(apsw.VFS):
    """A file system in memory whose power goes at the ``cut``-th write or sync."""

    def __init__(self, name: str, cut: int) -> None:
        self.files: dict[str, Platter] = {}
        self.operations = 0
        self._cut = cut
        super().__init__(name, "")

    def spend(self) -> None:
        """Count a write or a sync; from the cut on there is no power."""
        self.operations += 1
        if self.operations >= self._cut:
            raise PowerIsOut

    def xOpen(self, name, flags):
        file = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return _File(self, self.files.setdefault(Path(file).name, Platter()))

    def xDelete(self, filename, syncdir):
        self.files.pop(Path(filename).name, None)

    def xAccess(self, pathname, flags):
        return Path(pathname).name in self.files

    def xFullPathname(self, name):
        return f"/platter/{Path(name).name}"


class _File:
    """The methods of an open file; one connection holds it alone, so locks are always granted."""

    def __init__(self, disk: PowerCut, platter: Platter) -> None:
        self._disk = disk
        self._platter = platter

    def xRead(self, amount, offset):
        return bytes(self._platter.seen[offset : offset + amount])

    def xWrite(self, data, offset):
        self._disk.spend()
        self._platter.write(offset, bytes(data))

    def xTruncate(self, size):
        self._disk.spend()
        self._platter.truncate(size)

    def xSync(self, flags):
        self._disk.spend()
        self._platter.sync()

    def xFileSize(self):
        return len(self._platter.seen)

    def xLock(self, level):
        pass

    def xUnlock(self, level):
        pass

    def xCheckReservedLock(self):
        return False

    def xFileControl(self, operation, pointer):
        return False

    def xSectorSize(self):
        return SECTOR

    def xDeviceCharacteristics(self):
        return 0

    def xClose(self):
        pass


def replay(
    script: list[Statement | Acknowledged],
    folder: Path,
    *,
    cut: int,
    torn: Random | None,
    synchronous: str | None = None,
) -> tuple[list[tuple[str, str]], int]:
    """Run the script until the power goes, and leave in ``folder`` what the disk still holds.

    ``synchronous`` replaces the product's own setting. Returns what was acknowledged before the
    cut, and how many operations there were.
    """
    disk = PowerCut("power", cut)
    connection = apsw.Connection("/platter/r", vfs="power")
    acknowledged: list[tuple[str, str]] = []
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # WAL without shared memory
        for step in script:
            if isinstance(step, Acknowledged):
                acknowledged.append(step.what)
                continue
            sql = step.sql
            if synchronous and sql.startswith("PRAGMA synchronous"):
                sql = f"PRAGMA synchronous = {synchronous}"
            connection.execute(sql).fetchall()
    except (PowerIsOut, apsw.Error):
        if disk.operations < cut:
            raise
    operations = disk.operations
    left = {name: platter.after_cut(torn) for name, platter in disk.files.items()}
    with suppress(PowerIsOut, apsw.Error):
        connection.close()
    disk.unregister()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    return acknowledged, operations


def count_losses(
    script: list[Statement | Acknowledged],
    folder: Path,
    *,
    cuts: list[int],
    torn: Random | None,
    synchronous: str | None,
    examine: Callable[[Path, list[tuple[str, str]]], list[str]],
) -> list[str]:
    """Cut the power at every given operation; all that ``examine`` finds wrong afterwards."""
    wrong = []
    for cut in cuts:
        place = folder / f"{synchronous}-{torn is not None}-{cut}"
        place.mkdir(parents=True)
        acknowledged, _ = replay(script, place, cut=cut, torn=torn, synchronous=synchronous)
        wrong += [f"{cut}: {fault}" for fault in examine(place, acknowledged)]
    return wrong
