"""Gather the facts of an application: pure, from answers and look-ups.

The way for a service: ``business_name_of`` the answers, ``index_of`` that name, ask the register
with ``search_keys``, compare with ``conflicts``, fill ``FactInputs``, ``gather``, then ``apply``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers, Json
from kiosk.domain.business_name import BusinessName, NameIndex
from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FACTS, UNKNOWN
from kiosk.domain.identity_number import IdentityNumber, parse_identity_number
from kiosk.domain.names.check import NameQuestion, name_facts
from kiosk.domain.names.conflict import Conflict
from kiosk.domain.names.keys import name_index, worded_class
from kiosk.domain.names.normalise import normalise, tidied
from kiosk.domain.names.reference import NameReference
from kiosk.domain.premises import is_usual_road, told_elsewhere
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference
from kiosk.domain.rules import RuleSet, failed_warnings
from kiosk.domain.scope import Openness, ScopeItem, Stage
from kiosk.domain.states import Assurance

LONG_TERM = "长期"
_HOMES = frozenset({"residential"})
_WITHOUT_SITE = frozenset({"platform", "cluster"})
_GROUPS = (
    ("identity.problems", ("proprietor.id_", "proprietor.name", "proprietor.sex")),
    ("premises.problems", ("premises.",)),
    ("scope.problems", ("scope.",)),
    ("family.problems", ("particulars.family_members",)),
)
_TOLD_ELSEWHERE = frozenset({"scope_item_unknown", "declaration_missing"})


@dataclass(frozen=True, slots=True)
class FactInputs:
    """All that the facts are made of; nothing is looked up in here.

    ``answers`` are the effective ones (``path.effective``); ``problems`` come from
    ``validate_answers``; ``home_division`` is the county this authority registers for;
    ``name`` and ``conflicts`` come from the two steps above; ``businesses`` counts those the
    person has in the register, ``neighbours`` those at the same door; ``unprintable`` holds, under name, person and premises, the
    characters that no font has; ``attachments`` are the kinds of papers handed in; ``for_person``
    tells that the form gives no licence.
    """

    answers: Answers
    day: date
    problems: tuple[Problem, ...]
    reference: Reference
    names: NameReference
    rule_set: RuleSet
    home_division: str
    assurance: Assurance
    provisioned: bool
    name: BusinessName | None = None
    conflicts: tuple[Conflict, ...] = ()
    barred: bool = False
    businesses: int = 0
    neighbours: int = 0
    card_agrees: bool = True
    help_wanted: bool = False
    paused: bool = False
    unprintable: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    attachments: frozenset[str] = frozenset()
    for_person: bool = False


def business_name_of(
    answers: Answers, reference: Reference, suffix: str = ""
) -> BusinessName | None:
    """The name that the answers make, None when no name is wanted.

    The division stands as names write it: a city's district has the city before it
    (名称规定 7). ``suffix`` is （个体工商户） where the authority wants it, else empty.
    """
    if answers.flag("name.none"):
        return None
    return BusinessName(
        division=division_in_names(answers.text("premises.division"), reference),
        place=tidied(answers.text("name.place")),
        brand=tidied(answers.text("name.brand")),
        industry=tidied(answers.text("name.industry")),
        organisation_form=tidied(answers.text("name.organisation_form")),
        suffix=suffix,
    )


def division_in_names(county: str, reference: Reference) -> str:
    """How a name writes a county: 昆山市, but 苏州市吴中区."""
    return reference.divisions.name_with_city(county)


def elsewhere(name: BusinessName | None, town: str, reference: Reference) -> frozenset[str]:
    """The places that a name may not hold, as the premises lie in this town; asked where it has one."""
    if name is None or not name.place:
        return frozenset()
    return reference.divisions.places_elsewhere(town)


def index_of(
    name: BusinessName, answers: Answers, reference: Reference, names: NameReference
) -> NameIndex:
    """The name as the register would hold it; an unclear wording takes the main item's class."""
    items = answers.texts("scope.items")
    main = reference.scope.get(answers.text("scope.main") or (items[0] if items else ""))
    form = normalise(name.organisation_form)
    worded = worded_class(normalise(name.industry), form, names)
    return name_index(name, names, worded or (main.industry_class if main else ""))


def gather(inputs: FactInputs) -> dict[str, FactValue]:
    """Every fact of the schema, each of its type."""
    facts: dict[str, FactValue] = {}
    facts.update(_problems(inputs))
    facts.update(_identity(inputs))
    facts.update(_premises(inputs))
    facts.update(_scope(inputs))
    facts.update(_family(inputs))
    facts.update(_filing(inputs))
    facts.update(_name(inputs))
    accepted = frozenset(inputs.answers.texts("name.warnings_accepted"))
    warned = failed_warnings(inputs.rule_set, facts, inputs.day, "name.")
    facts["name.warnings_unaccepted"] = tuple(rule for rule in warned if rule not in accepted)
    wrong = [fact for fact, kind in FACTS.items() if not kind.accepts(facts[fact])]
    if wrong or len(facts) != len(FACTS):
        raise TypeError(f"facts do not fit their schema: {wrong or set(facts) - set(FACTS)}")
    return facts


def _problems(inputs: FactInputs) -> dict[str, FactValue]:
    """Problems of the form, by what they concern; those with a rule of their own are left out."""
    grouped: dict[str, list[str]] = {"form.problems": [], **{fact: [] for fact, _ in _GROUPS}}
    for problem in inputs.problems:
        if problem.code in _TOLD_ELSEWHERE:
            continue
        if problem.code == "required" and problem.field == "particulars.family_members":
            continue
        fact = next(
            (fact for fact, starts in _GROUPS if problem.field.startswith(starts)), "form.problems"
        )
        grouped[fact].append(f"{problem.code}@{problem.field}")
    return {fact: tuple(dict.fromkeys(found)) for fact, found in grouped.items()}


def _identity(inputs: FactInputs) -> dict[str, FactValue]:
    answers, day = inputs.answers, inputs.day
    read = parse_identity_number(answers.text("proprietor.id_number"), on=day)
    number = read if isinstance(read, IdentityNumber) else None
    known_age = number is not None and number.birth is not None
    explained = any(problem.field.startswith("proprietor.id_") for problem in inputs.problems)
    is_farmer = answers.flag("proprietor.taiwan_farmer")
    return {
        "identity.unaccounted": number is None and not explained,
        "identity.assurance_ok": not inputs.provisioned or inputs.assurance.is_sufficient,
        "identity.card_agrees": inputs.card_agrees,
        "proprietor.age": number.age_on(day) if number and known_age else UNKNOWN,
        "proprietor.id_kind": number.kind.value if number else "",
        "proprietor.region": number.region if number else "",
        "proprietor.id_valid": not _is_past(answers.text("proprietor.id_valid_until"), day),
        "proprietor.id_division_known": number is None
        or number.kind.value != "resident"
        or inputs.reference.divisions.known_prefix(number.division),
        "proprietor.barred": inputs.barred,
        "proprietor.businesses": inputs.businesses,
        "proprietor.farmer_proof_missing": is_farmer and "farmer_proof" not in inputs.attachments,
        "person.unprintable": inputs.unprintable.get("person", ()),
    }


def _is_past(text: str, day: date) -> bool:
    """Whether a last day lies before ``day``; an unreadable one is the form's problem."""
    try:
        return text != LONG_TERM and date.fromisoformat(text) < day
    except ValueError:
        return False


def _premises(inputs: FactInputs) -> dict[str, FactValue]:
    answers, reference = inputs.answers, inputs.reference
    kind = answers.text("premises.kind")
    division = answers.text("premises.division")
    elsewhere = reference.divisions.is_current(division) and division != inputs.home_division
    address = address_of(answers, reference.divisions, reference.address_wording)
    items = answers.texts("scope.items")
    policy = reference.premises
    wrong = any(problem.field == "premises.road" for problem in inputs.problems)
    usual = wrong or not address.road or is_usual_road(address.road, policy)
    return {
        "premises.outside": (told_elsewhere(division, reference.divisions, policy),)
        if elsewhere
        else (),
        "premises.residential_without_commitment": kind in _HOMES
        and not answers.flag("premises.commitment"),
        "premises.residential_items": items if kind in _HOMES else (),
        "premises.platform_not_online": kind == "platform"
        and answers.get("business.online") is not True,
        "premises.host_contract_missing": kind == "cluster"
        and "host_contract" not in inputs.attachments,
        "premises.host_contract_ended": kind == "cluster"
        and _is_past(answers.text("premises.host_until") or LONG_TERM, inputs.day),
        "premises.items_without_site": items if kind in _WITHOUT_SITE else (),
        "premises.road_unusual": () if usual else (address.road,),
        "premises.businesses": inputs.neighbours,
        "premises.unprintable": inputs.unprintable.get("premises", ()),
    }


def _scope(inputs: FactInputs) -> dict[str, FactValue]:
    answers = inputs.answers
    texts = tuple(dict.fromkeys(answers.texts("scope.items")))
    found = [(text, inputs.reference.scope.get(text)) for text in texts]
    items = [item for _, item in found if item is not None]
    permits = {str(permit.get("item")): permit for permit in answers.records("scope.permits")}
    prior = [item for item in items if item.stage is Stage.PRE]
    held = [item.text for item in prior if item.text in permits]
    copies = "permit_copy" in inputs.attachments
    clashes = inputs.reference.scope.advice.clashes(texts)
    return {
        "scope.unknown": tuple(text for text, item in found if item is None),
        "scope.company_only": _of_openness(items, Openness.NO),
        "scope.limited": _of_openness(items, Openness.LIMITED),
        "scope.conflicts": tuple(str(clash) for clash in clashes if clash.returns),
        "scope.uneasy": tuple(str(clash) for clash in clashes if not clash.returns),
        "scope.permit_missing": tuple(i.text for i in prior if i.text not in permits),
        "scope.permit_expired": tuple(
            text for text in held if not _is_good_permit(permits[text], inputs)
        ),
        "scope.permit_copies_missing": () if copies else tuple(held),
    }


def _of_openness(items: list[ScopeItem], openness: Openness) -> tuple[str, ...]:
    return tuple(item.text for item in items if item.individual_ok is openness)


def _is_good_permit(permit: Mapping[str, Json], inputs: FactInputs) -> bool:
    """Within its term, or without one issued not too long ago (细则 22)."""
    day, days = inputs.day, inputs.reference.periods.permit_days
    until, issued = str(permit.get("valid_until") or ""), str(permit.get("issued_on") or "")
    if until:
        return not _is_past(until, day)
    try:
        return timedelta(0) <= day - date.fromisoformat(issued) <= timedelta(days=days)
    except ValueError:
        return True


def _family(inputs: FactInputs) -> dict[str, FactValue]:
    answers = inputs.answers
    is_family = answers.text("particulars.composition") == "family"
    members = answers.records("particulars.family_members")
    return {
        "family.member_missing": is_family and not members,
        "family.proof_missing": is_family and "family_proof" not in inputs.attachments,
        "family.taiwan": is_family and answers.text("proprietor.id_type") == "taiwan",
    }


def _filing(inputs: FactInputs) -> dict[str, FactValue]:
    answers = inputs.answers
    return {
        "declarations.truth_missing": not answers.flag("declarations.truth"),
        "declarations.name_missing": inputs.name is not None
        and not answers.flag("declarations.name"),
        "declarations.premises_missing": not answers.flag("declarations.premises"),
        "declarations.permits_missing": not answers.flag("declarations.permits"),
        "filing.by_agent": answers.text("filing.by") == "agent",
        "filing.for_person": inputs.for_person,
        "help.wanted": inputs.help_wanted,
        "approval.paused": inputs.paused,
    }


def _name(inputs: FactInputs) -> dict[str, FactValue]:
    answers, reference = inputs.answers, inputs.reference
    division = answers.text("premises.division")
    items = [reference.scope.get(text) for text in answers.texts("scope.items")]
    facts = name_facts(
        NameQuestion(
            name=inputs.name,
            division=division,
            division_name=division_in_names(division, reference),
            scope_classes=tuple(item.industry_class for item in items if item is not None),
            scope_texts=tuple(item.text for item in items if item is not None),
            above=reference.divisions.above(division),
            elsewhere=elsewhere(inputs.name, answers.text("premises.town"), reference),
            proprietor=answers.text("proprietor.name"),
            conflicts=inputs.conflicts,
            unprintable=inputs.unprintable.get("name", ()),
        ),
        inputs.names,
    )
    told = {problem.field for problem in inputs.problems}
    for part, fact in (("brand", "brand_missing"), ("organisation_form", "form_missing")):
        if f"name.{part}" in told:
            facts[f"name.{fact}"] = False
    return facts
