"""Rules as data: a closed vocabulary over typed facts, applied with a full trace.

The outcome is the first of refused, returned, referred and approved that a failed rule demands,
unless one hands it over: then it is referred. Warnings never change it. A missing fact is a fault, never a pass.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kiosk.domain.decision import FactValue, TraceLine, Verdict
from kiosk.domain.facts import FACTS
from kiosk.domain.operators import OPERATORS, Test
from kiosk.domain.rule import Basis, ParameterValue, Rule, RuleFault
from kiosk.domain.rule_json import from_canonical, to_canonical
from kiosk.domain.states import Outcome, Severity

__all__ = [
    "Basis",
    "MissingFact",
    "ParameterValue",
    "Rule",
    "RuleFault",
    "RuleSet",
    "apply",
    "failed_warnings",
]


class MissingFact(RuleFault):
    """A rule asks for a fact that was not gathered, or that has another type."""


_OUTCOMES = {
    Severity.HAND_OVER: (4, Outcome.REFERRED),
    Severity.REFUSE: (3, Outcome.REFUSED),
    Severity.RETURN: (2, Outcome.RETURNED),
    Severity.REFER: (1, Outcome.REFERRED),
    Severity.WARN: (0, Outcome.APPROVED),
}
_BY_RANK = dict(_OUTCOMES.values())
_REMEMBERED = (bool, int)
_NO_MEMBERS: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ready:
    """A rule bound to its operator and to the parameter of a day, with lines known already."""

    rule: Rule
    fact: str
    kind: type
    test: Test
    parameter: FactValue | None
    rank: int
    lines: dict[FactValue, TraceLine] = field(default_factory=dict)


class RuleSet:
    """Rules with their dated parameters; immutable, hashed, and applied day by day."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        parameters: Mapping[str, tuple[ParameterValue, ...]] | None = None,
    ) -> None:
        self.rules = rules
        self.parameters: Mapping[str, tuple[ParameterValue, ...]] = dict(parameters or {})
        self._by_id = {rule.id: rule for rule in rules}
        self._days: dict[date, tuple[_Ready, ...]] = {}

    def __len__(self) -> int:
        return len(self.rules)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. Raises KeyError."""
        return self._by_id[rule_id]

    def canonical(self) -> bytes:
        """The canonical JSON: rules, parameters with their dates, words and bases."""
        return self._canonical

    @cached_property
    def _canonical(self) -> bytes:
        return to_canonical(self.rules, self.parameters)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON, hex; a rule set is stored by it."""
        return hashlib.sha256(self._canonical).hexdigest()

    @classmethod
    def from_canonical(cls, canonical: bytes) -> "RuleSet":
        """The rule set as it was stored. Raises RuleFault when the bytes are not one."""
        return cls(*from_canonical(canonical))

    def parameter_of(self, rule: Rule, on: date) -> FactValue | None:
        """The rule's parameter on that day. Raises RuleFault when there is a gap."""
        if not rule.parameter_name:
            return rule.parameter
        for value in self.parameters.get(rule.parameter_name, ()):
            if value.holds_on(on):
                return value.value
        raise RuleFault(f"parameter {rule.parameter_name} has no value on {on}")

    def in_force(self, on: date) -> tuple[Rule, ...]:
        """The rules of that day, in their order."""
        return tuple(rule for rule in self.rules if rule.holds_on(on))

    def ready(self, on: date) -> tuple[_Ready, ...]:
        """The rules of that day, bound once. Raises RuleFault."""
        found = self._days.get(on)
        if found is None:
            found = tuple(self._bind(rule, on) for rule in self.in_force(on))
            if not found:
                raise RuleFault(f"no rule is in force on {on}")
            if len(self._days) > 8:
                self._days.clear()
            self._days[on] = found
        return found

    def _bind(self, rule: Rule, on: date) -> _Ready:
        if rule.fact not in FACTS or rule.operator not in OPERATORS:
            raise RuleFault(f"rule {rule.id}: unknown fact or operator")
        parameter = self.parameter_of(rule, on)
        operator = OPERATORS[rule.operator]
        return _Ready(
            rule=rule,
            fact=rule.fact,
            kind=operator.fact.python_type,
            test=operator.bind(parameter),
            parameter=parameter,
            rank=_OUTCOMES[rule.on_fail][0],
        )


def apply(rule_set: RuleSet, facts: Mapping[str, FactValue], on: date) -> Verdict:
    """Apply the rules in force on a day. Pure: the same input gives the same verdict.

    Raises MissingFact when a rule's fact is missing or of another type, RuleFault when no
    rule is in force or a dated parameter has no value.
    """
    lines: list[TraceLine] = []
    worst = 0
    for ready in rule_set.ready(on):
        try:
            value = facts[ready.fact]
        except KeyError:
            raise MissingFact(f"fact {ready.fact} of rule {ready.rule.id} is missing") from None
        kind = type(value)
        if kind is not ready.kind:
            raise MissingFact(f"fact {ready.fact} of rule {ready.rule.id} is no {ready.kind}")
        # lines of flags, numbers and empty lists are made once: they repeat and hold no text
        is_common = kind in _REMEMBERED or value == _NO_MEMBERS
        line = ready.lines.get(value) if is_common else None
        if line is None:
            held, found = ready.test(value)
            line = _line(ready, value, held=held, found=found)
            if is_common and len(ready.lines) < 256:
                ready.lines[value] = line
        if not line.held and ready.rank > worst:
            worst = ready.rank
        lines.append(line)
    return Verdict(_BY_RANK[worst], tuple(lines))


def failed_warnings(
    rule_set: RuleSet, facts: Mapping[str, FactValue], on: date, prefix: str
) -> tuple[str, ...]:
    """The ids of warning rules over facts of ``prefix`` that fail; the facts must be there."""
    return tuple(
        ready.rule.id
        for ready in rule_set.ready(on)
        if ready.rule.on_fail is Severity.WARN
        and ready.fact.startswith(prefix)
        and not ready.test(facts[ready.fact])[0]
    )


def _line(ready: _Ready, value: FactValue, *, held: bool, found: tuple[str, ...]) -> TraceLine:
    rule = ready.rule
    return TraceLine(
        rule=rule.id,
        version=rule.version,
        held=held,
        severity=rule.on_fail,
        fact=rule.fact,
        value=value,
        parameter=ready.parameter,
        found=found,
    )
