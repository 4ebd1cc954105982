"""Rotate the signing keys and take a recovery key, with the person who did it in the trail."""

from datetime import datetime
from typing import Protocol

from kiosk.ports import Store
from kiosk.services.record import record
from kiosk.services.recovery import new_recovery_key


class KeyKeeper(Protocol):
    """Where the install's keys are kept."""

    def rotate(self, at: datetime) -> tuple[str, ...]:
        """Make fresh keys and name them."""
        ...

    def set_recovery_public(self, public: bytes) -> None:
        """Wrap backups for this key from now on."""
        ...


def rotate_keys(
    keeper: KeyKeeper, store: Store, now: datetime, by: str, *, specimen: bool
) -> tuple[str, ...]:
    """Make fresh signing keys; the names of those made. The trail has it when they exist."""
    made = keeper.rotate(now)
    with store.write() as uow:
        record(uow, now, "key_rotated", "", keys=list(made), by=by, specimen=specimen)
        uow.commit()
    return made


def take_recovery_key(
    keeper: KeyKeeper, store: Store, now: datetime, by: str, *, specimen: bool
) -> str:
    """A fresh recovery key as text to be written down; it is shown this once and never kept.

    Backups are wrapped for it from now on; older ones still need the older key.
    """
    key = new_recovery_key()
    keeper.set_recovery_public(key.public)
    with store.write() as uow:
        record(uow, now, "key_rotated", "", keys=["recovery"], by=by, specimen=specimen)
        uow.commit()
    return key.text
