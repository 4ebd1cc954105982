"""Room on the disk of an SQLite register: the gate before a new application, and the reserve."""

import os
from pathlib import Path

from kiosk.ports import SystemFault

RESERVE_BYTES = 1 << 20


class Disk:
    """Watches the free space beside the database file.

    ``floor`` is how many bytes must be free for a new application to be accepted. The reserve
    file holds ``RESERVE_BYTES`` that are given back when the disk is full all the same, so that
    the transaction under way can end.
    """

    def __init__(self, file: Path, reserve: Path | None, floor: int) -> None:
        self._file = file
        self._folder = file.parent
        self._identity = _identity(file)
        self._reserve = reserve
        self._floor = floor

    def free_bytes(self) -> int:
        """What an ordinary process may still write."""
        state = os.statvfs(self._folder)
        return state.f_bavail * state.f_frsize

    def guard(self) -> None:
        """Raises SystemFault ``database_missing`` when the file is not the one that was opened.

        SQLite would go on writing into a deleted file, or make a new one, without a word.
        """
        if _identity(self._file) != self._identity:
            raise SystemFault("database_missing")

    def require(self) -> None:
        """Raises SystemFault ``disk_full`` when less than the floor is free."""
        free = self.free_bytes()
        if free < self._floor:
            raise SystemFault("disk_full", f"{free} bytes are free, {self._floor} are needed")

    def release(self) -> bool:
        """Give the reserve back to the disk; False when there is none."""
        if self._reserve is None:
            return False
        try:
            self._reserve.unlink()
        except FileNotFoundError:
            return False
        return True

    def refill(self) -> bool:
        """Lay the reserve up again where there is room; returns whether it is there."""
        if self._reserve is None:
            return False
        if self._reserve.exists():
            return True
        if self.free_bytes() < self._floor + RESERVE_BYTES:
            return False
        with self._reserve.open("wb") as file:
            file.write(b"\0" * RESERVE_BYTES)
            file.flush()
            os.fsync(file.fileno())
        return True


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


class NoDisk:
    """A register on a server looks after its own disk."""

    def guard(self) -> None:
        """Always there."""

    def require(self) -> None:
        """Always room."""

    def release(self) -> bool:
        """There is no reserve."""
        return False

    def refill(self) -> bool:
        """There is no reserve."""
        return False
