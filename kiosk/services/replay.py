"""Run stored decisions again: same rule set, same facts, and the trace must be the same."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from kiosk.domain.decision import Decision, TraceLine
from kiosk.domain.rules import RuleFault, RuleSet, apply
from kiosk.ports import Store, UnitOfWork

MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Difference:
    """A decision that does not come out again. ``rules`` are those whose lines differ.

    ``reason`` is rule_set_missing, rule_set_altered, cannot_apply, outcome or trace.
    """

    decision: UUID
    application: UUID
    reason: str
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Replayed:
    """The tally of a run; ``by_officers`` were not made by rules and are counted alone."""

    same: int = 0
    by_officers: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_identical(self) -> bool:
        """Whether every decision by machine came out again."""
        return not self.differences


def replay(store: Store) -> Replayed:
    """Replay every stored decision, in one reading transaction."""
    tally = Replayed()
    with store.read() as uow:
        for decision, difference in replay_each(uow):
            if difference is not None:
                tally.differences.append(difference)
            elif decision.decided_by == MACHINE:
                tally.same += 1
            else:
                tally.by_officers += 1
    return tally


def replay_each(uow: UnitOfWork) -> Iterator[tuple[Decision, Difference | None]]:
    """Every decision, oldest first, with how it differs; None when it does not."""
    known: dict[str, RuleSet | str] = {}
    for decision in uow.decisions.every():
        if decision.decided_by != MACHINE:
            yield decision, None
            continue
        if decision.rule_set not in known:
            known[decision.rule_set] = _load(uow, decision.rule_set)
        yield decision, _again(decision, known[decision.rule_set])


def _load(uow: UnitOfWork, sha256: str) -> RuleSet | str:
    """The rule set, or why it cannot be had."""
    canonical = uow.decisions.rule_set(sha256)
    if canonical is None:
        return "rule_set_missing"
    if hashlib.sha256(canonical).hexdigest() != sha256:
        return "rule_set_altered"
    try:
        return RuleSet.from_canonical(canonical)
    except RuleFault:
        return "rule_set_altered"


def _again(decision: Decision, rules: RuleSet | str) -> Difference | None:
    def differs(reason: str, *lines: str) -> Difference:
        return Difference(decision.id, decision.application_id, reason, lines)

    if isinstance(rules, str):
        return differs(rules)
    try:
        verdict = apply(rules, decision.facts, decision.day)
    except RuleFault:
        return differs("cannot_apply")
    if verdict.trace != decision.verdict.trace:
        return differs("trace", *_unlike(decision.verdict.trace, verdict.trace))
    if verdict.outcome is not decision.verdict.outcome:
        return differs("outcome")
    return None


def _unlike(stored: tuple[TraceLine, ...], made: tuple[TraceLine, ...]) -> tuple[str, ...]:
    before = {line.rule: line for line in stored}
    after = {line.rule: line for line in made}
    return tuple(rule for rule in sorted({*before, *after}) if before.get(rule) != after.get(rule))
