"""Bring a backup back, so that no number that may have left the house is given again."""

import contextlib
import hashlib
import hmac
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.ports import Clock, RegisterKeys, Store, SystemFault
from kiosk.services.backup import (
    DATABASE,
    FORMAT,
    MANIFEST,
    SEAL,
    WRAPPED_KEYS,
    describe,
    high_water_file,
    sha256_of,
)
from kiosk.services.high_water import flush_folder, note_high_water, read_high_water
from kiosk.services.record import record
from kiosk.services.recovery import RecoveryKey, seal_of, unwrap_keys

FORCE_SENTENCE = "replace the register on this terminal"
"""What a person types to allow a restore over data that are there."""

UNKNOWN_MARGIN = 100_000
"""How far numbering jumps when the mark outside the register is lost with the machine."""

_SMALL = 1 << 16
_BLOCK = 1 << 20

OpenStore = Callable[[Path, RegisterKeys], Store]
InstallKeys = Callable[[RegisterKeys], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``mark_was_known`` is false when numbering jumped by the margin."""

    made_at: datetime
    floor: int
    mark_was_known: bool
    set_aside: Path | None


@dataclass(frozen=True, slots=True)
class _Backup:
    """A backup whose keys were opened and whose every member is as the manifest says."""

    keys: RegisterKeys
    made_at: datetime
    high_water: int
    sha256: str


def restore(
    file: Path,
    recovery: RecoveryKey,
    data_dir: Path,
    clock: Clock,
    open_store: OpenStore,
    install_keys: InstallKeys,
    *,
    force: str = "",
    ground: str = "",
) -> Restored:
    """Put the register of the backup into the data folder.

    The backup is checked whole, unpacked beside its place and prepared there: number leases
    burnt, numbering set above both high-water marks, the restore noted in the trail. Only then
    it takes its place; what stood there is set aside, never deleted. Raises SystemFault
    ``restore_over_data`` unless ``force`` is FORCE_SENTENCE, ``backup_unreadable``,
    ``backup_damaged``, ``backup_newer``, ``recovery_key_wrong``, or
    ``restore_unwritable`` when the data folder takes it not.
    """
    if holds_data(data_dir) and force != FORCE_SENTENCE:
        raise SystemFault("restore_over_data", str(data_dir))
    mark = read_high_water(high_water_file(data_dir))
    try:
        with _staging(data_dir) as folder:
            found = _unpack(file, recovery, folder)
            known = mark > 0 or found.high_water == 0
            floor = max(mark, found.high_water) + 1 + (0 if known else UNKNOWN_MARGIN)
            store = open_store(folder / DATABASE, found.keys)
            try:
                _require_whole(store)
                _prepare(store, clock.now(), found, floor, ground)
            finally:
                store.close()
            note_high_water(high_water_file(data_dir), floor)
            install_keys(found.keys)
            aside = _put_in_place(folder, data_dir, clock.now())
    except OSError as error:
        raise SystemFault("restore_unwritable", error.strerror or str(error)) from error
    return Restored(found.made_at, floor, known, aside)


def holds_data(data_dir: Path) -> bool:
    """Whether a register stands in the data folder."""
    return any(data_dir.glob(f"{DATABASE}*"))


def _unpack(file: Path, recovery: RecoveryKey, folder: Path) -> _Backup:
    with _archive(file) as archive:
        manifest = _small(archive, MANIFEST)
        seal = _small(archive, SEAL)
        wrapped = _small(archive, WRAPPED_KEYS)
        keys = unwrap_keys(wrapped, recovery)
        if keys is None:
            raise SystemFault("recovery_key_wrong", file.name)
        if not hmac.compare_digest(seal, seal_of(keys, manifest)):
            raise SystemFault("backup_damaged", MANIFEST)
        values = describe(manifest)
        if values.get("format") != FORMAT:
            raise SystemFault("backup_newer", str(values.get("format")))
        _extract(archive, folder / DATABASE)
    sums = values.get("sha256")
    high_water = values.get("high_water")
    if not isinstance(sums, dict) or not isinstance(high_water, int):
        raise SystemFault("backup_damaged", MANIFEST)
    if sums.get(DATABASE) != sha256_of(folder / DATABASE):
        raise SystemFault("backup_damaged", DATABASE)
    made_at = datetime.fromisoformat(str(values.get("made_at")))
    return _Backup(keys, made_at, high_water, hashlib.sha256(manifest).hexdigest())


@contextlib.contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """The opened archive; whatever is wrong with it as a file is a SystemFault."""
    if file.exists() and not file.is_file():
        raise SystemFault("backup_unreadable", f"{file}: not an ordinary file")
    try:
        opened = zipfile.ZipFile(file)
    except OSError as error:
        raise SystemFault("backup_unreadable", error.strerror or file.name) from error
    except zipfile.BadZipFile as error:
        raise SystemFault("backup_unreadable", file.name) from error
    try:
        with opened as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SystemFault("backup_damaged", file.name) from error
    except (KeyError, ValueError, RuntimeError) as error:
        raise SystemFault("backup_damaged", file.name) from error


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(_SMALL + 1)
    if len(content) > _SMALL:
        raise SystemFault("backup_damaged", name)
    return content


def _extract(archive: zipfile.ZipFile, target: Path) -> None:
    with archive.open(DATABASE) as member, target.open("xb") as file:
        shutil.copyfileobj(member, file, _BLOCK)
        file.flush()
        os.fsync(file.fileno())


def _require_whole(store: Store) -> None:
    if store.check().get("integrity") != "ok":
        raise SystemFault("backup_damaged", DATABASE)


def _prepare(store: Store, now: datetime, found: _Backup, floor: int, ground: str) -> None:
    with store.write() as uow:
        heads = {terminal: row.sequence for terminal, row in uow.trail.heads().items()}
        uow.register.burn_leases(floor)
        record(
            uow,
            now,
            "backup_restored",
            "",
            made_at=found.made_at.astimezone(UTC).isoformat(),
            sha256=found.sha256,
            heads=dict(heads),
            floor=floor,
            ground=ground,
        )
        record(uow, now, "leases_burnt", "", floor=floor)
        uow.commit()


def _put_in_place(folder: Path, data_dir: Path, now: datetime) -> Path | None:
    aside = None
    if old := sorted(data_dir.glob(f"{DATABASE}*")):  # the database first, then its journals
        aside = data_dir / f"replaced-{now:%Y%m%dT%H%M%S}"
        aside.mkdir(mode=0o700)
        for place in old:
            place.rename(aside / place.name)
    for fresh in sorted(folder.glob(f"{DATABASE}*"), reverse=True):
        fresh.rename(data_dir / fresh.name)
    flush_folder(data_dir)
    return aside


@contextlib.contextmanager
def _staging(data_dir: Path) -> Iterator[Path]:
    data_dir.mkdir(parents=True, exist_ok=True)
    folder = data_dir / ".restoring"
    shutil.rmtree(folder, ignore_errors=True)  # left by a restore that was cut off
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
