"""Load the rules of a procedure and their dated parameters; everything is checked here."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from kiosk.catalogue.source import CatalogueError, Finding, Source, Strict, as_model, read_yaml
from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FACTS
from kiosk.domain.operators import OPERATORS, ParameterKind, parameter_fits
from kiosk.domain.rules import Basis, ParameterValue, Rule, RuleSet
from kiosk.domain.shape import nearest
from kiosk.domain.states import Severity
from kiosk.domain.wording import placeholders

LANGUAGES = ("zh", "en")
PLACEHOLDERS = frozenset({"value", "parameter", "found"})

RuleId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
Words: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Value: TypeAlias = StrictInt | StrictStr | list[StrictStr]


class BasisPart(Strict):
    """An article, and whether its text was confirmed at the source."""

    article: Words
    confirmed: StrictBool


class MessagePart(Strict):
    """The words of a failed rule, in every language."""

    zh: Words
    en: Words


class RulePart(Strict):
    """One rule. ``parameter`` is literal; ``named`` is a parameter of ``parameters.yaml``."""

    id: RuleId
    version: Annotated[int, Field(ge=1)]
    since: date
    until: date | None = None
    fact: str
    operator: str
    parameter: Value | None = None
    named: str = ""
    on_fail: Severity
    field: str
    each: StrictBool = False
    unconfirmed: StrictBool = False
    basis: Annotated[list[BasisPart], Field(min_length=1)]
    message: MessagePart


class RulesFile(Strict):
    """A whole ``rules.yaml``."""

    version: Words
    rules: Annotated[list[RulePart], Field(min_length=1)]


class DatedValue(Strict):
    """A parameter's value from a day on."""

    since: date
    until: date | None = None
    value: Value
    basis: Words
    confirmed: StrictBool


class ParameterPart(Strict):
    """A named parameter with its values by date."""

    kind: ParameterKind
    values: Annotated[list[DatedValue], Field(min_length=1)]


class ParametersFile(Strict):
    """A whole ``parameters.yaml``."""

    parameters: dict[str, ParameterPart]


def load_rule_set(folder: Path) -> RuleSet:
    """Read ``rules.yaml`` and ``parameters.yaml`` of a procedure.

    Raises CatalogueError with file and line of every fault: an unknown fact or operator, an
    operator or parameter of the wrong type, missing basis or words, a doubled id, a gap in dated
    parameters, a rule on an unconfirmed basis that would refuse.
    """
    source = read_yaml(folder / "rules.yaml")
    parameter_source = read_yaml(folder / "parameters.yaml")
    rules = as_model(source, RulesFile).rules
    named = as_model(parameter_source, ParametersFile).parameters
    faults = [
        *_faults_of_parameters(parameter_source, named),
        *(
            fault
            for index, rule in enumerate(rules)
            for fault in _faults(source, index, rule, named)
        ),
        *_doubles(source, rules),
    ]
    if faults:
        first, *more = faults
        raise CatalogueError(first.file, first.line, first.message, *more)
    used = {rule.named for rule in rules}
    return RuleSet(
        tuple(_rule(rule) for rule in rules),
        {name: _values(part) for name, part in sorted(named.items()) if name in used},
    )


def unused_parameters(folder: Path) -> Iterator[Finding]:
    """Parameters that no rule names; the files must load."""
    source = read_yaml(folder / "parameters.yaml")
    used = {rule.named for rule in as_model(read_yaml(folder / "rules.yaml"), RulesFile).rules}
    for name in as_model(source, ParametersFile).parameters:
        if name not in used:
            line = source.line_of(("parameters", name))
            yield Finding(source.file, line, f"{name}: no rule names it")


def _faults(
    source: Source, index: int, rule: RulePart, named: Mapping[str, ParameterPart]
) -> Iterator[Finding]:
    def fault(key: str, message: str) -> Finding:
        line = source.line_of(("rules", index, key))
        return Finding(source.file, line, f"{rule.id}: {message}")

    if rule.until is not None and rule.until < rule.since:
        yield fault("until", "ends before it begins")
    if rule.fact not in FACTS:
        hint = nearest(rule.fact, FACTS)
        meant = f"; is {hint} meant?" if hint else ""
        yield fault("fact", f"there is no fact {rule.fact}{meant}")
    operator = OPERATORS.get(rule.operator)
    if operator is None:
        yield fault("operator", f"there is no operator {rule.operator}")
    elif rule.fact in FACTS and FACTS[rule.fact].kind is not operator.fact:
        kind = FACTS[rule.fact].kind.value
        yield fault("operator", f"{rule.operator} does not go with a fact of type {kind}")
    if operator is not None:
        yield from (
            fault(key, message)
            for key, message in _parameter_faults(rule, operator.parameter, named)
        )
    for language in LANGUAGES:
        yield from (fault("message", m) for m in _word_faults(getattr(rule.message, language)))
    yield from (fault("basis", message) for message in _basis_faults(rule, named))


def _parameter_faults(
    rule: RulePart, wanted: ParameterKind, named: Mapping[str, ParameterPart]
) -> Iterator[tuple[str, str]]:
    if not rule.named:
        if not parameter_fits(wanted, _frozen(rule.parameter)):
            yield "parameter", f"{rule.operator} takes a parameter of type {wanted.value}"
        return
    if rule.parameter is not None:
        yield "named", "has a parameter and names one"
    part = named.get(rule.named)
    if part is None:
        yield "named", f"there is no parameter {rule.named}"
    elif part.kind is not wanted:
        yield "named", f"{rule.operator} takes {wanted.value}, {rule.named} is {part.kind.value}"
    else:
        gap = _gap(part.values, rule.since, rule.until)
        if gap is not None:
            yield "named", f"{rule.named} has no value on {gap}"


def _gap(values: list[DatedValue], since: date, until: date | None) -> date | None:
    """The first day of the period on which no value holds."""
    day = since
    for value in sorted(values, key=lambda value: value.since):
        if value.since > day:
            return day
        if value.until is None:
            return None
        day = max(day, value.until + timedelta(days=1))
        if until is not None and day > until:
            return None
    return day


def _word_faults(words: str) -> Iterator[str]:
    for name in sorted(placeholders(words) - PLACEHOLDERS):
        yield f"{{{name}}} is no placeholder; there are value, parameter and found"
    bare = words
    for name in placeholders(words):
        bare = bare.replace(f"{{{name}}}", "")
    if "{" in bare or "}" in bare:
        yield "the message has a brace that is no placeholder"


def _basis_faults(rule: RulePart, named: Mapping[str, ParameterPart]) -> Iterator[str]:
    confirmed = [basis.confirmed for basis in rule.basis]
    if not any(confirmed) and not rule.unconfirmed:
        yield "no basis is confirmed: mark the rule unconfirmed"
    if rule.on_fail is not Severity.REFUSE:
        return
    part = named.get(rule.named)
    if rule.unconfirmed or not all(confirmed):
        yield "a rule on an unconfirmed basis may warn, return or refer, never refuse"
    elif part is not None and not all(value.confirmed for value in part.values):
        yield f"refuses by {rule.named}, which is unconfirmed"


def _faults_of_parameters(source: Source, named: Mapping[str, ParameterPart]) -> Iterator[Finding]:
    for name, part in named.items():
        starts = set()
        for index, value in enumerate(part.values):
            line = source.line_of(("parameters", name, "values", index))
            if not parameter_fits(part.kind, _frozen(value.value)):
                yield Finding(source.file, line, f"{name}: is no {part.kind.value}")
            if value.since in starts:
                yield Finding(source.file, line, f"{name}: two values begin on {value.since}")
            starts.add(value.since)
            if value.until is not None and value.until < value.since:
                yield Finding(source.file, line, f"{name}: ends before it begins")


def _doubles(source: Source, rules: list[RulePart]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.id in seen:
            line = source.line_of(("rules", index, "id"))
            yield Finding(source.file, line, f"{rule.id}: stands here twice")
        seen.add(rule.id)


def _values(part: ParameterPart) -> tuple[ParameterValue, ...]:
    """Newest first, so that of two values the one that began last holds."""
    newest_first = sorted(part.values, key=lambda value: value.since, reverse=True)
    found: list[ParameterValue] = []
    for value in newest_first:
        frozen = _frozen(value.value)
        assert frozen is not None
        found.append(ParameterValue(frozen, value.since, value.until))
    return tuple(found)


def _frozen(value: Value | None) -> FactValue | None:
    return tuple(value) if isinstance(value, list) else value


def _rule(part: RulePart) -> Rule:
    return Rule(
        id=part.id,
        version=part.version,
        since=part.since,
        until=part.until,
        fact=part.fact,
        operator=part.operator,
        parameter=_frozen(part.parameter),
        parameter_name=part.named,
        on_fail=part.on_fail,
        field=part.field,
        basis=tuple(Basis(basis.article, basis.confirmed) for basis in part.basis),
        message={language: getattr(part.message, language) for language in LANGUAGES},
        unconfirmed=part.unconfirmed,
        each=part.each,
    )
