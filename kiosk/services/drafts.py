"""Unfinished answers, sealed for the one card they belong to and kept for a short while."""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.domain.answers import Answers, canonical_json
from kiosk.domain.form import Form, Kind
from kiosk.domain.records import Draft
from kiosk.domain.retention import RetentionPolicy
from kiosk.ports import Clock, Store

_VERSION = b"\x01"
_NONCE = 12
_KEY = 32
_NEVER = frozenset({Kind.STROKES, Kind.DECLARATION})


class HasForm(Protocol):
    """A procedure, as far as drafts need it."""

    @property
    def form(self) -> Form:
        """The form whose answers are kept."""
        ...


class Desk(Protocol):
    """The part of the house that drafts need."""

    @property
    def store(self) -> Store:
        """Where the sealed drafts are."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells now."""
        ...

    @property
    def procedures(self) -> Mapping[str, HasForm]:
        """The forms in force."""
        ...

    @property
    def retention(self) -> RetentionPolicy:
        """How long drafts live."""
        ...

    @property
    def index_key(self) -> bytes:
        """The register's key, from which each card's own is derived."""
        ...


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """What the same card left here; it may be offered until ``expires_at``."""

    procedure: str
    form_version: str
    answers: Answers
    saved_at: datetime
    expires_at: datetime
    kept: bool  # by the citizen's choice


def save_draft(
    desk: Desk,
    card_number: str,
    procedure: str,
    form_version: str,
    answers: Answers,
    *,
    kept: bool = False,
) -> FoundDraft:
    """Seal the answers for this card and keep them durably, in place of an earlier draft.

    Signature strokes and declarations are left out. ``kept``: the citizen asked for the longer
    period. Only for a card that was read: a typed identity has no draft. Raises SystemFault
    when the register cannot take it, ValueError without a number.
    """
    owner = _owner(desk, card_number)
    form = desk.procedures[procedure].form
    never = [field.id for field in form.fields if field.kind in _NEVER]
    now = desk.clock.now()
    draft = FoundDraft(
        procedure=procedure,
        form_version=form_version,
        answers=answers.without(*never),
        saved_at=now,
        expires_at=desk.retention.draft_expires(now, kept=kept),
        kept=kept,
    )
    content = {
        "procedure": procedure,
        "form_version": form_version,
        "answers": draft.answers.as_json(),
        "saved_at": now.isoformat(),
        "kept": kept,
    }
    nonce = os.urandom(_NONCE)
    cipher = AESGCMSIV(_key(desk, card_number))
    sealed = cipher.encrypt(nonce, canonical_json(content), _binding(owner, draft.expires_at))
    with desk.store.write() as uow:
        uow.applications.save_draft(Draft(owner, _VERSION + nonce + sealed, draft.expires_at))
        uow.commit()
    return draft


def find_draft(desk: Desk, card_number: str) -> FoundDraft | None:
    """What this very card left here, if it may still be offered.

    A draft that has expired, was made for another version of its form, or is not what was
    sealed is deleted and not offered. Raises SystemFault when the register cannot be asked.
    """
    owner = _owner(desk, card_number)
    with desk.store.read() as uow:
        kept = uow.applications.draft_of(owner)
    if kept is None:
        return None
    found = _opened(desk, card_number, kept)
    if found is not None and _may_be_offered(desk, found):
        return found
    drop_draft(desk, card_number)
    return None


def drop_draft(desk: Desk, card_number: str) -> bool:
    """Delete this card's draft, as leaving does; False when there is none."""
    with desk.store.write() as uow:
        deleted = uow.applications.delete_draft(_owner(desk, card_number))
        uow.commit()
    return deleted


def _may_be_offered(desk: Desk, draft: FoundDraft) -> bool:
    procedure = desk.procedures.get(draft.procedure)
    return (
        desk.clock.now() < draft.expires_at
        and procedure is not None
        and procedure.form.version == draft.form_version
    )


def _opened(desk: Desk, card_number: str, draft: Draft) -> FoundDraft | None:
    """The draft in clear, None when it is not what was sealed for this card and this end."""
    version, nonce = draft.body[:1], draft.body[1 : 1 + _NONCE]
    if version != _VERSION or len(nonce) != _NONCE:
        return None
    cipher = AESGCMSIV(_key(desk, card_number))
    try:
        plain = cipher.decrypt(
            nonce, draft.body[1 + _NONCE :], _binding(draft.owner, draft.expires_at)
        )
    except (InvalidTag, ValueError):
        return None
    content = json.loads(plain)
    return FoundDraft(
        procedure=content["procedure"],
        form_version=content["form_version"],
        answers=Answers(content["answers"]),
        saved_at=datetime.fromisoformat(content["saved_at"]),
        expires_at=draft.expires_at,
        kept=content["kept"],
    )


def _owner(desk: Desk, card_number: str) -> bytes:
    """A keyed fingerprint of the card's number."""
    number = _number(card_number)
    return hmac.digest(desk.index_key, b"zhaoban draft owner v1\0" + number, hashlib.sha256)


def _key(desk: Desk, card_number: str) -> bytes:
    """The card's own key (HKDF, RFC 5869): the register's key and the number make it."""
    derivation = HKDF(
        algorithm=SHA256(),
        length=_KEY,
        salt=b"zhaoban draft key v1",
        info=_number(card_number),
    )
    return derivation.derive(desk.index_key)


def _number(card_number: str) -> bytes:
    number = card_number.strip().upper()
    if not number:
        raise ValueError("a draft belongs to a card")
    return number.encode()


def _binding(owner: bytes, expires_at: datetime) -> bytes:
    return owner + b"\0" + expires_at.isoformat().encode()
