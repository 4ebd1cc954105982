"""Whose door is whose: businesses at one address, and roads of the register worth offering."""

from collections.abc import Mapping

from kiosk.domain.address import PremisesKind, address_of
from kiosk.domain.answers import Answers
from kiosk.domain.premises import comparison_key, is_usual_road
from kiosk.domain.records import Application, Door
from kiosk.ports import UnitOfWork
from kiosk.services.house import House, without_register
from kiosk.services.naming import meant_by


def neighbours(house: House, uow: UnitOfWork, answers: Answers) -> int:
    """How many businesses of the register stand at the door that the answers describe.

    0 where an address is shared by design (platforms, hosted addresses) or leads nowhere.
    """
    return uow.doors.count_at(_key(house, answers))


def door_of(house: House, application: Application, credit_code: str) -> Door:
    """What the register notes of where an application's business is.

    A road is only kept as one to be offered when it looks like a road: free words may tell more.
    """
    answers = meant_by(house, application)
    reference = house.reference
    address = address_of(answers, reference.divisions, reference.address_wording)
    is_shop = address.kind is not PremisesKind.PLATFORM
    offered = is_shop and is_usual_road(address.road, reference.premises)
    return Door(
        credit_code=credit_code,
        key=comparison_key(address, reference.premises),
        town=answers.text("premises.town") if is_shop else "",
        road=address.road if offered else "",
        person=application.person,
    )


def roads_worth_offering(house: House) -> Mapping[str, tuple[str, ...]]:
    """By town: roads that enough different persons have in the register, the most used first,
    then those that are shipped; no more than are offered. A branch does without the register's.
    """
    reference = house.reference
    policy, divisions = reference.premises, reference.divisions
    used: Mapping[str, tuple[str, ...]] = {}
    with without_register(house), house.store.read() as uow:
        used = uow.doors.roads(policy.road_least_used)
    towns = (town.code for town in divisions.towns_of(house.profile.division))
    return {
        town: tuple(dict.fromkeys((*used.get(town, ()), *divisions.roads_of(town))))[
            : policy.roads_offered
        ]
        for town in towns
    }


def _key(house: House, answers: Answers) -> str:
    reference = house.reference
    address = address_of(answers, reference.divisions, reference.address_wording)
    return comparison_key(address, reference.premises)
