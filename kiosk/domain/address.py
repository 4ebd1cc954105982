"""Business premises as an address down to the door, or as a place on a platform."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.answers import Answers
from kiosk.domain.divisions import Divisions
from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow
from kiosk.domain.wording import fill_in


class PremisesKind(StrEnum):
    """What sort of premises it is."""

    PHYSICAL = "physical"
    RESIDENTIAL = "residential"
    PLATFORM = "platform"  # the network premises of a platform operator (电子商务法 9)
    CLUSTER = "cluster"  # the address of a hosting organisation (集群登记)


@dataclass(frozen=True, slots=True)
class AddressWording:
    """How parts of an address are written; patterns have placeholders in braces.

    ``rewritten`` holds, by part, what is written otherwise than it was typed: 12号-1 as 12-1号.
    """

    number: str  # "{value}号"
    building: str  # "{value}号楼", of a building with a number
    building_letter: str  # "{value}座", of one with a letter
    room: str  # "{value}室"
    cluster: str  # "{address}（…）"
    platform: str  # "{name}（{url}）"
    shop: str  # "{name}“{shop}”（{url}）", where the shop has a name or a number
    between: str  # several shops
    rewritten: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop on a platform: who runs the platform, what the shop is called, where it is."""

    platform: str
    shop: str
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """The parts of an address; its ``repr`` stops at the town, for some premises are homes."""

    kind: PremisesKind
    county: str
    town: str
    village: str
    road: str
    number: str
    building: str
    room: str
    landmark: str
    shops: tuple[Shop, ...]
    wording: AddressWording

    def __repr__(self) -> str:
        return f"Address({self.kind}, {self.county}{self.town}…)"

    __str__ = __repr__

    @property
    def text(self) -> str:
        """The one line of the licence: 昆山市玉山镇示例路18号1号楼102室.

        The village stands in it where there is no road; a landmark closes it where there is
        no door number.
        """
        words = self.wording
        if self.kind is PremisesKind.PLATFORM:
            return words.between.join(_shop_text(shop, words) for shop in self.shops)
        is_digit = self.building[-1:].isdecimal()
        line = (
            self.county
            + self.town
            + (self.road or self.village)
            + _with_unit(self.number, words.number)
            + _with_unit(self.building, words.building if is_digit else words.building_letter)
            + _with_unit(self.room, words.room)
            + ("" if self.number else self.landmark)
        )
        is_cluster = self.kind is PremisesKind.CLUSTER
        return fill_in(words.cluster, {"address": line}) if is_cluster else line

    def faults(self) -> tuple[Problem, ...]:
        """What lacks before somebody can find the door (条例 16; 细则 25).

        Complete is: a town, and a road or village with a number, or a landmark.
        """
        if self.kind is PremisesKind.PLATFORM or self.landmark:
            return ()
        if not (self.road or self.village):
            return (Problem("address_incomplete", "premises.road"),)
        return () if self.number else (Problem("address_number_missing", "premises.number"),)


def address_of(answers: Answers, divisions: Divisions, wording: AddressWording) -> Address:
    """The address that the answers of a ``premises.*`` group describe.

    Unknown codes give empty names: what is wrong with them is told by the form's checks.
    """
    kind = answers.text("premises.kind")
    known = {member.value for member in PremisesKind}

    division = answers.text("premises.division")
    county = divisions.name_of(division)
    town = divisions.name_of(answers.text("premises.town"))

    def part(name: str) -> str:
        text = _written(answers.text(f"premises.{name}"))
        for pattern, replacement in wording.rewritten.get(name, ()):
            text = pattern.sub(replacement, text)
        return text

    def unit(name: str) -> str:
        return part(name).upper()

    road = part("road")
    for place in (*map(divisions.name_of, (division[:2], division[:4])), county, town):
        road = road.removeprefix(place)  # it stands before the road already
    return Address(
        kind=PremisesKind(kind) if kind in known else PremisesKind.PHYSICAL,
        county=county,
        town=town,
        village=divisions.name_of(answers.text("premises.village")),
        road=road,
        number=unit("number"),
        building=unit("building"),
        room=unit("room"),
        landmark=part("landmark"),
        shops=tuple(_shops(answers)),
        wording=wording,
    )


def _written(text: str) -> str:
    """One way of writing: no spaces, plain digits and letters, the brackets of Chinese texts."""
    return narrow(text).translate(str.maketrans("(),;", "（），；"))


def _shops(answers: Answers) -> list[Shop]:
    """The shops that are registered: every one of the proprietor's (国市监注〔2018〕236号)."""
    first = Shop(
        answers.text("premises.platform_name").strip(),
        answers.text("premises.platform_shop").strip(),
        "".join(answers.text("premises.platform_url").split()),
    )
    others = (
        Shop(*(str(entry.get(part) or "").strip() for part in ("platform", "shop", "url")))
        for entry in answers.records("premises.more_shops")
    )
    return [shop for shop in (first, *others) if shop.platform or shop.url]


def _shop_text(shop: Shop, words: AddressWording) -> str:
    if not shop.url:  # still being written
        return shop.platform
    params = {"name": shop.platform, "shop": shop.shop, "url": shop.url}
    return fill_in(words.shop if shop.shop else words.platform, params)


def _with_unit(value: str, pattern: str) -> str:
    last = value[-1:]
    bare = last.isascii() and last.isalnum()
    return fill_in(pattern, {"value": value}) if bare else value
