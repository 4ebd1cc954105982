import dataclasses
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from kiosk.catalogue.cases import load_cases
from kiosk.domain.decision import Decision, Verdict
from kiosk.domain.rules import RuleSet, apply
from kiosk.domain.states import Outcome
from kiosk.services.replay import replay
from tests.builders import ROOT, the_rules


class KeptDecisions:
    """Decisions and rule sets in memory, as the store keeps them."""

    def __init__(self, decisions, rule_sets):
        self._decisions = decisions
        self._rule_sets = rule_sets

    def every(self):
        return iter(self._decisions)

    def rule_set(self, sha256):
        return self._rule_sets.get(sha256)


class KeptStore:
    def __init__(self, decisions, rule_sets):
        self.decisions = KeptDecisions(decisions, rule_sets)

    @contextmanager
    def read(self):
        yield self


def decisions(rules=None, **changed):
    rules = rules or the_rules()
    made = []
    for number, case in enumerate(load_cases(ROOT / "forms/establishment/cases.yaml")):
        verdict = apply(rules, case.facts, case.on)
        decision = Decision(
            id=UUID(int=number),
            application_id=UUID(int=1000 + number),
            attempt=1,
            decided_by="machine",
            decided_at=datetime(2026, 11, 23, tzinfo=UTC),
            day=case.on,
            rule_set=rules.sha256,
            facts=case.facts,
            verdict=verdict,
        )
        made.append(dataclasses.replace(decision, **changed))
    return made


def run(made, rule_sets=None):
    kept = {the_rules().sha256: the_rules().canonical()} if rule_sets is None else rule_sets
    return replay(KeptStore(made, kept))


def test_every_decision_comes_out_again_identically():
    made = decisions()
    tally = run(made)
    assert tally.is_identical
    assert tally.same == len(made) > 70


def test_decisions_by_officers_are_counted_and_not_replayed():
    tally = run(decisions(decided_by="李主任"), {})
    assert (tally.same, tally.is_identical) == (0, True)
    assert tally.by_officers > 70


def test_an_altered_fact_is_found_with_its_rule():
    made = decisions()
    made[0] = dataclasses.replace(made[0], facts={**made[0].facts, "proprietor.age": 12})
    (difference,) = run(made).differences
    assert (difference.reason, difference.rules[0]) == ("trace", "proprietor.aged_16_17")
    assert "proprietor.under_16" in difference.rules
    assert difference.decision == made[0].id


def test_an_altered_outcome_is_found():
    made = decisions()
    forged = Verdict(Outcome.REFUSED, made[0].verdict.trace)
    made[0] = dataclasses.replace(made[0], verdict=forged)
    assert [d.reason for d in run(made).differences] == ["outcome"]


def test_a_trace_cut_short_is_found():
    made = decisions()
    short = Verdict(made[0].verdict.outcome, made[0].verdict.trace[:-1])
    made[0] = dataclasses.replace(made[0], verdict=short)
    assert [d.rules for d in run(made).differences] == [("approval.paused",)]


def test_a_missing_fact_is_found():
    made = decisions()
    facts = {fact: value for fact, value in made[0].facts.items() if fact != "proprietor.age"}
    made[0] = dataclasses.replace(made[0], facts=facts)
    assert [d.reason for d in run(made).differences] == ["cannot_apply"]


def test_a_lost_rule_set_is_found():
    tally = run(decisions(), {})
    assert {d.reason for d in tally.differences} == {"rule_set_missing"}


def test_an_altered_rule_set_is_found():
    altered = RuleSet(the_rules().rules[1:], the_rules().parameters).canonical()
    tally = run(decisions(), {the_rules().sha256: altered})
    assert {d.reason for d in tally.differences} == {"rule_set_altered"}
