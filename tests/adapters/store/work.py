"""What kiosks do all day, for the race, kill and power-cut tests: submit, and issue a licence."""

import hashlib
from collections.abc import Callable

from kiosk.domain.business_name import NameIndex
from kiosk.domain.records import RegisteredName
from kiosk.domain.states import ApplicationState
from kiosk.domain.trail import verify_chain
from kiosk.ports import NameTaken, Store
from tests.adapters.store.records import (
    AREA,
    DAY,
    NOW,
    RULES,
    application,
    claim,
    decision,
    document,
    entry,
    index,
    licence,
    new_id,
    notice,
)

SERIES = "320583MAY"
PAPER = hashlib.shake_256(b"paper").digest(12_000)


def publish(store: Store) -> None:
    """Publish the rule set that every decision names."""
    with store.write() as unit:
        unit.decisions.publish_rule_set(RULES, b"{}", NOW)
        unit.commit()


def submit(store: Store, terminal: str):
    """One submission, durable when it returns."""
    with store.write() as unit:
        sequence = unit.applications.next_sequence(terminal, DAY)
        one = application(
            number=f"20261123-{terminal}-{sequence:05}-X", terminal=terminal, key=new_id().hex
        )
        unit.applications.add(one)
        unit.outbox.put(notice(one, f"{one.number}/accepted"))
        unit.trail.append(NOW, "application_submitted", one.number, {})
        unit.commit()
    return one


def issue(
    store: Store,
    terminal: str,
    one,
    name: NameIndex,
    conflicts: Callable[[NameIndex, RegisteredName], bool] = lambda _mine, _other: True,
) -> str | None:
    """Decide and issue as the services do; the credit code, None when the name was taken."""
    with store.write() as unit:
        unit.decisions.add(decision(one))
        unit.applications.move(one.id, ApplicationState.APPROVED)
        serial = unit.register.lease_serial(terminal, SERIES)
        place = unit.licences.take_status_index(SERIES)
        unit.commit()
    code = f"MAY{serial:09}"
    try:
        with store.write() as unit:
            unit.register.lock_names(AREA, name.locks)
            found = unit.register.similar(AREA, name.keys, DAY, "")
            if any(conflicts(name, other) for other in found):
                return None
            unit.register.claim(claim(name, credit_code=code))
            written = entry(one, code, name=name.name)
            unit.register.add_entry(written, NOW)
            unit.licences.add(licence(written, place))
            unit.licences.add_document(document(one, PAPER))
            unit.applications.move(one.id, ApplicationState.ISSUED)
            unit.outbox.put(notice(one, f"{one.number}/approved"))
            unit.trail.append(NOW, "licence_issued", one.number, {"credit_code": code})
            unit.commit()
    except NameTaken:
        return None
    return code


def own_name() -> NameIndex:
    """A name nobody else has."""
    brand = new_id().hex
    return index(brand, keys=[f"{kind}:{brand}" for kind in "EPTWV"], locks=(f"P:{brand}",))


def faults_of(store: Store, acknowledged: list[tuple[str, str]]) -> list[str]:
    """What is wrong with the register after a crash, given what was acknowledged.

    ``acknowledged`` are (application number, credit code or ""). Every application must stand
    whole, with its notice and trail row; every licence with entry, name, paper and decision.
    """
    wrong = []
    with store.read() as unit:
        rows = list(unit.trail.rows())
        if (bad := verify_chain(rows)) is not None:
            wrong.append(f"chain broken: {bad}")
        submitted = {row.subject for row in rows if row.event == "application_submitted"}
        issued = {row.subject for row in rows if row.event == "licence_issued"}
        named = {one.credit_code for one in unit.register.claims()}
        for number, code in acknowledged:
            if number not in submitted or (code and number not in issued):
                wrong.append(f"lost: {number} {code}")
        for number in submitted:
            one = unit.applications.by_number(number)
            if one is None:
                wrong.append(f"half application: {number}")
                continue
            kinds = {kept.dedupe.partition("/")[2] for kept in unit.outbox.of(one.id)}
            written = unit.register.entry_of(one.id)
            if number in issued:
                whole = (
                    one.state is ApplicationState.ISSUED
                    and kinds == {"accepted", "approved"}
                    and written is not None
                    and unit.licences.get(written.credit_code) is not None
                    and len(unit.licences.documents(one.id)) == 1
                    and len(unit.decisions.of(one.id)) == 1
                    and written.credit_code in named
                )
            else:
                whole = kinds == {"accepted"} and written is None
            if not whole:
                wrong.append(f"half licence: {number}")
        if len(list(unit.register.entries())) != len(issued):
            wrong.append("entries and issued applications differ")
    return wrong
