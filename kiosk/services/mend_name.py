"""Make of a whole name that cannot be one that can, its brand apart: what an officer would say."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiosk.domain.business_name import BusinessName
from kiosk.domain.decision import FactValue
from kiosk.domain.names.industries import IndustryTable
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name
from kiosk.domain.reference import Reference
from kiosk.domain.scope import ScopeItem

Facts = Callable[[BusinessName], Mapping[str, FactValue]]
"""The facts of a name, the register not asked."""

_PLACE = ("name.zone_alone", "name.place_unknown")
_FORM = ("name.form_missing", "name.form_reserved", "name.form_unsettled", "name.form_unknown")
_INDUSTRY = (
    "name.industry_missing",
    "name.industry_general",
    "name.industry_outside_scope",
    "name.industry_unknown",
)
_ANYWHERE = (
    "name.foreign_signs",
    "name.nonstandard",
    "name.hard_words",
    "name.restricted_words",
    "name.licensed_words",
)
LONGEST_NAME = 100
"""Longer than any name; such a text is not taken apart."""
_BRACKETS = re.compile("（[^（）]*）?")
_PLAIN_FORM = "店"
_LEAST_SAID = 2
"""So many characters of a name are needed to read a form into its end."""


def read_whole(whole: str, reference: NameReference) -> BusinessName:
    """The parts of a name somebody asks for; of a text too long for one, all of it as its brand.

    A division that does not stand in front, where it belongs, is none.
    """
    if len(whole) > LONGEST_NAME:
        return BusinessName("", whole, "", "")
    name = without_brand(split_name(whole, reference), reference)
    if not normalise(whole).startswith(normalise(name.division)):
        name = replace(name, division="")
    return name


def standard(text: str, reference: NameReference) -> str:
    """The text with 龙 for 龍, as far as it is known what is meant."""
    return "".join(reference.standard_of.get(c, c) for c in text)


def kept_of(brand: str, division: str, reference: NameReference) -> str:
    """What of a brand may stand in another: standard characters, no brackets, no division."""
    text = _BRACKETS.sub("", standard(normalise(brand)[:LONGEST_NAME], reference))
    return "".join(c for c in text.replace(division, "") if c in reference.characters)


def mended(
    name: BusinessName, facts: Facts, division: str, wordings: Sequence[tuple[str, str]]
) -> BusinessName:
    """The name with the division, place, industry and form that the rules ask for.

    ``division`` is how names write the county; ``wordings`` are industries and forms that are
    usual for the scope, the most usual first. A part that nothing can be put for stays.
    """
    found = facts(name)
    if found["name.division_wrong"]:
        name = replace(name, division=division)
    if _any(found, _PLACE):
        name = replace(name, place="")
    if _any(found, _FORM) or _at_fault(name.organisation_form, found):
        name = replace(name, organisation_form=_PLAIN_FORM)
        found = facts(name)
    if not (_any(found, _INDUSTRY) or _at_fault(name.industry, found)):
        return name
    worded = (replace(name, industry=word, organisation_form=form) for word, form in wordings)
    return next((one for one in worded if not _any(facts(one), _INDUSTRY)), name)


def read_again(name: BusinessName, reference: NameReference) -> BusinessName:
    """A name without a form, read as if it had one: 晨光里早餐, 晨光里早餐局 for 晨光里早餐店."""
    body = name.brand + name.industry
    if name.organisation_form or len(body) < _LEAST_SAID:
        return name
    for text in (body, body[:-1]):
        read = split_name(name.division + name.place + text + _PLAIN_FORM, reference)
        if read.industry:
            return replace(read, suffix=name.suffix)
    return name


def without_brand(name: BusinessName, reference: NameReference) -> BusinessName:
    """A name whose brand is an industry with one character before it, or none: 早餐店, 香小吃店.

    Registers are read with two characters for the brand, come what may; whoever asks for such
    a name is told that its brand is too short, not that it says no industry.
    """
    forms, table = reference.forms, reference.industries
    if name.industry or name.organisation_form not in forms.allowed:
        return name
    length = 0 if name.organisation_form in forms.classes else table.ends_with_word(name.brand, 0)
    if not length or not table.words[name.brand[-length:]]:
        return name
    return replace(name, brand=name.brand[:-length], industry=name.brand[-length:])


def usual_wordings(
    scope: Sequence[str], reference: Reference, names: NameReference
) -> list[tuple[str, str]]:
    """How a business of this scope may word its industry and form: as its trade does, else as
    businesses of its class do; none where nobody knows."""
    found = []
    trade = reference.trades.meant_by(scope)
    if trade is not None and trade.forms:
        found.append((trade.industry, trade.forms[0]))
    item = reference.scope.get(scope[0]) if scope else None
    if item is not None:
        table = names.industries
        group = table.group_of(item.industry_class)
        akin = [
            word for word, code in table.words.items() if code and table.group_of(code) == group
        ]
        best = max(akin, key=lambda word: _nearness(word, item, table), default="")
        found += [(best, _PLAIN_FORM)] if best else []
    return found


def _nearness(word: str, item: ScopeItem, table: IndustryTable) -> tuple[bool, int]:
    shared = len(set(word) & set(item.text))
    return table.words[word] == item.industry_class, shared


def reads_back(name: BusinessName, reference: NameReference) -> bool:
    """Whether nobody who reads the whole name takes the end of its brand for the industry.

    瑞华家装五金店 is read as 瑞华, in 家装五金.
    """
    read = normalise(split_name(name.full, reference).brand)
    brand = normalise(name.brand)
    return read == brand or not brand.startswith(read)


def _any(found: Mapping[str, FactValue], facts: Sequence[str]) -> bool:
    return any(found[fact] for fact in facts)


def _at_fault(part: str, found: Mapping[str, FactValue]) -> bool:
    """Whether something that no name may hold stands in the part."""
    for fact in _ANYWHERE:
        told = found[fact]
        words = told if isinstance(told, tuple) else ()
        if any((word.partition("（")[0] or word) in part for word in words):
            return True
    return False
