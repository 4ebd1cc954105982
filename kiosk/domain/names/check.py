"""Judge a name by N1 to N6: compute the facts that the rules on names ask for."""

import re
from dataclasses import dataclass, field

from kiosk.domain.business_name import BusinessName
from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FACTS, UNKNOWN, FactKind
from kiosk.domain.names.conflict import Conflict, ConflictKind
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.words import WordLevel
from kiosk.domain.person_name import PersonName, parse_person_name

_HANZI = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
MOST_SHOWN = 5
"""How many registered names a fact shows; one is enough to decide."""

NAMES_OF_CONFLICTS = {
    ConflictKind.S1: "name.same_whole",
    ConflictKind.S2: "name.same_parts",
    ConflictKind.S3: "name.same_brand",
    ConflictKind.A1: "name.near_industry",
    ConflictKind.A2: "name.near_glyph",
    ConflictKind.SOUND: "name.near_sound",
}
"""Which fact holds the registered names of which kind of meeting."""


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name and what it is judged against; a None makes its facts neutral.

    ``division`` is the six-digit code of the premises' county and ``division_name`` how names
    write it (昆山市, 苏州市吴中区); ``scope_classes`` are the classes of the scope items.
    """

    name: BusinessName | None
    division: str
    division_name: str
    scope_classes: tuple[str, ...] | None = None
    proprietor: str = field(default="", repr=False)
    conflicts: tuple[Conflict, ...] = ()
    unprintable: tuple[str, ...] = ()


def name_facts(question: NameQuestion, reference: NameReference) -> dict[str, FactValue]:
    """Every ``name.*`` fact except ``name.warnings_unaccepted``, which needs the rules."""
    facts = neutral_facts()
    name = question.name
    if name is None:
        return facts
    parts = _Parts.of(name)
    facts["name.used"] = True
    facts["name.unprintable"] = question.unprintable
    facts.update(_characters(parts, question.proprietor, reference))
    facts.update(_structure(parts, question, reference))
    facts.update(_brand(parts.brand, reference))
    facts.update(_industry(parts, question.scope_classes, reference))
    facts.update(_form(parts, reference))
    facts.update(_listed(parts, reference))
    for kind, fact in NAMES_OF_CONFLICTS.items():
        names = dict.fromkeys(c.name for c in question.conflicts if c.kind is kind)
        facts[fact] = tuple(names)[:MOST_SHOWN]
    return facts


def neutral_facts() -> dict[str, FactValue]:
    """The ``name.*`` facts of an application without a name: nothing is wrong with it."""
    facts: dict[str, FactValue] = {}
    for fact, kind in FACTS.items():
        if fact.startswith("name."):
            facts[fact] = () if kind.kind is FactKind.LIST else False
    facts["name.brand_length"] = UNKNOWN
    return facts


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts in their compared spelling."""

    division: str
    place: str
    brand: str
    industry: str
    form: str

    @classmethod
    def of(cls, name: BusinessName) -> "_Parts":
        return cls(
            normalise(name.division),
            normalise(name.place),
            normalise(name.brand),
            normalise(name.industry),
            normalise(name.organisation_form),
        )


def _characters(parts: _Parts, proprietor: str, reference: NameReference) -> dict[str, FactValue]:
    """N1. The proprietor's own name is a good brand, with its rare hanzi and its separator."""
    read = parse_person_name(proprietor)
    own = isinstance(read, PersonName) and normalise(read.key) == parts.brand
    others = parts.place + parts.industry + parts.form
    odd_in_brand = _odd(parts.brand, reference)
    odd = _odd(others, reference) if own else (*odd_in_brand, *_odd(others, reference))
    return {
        "name.foreign_signs": tuple(dict.fromkeys(c for c in odd if not _HANZI.match(c))),
        "name.nonstandard": tuple(dict.fromkeys(c for c in odd if _HANZI.match(c))),
        "name.own_rare": odd_in_brand if own else (),
    }


def _odd(text: str, reference: NameReference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for c in text if c not in reference.characters))


def _structure(
    parts: _Parts, question: NameQuestion, reference: NameReference
) -> dict[str, FactValue]:
    """N2: division, place, brand, industry and form, each where it belongs."""
    expected = question.division_name
    short = expected[:-1] if len(expected) > 2 else expected
    wrong = bool(expected) and not parts.division.endswith((expected, short))
    is_zone = parts.place in reference.zones
    follows = bool(expected) and parts.division.endswith(expected)
    known = reference.places_of(question.division)
    place_known = not known or _is_made_of_places(parts.place, known | reference.zones)
    says_industry = bool(parts.industry or reference.forms.classes.get(parts.form))
    return {
        "name.division_wrong": wrong,
        "name.zone_alone": (parts.place,) if is_zone and not follows else (),
        "name.place_unknown": () if place_known else (parts.place,),
        "name.brand_missing": not parts.brand,
        "name.industry_missing": not says_industry,
        "name.form_missing": not parts.form,
        "name.brand_length": len(parts.brand) or UNKNOWN,
    }


def _is_made_of_places(text: str, places: frozenset[str]) -> bool:
    if not text or text in places:
        return True
    return any(
        text.startswith(place) and _is_made_of_places(text[len(place) :], places)
        for place in places
    )


def _brand(brand: str, reference: NameReference) -> dict[str, FactValue]:
    """N3: what a brand may not be."""
    words, forms = reference.words, reference.forms
    is_division = brand in reference.divisions
    is_form = bool(brand) and (forms.is_allowed(brand) or brand in forms.reserved)
    checks = {
        "name.brand_is_division": is_division,
        "name.brand_is_short_division": brand in reference.shorts and not is_division,
        "name.brand_is_industry": _is_industry(brand, reference) and not is_form,
        "name.brand_is_form": is_form,
        "name.brand_is_number": words.is_numeral(brand),
        "name.brand_is_praise": words.is_praise(brand),
    }
    return {fact: (brand,) if failed else () for fact, failed in checks.items()}


def _is_industry(brand: str, reference: NameReference) -> bool:
    return bool(brand) and brand in reference.industries.words


def _industry(
    parts: _Parts, scope_classes: tuple[str, ...] | None, reference: NameReference
) -> dict[str, FactValue]:
    """N4: the wording must mean an industry that the scope has (名称规定 9)."""
    table = reference.industries
    wording = parts.industry or parts.form
    code = (
        table.class_of(parts.industry)
        if parts.industry
        else reference.forms.classes.get(parts.form, "")
    )
    groups = {table.group_of(scope_class) for scope_class in scope_classes or ()}
    outside = bool(code) and scope_classes is not None and table.group_of(code) not in groups
    unknown = bool(parts.industry) and not code
    licensed = reference.words.inside(parts.brand, parts.industry, parts.form)
    return {
        "name.industry_outside_scope": (wording,) if outside and groups else (),
        "name.industry_unknown": (parts.industry,) if unknown else (),
        "name.licensed_words": tuple(w.word for w in licensed if w.level is WordLevel.LICENSED),
    }


def _form(parts: _Parts, reference: NameReference) -> dict[str, FactValue]:
    """N5: a form that an individual business may use, and none of an enterprise's."""
    forms = reference.forms
    texts = [parts.brand, parts.form]
    if parts.industry not in reference.industries.words:
        texts.append(parts.industry)
    reserved = tuple(word for word in forms.reserved if any(word in text for text in texts))
    longest = tuple(w for w in reserved if not any(w != other and w in other for other in reserved))
    unknown = bool(parts.form) and not forms.is_allowed(parts.form) and not longest
    return {
        "name.form_reserved": longest,
        "name.form_unknown": (parts.form,) if unknown else (),
    }


def _listed(parts: _Parts, reference: NameReference) -> dict[str, FactValue]:
    """N6: inside brand or industry the lists decide; across parts they only warn."""
    words = reference.words
    inside = words.inside(parts.brand, parts.industry)
    across = words.across(parts.division[-3:], parts.place, parts.brand, parts.industry, parts.form)
    hard = tuple(w.with_article for w in inside if w.level is WordLevel.HARD)
    restricted = tuple(w.with_article for w in inside if w.level is WordLevel.RESTRICTED)
    return {
        "name.hard_words": hard,
        "name.restricted_words": restricted,
        "name.border_words": tuple(w.word for w in across if w.level is not WordLevel.LICENSED),
    }
