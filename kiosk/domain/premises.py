"""What an address must look like, how two of them are compared, and whose office is elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.address import Address, PremisesKind
from kiosk.domain.divisions import Divisions
from kiosk.domain.problems import Problem
from kiosk.domain.wording import fill_in


@dataclass(frozen=True, slots=True)
class PremisesPolicy:
    """Shapes, spellings and limits of premises, all of them data.

    Shapes are whole-match patterns of a part as it is written; ``spellings`` rewrite a written
    line, in order, before two lines are compared; ``authorities`` names those that the pattern
    ``authority`` does not fit, by county. A road is offered again once ``road_least_used``
    different persons have it in the register, so that nobody's address leaks.
    """

    road: re.Pattern[str]
    road_endings: tuple[str, ...]
    number: re.Pattern[str]
    highest_number: int
    unit: re.Pattern[str]
    landmark: re.Pattern[str]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    road_least_used: int
    roads_offered: int
    authority: str
    elsewhere: str
    authorities: Mapping[str, str] = field(default_factory=dict)


def implausible(address: Address, policy: PremisesPolicy) -> tuple[Problem, ...]:
    """What is written in a way that no door plate is, each at its part; empty parts pass."""
    if address.kind is PremisesKind.PLATFORM:
        return ()
    found = []
    if address.road and not policy.road.fullmatch(address.road):
        found.append(Problem("address_road_shape", "premises.road"))
    if address.number:
        found += _number(address.number, policy)
    for part, value in (("building", address.building), ("room", address.room)):
        if value and not policy.unit.fullmatch(value):
            found.append(Problem("address_unit_shape", f"premises.{part}"))
    leads_there = address.number or policy.landmark.search(address.landmark)
    if address.landmark and not leads_there:
        found.append(Problem("address_landmark_vague", "premises.landmark"))
    return tuple(found)


def _number(number: str, policy: PremisesPolicy) -> list[Problem]:
    if not policy.number.fullmatch(number):
        return [Problem("address_number_shape", "premises.number")]
    highest = max(int(digits) for digits in re.findall(r"[0-9]+", number))
    if highest > policy.highest_number:
        most = str(policy.highest_number)
        return [Problem("address_number_high", "premises.number", {"most": most})]
    return []


def is_usual_road(road: str, policy: PremisesPolicy) -> bool:
    """Whether a road is plausible and ends as roads do (路, 街, 巷, 弄, 道 …)."""
    return bool(policy.road.fullmatch(road)) and road.endswith(policy.road_endings)


def comparison_key(address: Address, policy: PremisesPolicy) -> str:
    """Equal for two spellings of one door; empty where sharing an address says nothing.

    That is a place on a platform, a hosted address, and one that leads to no door.
    """
    shared = address.kind in {PremisesKind.PLATFORM, PremisesKind.CLUSTER}
    if shared or not address.town or address.faults():
        return ""
    key = address.text
    for pattern, replacement in policy.spellings:
        key = pattern.sub(replacement, key)
    return key


def authority_of(county: str, divisions: Divisions, policy: PremisesPolicy) -> str:
    """The name of the authority that registers in a county; empty for an unknown code.

    A district has its city before it: 苏州市吴中区市场监督管理局.
    """
    named = policy.authorities.get(county)
    if named is not None:
        return named
    name = divisions.name_with_city(county)
    return fill_in(policy.authority, {"county": name}) if name else ""


def told_elsewhere(county: str, divisions: Divisions, policy: PremisesPolicy) -> str:
    """A county in full, with the authority to which somebody must go there."""
    return fill_in(
        policy.elsewhere,
        {
            "place": divisions.full_name_of(county),
            "authority": authority_of(county, divisions, policy),
        },
    )
