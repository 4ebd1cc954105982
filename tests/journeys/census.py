"""Counts a whole register after a race or a crash: what is lost, doubled, half or broken."""

from collections import Counter
from collections.abc import Iterable

from kiosk.assembly import Services
from kiosk.domain.credit_code import ALPHABET
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState, DocumentKind, Outcome
from kiosk.ports import UnitOfWork
from kiosk.services.backup import high_water_file
from kiosk.services.high_water import read_high_water
from kiosk.services.trail_check import verify_trail

PAPERS = {
    ApplicationState.ISSUED: {
        DocumentKind.LICENCE_COPY,
        DocumentKind.APPROVAL_NOTICE,
        DocumentKind.APPLICATION_FORM,
    },
    ApplicationState.RETURNED: {DocumentKind.CORRECTION_LIST},
}
NOTICES = {
    ApplicationState.ISSUED: ["accepted", "approved"],
    ApplicationState.RETURNED: ["accepted", "returned"],
}
OUTCOMES = {
    ApplicationState.ISSUED: Outcome.APPROVED,
    ApplicationState.RETURNED: Outcome.RETURNED,
}


def faults_of(services: Services, acknowledged: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Everything that is wrong in a register whose applications should all be final.

    ``acknowledged`` are (number, state) that a process had reported before it ended; "new" is
    said once of every number.
    """
    faults: list[str] = []
    with services.house.store.read() as uow:
        applications = list(uow.applications.in_state(*ApplicationState))
        for application in applications:
            faults += _of_application(uow, application)
        faults += _of_register(uow, applications)
        faults += _of_trail(uow, applications)
        serial = max((_serial(entry.credit_code) for entry in uow.register.entries()), default=0)
    faults += _of_acknowledged(applications, acknowledged)
    report = verify_trail(services.house.store, services.signed_by_this_house, services.heads_dir)
    if not report.whole:
        faults.append(f"trail: {report.first_bad}")
    if read_high_water(high_water_file(services.settings.data)) < serial:
        faults.append("the mark outside the register is below a serial that was given")
    return faults


def _serial(credit_code: str) -> int:
    """The serial that a code's five free characters count in base 31."""
    serial = 0
    for character in credit_code[11:16]:
        serial = serial * len(ALPHABET) + ALPHABET.index(character)
    return serial


def _of_application(uow: UnitOfWork, application: Application) -> list[str]:
    number, state = application.number, application.state
    if state not in PAPERS:
        return [f"{number}: left {state.value}"]
    faults = []
    kinds = Counter(document.kind for document in uow.licences.documents(application.id))
    if kinds != Counter(PAPERS[state]):
        faults.append(f"{number}: {state.value} with {dict(kinds)}")
    notices = sorted(notice.kind for notice in uow.outbox.of(application.id))
    if notices != NOTICES[state]:
        faults.append(f"{number}: {state.value} with notices {notices}")
    decisions = uow.decisions.of(application.id)
    if [d.attempt for d in decisions] != list(range(1, len(decisions) + 1)) or not decisions:
        faults.append(f"{number}: attempts {[d.attempt for d in decisions]}")
    elif [d.superseded for d in decisions] != [True] * (len(decisions) - 1) + [False]:
        faults.append(f"{number}: superseded {[d.superseded for d in decisions]}")
    elif decisions[-1].verdict.outcome is not OUTCOMES[state]:
        faults.append(f"{number}: {state.value} decided {decisions[-1].verdict.outcome.value}")
    entry = uow.register.entry_of(application.id)
    if (entry is not None) != (state is ApplicationState.ISSUED):
        faults.append(f"{number}: {state.value} with entry {entry is not None}")
    if entry is not None:
        licence = uow.licences.get(entry.credit_code)
        if licence is None or licence.application_id != application.id:
            faults.append(f"{number}: no licence of its own")
        if (application.pickup_code_hash is None) or not licence:
            faults.append(f"{number}: no pick-up code")
    return faults


def _of_register(uow: UnitOfWork, applications: list[Application]) -> list[str]:
    entries = {entry.credit_code: entry for entry in uow.register.entries()}
    entered = [entry.credit_code for entry in uow.register.entries()]
    claims = sorted(claim.credit_code for claim in uow.register.claims())
    licences = list(uow.licences.every())
    issued = [a for a in applications if a.state is ApplicationState.ISSUED]
    named = sorted(code for code, entry in entries.items() if entry.name)
    places = [(licence.status_shard, licence.status_index) for licence in licences]
    found = {
        "numbers doubled": len(applications) - len({a.number for a in applications}),
        "codes doubled": len(entered) - len(set(entered)),
        "licences doubled": len(licences) - len({licence.credit_code for licence in licences}),
        "status places doubled": len(places) - len(set(places)),
        "status lists too many": max(0, len({shard for shard, _ in places}) - 1),
        "entries without application": abs(len(entered) - len(issued)),
        "licences without entry": abs(len(licences) - len(entered)),
        "claims unlike entries": int(claims != named),
    }
    return [f"{what}: {count}" for what, count in found.items() if count]


def _of_trail(uow: UnitOfWork, applications: list[Application]) -> list[str]:
    """Each submission and each issue stands in the trail once, and nothing else does."""
    told = Counter((row.event, row.subject) for row in uow.trail.rows())
    wanted = {("application_submitted", a.number) for a in applications}
    wanted |= {
        ("licence_issued", a.number) for a in applications if a.state is ApplicationState.ISSUED
    }
    events = {event for event, _ in wanted}
    seen = {key: count for key, count in told.items() if key[0] in events}
    faults = [f"trail tells {key} {seen.get(key, 0)} times" for key in wanted if seen.get(key) != 1]
    return faults + [f"trail tells {key} of nobody" for key in seen if key not in wanted]


def _of_acknowledged(
    applications: list[Application], acknowledged: Iterable[tuple[str, str]]
) -> list[str]:
    states = {application.number: application.state.value for application in applications}
    pairs = list(acknowledged)
    new = Counter(number for number, state in pairs if state == "new")
    faults = [f"{number}: given {n} times" for number, n in new.items() if n > 1]
    for number, state in pairs:
        if number not in states:
            faults.append(f"{number}: acknowledged {state} and lost")
        elif state in {"issued", "returned"} and states[number] != state:
            faults.append(f"{number}: acknowledged {state}, is {states[number]}")
    return faults
