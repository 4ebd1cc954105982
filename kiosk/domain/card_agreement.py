"""Whether what a chip tells agrees with itself: number, birth, sex, kind and term."""

from datetime import date

from kiosk.domain.card import Card
from kiosk.domain.identity_number import IdentityNumber, parse_identity_number
from kiosk.domain.problems import Problem


def contradictions(card: Card, on: date = date.max) -> tuple[Problem, ...]:
    """Every contradiction within the card, by field; none for a card that is right.

    The number tells birth and sex (GB 11643-1999) and what kind of document it is of; that of
    a foreign card of 2017 tells neither. A term does not end before it begins. ``on`` is the
    day against which a birth lies in the future.
    """
    found: list[Problem] = []
    number = parse_identity_number(card.number, on=on)
    if not isinstance(number, IdentityNumber):
        found.append(number.at("card.number"))
    else:
        if number.birth is not None and number.birth != card.birth:
            found.append(Problem("card_birth_differs", "card.birth"))
        if number.sex and number.sex != card.sex:
            found.append(Problem("card_sex_differs", "card.sex"))
        if number.kind.value != card.kind:
            found.append(Problem("card_kind_differs", "card.type"))
    if card.valid_from and card.valid_until and card.valid_until < card.valid_from:
        found.append(Problem("card_ends_before_it_begins", "card.to"))
    return tuple(found)
