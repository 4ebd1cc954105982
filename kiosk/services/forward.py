"""Forward what a branch sealed: each application reaches the register once, whatever is cut off."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.records import Application, Seal
from kiosk.domain.states import ApplicationState
from kiosk.ports import KeyReused, Store, SystemFault, UnitOfWork
from kiosk.services.house import House, is_of_register
from kiosk.services.notify import queue_notice
from kiosk.services.record import record

_OF_ONE = "database_refused"  # the register would not have that one


@dataclass(frozen=True, slots=True)
class ForwardReport:
    """What a round did: how many arrived, which were left, and the fault that ended it early."""

    arrived: int = 0
    left: tuple[tuple[str, str], ...] = ()  # number and code of the fault
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many applications wait at this branch, and since when the oldest does."""

    waiting: int
    since: datetime | None


def backlog(near: Store) -> Backlog:
    """What waits at the branch."""
    with near.read() as uow:
        return Backlog(*uow.seals.backlog())


def forward(house: House, is_stopped: Callable[[], bool] = lambda: False) -> ForwardReport:
    """Hand over everything that waits at this branch, the oldest first; nothing elsewhere.

    A register that cannot be used ends the round; an application that it will not take is left
    for the next and stops no other. Never raises for the register's sake.
    """
    arrived, last = 0, 0
    left: list[tuple[str, str]] = []
    if house.near is None:
        return ForwardReport()
    while not is_stopped():
        with house.near.read() as uow:  # the seal and its content in one snapshot
            waiting = uow.seals.waiting(last)
            if waiting is None:
                break
            application = uow.applications.get(waiting.application_id)
        last = waiting.sequence
        try:
            _hand_over(house, house.near, waiting, application)
        except SystemFault as fault:
            if is_of_register(fault) and fault.code != _OF_ONE:
                return ForwardReport(arrived, tuple(left), fault.code)
            left.append((application.number, fault.code))
        except KeyReused:  # another terminal was quicker; next time its key is seen
            left.append((application.number, "key_reused"))
        else:
            arrived += 1
    return ForwardReport(arrived, tuple(left))


def forward_one(house: House, application: Application) -> Application:
    """Hand over one that was just sealed, and return it as the register has it.

    Raises SystemFault when the register cannot be used or will not take it; it then waits.
    """
    assert house.near is not None
    with house.near.read() as uow:
        seal = uow.seals.of(application.id)
    assert seal is not None
    return _hand_over(house, house.near, seal, application)


def _hand_over(house: House, near: Store, seal: Seal, application: Application) -> Application:
    """Into the register in one transaction; only afterwards it is noted and erased here.

    Whatever is cut off between, the next round finds the application in the register by its
    seal and adds nothing. Two forwarders at once do no harm for the same reason.
    """
    with house.store.write() as uow:
        taken = _take_in(house, uow, seal, application)
        uow.commit()
    with near.write() as uow:
        now = house.clock.now()
        if uow.seals.arrived(application.id, now):
            uow.applications.move(application.id, ApplicationState.SUBMITTED)
            uow.applications.erase(application.id)
            record(uow, now, "application_forwarded", application.number, sequence=seal.sequence)
            uow.commit()
    return taken


def _take_in(house: House, uow: UnitOfWork, seal: Seal, application: Application) -> Application:
    now = house.clock.now()
    if not uow.seals.add(replace(seal, arrived_at=now)):
        return uow.applications.get(application.id)
    key = application.key
    if key is not None and uow.applications.by_key(key) is not None:
        key = None  # the sender gave it to another terminal too: an application of its own
    taken = replace(application, key=key, state=ApplicationState.SUBMITTED)
    uow.applications.add(taken)
    record(
        uow,
        now,
        "application_arrived",
        taken.number,
        sequence=seal.sequence,
        sealed_at=seal.sealed_at.isoformat(),
        procedure=taken.procedure,
        assurance=taken.assurance.value,
    )
    if not taken.mobile and taken.answers.text("proprietor.mobile"):
        record(uow, now, "mobile_unverified", taken.number)
    queue_notice(house, uow, taken, "accepted", {"number": taken.number})
    return taken
