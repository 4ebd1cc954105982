"""Judge a name by N1 to N6: compute the facts that the rules on names ask for."""

import re
from dataclasses import dataclass, field

from kiosk.domain.business_name import BusinessName
from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FACTS, UNKNOWN, FactKind
from kiosk.domain.names.conflict import Conflict, ConflictKind
from kiosk.domain.names.keys import worded_class
from kiosk.domain.names.normalise import normalise, tidied
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.words import WordLevel, is_made_of
from kiosk.domain.person_name import PersonName, parse_person_name

_HANZI = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
LONGEST_PART = 60
"""So much of a part is looked through; the form has returned a longer one, whatever it says."""
MOST_SHOWN = 5
"""How many registered names a fact shows; one is enough to decide."""

NAMES_OF_CONFLICTS = {
    ConflictKind.S1: "name.same_whole",
    ConflictKind.S2: "name.same_parts",
    ConflictKind.S3: "name.same_brand",
    ConflictKind.A1: "name.near_industry",
    ConflictKind.A2: "name.near_glyph",
    ConflictKind.SOUND: "name.near_sound",
    ConflictKind.A3: "name.contained",
    ConflictKind.A4: "name.one_character",
}
"""Which fact holds the registered names of which kind of meeting."""


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name and what it is judged against; a None makes its facts neutral.

    ``division`` is the six-digit code of the premises' county and ``division_name`` how names
    write it (昆山市, 苏州市吴中区); ``scope_classes`` are the classes of the scope items, ``scope_texts`` their
    wording.
    """

    name: BusinessName | None
    division: str
    division_name: str
    scope_classes: tuple[str, ...] | None = None
    proprietor: str = field(default="", repr=False)
    conflicts: tuple[Conflict, ...] = ()
    unprintable: tuple[str, ...] = ()
    scope_texts: tuple[str, ...] = ()
    elsewhere: frozenset[str] = frozenset()  # places of the county where the premises are not
    above: tuple[str, ...] = ()  # province and city of the county: they may stand before it


def name_facts(question: NameQuestion, reference: NameReference) -> dict[str, FactValue]:
    """Every ``name.*`` fact except ``name.warnings_unaccepted``, which needs the rules."""
    facts = neutral_facts()
    name = question.name
    if name is None:
        return facts
    parts = _Parts.of(name)
    facts["name.used"] = True
    facts["name.unprintable"] = question.unprintable
    facts.update(_characters(name, question.proprietor, reference))
    facts.update(_structure(parts, question, reference))
    facts.update(_brand(parts.brand, reference))
    facts.update(_industry(parts, question, reference))
    facts.update(_form(parts, reference))
    facts.update(_listed(parts, reference))
    facts["name.protected"] = _protected(parts, question.scope_classes, reference)
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
        parts = (name.division, name.place, name.brand, name.industry, name.organisation_form)
        return cls(*(normalise(part[:LONGEST_PART]) for part in parts))


def _characters(
    name: BusinessName, proprietor: str, reference: NameReference
) -> dict[str, FactValue]:
    """N1, by the spelling that the licence would show: ㊣ is no 正, however it is compared.

    The proprietor's own name is a good brand, with its rare hanzi and its separator.
    """
    read = parse_person_name(proprietor)
    own = isinstance(read, PersonName) and normalise(read.key) == normalise(name.brand)
    parts = (name.place, name.industry, name.organisation_form)
    others = "".join(tidied(part[:LONGEST_PART]) for part in parts)
    odd_in_brand = _odd(tidied(name.brand[:LONGEST_PART]), reference)
    odd = _odd(others, reference) if own else (*odd_in_brand, *_odd(others, reference))
    return {
        "name.foreign_signs": tuple(dict.fromkeys(c for c in odd if not _HANZI.match(c))),
        "name.nonstandard": tuple(
            dict.fromkeys(_with_standard(c, reference) for c in odd if _HANZI.match(c))
        ),
        "name.own_rare": odd_in_brand if own else (),
    }


def _with_standard(character: str, reference: NameReference) -> str:
    """The character with the one to write for it: 龍（→龙）; alone where none is known."""
    meant = reference.standard_of.get(character)
    return f"{character}（→{meant}）" if meant else character


def _odd(text: str, reference: NameReference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for c in text if c not in reference.characters))


def _structure(
    parts: _Parts, question: NameQuestion, reference: NameReference
) -> dict[str, FactValue]:
    """N2: division, place, brand, industry and form, each where it belongs."""
    expected = question.division_name
    wrong = bool(expected) and not _is_division(parts.division, expected, question.above)
    is_zone = parts.place in reference.zones
    follows = bool(expected) and parts.division.endswith(expected)
    known = reference.places_of(question.division)
    here = (known | reference.zones) - question.elsewhere
    place_known = not known or is_made_of(parts.place, here)
    says_industry = bool(parts.industry or reference.forms.classes.get(parts.form))
    says_trade = not says_industry and parts.form in reference.forms.trading
    return {
        "name.division_wrong": wrong,
        "name.zone_alone": (parts.place,) if is_zone and not follows else (),
        "name.place_unknown": () if place_known else (parts.place,),
        "name.brand_missing": not parts.brand,
        "name.industry_missing": not (says_industry or says_trade),
        "name.industry_general": (parts.form,) if says_trade else (),
        "name.form_missing": not parts.form,
        "name.brand_length": _length(question.name) or UNKNOWN,
    }


def _is_division(written: str, expected: str, above: tuple[str, ...]) -> bool:
    """Whether it is the county, in full or in short, with nothing but what it lies in before it."""
    short = expected[:-1] if len(expected) > 2 else expected
    ending = next((end for end in (expected, short) if written.endswith(end)), "")
    if not ending:
        return False
    wider = {spelt for name in above for spelt in (name, name[:-1])}
    return is_made_of(written[: -len(ending)], wider)


def _brand(brand: str, reference: NameReference) -> dict[str, FactValue]:
    """N3: what a brand may not be."""
    words, forms = reference.words, reference.forms
    is_division = brand in reference.divisions or brand in reference.plain_shorts
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


def _length(name: BusinessName | None) -> int:
    return len(normalise(name.brand)) if name else 0


def _is_industry(brand: str, reference: NameReference) -> bool:
    return bool(brand) and brand in reference.industries.words


def _industry(
    parts: _Parts, question: NameQuestion, reference: NameReference
) -> dict[str, FactValue]:
    """N4: the wording must mean an industry that the scope has (名称规定 9).

    Wording that stands in the text of a scope item is within the scope, whatever its class.
    """
    scope_classes = question.scope_classes
    said = len(parts.industry) > 1 and any(parts.industry in s for s in question.scope_texts)
    table = reference.industries
    wording = parts.industry or parts.form
    code = worded_class(parts.industry, parts.form, reference)
    groups = table.groups_named_by(scope_classes or ())
    outside = bool(code) and scope_classes is not None and table.group_of(code) not in groups
    unknown = bool(parts.industry) and not code and not said
    licensed = reference.words.inside(parts.brand, parts.industry, parts.form)
    return {
        "name.industry_outside_scope": (wording,) if outside and groups and not said else (),
        "name.industry_unknown": (parts.industry,) if unknown else (),
        "name.licensed_words": tuple(w.word for w in licensed if w.level is WordLevel.LICENSED),
    }


def _form(parts: _Parts, reference: NameReference) -> dict[str, FactValue]:
    """N5: a form that an individual business may use, and none of an enterprise's."""
    forms = reference.forms
    worded = parts.industry + parts.form
    unsettled = tuple(form for form in forms.unsettled if worded.endswith(form))
    texts = [parts.brand] if unsettled else [parts.brand, parts.form]
    if not unsettled and parts.industry not in reference.industries.words:
        texts.append(parts.industry)
    reserved = tuple(word for word in forms.reserved if any(word in text for text in texts))
    longest = tuple(w for w in reserved if not any(w != other and w in other for other in reserved))
    unknown = bool(parts.form) and not forms.is_allowed(parts.form) and not longest
    return {
        "name.form_reserved": longest,
        "name.form_unsettled": unsettled,
        "name.form_unknown": (parts.form,) if unknown and not unsettled else (),
    }


def _listed(parts: _Parts, reference: NameReference) -> dict[str, FactValue]:
    """N6: inside brand or industry the lists decide; across parts they only warn."""
    words = reference.words
    inside = words.inside(parts.brand, parts.industry)
    across = words.across(parts.place, parts.brand, parts.industry, parts.form)
    hard = tuple(w.with_article for w in inside if w.level is WordLevel.HARD)
    restricted = tuple(w.with_article for w in inside if w.level is WordLevel.RESTRICTED)
    return {
        "name.hard_words": hard,
        "name.restricted_words": restricted,
        "name.border_words": tuple(w.word for w in across if w.level is not WordLevel.LICENSED),
    }


def _protected(
    parts: _Parts, scope_classes: tuple[str, ...] | None, reference: NameReference
) -> tuple[str, ...]:
    """A5: a brand that many know, in an industry in which it is protected."""
    table = reference.industries
    worded = worded_class(parts.industry, parts.form, reference)
    groups = {table.group_of(code) for code in (worded, *(scope_classes or ())) if code}
    found = reference.protected.met_by(
        parts.brand, frozenset(groups), reference.generic, reference.sounds
    )
    return tuple(f"{one.brand}（{one.renown.value}）" for one in found)
