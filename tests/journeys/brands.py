"""Finds names for a race in the reference tables: alike, sounding alike, meaning the same."""

import itertools
from dataclasses import dataclass
from random import Random

from kiosk.domain.answers import Answers
from kiosk.domain.business_name import BusinessName
from kiosk.domain.example import make_example
from kiosk.domain.scope import ItemKind, Openness
from kiosk.services.check_name import NameInquiry, check_name
from kiosk.services.submit import Filing
from tests.builders import ON, the_form, the_names, the_reference, the_rules


@dataclass(frozen=True)
class Wanted:
    """A name and the item of the scope that its industry needs."""

    brand: str
    industry: str = "百货"
    form: str = "商行"
    item: str = "日用百货销售"


def filing(chance: Random, wanted: Wanted | None = None, **changes) -> Filing:
    """A complete filing of another invented proprietor, under the wanted name."""
    answers = dict(make_example(the_form(), chance, ON)["answers"])
    if wanted is not None:
        answers |= {
            "name.brand": wanted.brand,
            "name.industry": wanted.industry,
            "name.organisation_form": wanted.form,
            "scope.items": [wanted.item],
            "scope.main": wanted.item,
        }
    for field_id, value in changes.items():
        answers[field_id.replace("__", ".")] = value
    return Filing("establishment", Answers({k: v for k, v in answers.items() if v is not None}))


def same(chance: Random) -> Wanted:
    """A free name."""
    return Wanted(_brand(chance))


def same_sound(chance: Random, *, alike: bool) -> list[Wanted]:
    """Two brands of one sound that differ in one character, of like glyphs or not."""
    names = the_names()
    sounds: dict[str, list[str]] = {}
    for character in sorted(names.characters):
        readings = names.sounds.readings.get(character, ())
        if len(readings) == 1:
            sounds.setdefault(readings[0], []).append(character)
    pairs = [
        pair
        for group in sounds.values()
        for pair in itertools.combinations(group, 2)
        if names.look_alikes.alike(*pair) is alike
    ]
    while True:
        rest, pair = _brand(chance), chance.choice(pairs)
        found = [Wanted(rest[:2] + character + rest[2:]) for character in pair]
        if all(map(is_acceptable, found)):
            return found


def synonymous(chance: Random) -> list[Wanted]:
    """One brand in two industries of different groups of GB/T 4754 that mean the same."""
    table, brand = the_names().industries, _brand(chance)
    words = sorted(word for word, class_ in table.words.items() if class_)
    chance.shuffle(words)
    items = {table.group_of(item.industry_class): item.text for item in _free_items()}
    for one, other in itertools.combinations(words, 2):
        classes = table.words[one], table.words[other]
        group = table.group_of(classes[0])
        if group != table.group_of(classes[1]) or classes[0][:3] == classes[1][:3]:
            continue
        if group in items:
            found = [Wanted(brand, word, item=items[group]) for word in (one, other)]
            if all(map(is_acceptable, found)):
                return found
    raise AssertionError("no synonymous industries in the tables")


def is_acceptable(wanted: Wanted) -> bool:
    """Whether no rule that needs no register has anything against the name."""
    name = BusinessName("昆山市", wanted.brand, wanted.industry, wanted.form)
    inquiry = NameInquiry(name, "320583", ON, (wanted.item,))
    return not check_name(inquiry, the_rules(), the_reference(), the_names()).problems


def _brand(chance: Random) -> str:
    """Four characters that make a free brand, drawn as an example's are."""
    return str(make_example(the_form(), chance, ON)["answers"]["name.brand"])


def _free_items():
    return [
        item
        for item in the_reference().scope.items
        if item.kind is ItemKind.GENERAL and item.individual_ok is Openness.YES
    ]
