"""Take a terminal out of service and back, by name and ground; others on the register go on."""

from kiosk.ports import UnitOfWork
from kiosk.services.house import House
from kiosk.services.record import record


def _flag(house: House) -> str:
    return f"out_of_service:{house.terminal}"


def is_out_of_service(house: House) -> bool:
    """Whether somebody took this terminal out of service."""
    with house.store.read() as uow:
        return uow.flag(_flag(house)) is not None


def close_terminal(house: House, by: str, ground: str) -> bool:
    """Serve no citizen here until it is opened again; False when it is closed already."""
    with house.store.write() as uow:
        if uow.flag(_flag(house)) is not None:
            return False
        at = house.clock.now().isoformat()
        uow.set_flag(_flag(house), {"by": by, "ground": ground, "at": at})
        _tell(house, uow, "terminal_closed", by, ground)
    return True


def open_terminal(house: House, by: str, ground: str) -> bool:
    """Serve citizens again; False when it was open."""
    with house.store.write() as uow:
        if uow.flag(_flag(house)) is None:
            return False
        uow.set_flag(_flag(house), None)
        _tell(house, uow, "terminal_opened", by, ground)
    return True


def _tell(house: House, uow: UnitOfWork, event: str, by: str, ground: str) -> None:
    record(uow, house.clock.now(), event, house.terminal, by=by, ground=ground)
    uow.commit()
