"""Business premises as an address down to the door, or as a place on a platform."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.answers import Answers
from kiosk.domain.divisions import Divisions
from kiosk.domain.problems import Problem
from kiosk.domain.wording import fill_in


class PremisesKind(StrEnum):
    """What sort of premises it is."""

    PHYSICAL = "physical"
    RESIDENTIAL = "residential"
    PLATFORM = "platform"  # the network premises of a platform operator (电子商务法 9)
    CLUSTER = "cluster"  # the address of a hosting organisation (集群登记)


@dataclass(frozen=True, slots=True)
class AddressWording:
    """How parts of an address are written; patterns have placeholders in braces."""

    number: str  # "{value}号"
    building: str  # "{value}号楼", of a building with a number
    building_letter: str  # "{value}座", of one with a letter
    room: str  # "{value}室"
    cluster: str  # "{address}（…）"
    platform: str  # "{name}（{url}）"


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
    platform_name: str
    platform_url: str
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
            return fill_in(words.platform, {"name": self.platform_name, "url": self.platform_url})
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

    def part(name: str) -> str:
        return "".join(answers.text(f"premises.{name}").split())

    return Address(
        kind=PremisesKind(kind) if kind in known else PremisesKind.PHYSICAL,
        county=divisions.name_of(part("division")),
        town=divisions.name_of(part("town")),
        village=divisions.name_of(part("village")),
        road=part("road"),
        number=part("number"),
        building=part("building"),
        room=part("room"),
        landmark=part("landmark"),
        platform_name=answers.text("premises.platform_name").strip(),
        platform_url=part("platform_url"),
        wording=wording,
    )


def _with_unit(value: str, pattern: str) -> str:
    last = value[-1:]
    bare = last.isascii() and last.isalnum()
    return fill_in(pattern, {"value": value}) if bare else value
