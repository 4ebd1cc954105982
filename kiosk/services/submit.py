"""Freeze the answers into an application with one durable commit; from here nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.domain.answers import Answers
from kiosk.domain.application_number import make_application_number
from kiosk.domain.card import Card
from kiosk.domain.gather import LONG_TERM
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState, Assurance
from kiosk.ports import HolderCheck, KeyReused, UnitOfWork
from kiosk.services.house import House
from kiosk.services.notify import queue_notice
from kiosk.services.record import record

_LAST_DAY = "card.valid_until"


class ContentDiffers(Exception):
    """The idempotency key was used before, with other content."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is handed in: answers of a procedure, how sure the identity is, and by which key."""

    procedure: str
    answers: Answers
    assurance: Assurance = Assurance.TYPED
    key: str | None = None
    help_wanted: bool = False
    card_differs: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """The stored application; ``again`` tells that the same key brought it before."""

    application: Application
    again: bool


def filing_with_card(
    filing: Filing,
    card: Card,
    prefill: Mapping[str, str],
    holder_check: HolderCheck | None = None,
) -> Filing:
    """The filing, with what the card says in the places that the form takes from a card.

    ``prefill`` maps field ids to sources such as ``card.name``. An answer that is there stays,
    but for the card's last day, which the chip knows best; when name or number say otherwise
    than the card, the filing says so and the rules judge it.

    A card that agrees gives the assurance of its chip, and more only when ``holder_check``
    finds its holder at the terminal. Raises what the check raises when the device fails.
    """
    answers = filing.answers
    for field_id, source in prefill.items():
        value = getattr(card, source.removeprefix("card."), None)
        if source == _LAST_DAY:
            answers = answers.with_answer(field_id, str(card.valid_until or LONG_TERM))
        elif source.startswith("card.") and field_id not in answers and value is not None:
            answers = answers.with_answer(field_id, str(value))
    differs = (
        answers.text("proprietor.id_number") != card.number
        or answers.text("proprietor.name") != card.name
    )
    return replace(
        filing,
        answers=answers,
        assurance=Assurance.TYPED if differs else _assurance(card, holder_check),
        card_differs=differs,
    )


def _assurance(card: Card, holder_check: HolderCheck | None) -> Assurance:
    if holder_check is not None and holder_check.matches(card):
        return Assurance.MATCHED
    return Assurance.CHIP


def submit(house: House, filing: Filing) -> Submitted:
    """Store the filing as a submitted application, durably, before returning.

    The same key with the same content gives the stored application. Raises ContentDiffers
    for the same key with other content, SystemFault when the register cannot take it.
    """
    content_hash = filing.answers.content_hash()
    if filing.key is not None:
        with house.store.read() as uow:
            known = uow.applications.by_key(filing.key)
        if known is not None:
            return _again(known, content_hash)
    try:
        with house.store.write() as uow:
            application = _add(house, uow, filing, content_hash)
            uow.commit()
    except KeyReused:
        with house.store.read() as uow:
            known = uow.applications.by_key(filing.key or "")
        if known is None:
            raise
        return _again(known, content_hash)
    return Submitted(application, again=False)


def _again(known: Application, content_hash: str) -> Submitted:
    if known.content_hash != content_hash:
        raise ContentDiffers
    return Submitted(known, again=True)


def _add(house: House, uow: UnitOfWork, filing: Filing, content_hash: str) -> Application:
    now = house.clock.now()
    day = house.day_of(now)
    number = make_application_number(
        day, house.terminal, uow.applications.next_sequence(house.terminal, day)
    )
    application = Application(
        id=house.new_id(),
        number=number,
        terminal=house.terminal,
        procedure=filing.procedure,
        form_version=house.procedures[filing.procedure].form.version,
        state=ApplicationState.SUBMITTED,
        assurance=filing.assurance,
        submitted_at=now,
        answers=filing.answers,
        content_hash=content_hash,
        person=filing.answers.text("proprietor.id_number"),
        mobile=filing.answers.text("proprietor.mobile"),
        key=filing.key,
        help_wanted=filing.help_wanted,
        card_differs=filing.card_differs,
    )
    uow.applications.add(application)
    record(
        uow,
        now,
        "application_submitted",
        number,
        procedure=filing.procedure,
        assurance=filing.assurance.value,
    )
    queue_notice(house, uow, application, "accepted", {"number": number})
    return application
