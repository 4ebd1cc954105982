"""Fill an empty register with invented names, so that a demonstration has something to clash with."""

from collections.abc import Callable
from itertools import islice

from kiosk.catalogue.demo import DemoRegister
from kiosk.ports import SystemFault
from kiosk.services.demo_names import MadeUpNames
from kiosk.services.house import House
from kiosk.services.record import record

BATCH = 50_000
"""Names of one transaction."""


def require_demo_allowed(house: House) -> None:
    """Raise SystemFault ``demo_refused`` where an authority's pack is in force."""
    if house.provisioned:
        raise SystemFault("demo_refused")


def fill_demo_register(
    house: House,
    wanted: DemoRegister,
    names: int | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """Add made-up names to a register that holds none; returns how many, 0 when it held some.

    ``names`` are wanted, or as many as the demonstration itself asks for. The same seed makes
    the same names. A run that was broken off leaves what it had added. Raises SystemFault
    ``demo_refused`` on a provisioned install.
    """
    require_demo_allowed(house)
    with house.store.read() as uow:
        if next(iter(uow.register.claims()), None) is not None:
            return 0
    of = wanted.names if names is None else names
    claims = MadeUpNames(house, wanted).claims(of)
    rows = added = 0
    while batch := list(islice(claims, BATCH)):
        rows += len(batch)
        with house.store.write() as uow:
            added += uow.register.import_claims(batch)
            if rows == of:
                record(uow, house.clock.now(), "register_imported", "", rows=rows, added=added)
            uow.commit()
        on_progress(rows, of)
    return added
