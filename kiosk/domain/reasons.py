"""From a verdict to what the citizen reads: one reason for each thing that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.decision import FactValue, TraceLine, Verdict
from kiosk.domain.rules import Rule, RuleSet
from kiosk.domain.states import Severity
from kiosk.domain.wording import fill_in

_BETWEEN = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an application was not simply approved; ``basis`` are the articles in one line."""

    rule: str
    field: str
    message: str
    basis: str
    severity: Severity
    found: tuple[str, ...] = ()


Say = Callable[[str, str], str]
"""Words for a problem: (code, field) -> sentence."""


def reasons(
    verdict: Verdict, rule_set: RuleSet, language: str, say: Say | None = None
) -> list[Reason]:
    """Every failed rule in words, the gravest first, warnings last.

    A rule with ``each`` gives one reason a member "code@field", placed at that field, in the
    words of ``say`` (without it, the code itself). Raises KeyError for a language that the
    rules have no words in.
    """
    order = list(Severity)
    found: list[Reason] = []
    for line in sorted(verdict.failed, key=lambda line: order.index(line.severity)):
        rule = rule_set.rule(line.rule)
        found += _of_line(line, rule, language, say)
    return found


def _of_line(line: TraceLine, rule: Rule, language: str, say: Say | None) -> list[Reason]:
    basis = "；".join(basis.article for basis in rule.basis)
    if not rule.each:
        words = _words(line, rule.message[language], language, line.found)
        return [Reason(rule.id, rule.field, words, basis, line.severity, line.found)]
    several = []
    for member in line.found:
        code, _, place = member.partition("@")
        sentence = say(code, place) if say else code
        words = _words(line, rule.message[language], language, (sentence,))
        several.append(Reason(rule.id, place or rule.field, words, basis, line.severity, (member,)))
    return several


def _words(line: TraceLine, message: str, language: str, found: tuple[str, ...]) -> str:
    params: Mapping[str, str] = {
        "value": _shown(line.value, language),
        "parameter": _shown(line.parameter, language),
        "found": _shown(found, language),
    }
    return fill_in(message, params)


def _shown(value: FactValue | None, language: str) -> str:
    if isinstance(value, tuple):
        return _BETWEEN.get(language, ", ").join(value)
    if value is None:
        return ""
    return str(value).replace("..", "-")
