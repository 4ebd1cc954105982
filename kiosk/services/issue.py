"""Issue a licence: code, documents and signatures first, then one short commit for all of it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from kiosk.domain.credential import Credential, claims_of
from kiosk.domain.credit_code import CreditCode, mint_credit_code, organisation_body
from kiosk.domain.names.conflict import is_blocked
from kiosk.domain.records import Application, Document, Licence, NameClaim, RegisterEntry
from kiosk.domain.states import ApplicationState, ClaimState, DocumentKind, LicenceStatus
from kiosk.ports import NameTaken, SystemFault, UnitOfWork
from kiosk.services.doors import door_of
from kiosk.services.entry import entry_from
from kiosk.services.house import House
from kiosk.services.naming import comparison_area, index_of, meant_by, meetings
from kiosk.services.notify import queue_notice
from kiosk.services.papers import application_paper, approval_paper, licence_content
from kiosk.services.record import record
from kiosk.services.sign import paper_document, signed_document

PICKUP_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Made:
    """All that is ready before the commit."""

    entry: RegisterEntry
    licence: Licence
    documents: tuple[Document, ...]
    pickup_code: str


def issue(house: House, application: Application) -> ApplicationState:
    """Issue the licence of an approved application and return its new state.

    Nothing leaves the house before the one commit that claims the name and writes entry,
    licence, documents, notice and trail. When the name was taken meanwhile the documents are
    thrown away and the application goes back to be decided again, as does one that was
    approved in practice, on less than a provisioned install asks for. Raises SystemFault
    ``rules_unusable`` when the rules of a provisioned install approve on less.
    """
    if house.provisioned and not application.assurance.is_sufficient:
        return _back_from_practice(house, application)
    made = _make(house, application)
    index = index_of(house, meant_by(house, application))
    try:
        with house.store.write() as uow:
            present = uow.applications.get(application.id).state
            if present is not ApplicationState.APPROVED:
                return present
            if index is not None:
                area = comparison_area(house)
                uow.register.lock_names(area, index.locks)
                if is_blocked(meetings(house, uow, application, index)):
                    return _decide_again(uow, application)
                uow.register.claim(
                    NameClaim(
                        id=house.new_id(),
                        area=area,
                        index=index,
                        state=ClaimState.REGISTERED,
                        holder=application.person,
                        credit_code=made.entry.credit_code,
                    )
                )
            _write(house, uow, application, made)
            uow.commit()
    except NameTaken:
        with house.store.write() as uow:
            return _decide_again(uow, application)
    return ApplicationState.ISSUED


def new_pickup_code() -> str:
    """A fresh pick-up code from a CSPRNG."""
    return "".join(secrets.choice("0123456789") for _ in range(PICKUP_DIGITS))


def pickup_code_hash(house: House, application: Application, code: str) -> str:
    """A keyed hash of the pick-up code, bound to its application."""
    message = application.id.bytes + code.encode()
    return hmac.new(house.index_key, message, hashlib.sha256).hexdigest()


def _back_from_practice(house: House, application: Application) -> ApplicationState:
    with house.store.write() as uow:
        newest = uow.decisions.of(application.id)[-1]
        if newest.facts.get("identity.assurance_ok") is not True:
            raise SystemFault("rules_unusable", "identity.assurance_ok")
        return _decide_again(uow, application)


def _decide_again(uow: UnitOfWork, application: Application) -> ApplicationState:
    present = uow.applications.get(application.id).state
    if present is not ApplicationState.APPROVED:  # another process was quicker
        return present
    uow.applications.move(application.id, ApplicationState.SUBMITTED)
    uow.commit()
    return ApplicationState.SUBMITTED


def _make(house: House, application: Application) -> _Made:
    code, shard, position = _take_numbers(house)
    now = house.clock.now()
    entry = entry_from(house, application, code, house.day_of(now))
    credential = Credential.of_entry(
        entry,
        issued_at=now,
        status_shard=shard,
        status_index=position,
        specimen=house.signer.specimen,
    )
    qr_text = house.signer.sign_credential(claims_of(credential))
    content = licence_content(house, entry, application, qr_text)
    licence_pdf = house.renderer.licence(content, DocumentKind.LICENCE_COPY)
    papers = (approval_paper(house, application, entry), application_paper(house, application))
    at = content.issued_at
    documents = (
        signed_document(house, application, DocumentKind.LICENCE_COPY, licence_pdf, at),
        *(paper_document(house, application, paper) for paper in papers),
    )
    return _Made(
        entry=entry,
        licence=Licence(
            id=house.new_id(),
            credit_code=entry.credit_code,
            application_id=application.id,
            issued_at=now,
            status=LicenceStatus.VALID,
            status_shard=shard,
            status_index=position,
            specimen=house.signer.specimen,
            key_id=house.signer.key_id,
            credential=qr_text,
        ),
        documents=documents,
        pickup_code=new_pickup_code(),
    )


def _take_numbers(house: House) -> tuple[CreditCode, int, int]:
    with house.store.write() as uow:
        series = f"{house.profile.division}{house.profile.code_series}"
        serial = uow.register.lease_serial(house.terminal, series)
        shard, position = uow.licences.take_status_index(series)
        uow.commit()
    house.note_high_water(serial)
    body = organisation_body(house.profile.code_series, serial)
    return mint_credit_code(house.profile.division, body), shard, position


def _write(house: House, uow: UnitOfWork, application: Application, made: _Made) -> None:
    now = house.clock.now()
    code = made.entry.credit_code
    uow.register.add_entry(made.entry, now)
    uow.doors.add(door_of(house, application, code))
    uow.licences.add(made.licence)
    for document in made.documents:
        uow.licences.add_document(document)
    uow.applications.set_pickup_code(
        application.id, pickup_code_hash(house, application, made.pickup_code)
    )
    uow.applications.move(application.id, ApplicationState.ISSUED)
    queue_notice(
        house,
        uow,
        application,
        "approved",
        {"name": made.entry.name, "credit_code": code, "pickup_code": made.pickup_code},
    )
    record(uow, now, "licence_issued", application.number, credit_code=code)
