"""Cases that read as sentences and hold the rules to what they promise; the lint of rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.rules import load_rule_set, unused_parameters
from kiosk.catalogue.source import CatalogueError, Finding, Source, Strict, as_model, read_yaml
from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FACTS, FactKind
from kiosk.domain.rules import RuleSet, apply
from kiosk.domain.states import Outcome

Given: TypeAlias = dict[str, StrictBool | StrictInt | StrictStr | list[StrictStr]]
_EMPTY: Mapping[FactKind, FactValue] = {
    FactKind.BOOL: False,
    FactKind.INT: 0,
    FactKind.TEXT: "",
    FactKind.LIST: (),
}


class CasePart(Strict):
    """One sentence, what differs from the base, and what must come out."""

    case: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5)]
    facts: Given = Field(default_factory=dict)
    on: date | None = None
    outcome: Outcome
    fails: list[str] = Field(default_factory=list)


class CasesFile(Strict):
    """A whole ``cases.yaml``: ``base`` are the facts of an application without fault."""

    on: date
    base: Given
    cases: Annotated[list[CasePart], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Case:
    """A case with all its facts, and where it stands."""

    sentence: str
    facts: Mapping[str, FactValue]
    on: date
    outcome: Outcome
    fails: tuple[str, ...]
    file: str
    line: int


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read ``cases.yaml``; facts not named are false, 0 or empty. Raises CatalogueError."""
    source = read_yaml(path)
    file = as_model(source, CasesFile)
    neutral = {fact: _EMPTY[kind.kind] for fact, kind in FACTS.items()}
    base = neutral | _facts(source, ("base",), file.base)
    return tuple(
        Case(
            sentence=part.case,
            facts=base | _facts(source, ("cases", index, "facts"), part.facts),
            on=part.on or file.on,
            outcome=part.outcome,
            fails=tuple(part.fails),
            file=source.file,
            line=source.line_of(("cases", index)),
        )
        for index, part in enumerate(file.cases)
    )


def run_cases(rule_set: RuleSet, cases: Sequence[Case]) -> list[Finding]:
    """Every case whose outcome or failing rules differ from what it says."""
    findings: list[Finding] = []
    for case in cases:
        verdict = apply(rule_set, case.facts, case.on)
        failed = tuple(line.rule for line in verdict.failed)
        if verdict.outcome is not case.outcome:
            message = f"“{case.sentence}” comes out {verdict.outcome}, not {case.outcome}"
            findings.append(Finding(case.file, case.line, message))
        if set(failed) != set(case.fails):
            message = f"“{case.sentence}” fails {_listed(failed)}, not {_listed(case.fails)}"
            findings.append(Finding(case.file, case.line, message))
    return findings


def untried(rule_set: RuleSet, cases: Sequence[Case]) -> Iterator[Finding]:
    """Rules that no case makes fail, or that no case passes."""
    failed: set[str] = set()
    held: set[str] = set()
    for case in cases:
        for line in apply(rule_set, case.facts, case.on).trace:
            (held if line.held else failed).add(line.rule)
    place = cases[0].file if cases else "cases.yaml"
    for rule in rule_set.rules:
        if rule.id not in failed:
            yield Finding(place, 1, f"{rule.id}: no case makes it fail")
        if rule.id not in held:
            yield Finding(place, 1, f"{rule.id}: no case passes it")


def lint_rules(folder: Path) -> list[Finding]:
    """Every fault of a procedure's rules, parameters and cases; empty when all is well."""
    try:
        rule_set = load_rule_set(folder)
        cases = load_cases(folder / "cases.yaml")
        findings = [*_unknown_fields(folder, rule_set), *unused_parameters(folder)]
    except CatalogueError as error:
        return list(error.findings)
    return [*findings, *run_cases(rule_set, cases), *untried(rule_set, cases)]


def _unknown_fields(folder: Path, rule_set: RuleSet) -> Iterator[Finding]:
    form = load_form(folder)
    source = read_yaml(folder / "rules.yaml")
    for index, rule in enumerate(rule_set.rules):
        if rule.field and form.field(rule.field) is None:
            line = source.line_of(("rules", index, "field"))
            yield Finding(source.file, line, f"{rule.id}: the form has no field {rule.field}")


def _facts(source: Source, spot: tuple[str | int, ...], given: Given) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    for name, value in given.items():
        kind = FACTS.get(name)
        frozen: FactValue = tuple(value) if isinstance(value, list) else value
        if kind is None:
            raise source.error((*spot, name), f"there is no fact {name}")
        if not kind.accepts(frozen):
            raise source.error((*spot, name), f"{name} is of type {kind.kind.value}")
        facts[name] = frozen
    return facts


def _listed(rules: Sequence[str]) -> str:
    return ", ".join(rules) or "nothing"
