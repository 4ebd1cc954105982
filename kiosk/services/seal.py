"""Seal what a branch receives: durable, encrypted and signed there before the register is asked."""

from kiosk.domain.records import Application, Seal
from kiosk.domain.seal import seal_payload
from kiosk.domain.states import ApplicationState
from kiosk.ports import UnitOfWork
from kiosk.services.house import House
from kiosk.services.record import record


def seal(house: House, uow: UnitOfWork, application: Application) -> Application:
    """Write a received application and its seal into what the branch keeps, in one transaction.

    The signature is that of the terminal's credential key over ``seal_payload``. Raises what
    ``uow.applications.add`` raises, SystemFault ``disk_full`` above all.
    """
    sequence = uow.seals.next_sequence(application.terminal)
    uow.applications.add(application)
    uow.seals.add(
        Seal(
            terminal=application.terminal,
            sequence=sequence,
            application_id=application.id,
            sealed_at=application.submitted_at,
            signature=house.signer.sign_bytes(seal_payload(application, sequence)),
        )
    )
    record(
        uow,
        application.submitted_at,
        "application_sealed",
        application.number,
        procedure=application.procedure,
        assurance=application.assurance.value,
        sequence=sequence,
    )
    return application


def is_sealed(application: Application) -> bool:
    """Whether it waits at a branch and the register has not seen it."""
    return application.state is ApplicationState.RECEIVED
