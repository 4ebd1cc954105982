"""Say why: the reasons of a decision in words, from the rule set it was made by."""

from kiosk.domain.checks import validate_answers
from kiosk.domain.decision import Decision, Verdict
from kiosk.domain.problems import Problem
from kiosk.domain.reasons import Reason, reasons
from kiosk.domain.records import Application
from kiosk.domain.rules import RuleSet
from kiosk.ports import SystemFault
from kiosk.services.house import House


def reasons_of(
    house: House, application: Application, decision: Decision, language: str = ""
) -> tuple[Reason, ...]:
    """The reasons of a stored decision. Raises SystemFault ``rule_set_missing``."""
    rules = house.procedures[application.procedure].rules
    if rules.sha256 != decision.rule_set:
        with house.store.read() as uow:
            kept = uow.decisions.rule_set(decision.rule_set)
        if kept is None:
            raise SystemFault("rule_set_missing", decision.rule_set)
        rules = RuleSet.from_canonical(kept)
    return reasons_of_verdict(
        house, application, rules, decision.verdict, language or house.language
    )


def reasons_of_verdict(
    house: House, application: Application, rules: RuleSet, verdict: Verdict, language: str
) -> tuple[Reason, ...]:
    """The reasons of a verdict; problems of the form are told with their parameters."""
    procedure = house.procedures[application.procedure]
    texts = procedure.texts[language]
    day = house.day_of(application.submitted_at)
    known = {
        (problem.code, problem.field): problem
        for problem in validate_answers(procedure.form, application.answers, day, house.reference)
    }

    def say(code: str, field: str) -> str:
        return texts.problem(known.get((code, field), Problem(code, field)))

    return tuple(reasons(verdict, rules, language, say))
