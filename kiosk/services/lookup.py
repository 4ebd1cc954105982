"""Find what a proprietor has filed by the card that lies on the reader."""

from kiosk.domain.card import Card
from kiosk.ports import SystemFault
from kiosk.services.collect import Standing, standing
from kiosk.services.house import House, is_of_register
from kiosk.services.seal import is_sealed

MOST_SHOWN = 5
"""The newest applications fit on a page; older ones are asked for by their number."""


def filed_by(house: House, card: Card) -> tuple[Standing, ...]:
    """Where the newest applications of the card's number stand, the newest first.

    At a branch what waits there comes first; it is told alone when the register cannot be asked.
    """
    waiting = _waiting_here(house, card)
    try:
        with house.store.read() as uow:
            found = uow.applications.of_person(card.number, MOST_SHOWN)
        told = tuple(standing(house, application.number, card=card) for application in found)
    except SystemFault as fault:
        if not waiting or not is_of_register(fault):
            raise
        return waiting
    return (*waiting, *told)[:MOST_SHOWN]


def _waiting_here(house: House, card: Card) -> tuple[Standing, ...]:
    if house.near is None:
        return ()
    with house.near.read() as uow:
        mine = uow.applications.of_person(card.number, MOST_SHOWN)
    return tuple(
        Standing(application, proven=True) for application in mine if is_sealed(application)
    )
