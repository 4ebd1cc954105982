"""Key the register's names anew after a change of the tables; a broken run goes on where it was."""

from collections.abc import Callable

from kiosk.domain.answers import Json
from kiosk.domain.business_name import NameIndex
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.ports import SystemFault, UnitOfWork
from kiosk.services.house import House
from kiosk.services.record import record

BATCH = 50_000
"""Names of one transaction; every name carries the version of its keys, so nothing is done twice."""


def old_keysets(house: House, uow: UnitOfWork) -> frozenset[str]:
    """The versions of the tables that names were keyed with, but for those of today."""
    return uow.register.keysets() - {house.names.keyset}


def require_current_keys(house: House, uow: UnitOfWork) -> None:
    """Raise SystemFault ``register_keys_old`` when the names must be keyed anew first.

    Names keyed with other tables would not be found, and a taken name would look free.
    """
    if old := old_keysets(house, uow):
        raise SystemFault("register_keys_old", " ".join(sorted(old)))


def rebuild_keys(
    house: House,
    on_progress: Callable[[int], None] = lambda _done: None,
    *,
    batch: int = BATCH,
) -> int:
    """Key every name anew that was keyed with other tables; returns how many were.

    Each batch is one transaction: what a broken run did stays done, and the next one goes on.
    """
    with house.store.read() as uow:
        keysets = sorted(old_keysets(house, uow))
    count = 0
    for keyset in keysets:
        while done := _rebuild_some(house, keyset, batch):
            count += done
            on_progress(count)
    if count:
        with house.store.write() as uow:
            details: dict[str, Json] = {"rows": count, "keyset": house.names.keyset}
            record(uow, house.clock.now(), "register_rebuilt", "", **details)
            uow.commit()
    return count


def _rebuild_some(house: House, keyset: str, most: int) -> int:
    """Up to ``most`` names of the keyset, in one transaction; 0 when none is left."""

    def index_of(name: str, industry_class: str) -> NameIndex:
        return name_index(split_name(name, house.names), house.names, industry_class)

    with house.store.write() as uow:
        done = uow.register.rekey(keyset, most, index_of)
        uow.commit()
    return done
