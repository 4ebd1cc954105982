"""Carry one application the whole way: submit, decide, issue; and take up what was left."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.domain.decision import Decision
from kiosk.domain.records import Application, Document, Notice, RegisterEntry
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.answer import answer
from kiosk.services.decide import decide
from kiosk.services.forward import ForwardReport, forward
from kiosk.services.house import House, is_of_register, without_register
from kiosk.services.issue import issue
from kiosk.services.seal import is_sealed
from kiosk.services.submit import Filing, submit

MOST_STEPS = 40
"""Decisions and issues in a row; a name is never lost so often, so something is wrong."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Milliseconds of wall time; ``document`` covers issuing, or the letter that answers."""

    total: float
    decide: float
    document: float


@dataclass(frozen=True, slots=True)
class Processed:
    """Where an application stands after it was carried as far as it goes."""

    application: Application
    decision: Decision | None
    entry: RegisterEntry | None
    licence: Document | None = field(repr=False)
    notices: tuple[Notice, ...]
    elapsed: Elapsed


def process(house: House, filing: Filing) -> Processed:
    """Submit a filing and carry it on. Raises what ``submit`` raises.

    At a branch that cannot reach its register, before or meanwhile, it stays ``received``: it
    is sealed, and is carried on once the register answers.
    """
    start = time.perf_counter()
    application = submit(house, filing).application
    if not is_sealed(application):
        with without_register(house):
            return carry_on(house, application, start)
    total = (time.perf_counter() - start) * 1000.0
    received = replace(application, state=ApplicationState.RECEIVED)
    return Processed(received, None, None, None, (), Elapsed(total, 0.0, 0.0))


def carry_on(house: House, application: Application, start: float | None = None) -> Processed:
    """Decide and issue until nothing is left to do by machine."""
    begun = time.perf_counter() if start is None else start
    deciding = issuing = 0.0
    state = application.state
    for _ in range(MOST_STEPS):
        if state not in {ApplicationState.SUBMITTED, ApplicationState.APPROVED}:
            break
        step = time.perf_counter()
        if state is ApplicationState.SUBMITTED:
            state = decide(house, application)
            deciding += time.perf_counter() - step
        else:
            state = issue(house, application)
            issuing += time.perf_counter() - step
    else:
        raise SystemFault("not_settled", application.number)
    step = time.perf_counter()
    answer(house, application)
    issuing += time.perf_counter() - step
    milliseconds = 1000.0
    return _outcome(
        house,
        application,
        Elapsed(
            (time.perf_counter() - begun) * milliseconds,
            deciding * milliseconds,
            issuing * milliseconds,
        ),
    )


def resume_unfinished(
    house: House, left: Callable[[Application, SystemFault], None] | None = None
) -> int:
    """Take up every application that was submitted or approved when the house stopped.

    What only another terminal of the register has a form for is left to it.

    One that fails again is told to ``left`` and stops no other; without ``left`` its fault is
    raised when the rest is done. A register that cannot be used is raised at once.
    """
    with house.store.read() as uow:
        waiting = list(
            uow.applications.in_state(ApplicationState.SUBMITTED, ApplicationState.APPROVED)
        )
    waiting = [one for one in waiting if one.procedure in house.procedures]
    faults: list[SystemFault] = []
    for application in waiting:
        try:
            carry_on(house, application)
        except SystemFault as fault:
            if is_of_register(fault):
                raise
            faults.append(fault)
            if left is not None:
                left(application, fault)
    if faults and left is None:
        raise faults[0]
    return len(waiting) - len(faults)


def take_up(
    house: House,
    left: Callable[[Application, SystemFault], None] | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> ForwardReport:
    """What every start and every round does: forward what a branch sealed, then resume the rest.

    At a branch a register that cannot be used is no fault: everything waits for the next round.
    """
    report = forward(house, is_stopped)
    if not report.fault and not is_stopped():
        with without_register(house):
            resume_unfinished(house, left)
    return report


def _outcome(house: House, application: Application, elapsed: Elapsed) -> Processed:
    with house.store.read() as uow:
        decisions = uow.decisions.of(application.id)
        return Processed(
            application=uow.applications.get(application.id),
            decision=decisions[-1] if decisions else None,
            entry=uow.register.entry_of(application.id),
            licence=uow.licences.document(application.id, DocumentKind.LICENCE_COPY, 1),
            notices=tuple(uow.outbox.of(application.id)),
            elapsed=elapsed,
        )
