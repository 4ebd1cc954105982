"""Judge a scope before anything is filed, by the same rules that will decide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.decision import FactValue
from kiosk.domain.reasons import reasons
from kiosk.domain.rules import RuleSet, apply
from kiosk.domain.scope import Openness, ScopeItem
from kiosk.domain.scope_search import ScopeSearch
from kiosk.domain.states import Severity
from kiosk.services.house import House

_NEAR = 5


@dataclass(frozen=True, slots=True)
class ScopeProblem:
    """One rule that the scope fails."""

    rule: str
    severity: Severity
    message: str
    basis: str


@dataclass(frozen=True, slots=True)
class ScopeReport:
    """The answer of ``kiosk check scope``. Warnings alone leave a scope acceptable.

    ``items`` are those that the catalogue has, ``near`` what an unknown text may have meant,
    ``instead`` what may be chosen for what only companies may do, ``licence_text`` the scope as
    the licence prints it, empty while an item is unknown.
    """

    acceptable: bool
    problems: tuple[ScopeProblem, ...]
    items: tuple[ScopeItem, ...]
    near: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, tuple[str, ...]]
    licence_text: str


def check_scope(house: House, texts: Sequence[str], procedure: str, language: str) -> ScopeReport:
    """Judge the items together by the rules on the scope that need nothing else."""
    catalogue = house.reference.scope
    asked = tuple(dict.fromkeys(text.strip() for text in texts))
    known = tuple(item for text in asked if (item := catalogue.get(text)) is not None)
    unknown = tuple(text for text in asked if catalogue.get(text) is None)
    problems = _problems(house, known, unknown, procedure, language)
    closed = catalogue.advice.closed
    return ScopeReport(
        acceptable=all(problem.severity is Severity.WARN for problem in problems),
        problems=problems,
        items=known,
        near={text: _near(house, text) for text in unknown},
        instead={item.text: closed[item.text].instead for item in known if item.text in closed},
        licence_text="" if unknown else catalogue.licence_text([item.text for item in known]),
    )


def _problems(
    house: House,
    known: Sequence[ScopeItem],
    unknown: tuple[str, ...],
    procedure: str,
    language: str,
) -> tuple[ScopeProblem, ...]:
    clashes = house.reference.scope.advice.clashes([item.text for item in known])
    facts: dict[str, FactValue] = {
        "scope.unknown": unknown,
        "scope.company_only": _open(known, Openness.NO),
        "scope.limited": _open(known, Openness.LIMITED),
        "scope.conflicts": tuple(str(clash) for clash in clashes if clash.returns),
        "scope.uneasy": tuple(str(clash) for clash in clashes if not clash.returns),
    }
    rules, today = house.procedures[procedure].rules, house.today()
    own = RuleSet(tuple(rule for rule in rules.rules if rule.fact in facts), rules.parameters)
    return tuple(
        ScopeProblem(reason.rule, reason.severity, reason.message, reason.basis)
        for reason in reasons(apply(own, facts, today), own, language)
    )


def _open(items: Sequence[ScopeItem], openness: Openness) -> tuple[str, ...]:
    return tuple(item.text for item in items if item.individual_ok is openness)


def _near(house: House, text: str) -> tuple[str, ...]:
    search = ScopeSearch(house.reference.scope, house.reference.trades, house.names.sounds)
    return tuple(item.text for item in search.find_items(text, _NEAR))
