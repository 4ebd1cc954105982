"""What an identity card answers before the citizen is asked."""

from datetime import date

from kiosk.domain.answers import Json
from kiosk.domain.card import Card
from kiosk.domain.form import LONG_TERM, Field, Form, Kind
from kiosk.domain.identity_number import IdentityNumber, IdKind, parse_identity_number

_REGIONS = {"hk": "hk_macao", "macao": "hk_macao", "taiwan": "taiwan"}


def from_card(form: Form, card: Card, on: date) -> dict[str, Json]:
    """The answer to every field whose ``prefill`` names something the card tells, best first.

    ``on`` is today. What the card leaves empty, and a kind of document that the form does not
    offer, gives no answer.
    """
    number = parse_identity_number(card.number, on=on)
    told = {
        "card.name": card.name,
        "card.number": card.number,
        "card.kind": card.kind,
        "card.sex": card.sex,
        "card.nation": card.nation,
        "card.address": card.address,
        "card.valid_until": card.valid_until.isoformat() if card.valid_until else LONG_TERM,
    }
    if isinstance(number, IdentityNumber):
        told["id_number.kind"] = _kind(number)
        told["id_number.sex"] = number.sex
    found: dict[str, Json] = {}
    for item in form.fields:
        answer = next((told[s] for s in item.prefill if _fits(item, told.get(s, ""))), "")
        if answer:
            found[item.id] = answer
    return found


def card_fields(form: Form) -> tuple[str, ...]:
    """The fields that a card may answer."""
    sources = ("card.", "id_number.")
    return tuple(
        item.id for item in form.fields if any(s.startswith(sources) for s in item.prefill)
    )


def _fits(item: Field, answer: str) -> bool:
    if item.kind is Kind.CHOICE:
        return answer in {choice.code for choice in item.choices}
    return bool(answer)


def _kind(number: IdentityNumber) -> str:
    """The document's kind as forms name it; those of Hong Kong and Macao share one."""
    if number.kind is IdKind.HK_MACAO_TAIWAN:
        return _REGIONS.get(number.region, "")
    return number.kind.value
