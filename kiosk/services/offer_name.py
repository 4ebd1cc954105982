"""What the name page shows before and while a name is typed: its parts, and how it would fare."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.answers import Answers
from kiosk.domain.business_name import BusinessName
from kiosk.domain.gather import division_in_names
from kiosk.domain.path import effective
from kiosk.domain.records import Application, RegisteredName
from kiosk.ports import SystemFault, UnitOfWork
from kiosk.services.check_name import NameInquiry, NameReport, check_name
from kiosk.services.house import House, is_of_register
from kiosk.services.name_rebuild import require_current_keys
from kiosk.services.naming import name_of

_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class NameOffer:
    """The parts that surround a brand; the first of each list is the usual one.

    ``division`` is fixed (名称规定 7). ``places`` may follow it and may be left out; every
    industry and form offered passes the rules on names for the chosen scope.
    """

    division: str
    places: tuple[str, ...]
    industries: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def industry(self) -> str:
        """The usual industry word, empty when the scope suggests none."""
        return self.industries[0] if self.industries else ""

    @property
    def form(self) -> str:
        """The usual organisation form."""
        return self.forms[0] if self.forms else ""


def offer_name(house: House, answers: Answers, procedure: str, trade: str = "") -> NameOffer:
    """The parts that suit the answers so far; ``trade`` is the one that was touched, if any."""
    meant = effective(house.procedures[procedure].form, answers)
    scope = _scope_of(meant)
    division = meant.text("premises.division") or house.profile.division
    trades = house.reference.trades
    chosen = trades.get(trade) or trades.meant_by(scope)
    industries = [chosen.industry] if chosen else []
    industries += _akin(house, scope)
    forms = [*(chosen.forms if chosen else ()), *_common_forms(house)]
    return NameOffer(
        division=division_in_names(division, house.reference),
        places=_places(house, meant, division),
        industries=tuple(_passing(house, procedure, division, scope, industries)),
        forms=tuple(dict.fromkeys(forms)),
    )


def judge_name(
    house: House,
    answers: Answers,
    procedure: str,
    *,
    language: str = "zh",
    shown: Collection[str] = (),
    proprietor: str = "",
) -> NameReport | None:
    """How the rules and the register see the name of the answers, None while it has no brand.

    On a clash ``brands`` are up to four that are free, none of those ``shown`` while there are
    others. It asks the
    register in a snapshot of its own; what is free now may be taken when it is submitted.
    Raises SystemFault when the register cannot be asked.
    """
    meant = effective(house.procedures[procedure].form, answers)
    name = name_of(house, meant)
    if name is None or not name.brand:
        return None
    division = meant.text("premises.division") or house.profile.division
    today = house.today()
    area = house.reference.divisions.area_of(house.profile.division, today)
    person = meant.text("proprietor.id_number")
    inquiry = NameInquiry(
        name=name,
        division=division,
        on=today,
        scope=_scope_of(meant),
        proprietor=proprietor or meant.text("proprietor.name"),
        missing_glyphs=house.renderer.missing_glyphs,
        shown=frozenset(shown),
        town=meant.text("premises.town"),
    )
    return ask_of_name(house, inquiry, procedure, area, person, language)


def free_instead(house: House, uow: UnitOfWork, application: Application) -> tuple[str, ...]:
    """Whole names that are free, for an application whose own name met another; else nothing.

    The register is asked in the caller's transaction.
    """
    meant = effective(house.procedures[application.procedure].form, application.answers)
    name = name_of(house, meant)
    if name is None or not name.brand:
        return ()
    today = house.today()
    area = house.reference.divisions.area_of(house.profile.division, today)
    inquiry = NameInquiry(
        name=name,
        division=meant.text("premises.division") or house.profile.division,
        on=today,
        scope=_scope_of(meant),
        proprietor=meant.text("proprietor.name"),
        missing_glyphs=house.renderer.missing_glyphs,
        lookup=lambda keys: uow.register.similar(area, keys, today, application.person),
    )
    rules = house.procedures[application.procedure].rules
    report = check_name(inquiry, rules, house.reference, house.names)
    met = any(problem.conflicts_with for problem in report.problems)
    return report.suggestions if met else ()


def ask_of_name(
    house: House, inquiry: NameInquiry, procedure: str, area: str, person: str, language: str
) -> NameReport:
    """What the rules of a procedure and the register say of a name.

    At a branch that cannot ask its register the rules that compare names are ``not_applied``:
    they are applied when the application arrives. Raises SystemFault elsewhere.
    """
    rules = house.procedures[procedure].rules
    try:
        with house.store.read() as uow:
            require_current_keys(house, uow)

            def lookup(keys: Sequence[str]) -> Sequence[RegisteredName]:
                return uow.register.similar(area, keys, inquiry.on, person)

            asked = replace(inquiry, lookup=lookup)
            return check_name(asked, rules, house.reference, house.names, language)
    except SystemFault as fault:
        if house.near is None or not is_of_register(fault):
            raise
    report = check_name(inquiry, rules, house.reference, house.names, language)
    return replace(report, suggestions=(), brands=())  # nobody knows which are free


def _scope_of(answers: Answers) -> tuple[str, ...]:
    """The chosen items, the main one first."""
    items = answers.texts("scope.items")
    main = answers.text("scope.main")
    return tuple(dict.fromkeys((main, *items))) if main in items else items


def _places(house: House, answers: Answers, division: str) -> tuple[str, ...]:
    """Town and village of the premises, as far as a name may carry them."""
    known = house.names.places_of(division)
    names = (
        house.reference.divisions.name_of(code)
        for code in (answers.text("premises.town"), answers.text("premises.village"))
        if code
    )
    return tuple(name for name in dict.fromkeys(names) if name in known)


def _akin(house: House, scope: Sequence[str]) -> list[str]:
    """Industry words of other trades with the main item, then of its class, then near ones."""
    item = house.reference.scope.get(scope[0]) if scope else None
    if item is None:
        return []
    others = [trade.industry for trade in house.reference.trades.all if item.text in trade.items]
    table = house.names.industries
    group = table.group_of(item.industry_class)
    own = [word for word, code in table.words.items() if code == item.industry_class]
    near = [
        word
        for word, code in table.words.items()
        if code and table.group_of(code) == group and len(set(word) & set(item.text)) > 1
    ]
    near.sort(key=lambda word: -len(set(word) & set(item.text)))
    return [*others, *own, *near]


def _common_forms(house: House) -> list[str]:
    """Forms that suit any trade, those most trades use first."""
    counted: dict[str, int] = {}
    for trade in house.reference.trades.all:
        for form in trade.forms:
            counted[form] = counted.get(form, 0) + 1
    return sorted(counted, key=lambda form: -counted[form])[:_MOST_WORDS]


def _passing(
    house: House, procedure: str, division: str, scope: tuple[str, ...], words: Iterable[str]
) -> list[str]:
    """The words that no rule on names minds for this scope, each once."""
    rules = house.procedures[procedure].rules
    passing: list[str] = []
    for word in dict.fromkeys(words):
        if len(passing) == _MOST_WORDS:
            break
        name = BusinessName(
            division=division_in_names(division, house.reference),
            brand=_NEUTRAL,
            industry=word,
            organisation_form="店",
        )
        inquiry = NameInquiry(name=name, division=division, on=house.today(), scope=scope)
        if not check_name(inquiry, rules, house.reference, house.names).problems:
            passing.append(word)
    return passing


_NEUTRAL = "芃芮菀洛"
"""A brand that no rule minds, to try the other parts with."""
