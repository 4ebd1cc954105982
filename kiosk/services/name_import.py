"""Bring the names of an existing register in; an import that was broken off goes on where it was."""

import csv
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from kiosk.domain.answers import Json
from kiosk.domain.records import NameClaim
from kiosk.services.house import House
from kiosk.services.name_row import BadLine, RowReader
from kiosk.services.names_in_bulk import NotImportable
from kiosk.services.record import record

BATCH = 50_000
"""Lines of one transaction: what a broken import does again at most."""

BAD_COLUMNS = ("line", "reason", "text")
_PIECE = 1 << 20
_MOST_READ = 10_001


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an import is: lines done (the first one, the columns, counts), names, bad lines.

    ``added`` counts names that did not stand there before; ``bad_bytes`` is how long the file
    of bad lines was at that moment.
    """

    line: int = 1
    rows: int = 0
    added: int = 0
    bad: int = 0
    bad_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many names the file has, how many it added, how many lines were left out as bad.

    ``resumed_after`` is the line after which a broken import went on, 0 for one begun anew.
    """

    rows: int
    added: int
    bad: int
    resumed_after: int


def import_names(
    house: House,
    file: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
    *,
    skip_bad: Path | None = None,
    batch: int = BATCH,
) -> ImportReport:
    """Add the names of a CSV file, splitting each whole name by the house's tables.

    Columns: name, area (six digits), and where there are industry (GB/T 4754 class), status
    (registered, reserved, freed), until (last blocking day), credit_code. A name that stands
    there already is left out, so the same file may be brought in again. Each batch is one
    transaction, which also notes the file (by its SHA-256) and the line: the same file goes on
    from there, whatever ended the process.

    The first bad line raises NotImportable with its number, and earlier batches stay; with
    ``skip_bad`` bad lines are written to that CSV file (line, reason, text), where the same
    import continues it and another one replaces it. ``on_progress`` is told lines done and all.
    """
    identity, total = _identity(file)
    flag = f"import:{identity}"
    with house.store.read() as uow:
        noted = uow.flag(flag)
    begun = Standing(**{k: int(str(v)) for k, v in noted.items()}) if noted else Standing()
    with _opened(file) as stream, _BadLines(skip_bad, begun.bad_bytes) as bad:
        reader = _reader(house, stream)
        for _ in range(begun.line - 1):
            stream.readline(_MOST_READ)
        on_progress(begun.line, total)
        now = begun
        while True:
            claims, after = _batch(reader, stream, now, bad, batch)
            ended = after.line - now.line < batch
            with house.store.write() as uow:
                added = uow.register.import_claims(claims) if claims else 0
                now = Standing(after.line, after.rows, now.added + added, after.bad, bad.flush())
                uow.set_flag(flag, None if ended else asdict(now))
                if ended:
                    counts: dict[str, Json] = {
                        "rows": now.rows,
                        "added": now.added,
                        "sha256": identity,
                    }
                    record(uow, house.clock.now(), "register_imported", "", **counts)
                uow.commit()
            on_progress(now.line, total)
            if ended:
                return ImportReport(now.rows, now.added, now.bad, begun.line if noted else 0)


def _batch(
    reader: RowReader, stream: IO[str], start: Standing, bad: "_BadLines", most: int
) -> tuple[list[NameClaim], Standing]:
    """The names of the next lines, ``most`` lines or those that are left."""
    claims: list[NameClaim] = []
    number, wrong = start.line, start.bad
    for number, line in _numbered(stream, start.line, most):
        try:
            claim = reader.claim(line)
        except BadLine as reason:
            if not bad.kept:
                raise NotImportable(f"line {number}: {reason}") from None
            bad.write(number, str(reason), line)
            wrong += 1
            continue
        if claim is not None:
            claims.append(claim)
    return claims, Standing(number, start.rows + len(claims), start.added, wrong)


def _numbered(stream: IO[str], done: int, most: int) -> Iterator[tuple[int, str]]:
    """The next lines with their numbers, none held longer than needed to call it too long."""
    for number in range(done + 1, done + 1 + most):
        line = stream.readline(_MOST_READ)
        if not line:
            return
        yield number, line
        while len(line) == _MOST_READ and not line.endswith("\n"):
            line = stream.readline(_MOST_READ)


def _reader(house: House, stream: IO[str]) -> RowReader:
    try:
        return RowReader.of(stream.readline(_MOST_READ), house.reference, house.names, house.new_id)
    except BadLine as reason:
        raise NotImportable(f"line 1: {reason}") from None


def _identity(file: Path) -> tuple[str, int]:
    """The file's SHA-256 and how many lines it has."""
    if not file.is_file():
        raise NotImportable(f"{file}: there is no such file")
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                lines += piece.count(b"\n")
                last = piece[-1:]
    except OSError as error:
        raise NotImportable(f"{file}: {error.strerror}") from None
    return digest.hexdigest(), lines + (last != b"\n")


def _opened(file: Path) -> IO[str]:
    try:
        return file.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise NotImportable(f"{file}: {error.strerror}") from None


class _BadLines:
    """The file of the lines that were left out; nothing at all without a path."""

    def __init__(self, path: Path | None, length: int) -> None:
        self.kept = path is not None
        self._stream: IO[str] | None = None
        if path is None:
            return
        old = path.stat().st_size if path.exists() else 0
        goes_on = 0 < length <= old
        try:
            stream = path.open(
                "r+" if goes_on else "w", encoding="utf-8", errors="surrogateescape", newline=""
            )
        except OSError as error:
            raise NotImportable(f"{path}: {error.strerror}") from None
        self._stream = stream
        if goes_on:
            stream.seek(length)
            stream.truncate()
        else:
            csv.writer(stream).writerow(BAD_COLUMNS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, line: int, reason: str, text: str) -> None:
        """Note a line."""
        if self._stream is not None:
            csv.writer(self._stream).writerow((line, reason, text.rstrip("\r\n")))

    def flush(self) -> int:
        """Bring what was noted to the disk; returns how long the file is."""
        if self._stream is None:
            return 0
        self._stream.flush()
        os.fsync(self._stream.fileno())
        return os.fstat(self._stream.fileno()).st_size
