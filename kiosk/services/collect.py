"""Tell where an application stands, and hand its documents to the card that owns them."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.card import Card
from kiosk.domain.printout import Printout, reprints_of
from kiosk.domain.records import Application, Document, Licence, Notice, RegisterEntry
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault, UnitOfWork
from kiosk.services.answer import LETTERS, answer
from kiosk.services.house import House, is_of_register
from kiosk.services.issue import pickup_code_hash
from kiosk.services.papers import copies_of, licence_content
from kiosk.services.record import record
from kiosk.services.seal import is_sealed
from kiosk.services.sign import signed_document

_DRAWN = frozenset(
    {
        DocumentKind.LICENCE_COPY,
        DocumentKind.LICENCE_ORIGINAL,
        DocumentKind.OVERLAY,
        DocumentKind.CALIBRATION,
    }
)
"""What is drawn when it is asked for; of 副本 the first is there since the licence was issued."""


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
    asked: tuple[Printout, ...] = ()  # papers of which nobody knows whether they came out
    printed: bool = False  # its first 副本 may be out already: the next one is a reprint
    proven: bool = False


def standing(house: House, number: str, code: str = "", card: Card | None = None) -> Standing:
    """Where the application stands. Raises NotFound.

    The pick-up code or the proprietor's card opens the rest; a wrong one opens nothing. What a
    branch sealed it tells itself while it waits, and when the register cannot be asked.
    """
    waits = _at_branch(house, number, card)
    if waits is not None and is_sealed(waits.application):
        return waits
    try:
        return _in_register(house, number, code, card)
    except SystemFault as fault:
        if waits is None or not is_of_register(fault):
            raise
        return waits


def _at_branch(house: House, number: str, card: Card | None) -> Standing | None:
    """How an application stands that was sealed here, None elsewhere."""
    if house.near is None:
        return None
    with house.near.read() as uow:
        application = uow.applications.by_number(number)
    if application is None:
        return None
    return Standing(application, proven=_card_fits(application, card))


def _in_register(house: House, number: str, code: str, card: Card | None) -> Standing:
    with house.store.read() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise NotFound
        if not (code_fits(house, application, code) or _card_fits(application, card)):
            return Standing(application)
        entry = uow.register.entry_of(application.id)
        licence = uow.licences.get(entry.credit_code) if entry else None
        before = uow.printouts.of(application.id)
        asked = tuple(one for one in before if one.job.asks)
        printed = reprints_of(before, DocumentKind.LICENCE_COPY, 1) > 0
        notices = tuple(uow.outbox.of(application.id))
        return Standing(application, entry, licence, notices, asked, printed, proven=True)


def collect(house: House, number: str, card: Card, kind: DocumentKind) -> Document:
    """The document for the proprietor's card, handed out. Raises NotFound, NotYours,
    NothingToCollect.

    For whoever gives the document away in the same moment; where a printer stands between,
    ``look_out`` and ``hand_out`` keep the two apart.
    """
    return hand_out(house, number, look_out(house, number, card, kind))


def look_out(house: House, number: str, card: Card, kind: DocumentKind) -> Document:
    """The document for the proprietor's card; the application stays where it is.

    正本, overlay and calibration page are drawn when they are asked for, and so is a letter
    that a crash kept from being drawn. Raises NotFound, NotYours, NothingToCollect.
    """
    return take_out(house, number, kind, 1, card)


def take_out(
    house: House,
    number: str,
    kind: DocumentKind,
    copy: int,
    card: Card | None,
    reprint: int = 0,
) -> Document:
    """The document, of a licence the ``copy``-th; without a card for the sitting that filed it.

    What is kept is taken as it is; a ``reprint`` above 0 is drawn anew, marked 补打, and not
    kept. Raises NotFound, NotYours, NothingToCollect.
    """
    with house.store.read() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise NotFound
        if card is not None and not _card_fits(application, card):
            raise NotYours
        entry = uow.register.entry_of(application.id)
        licence = uow.licences.get(entry.credit_code) if entry else None
        document = None if reprint else uow.licences.document(application.id, kind, copy)
    if document is not None:
        return document
    if kind in _DRAWN and entry is not None and licence is not None:
        return _draw_licence(house, application, entry, licence, kind, copy, reprint)
    letter = answer(house, application) if kind in LETTERS else None
    if letter is not None and letter.kind is kind:
        return letter
    raise NothingToCollect


def hand_out(house: House, number: str, document: Document) -> Document:
    """Record that the citizen holds it, and return the one that is kept.

    The first licence handed out moves the application on. Raises NotFound.
    """
    with house.store.write() as uow:
        application = uow.applications.by_number(number)
        if application is None:
            raise NotFound
        kept = uow.licences.document(application.id, document.kind, 1)
        if kept is None and document.kind is DocumentKind.LICENCE_ORIGINAL:
            uow.licences.add_document(document)
        note_handed_out(uow, house.clock.now(), application, document.kind, 1)
        uow.commit()
    return kept or document


def note_handed_out(
    uow: UnitOfWork, at: datetime, application: Application, kind: DocumentKind, copy: int
) -> None:
    """Within the caller's transaction: the citizen holds it; the first licence moves it on."""
    if application.state is ApplicationState.ISSUED:
        uow.applications.move(application.id, ApplicationState.COLLECTED)
    record(uow, at, "licence_collected", application.number, document=kind.value, copy=copy)


def _draw_licence(
    house: House,
    application: Application,
    entry: RegisterEntry,
    licence: Licence,
    kind: DocumentKind,
    copy: int,
    reprint: int,
) -> Document:
    if licence.specimen is not house.signer.specimen:
        raise NothingToCollect  # practice is never drawn under an authority's seal
    if copy > copies_of(house.procedures[application.procedure].form, application.answers):
        raise NothingToCollect
    content = licence_content(house, entry, application, licence.credential, copy, reprint)
    rendered = house.renderer.licence(content, kind)
    return signed_document(house, application, kind, rendered, content.issued_at, copy)


def code_fits(house: House, application: Application, code: str) -> bool:
    """Whether this is the application's pick-up code; nothing fits where it has none."""
    kept = application.pickup_code_hash
    if not code or kept is None:
        return False
    return hmac.compare_digest(kept, pickup_code_hash(house, application, code))


def _card_fits(application: Application, card: Card | None) -> bool:
    if card is None or not application.person:
        return False
    return hmac.compare_digest(card.number.encode(), application.person.encode())
