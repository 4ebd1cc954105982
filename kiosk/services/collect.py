"""Tell where an application stands, and hand its documents to the card that owns them."""

import hmac
from dataclasses import dataclass, field

from kiosk.domain.card import Card
from kiosk.domain.records import Application, Document, Licence, Notice, RegisterEntry
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.services.answer import LETTERS, answer
from kiosk.services.house import House
from kiosk.services.issue import pickup_code_hash
from kiosk.services.papers import licence_content
from kiosk.services.record import record
from kiosk.services.sign import signed_document

_DRAWN_ON_DEMAND = frozenset(
    {DocumentKind.LICENCE_ORIGINAL, DocumentKind.OVERLAY, DocumentKind.CALIBRATION}
)


class NotFound(Exception):
    """No application has this number."""


class NotYours(Exception):
    """The card on the reader is not the proprietor's."""


class NothingToCollect(Exception):
    """The application has no such document (yet)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state alone; entry, licence and notices only for who proved a right to them."""

    application: Application = field(repr=False)
    entry: RegisterEntry | None = field(default=None, repr=False)
    licence: Licence | None = field(default=None, repr=False)
    notices: tuple[Notice, ...] = ()
    proven: bool = False


def standing(house: House, number: str, code: str = "", card: Card | None = None) -> Standing:
    """Where the application stands. Raises NotFound.

    The pick-up code or the proprietor's card opens the rest; a wrong one opens nothing.
    """
    with house.store.read() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise NotFound
        if not (_code_fits(house, application, code) or _card_fits(application, card)):
            return Standing(application)
        entry = uow.register.entry_of(application.id)
        licence = uow.licences.get(entry.credit_code) if entry else None
        return Standing(
            application, entry, licence, tuple(uow.outbox.of(application.id)), proven=True
        )


def collect(house: House, number: str, card: Card, kind: DocumentKind) -> Document:
    """The document for the proprietor's card. Raises NotFound, NotYours, NothingToCollect.

    正本, overlay and calibration page are drawn when they are asked for, and so is a letter
    that a crash kept from being drawn; the first collected licence moves the application on.
    """
    with house.store.read() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise NotFound
        if not _card_fits(application, card):
            raise NotYours
        entry = uow.register.entry_of(application.id)
        licence = uow.licences.get(entry.credit_code) if entry else None
        document = uow.licences.document(application.id, kind, 1)
    if document is None:
        document = _draw(house, application, entry, licence, kind)
    with house.store.write() as uow:
        present = uow.applications.get(application.id).state
        kept = uow.licences.document(application.id, kind, 1)
        if kept is None and kind is DocumentKind.LICENCE_ORIGINAL:
            uow.licences.add_document(document)
        if present is ApplicationState.ISSUED:
            uow.applications.move(application.id, ApplicationState.COLLECTED)
        now = house.clock.now()
        record(uow, now, "licence_collected", number, document=kind.value)
        uow.commit()
    return kept or document


def _draw(
    house: House,
    application: Application,
    entry: RegisterEntry | None,
    licence: Licence | None,
    kind: DocumentKind,
) -> Document:
    if kind in _DRAWN_ON_DEMAND and entry is not None and licence is not None:
        if licence.specimen is not house.signer.specimen:
            raise NothingToCollect  # practice is never drawn under an authority's seal
        content = licence_content(house, entry, application, licence.credential)
        rendered = house.renderer.licence(content, kind)
        return signed_document(house, application, kind, rendered, content.issued_at)
    letter = answer(house, application) if kind in LETTERS else None
    if letter is not None and letter.kind is kind:
        return letter
    raise NothingToCollect


def _code_fits(house: House, application: Application, code: str) -> bool:
    kept = application.pickup_code_hash
    if not code or kept is None:
        return False
    return hmac.compare_digest(kept, pickup_code_hash(house, application, code))


def _card_fits(application: Application, card: Card | None) -> bool:
    if card is None or not application.person:
        return False
    return hmac.compare_digest(card.number.encode(), application.person.encode())
