"""The composition root's part that opens the register, and at a branch what the terminal keeps."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.adapters.signer.authority import Authority
from kiosk.ports import Clock, RegisterKeys, Store, SystemFault
from kiosk.services.backup import high_water_file
from kiosk.services.high_water import begin_above_mark
from kiosk.settings import Settings


def open_stores(
    settings: Settings, keys: RegisterKeys, authority: Authority | None, clock: Clock
) -> tuple[Store | None, Store]:
    """What a branch keeps itself, None elsewhere, and the register.

    A branch opens its register when it is first needed: the terminal starts without it. Raises
    SystemFault ``data_missing`` when a provisioned install had opened what is now missing, and
    what ``open_store`` raises.
    """
    from kiosk.adapters.store import FarStore, open_store

    started = authority is not None and authority.has_started

    def open_register() -> Store:
        with _no_fresh_start(settings, started=started):
            found = open_store(
                settings.register_url,
                keys,
                settings.terminal.id,
                create=not started,
                reserve_file=settings.data / "reserve",
                patience=settings.branch.patience_seconds if settings.branch.seals else 0,
            )
        if authority is not None:
            authority.mark_started()
        begin_above_mark(found, clock, high_water_file(settings.data))
        return found

    if not settings.branch.seals:
        return None, open_register()
    return _near(settings, keys, authority), FarStore(open_register, settings.branch.again_seconds)


def _near(settings: Settings, keys: RegisterKeys, authority: Authority | None) -> Store:
    from kiosk.adapters.store import open_store

    started = authority is not None and authority.branch_has_started
    with _no_fresh_start(settings, started=started):
        store = open_store(
            settings.branch_url,
            keys,
            settings.terminal.id,
            create=not started,
            reserve_file=settings.data / "reserve",
        )
    if authority is not None:
        authority.mark_branch_started()
    return store


@contextmanager
def _no_fresh_start(settings: Settings, *, started: bool) -> Iterator[None]:
    """A database that is missing though it was there is a fault."""
    try:
        yield
    except SystemFault as fault:
        if started and fault.code == "database_missing":
            raise SystemFault("data_missing", str(settings.data)) from fault
        raise
