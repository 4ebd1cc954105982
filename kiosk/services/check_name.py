"""Judge a name before anything is filed, by the same rules that will decide it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.decision import FactValue
from kiosk.domain.gather import division_in_names
from kiosk.domain.names.check import NAMES_OF_CONFLICTS, NameQuestion, name_facts
from kiosk.domain.names.conflict import Conflict, conflicts
from kiosk.domain.names.keys import name_index, search_keys, worded_class
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name
from kiosk.domain.names.suggest import suggest
from kiosk.domain.reasons import reasons
from kiosk.domain.records import RegisteredName
from kiosk.domain.reference import Reference
from kiosk.domain.rules import RuleSet, apply
from kiosk.domain.states import Severity

Lookup = Callable[[tuple[str, ...]], Sequence[RegisteredName]]
"""Asks the register's ``similar`` with search keys, for the area and day at hand."""

_CONFLICT_FACTS = frozenset(NAMES_OF_CONFLICTS.values())
_NOT_ASKED = "name.warnings_unaccepted"  # nothing is accepted before it is shown


@dataclass(frozen=True, slots=True)
class NameProblem:
    """One rule that the name fails, with the registered names it meets."""

    rule: str
    severity: Severity
    message: str
    basis: str
    conflicts_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameReport:
    """The answer of ``kiosk check name``. Warnings alone leave a name acceptable."""

    name: str
    acceptable: bool
    problems: tuple[NameProblem, ...]
    not_applied: tuple[str, ...]  # rules for which an input was not given
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameInquiry:
    """A name with what is known around it; what is None or empty is not judged.

    ``name`` is a whole name or its parts; ``division`` six digits of the county; ``scope``
    items of the catalogue, the main one first; ``lookup`` None when there is no register;
    ``missing_glyphs`` tells which characters cannot be printed.
    """

    name: str | BusinessName
    division: str
    on: date
    scope: tuple[str, ...] = ()
    proprietor: str = field(default="", repr=False)
    lookup: Lookup | None = None
    missing_glyphs: Callable[[str], tuple[str, ...]] | None = None


def check_name(
    inquiry: NameInquiry,
    rules: RuleSet,
    reference: Reference,
    names: NameReference,
    language: str = "zh",
) -> NameReport:
    """Judge the name by every name rule that its inputs allow, and suggest free ones.

    Suggestions are made only when the name is not acceptable or warned, and each of them
    passes all the rules applied here without a warning.
    """
    judge = _Judge(inquiry, rules, reference, names)
    whole = inquiry.name
    name = split_name(whole, names) if isinstance(whole, str) else whole
    problems = judge.problems(name, language)
    suggestions: tuple[BusinessName, ...] = ()
    if problems:
        rng = Random(name.full)  # noqa: S311 (the same question gets the same suggestions)
        suggestions = suggest(name, judge.is_free, rng, names)
    return NameReport(
        name=whole.strip() if isinstance(whole, str) else name.full,
        acceptable=all(problem.severity is Severity.WARN for problem in problems),
        problems=problems,
        not_applied=tuple(
            rule.id
            for rule in rules.in_force(inquiry.on)
            if rule.fact.startswith("name.") and rule.fact in judge.lacking
        ),
        suggestions=tuple(suggestion.full for suggestion in suggestions),
    )


class _Judge:
    """Applies the name rules, all of them or none differing from those that decide."""

    def __init__(
        self, inquiry: NameInquiry, rules: RuleSet, reference: Reference, names: NameReference
    ) -> None:
        self.inquiry = inquiry
        self.names = names
        self.division_name = division_in_names(inquiry.division, reference)
        items = [reference.scope.get(text) for text in inquiry.scope]
        self.classes = tuple(item.industry_class for item in items if item is not None)
        self.lacking = self._lacking()
        left_out = {*self.lacking, _NOT_ASKED}
        self.rules = RuleSet(
            tuple(
                rule
                for rule in rules.rules
                if rule.fact.startswith("name.") and rule.fact not in left_out
            ),
            rules.parameters,
        )

    def _lacking(self) -> frozenset[str]:
        lacking: set[str] = set()
        if not self.classes:
            lacking.add("name.industry_outside_scope")
        if not self.inquiry.proprietor:
            lacking.add("name.own_rare")
        if self.inquiry.lookup is None:
            lacking |= _CONFLICT_FACTS
        if self.inquiry.missing_glyphs is None:
            lacking.add("name.unprintable")
        return frozenset(lacking)

    def problems(self, name: BusinessName, language: str) -> tuple[NameProblem, ...]:
        facts = self._facts(name)
        verdict = apply(self.rules, facts, self.inquiry.on)
        facts_of = {line.rule: line.fact for line in verdict.failed}
        return tuple(
            NameProblem(
                rule=reason.rule,
                severity=reason.severity,
                message=reason.message,
                basis=reason.basis,
                conflicts_with=reason.found if facts_of[reason.rule] in _CONFLICT_FACTS else (),
            )
            for reason in reasons(verdict, self.rules, language)
        )

    def is_free(self, name: BusinessName) -> bool:
        facts = self._facts(name)
        return not apply(self.rules, facts, self.inquiry.on).failed

    def _facts(self, name: BusinessName) -> Mapping[str, FactValue]:
        inquiry = self.inquiry
        return name_facts(
            NameQuestion(
                name=name,
                division=inquiry.division,
                division_name=self.division_name,
                scope_classes=self.classes or None,
                proprietor=inquiry.proprietor,
                conflicts=self._conflicts(name),
                unprintable=inquiry.missing_glyphs(name.full) if inquiry.missing_glyphs else (),
            ),
            self.names,
        )

    def _conflicts(self, name: BusinessName) -> tuple[Conflict, ...]:
        if self.inquiry.lookup is None or not name.brand:
            return ()
        index = self._index(name)
        return conflicts(index, self.inquiry.lookup(search_keys(index)), self.names)

    def _index(self, name: BusinessName) -> NameIndex:
        form = normalise(name.organisation_form)
        worded = worded_class(normalise(name.industry), form, self.names)
        main = self.classes[0] if self.classes else ""
        return name_index(name, self.names, worded or main)
