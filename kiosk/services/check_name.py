"""Judge a name before anything is filed, by the same rules that will decide it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.decision import FactValue
from kiosk.domain.gather import division_in_names, elsewhere
from kiosk.domain.names.check import NAMES_OF_CONFLICTS, NameQuestion, name_facts
from kiosk.domain.names.conflict import Conflict, conflicts
from kiosk.domain.names.keys import name_index, search_keys, worded_class
from kiosk.domain.names.marks import in_original, places_of, places_of_part
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.pleasant import Trade
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.suggest import Wish, suggest
from kiosk.domain.person_name import PersonName, parse_person_name
from kiosk.domain.reasons import Reason, reasons
from kiosk.domain.records import RegisteredName
from kiosk.domain.reference import Reference
from kiosk.domain.rules import RuleSet, apply
from kiosk.domain.states import Severity
from kiosk.services.mend_name import (
    kept_of,
    mended,
    read_again,
    read_whole,
    reads_back,
    standard,
    usual_wordings,
)

Lookup = Callable[[tuple[str, ...]], Sequence[RegisteredName]]
"""Asks the register's ``similar`` with search keys, for the area and day at hand."""

_KINDS = {fact: kind for kind, fact in NAMES_OF_CONFLICTS.items()}
_CONFLICT_FACTS = frozenset(_KINDS)
_UNFIT = (
    "name.brand_is_division",
    "name.brand_is_form",
    "name.brand_is_industry",
    "name.brand_is_number",
    "name.brand_is_praise",
    "name.form_reserved",
    "name.protected",
    "name.hard_words",
    "name.restricted_words",
    "name.licensed_words",
)
"""Of a brand with one of these nothing is kept in what is suggested instead."""
_NOT_ASKED = "name.warnings_unaccepted"  # nothing is accepted before it is shown


@dataclass(frozen=True, slots=True)
class Clash:
    """A registered name in the way: which characters make it so, and where they stand.

    ``ours`` are places in the name asked about, ``theirs`` in this one, in code points from 0.
    """

    name: str
    characters: str
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NameProblem:
    """One rule that the name fails, with the registered names it meets.

    ``places`` are those of the characters that it is about, in ``NameReport.name``.
    """

    rule: str
    severity: Severity
    message: str
    basis: str
    conflicts_with: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NameReport:
    """The answer of ``kiosk check name``. Warnings alone leave a name acceptable."""

    name: str
    acceptable: bool
    problems: tuple[NameProblem, ...]
    not_applied: tuple[str, ...]  # rules for which an input was not given
    suggestions: tuple[str, ...]
    brands: tuple[str, ...] = ()  # the brands of the suggestions, in their order
    compared: bool = True  # whether a register was there to be asked


@dataclass(frozen=True, slots=True)
class NameInquiry:
    """A name with what is known around it; what is None or empty is not judged.

    ``name`` is a whole name or its parts; ``division`` six digits of the county; ``scope``
    items of the catalogue, the main one first; ``lookup`` None when there is no register;
    ``missing_glyphs`` tells which characters cannot be printed; brands that were ``shown``
    are suggested again only when there are no others; ``town`` is the code of the premises'.
    """

    name: str | BusinessName
    division: str
    on: date
    scope: tuple[str, ...] = ()
    proprietor: str = field(default="", repr=False)
    lookup: Lookup | None = None
    missing_glyphs: Callable[[str], tuple[str, ...]] | None = None
    shown: frozenset[str] = frozenset()
    town: str = ""


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
    name = read_whole(whole, names) if isinstance(whole, str) else whole
    written = whole.strip() if isinstance(whole, str) else name.full
    problems = judge.problems(name, written, language)
    suggestions: tuple[BusinessName, ...] = ()
    if problems:
        wish = judge.wish(name, whole=isinstance(whole, str))
        suggestions = suggest(wish, judge.free_of, names, inquiry.shown)
    return NameReport(
        name=written,
        acceptable=all(problem.severity is Severity.WARN for problem in problems),
        problems=problems,
        not_applied=tuple(
            rule.id
            for rule in rules.in_force(inquiry.on)
            if rule.fact.startswith("name.") and rule.fact in judge.lacking
        ),
        suggestions=tuple(suggestion.full for suggestion in suggestions),
        brands=tuple(suggestion.brand for suggestion in suggestions),
        compared=inquiry.lookup is not None,
    )


class _Judge:
    """Applies the name rules, all of them or none differing from those that decide."""

    def __init__(
        self, inquiry: NameInquiry, rules: RuleSet, reference: Reference, names: NameReference
    ) -> None:
        self.inquiry = inquiry
        self.reference = reference
        self.names = names
        self.division_name = division_in_names(inquiry.division, reference)
        items = [reference.scope.get(text) for text in inquiry.scope]
        self.classes = tuple(item.industry_class for item in items if item is not None)
        self.texts = tuple(item.text for item in items if item is not None)
        asked = inquiry.name if isinstance(inquiry.name, BusinessName) else None
        self.elsewhere = elsewhere(asked, inquiry.town, reference)
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

    def problems(self, name: BusinessName, written: str, language: str) -> tuple[NameProblem, ...]:
        met = self._met([name])[0]
        facts = self._facts(name, met)
        verdict = apply(self.rules, facts, self.inquiry.on)
        facts_of = {line.rule: line.fact for line in verdict.failed}
        told: list[NameProblem] = []
        for reason in reasons(verdict, self.rules, language):
            fact = facts_of[reason.rule]
            clashes = _clashes(met, fact, reason.found, name, written)
            told.append(
                NameProblem(
                    rule=reason.rule,
                    severity=reason.severity,
                    message=reason.message,
                    basis=reason.basis,
                    conflicts_with=reason.found if fact in _CONFLICT_FACTS else (),
                    clashes=clashes,
                    places=_places(clashes, reason, name, written),
                )
            )
        return tuple(told)

    def wish(self, name: BusinessName, *, whole: bool) -> Wish:
        """What suggestions are to be made from.

        Of a ``whole`` name every part may be another: who chose the parts himself keeps them.
        """
        asked = name.full
        if whole:
            if (spelt := standard(asked, self.names)) != asked:
                name = read_whole(spelt, self.names)
            scope, reference = self.inquiry.scope, self.reference
            name = mended(
                read_again(name, self.names),
                lambda one: self._facts(one, ()),
                self.division_name,
                usual_wordings(scope, reference, self.names),
            )
        table = self.names.industries
        worded = self._worded(name)
        groups = (table.group_of(code) for code in (worded, *self.classes) if code)
        trade = Trade(tuple(dict.fromkeys(groups)), name.industry + name.organisation_form)
        read = parse_person_name(self.inquiry.proprietor)
        given = read.key[1:] if isinstance(read, PersonName) and len(read.key) in {2, 3} else ""
        kept = self._kept(name)
        return Wish(name, kept, trade, given, mended=name.full != asked or kept != name.brand)

    def _kept(self, name: BusinessName) -> str:
        """What of the brand suggestions may keep, in standard characters."""
        facts = self._facts(name, ())
        if any(facts[fact] for fact in _UNFIT):
            return ""
        return kept_of(name.brand, self.division_name, self.names)

    def free_of(self, candidates: Sequence[BusinessName]) -> list[BusinessName]:
        """Those that every rule passes; the register is asked once for all of them."""
        clear = [n for n in candidates if reads_back(n, self.names)]
        apart = [n for n in clear if not self._fails(n, ())]
        return [
            n for n, met in zip(apart, self._met(apart), strict=True) if not self._fails(n, met)
        ]

    def _fails(self, name: BusinessName, met: tuple[Conflict, ...]) -> bool:
        return bool(apply(self.rules, self._facts(name, met), self.inquiry.on).failed)

    def _facts(self, name: BusinessName, met: tuple[Conflict, ...]) -> Mapping[str, FactValue]:
        inquiry = self.inquiry
        return name_facts(
            NameQuestion(
                name=name,
                division=inquiry.division,
                division_name=self.division_name,
                scope_classes=self.classes or None,
                scope_texts=self.texts,
                elsewhere=self.elsewhere,
                above=self.reference.divisions.above(inquiry.division),
                proprietor=inquiry.proprietor,
                conflicts=met,
                unprintable=inquiry.missing_glyphs(name.full) if inquiry.missing_glyphs else (),
            ),
            self.names,
        )

    def _met(self, names: Sequence[BusinessName]) -> list[tuple[Conflict, ...]]:
        """What each name meets in the register, asked in one question."""
        if self.inquiry.lookup is None:
            return [()] * len(names)
        indexes = [self._index(name) for name in names]
        keys = [search_keys(index, self.names) if index.brand else () for index in indexes]
        asked = tuple(dict.fromkeys(key for several in keys for key in several))
        found = self.inquiry.lookup(asked) if asked else ()
        if len(names) == 1:
            return [conflicts(indexes[0], found, self.names)]
        return [
            conflicts(index, _sharing(found, frozenset(own)), self.names)
            for index, own in zip(indexes, keys, strict=True)
        ]

    def _index(self, name: BusinessName) -> NameIndex:
        main = self.classes[0] if self.classes else ""
        return name_index(name, self.names, self._worded(name) or main)

    def _worded(self, name: BusinessName) -> str:
        form = normalise(name.organisation_form)
        return worded_class(normalise(name.industry), form, self.names)


def _sharing(found: Sequence[RegisteredName], keys: frozenset[str]) -> list[RegisteredName]:
    return [other for other in found if not keys.isdisjoint(other.index.keys)]


def _clashes(
    met: tuple[Conflict, ...], fact: str, shown: tuple[str, ...], name: BusinessName, written: str
) -> tuple[Clash, ...]:
    compared = normalise(name.full)
    of_kind = {c.name: c for c in met if c.kind is _KINDS.get(fact) and c.name in shown}
    return tuple(
        Clash(c.name, c.characters, in_original(c.ours, written, compared), c.theirs)
        for c in of_kind.values()
    )


def _places(
    clashes: tuple[Clash, ...], reason: Reason, name: BusinessName, written: str
) -> tuple[int, ...]:
    """Of a clash its own; else of the words that were found; else of the part at fault."""
    if clashes:
        return clashes[0].ours
    compared = normalise(name.full)
    words = (found.partition("（")[0] or found for found in reason.found)
    places = places_of(words, compared) or places_of_part(name, reason.field)
    return in_original(places, written, compared)
