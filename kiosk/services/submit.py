"""Freeze the answers into an application with one durable commit; from here nothing is lost."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from kiosk.domain.answers import Answers
from kiosk.domain.application_number import make_application_number
from kiosk.domain.card import Card
from kiosk.domain.card_agreement import contradictions
from kiosk.domain.gather import LONG_TERM
from kiosk.domain.person_name import is_same_name, may_be_on_card
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState, Assurance
from kiosk.ports import HolderCheck, KeyReused, SystemFault, UnitOfWork
from kiosk.services.forward import forward_one
from kiosk.services.house import House
from kiosk.services.notify import queue_notice
from kiosk.services.record import record
from kiosk.services.seal import is_sealed, seal

_LAST_DAY = "card.valid_until"


class ContentDiffers(Exception):
    """The idempotency key was used before, with other content."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is handed in: answers of a procedure, how sure the identity is, and by which key.

    ``mobile_verified`` is None where nobody was asked to prove the number, as with files. A
    number that was asked about and not proved gets no message, since a stranger might read it;
    a printed slip stands for the messages.
    """

    procedure: str
    answers: Answers
    assurance: Assurance = Assurance.TYPED
    key: str | None = None
    help_wanted: bool = False
    card_differs: bool = False
    mobile_verified: bool | None = None


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
    finds its holder at the terminal; one that contradicts itself gives none. A name that the chip does not tell whole, for a rare
    character without a code or for its length, may be completed, and counts as typed. Raises
    what the check raises when the device fails.
    """
    answers = filing.answers
    for field_id, source in prefill.items():
        value = getattr(card, source.removeprefix("card."), None)
        if source == _LAST_DAY:
            answers = answers.with_answer(field_id, str(card.valid_until or LONG_TERM))
        elif source.startswith("card.") and field_id not in answers and value is not None:
            answers = answers.with_answer(field_id, str(value))
    name = answers.text("proprietor.name")
    is_his = answers.text("proprietor.id_number") == card.number
    agrees = is_his and is_same_name(card.name, name)
    return replace(
        filing,
        answers=answers,
        assurance=_assurance(card, holder_check) if agrees else Assurance.TYPED,
        card_differs=not agrees and not (is_his and may_be_on_card(card.name, name)),
    )


def _assurance(card: Card, holder_check: HolderCheck | None) -> Assurance:
    if contradictions(card):
        return Assurance.TYPED
    if holder_check is not None and holder_check.matches(card):
        return Assurance.MATCHED
    return Assurance.CHIP


def submit(house: House, filing: Filing) -> Submitted:
    """Store the filing as a submitted application, durably, before returning.

    At a branch it is sealed and handed over at once; it is ``received`` and waits there when the
    register cannot take it now. The same key with the same content gives the stored
    application. Raises ContentDiffers for the same key with other content, SystemFault when
    it cannot be kept.
    """
    if house.near is not None:
        return _submit_at_branch(house, filing)
    content_hash = filing.answers.content_hash()
    if (known := _known(house, filing)) is not None:
        return _again(known, content_hash)
    try:
        with house.store.write() as uow:
            application = _add(house, uow, filing)
            uow.commit()
    except KeyReused:
        if (known := _known(house, filing)) is None:
            raise
        return _again(known, content_hash)
    return Submitted(application, again=False)


def _known(house: House, filing: Filing) -> Application | None:
    """The application that came with the filing's key."""
    if filing.key is None:
        return None
    with house.store.read() as uow:
        return uow.applications.by_key(filing.key)


def _again(known: Application, content_hash: str) -> Submitted:
    if known.content_hash != content_hash:
        raise ContentDiffers
    return Submitted(known, again=True)


def _submit_at_branch(house: House, filing: Filing) -> Submitted:
    own, content_hash = house.own, filing.answers.content_hash()
    if (known := _known(own, filing)) is not None:
        again = _again(known, content_hash)
        return replace(again, application=_handed_over(house, known))
    with suppress(SystemFault):  # who cannot ask the register seals it: it is compared there
        if (known := _known(house, filing)) is not None:
            return _again(known, content_hash)
    try:
        with own.store.write() as uow:
            application = seal(
                own, uow, make_application(own, uow, filing, ApplicationState.RECEIVED)
            )
            uow.commit()
    except KeyReused:
        if (known := _known(own, filing)) is None:
            raise
        return _again(known, content_hash)
    return Submitted(_handed_over(house, application), again=False)


def _handed_over(house: House, application: Application) -> Application:
    """The application as the register has it, or as it waits here when that cannot be asked."""
    try:
        if is_sealed(application):
            return forward_one(house, application)
        with house.store.read() as uow:
            return uow.applications.get(application.id)
    except (SystemFault, KeyReused):
        return replace(application, state=ApplicationState.RECEIVED)


def make_application(
    house: House, uow: UnitOfWork, filing: Filing, state: ApplicationState
) -> Application:
    """The filing as an application of this terminal, under its next number."""
    now = house.clock.now()
    day = house.day_of(now)
    number = make_application_number(
        day, house.terminal, uow.applications.next_sequence(house.terminal, day)
    )
    unverified = filing.mobile_verified is False
    return Application(
        id=house.new_id(),
        number=number,
        terminal=house.terminal,
        procedure=filing.procedure,
        form_version=house.procedures[filing.procedure].form.version,
        state=state,
        assurance=filing.assurance,
        submitted_at=now,
        answers=filing.answers,
        content_hash=filing.answers.content_hash(),
        person=filing.answers.text("proprietor.id_number"),
        mobile="" if unverified else filing.answers.text("proprietor.mobile"),
        key=filing.key,
        help_wanted=filing.help_wanted,
        card_differs=filing.card_differs,
    )


def _add(house: House, uow: UnitOfWork, filing: Filing) -> Application:
    application = make_application(house, uow, filing, ApplicationState.SUBMITTED)
    number, now = application.number, application.submitted_at
    uow.applications.add(application)
    record(
        uow,
        now,
        "application_submitted",
        number,
        procedure=filing.procedure,
        assurance=filing.assurance.value,
    )
    if filing.mobile_verified is False:
        record(uow, now, "mobile_unverified", number)
    queue_notice(house, uow, application, "accepted", {"number": number})
    return application
