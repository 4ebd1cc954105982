"""Decide an application: gather its facts, apply the rules of the day, keep both with the trace."""

from datetime import datetime

from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers
from kiosk.domain.checks import validate_answers
from kiosk.domain.decision import Decision, FactValue, Verdict
from kiosk.domain.gather import FactInputs, gather
from kiosk.domain.records import Application
from kiosk.domain.rules import RuleFault, RuleSet, apply
from kiosk.domain.states import ApplicationState, Outcome
from kiosk.ports import SystemFault, UnitOfWork
from kiosk.services.bar import is_barred
from kiosk.services.doors import neighbours
from kiosk.services.explain import reasons_of_verdict
from kiosk.services.house import House
from kiosk.services.naming import index_of, meant_by, meetings, name_of
from kiosk.services.notify import queue_notice
from kiosk.services.offer_name import free_instead
from kiosk.services.record import record
from kiosk.services.supervise import is_paused

_STATE_OF = {
    Outcome.APPROVED: ApplicationState.APPROVED,
    Outcome.RETURNED: ApplicationState.RETURNED,
    Outcome.REFERRED: ApplicationState.REFERRED,
    Outcome.REFUSED: ApplicationState.REFUSED,
}


_NAMES_TOLD = 2  # as many as a message has room for


def decide(house: House, application: Application) -> ApplicationState:
    """Decide a submitted application by machine and return its new state.

    One transaction holds look-ups, decision, rule set, notice and trail. An application that
    another process decided meanwhile keeps that decision. Raises SystemFault
    ``rules_unusable`` when a fact is missing: the application then stays undecided.
    """
    rules = house.procedures[application.procedure].rules
    with house.store.write() as uow:
        now = house.clock.now()  # not before: another process may have written while we waited
        present = uow.applications.get(application.id).state
        if present is not ApplicationState.SUBMITTED:
            return present
        facts = facts_of(house, uow, application)
        verdict = _apply(rules, facts, house, now)
        if verdict.outcome is Outcome.APPROVED and facts["filing.for_person"]:
            raise SystemFault("rules_unusable", f"{application.procedure}: no person decides")
        attempt = len(uow.decisions.of(application.id)) + 1
        uow.decisions.publish_rule_set(rules.sha256, rules.canonical(), now)
        decision = Decision(
            id=house.new_id(),
            application_id=application.id,
            attempt=attempt,
            decided_by="machine",
            decided_at=now,
            day=house.day_of(now),
            rule_set=rules.sha256,
            facts=facts,
            verdict=verdict,
        )
        _write(house, uow, application, decision, now)
        uow.commit()
    return _STATE_OF[verdict.outcome]


def facts_of(house: House, uow: UnitOfWork, application: Application) -> dict[str, FactValue]:
    """Every fact of the application as this transaction sees the register."""
    procedure = house.procedures[application.procedure]
    answers = meant_by(house, application)
    index = index_of(house, answers)
    name = name_of(house, answers) if procedure.form.field("name.brand") else None
    today = house.today()
    inputs = FactInputs(
        answers=answers,
        day=today,
        problems=validate_answers(procedure.form, application.answers, today, house.reference),
        reference=house.reference,
        names=house.names,
        rule_set=procedure.rules,
        home_division=house.profile.division,
        assurance=application.assurance,
        provisioned=house.provisioned,
        name=name,
        conflicts=meetings(house, uow, application, index) if index else (),
        barred=is_barred(house, uow, application.person, today),
        businesses=uow.applications.count_of_person(application.person),
        neighbours=neighbours(house, uow, answers),
        card_agrees=not application.card_differs,
        help_wanted=application.help_wanted,
        for_person=not procedure.form.gives_licence,
        paused=is_paused(uow),
        unprintable=_unprintable(house, answers, name.full if name else ""),
    )
    return gather(inputs)


def _apply(rules: RuleSet, facts: dict[str, FactValue], house: House, now: datetime) -> Verdict:
    try:
        return apply(rules, facts, house.day_of(now))
    except RuleFault as fault:
        raise SystemFault("rules_unusable", str(fault)) from None


def _write(
    house: House, uow: UnitOfWork, application: Application, decision: Decision, now: datetime
) -> None:
    outcome = decision.verdict.outcome
    uow.decisions.add(decision)
    uow.applications.move(application.id, _STATE_OF[outcome])
    record(
        uow,
        now,
        "application_decided",
        application.number,
        outcome=outcome.value,
        rule_set=decision.rule_set,
        scope=house.reference.scope.origin.version,
        attempt=decision.attempt,
        rules=[line.rule for line in decision.verdict.failed],
    )
    if outcome is Outcome.APPROVED:
        return
    params: dict[str, str] = {}
    if outcome is Outcome.RETURNED:
        rules = house.procedures[application.procedure].rules
        reasons = reasons_of_verdict(house, application, rules, decision.verdict, house.language)
        params = {"reason": reasons[0].message, "count": str(len(reasons))} if reasons else {}
        if uow.seals.of(application.id):  # the applicant was not shown what is free
            params["names"] = "、".join(free_instead(house, uow, application)[:_NAMES_TOLD])
    queue_notice(house, uow, application, outcome.value, params)


def _unprintable(house: House, answers: Answers, name: str) -> dict[str, tuple[str, ...]]:
    missing = house.renderer.missing_glyphs
    premises = address_of(answers, house.reference.divisions, house.reference.address_wording)
    people = [answers.text("proprietor.name"), answers.text("proprietor.home")]
    people += [str(m.get("name", "")) for m in answers.records("particulars.family_members")]
    return {
        "name": missing(name),
        "person": missing("".join(people)),
        "premises": missing(premises.text),
    }
