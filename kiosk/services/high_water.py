"""The mark outside the register above which numbering goes on after a restore."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.ports import Clock, Store, SystemFault
from kiosk.services.record import record

AHEAD = 100
"""How far the mark runs ahead, so that only every so many serials cost a write to the disk."""


def note_high_water(path: Path, serial: int) -> None:
    """Make sure that the mark, durably, is not below ``serial``.

    Safe from several processes at once. Raises SystemFault ``high_water_unwritable``.
    """
    if read_high_water(path) >= serial:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.with_suffix(".lock")):
            if read_high_water(path) < serial:
                write_durably(path, json.dumps({"serial": serial + AHEAD}).encode() + b"\n")
    except OSError as error:
        raise SystemFault("high_water_unwritable", error.strerror or str(error)) from error


def read_high_water(path: Path) -> int:
    """The mark, 0 when there is none. Raises SystemFault ``high_water_damaged``."""
    try:
        value = json.loads(path.read_bytes())["serial"]
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemFault("high_water_damaged", path.name) from error
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SystemFault("high_water_damaged", path.name)
    return value


def begin_above_mark(store: Store, clock: Clock, path: Path) -> None:
    """A register that gave no number yet, beside a mark that says some were, begins above it.

    So a register file that was lost and made anew gives no credit code twice.
    """
    mark = read_high_water(path)
    if not mark:
        return
    with store.read() as uow:
        if uow.register.highest_serial():
            return
    with store.write() as uow:
        if uow.register.highest_serial():
            return
        uow.register.burn_leases(mark + 1)
        record(uow, clock.now(), "leases_burnt", "", floor=mark + 1)
        uow.commit()


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file at once and for good: written beside, flushed, renamed, folder flushed."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename inside the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
