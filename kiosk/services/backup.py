"""Write one file from which the register can come back: database, wrapped keys, high-water mark."""

import errno
import hashlib
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from kiosk.domain.answers import canonical_json
from kiosk.ports import Clock, RegisterKeys, Store, SystemFault
from kiosk.services.high_water import flush_folder, read_high_water
from kiosk.services.record import record
from kiosk.services.recovery import seal_of, wrap_keys

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "manifest.seal"
DATABASE = "register.sqlite"
WRAPPED_KEYS = "register_keys.wrapped"
_BLOCK = 1 << 20
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was written; ``sha256`` is that of the manifest, which names every member's."""

    file: Path
    made_at: datetime
    size: int  # bytes
    high_water: int
    sha256: str


def backup(
    store: Store,
    clock: Clock,
    keys: RegisterKeys,
    recovery_public: bytes,
    data_dir: Path,
    target: Path,
) -> BackupReport:
    """Write the backup; it is there whole and flushed to the disk, or not at all.

    It holds a consistent copy of the register with its documents and data keys, the register's
    keys wrapped for the recovery key, and the highest serial; never a signing key. Nobody has
    to stop working. Raises SystemFault ``backup_exists`` when the target is there,
    ``backup_unwritable`` when it cannot be written, and what the store's ``backup`` raises.
    """
    if target.exists():
        raise SystemFault("backup_exists", str(target))
    with store.write() as uow:
        now = clock.now()
        high_water = max(uow.register.highest_serial(), read_high_water(high_water_file(data_dir)))
        record(uow, now, "backup_made", "", high_water=high_water)
        uow.commit()
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            store.backup(str(copy))
            packed = Path(folder) / "packed"
            wrapped = wrap_keys(keys, recovery_public)
            manifest = canonical_json(
                {
                    "format": FORMAT,
                    "made_at": now.isoformat(),
                    "high_water": high_water,
                    "schema": str(store.check().get("revision", "")),
                    "sha256": {
                        DATABASE: sha256_of(copy),
                        WRAPPED_KEYS: hashlib.sha256(wrapped).hexdigest(),
                    },
                    "bytes": {DATABASE: copy.stat().st_size, WRAPPED_KEYS: len(wrapped)},
                }
            )
            _pack(packed, copy, manifest, seal_of(keys, manifest), wrapped)
            _name_it(packed, target)
    except FileExistsError:
        raise SystemFault("backup_exists", str(target)) from None
    except OSError as error:
        raise SystemFault("backup_unwritable", error.strerror or str(error)) from error
    return BackupReport(
        target,
        now,
        target.stat().st_size,
        high_water,
        hashlib.sha256(manifest).hexdigest(),
    )


def high_water_file(data_dir: Path) -> Path:
    """Where the mark stands, outside the register."""
    return data_dir / "high_water.json"


def sha256_of(path: Path) -> str:
    """The file's SHA-256, as hex."""
    with path.open("rb") as file:
        return sha256_of_stream(file)


def sha256_of_stream(stream: BinaryIO) -> str:
    """The SHA-256 of the rest of a stream, as hex."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def describe(manifest: bytes) -> dict[str, object]:
    """The manifest as it stands. Raises SystemFault ``backup_damaged``."""
    try:
        value = json.loads(manifest)
    except ValueError:
        raise SystemFault("backup_damaged", MANIFEST) from None
    if not isinstance(value, dict):
        raise SystemFault("backup_damaged", MANIFEST)
    return value


def _name_it(packed: Path, target: Path) -> None:
    """Give the finished file its name, never in place of another file."""
    try:
        os.link(packed, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():  # a memory stick knows no links
            raise FileExistsError from None
        packed.rename(target)
    flush_folder(target.parent)


def _pack(packed: Path, copy: Path, manifest: bytes, seal: bytes, wrapped: bytes) -> None:
    with packed.open("wb") as file:
        packed.chmod(0o600)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            archive.writestr(MANIFEST, manifest)
            archive.writestr(SEAL, seal)
            archive.writestr(WRAPPED_KEYS, wrapped)
            archive.write(copy, DATABASE)
        file.flush()
        os.fsync(file.fileno())
