"""The records the house keeps, as the services hand them to the store and get them back.

Instants are aware UTC datetimes, days are dates in the authority's time zone. Fields with
``repr=False`` are personal: the store encrypts them, nothing prints them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kiosk.domain.answers import Answers, Json
from kiosk.domain.business_name import NameIndex
from kiosk.domain.states import (
    ApplicationState,
    Assurance,
    ClaimState,
    DocumentKind,
    LicenceStatus,
    NoticeState,
)


@dataclass(frozen=True, slots=True)
class Application:
    """One submitted application; ``person`` is the identity number's blind-index input."""

    id: UUID
    number: str
    terminal: str
    procedure: str
    form_version: str
    state: ApplicationState
    assurance: Assurance
    submitted_at: datetime
    answers: Answers
    content_hash: str
    person: str = field(repr=False)  # the identity number, "" when none was given
    mobile: str = field(repr=False)
    key: str | None = None  # idempotency key given by the sender
    help_wanted: bool = False  # the citizen asked for a person: always referred
    card_differs: bool = False  # the card on the reader says otherwise than the answers
    pickup_code_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a branch signed when it received an application, before the register saw it.

    ``sequence`` counts what the terminal sealed, from 1 and without a gap. ``arrived_at`` is
    when the register took the application in, None while it waits at the branch.
    """

    terminal: str
    sequence: int
    application_id: UUID
    sealed_at: datetime
    signature: bytes = field(repr=False)
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished answers, kept for the same card alone; ``body`` is already sealed."""

    owner: bytes = field(repr=False)  # blind index of the card's number
    body: bytes = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NameClaim:
    """A name that blocks others in ``area`` while ``state`` says so."""

    id: UUID
    area: str
    index: NameIndex
    state: ClaimState
    until: date | None = None  # last blocking day of a reserved or freed name
    holder: str = field(default="", repr=False)  # identity number of who holds it, if known
    credit_code: str | None = None


@dataclass(frozen=True, slots=True)
class RegisteredName:
    """A blocking name as a search returns it."""

    claim_id: UUID
    index: NameIndex
    state: ClaimState
    own: bool  # held by the same proprietor who asks


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One individual business in the register (登记事项 and 备案事项)."""

    credit_code: str
    application_id: UUID
    division: str
    name: str  # "" when none is used
    composition: str  # individual | family
    scope_items: tuple[str, ...]
    scope_text: str
    industry_class: str
    registered_on: date
    proprietor: str = field(repr=False)
    proprietor_id: str = field(repr=False)
    home: str = field(repr=False)
    premises: str
    premises_code: str  # deepest division code known, 6, 9 or 12 digits
    capital: str  # 万元 as a decimal text
    family: tuple[str, ...] = field(default=(), repr=False)
    filed: Mapping[str, Json] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Door:
    """Where a business is, as far as it concerns others: shared doors, roads worth offering.

    ``key`` is that of ``premises.comparison_key``; ``road`` is empty where others are not to be
    offered it. Only a keyed fingerprint of key and person is stored.
    """

    credit_code: str
    key: str = field(repr=False)
    town: str
    road: str = field(repr=False)
    person: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence with its credential, and where its status stands in the status list."""

    id: UUID
    credit_code: str
    application_id: UUID
    issued_at: datetime
    status: LicenceStatus
    status_shard: int
    status_index: int
    specimen: bool
    key_id: bytes
    credential: str  # the QR's text


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Who changed a licence's status, why and when."""

    credit_code: str
    status: LicenceStatus
    at: datetime
    by: str
    ground: str


@dataclass(frozen=True, slots=True)
class Document:
    """A finished paper as bytes; ``unsigned_sha256`` is that of the bytes before signing."""

    id: UUID
    application_id: UUID
    kind: DocumentKind
    copy_number: int
    made_at: datetime
    sha256: str
    unsigned_sha256: str
    content: bytes = field(repr=False)
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper the citizen handed in."""

    id: UUID
    application_id: UUID
    kind: str
    media_type: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """A message in the outbox; ``dedupe`` is unique, so a notice is queued once."""

    id: UUID
    application_id: UUID
    kind: str  # accepted | returned | approved | referred | refused | verification …
    template: str
    params: Mapping[str, str] = field(repr=False)
    mobile: str = field(repr=False)
    dedupe: str
    due_at: datetime
    state: NoticeState = NoticeState.QUEUED
    attempts: int = 0
    gateway_id: str = ""  # the gateway's own reference
    last_error: str = ""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One row of the audit log, chained to the one before it on the same terminal."""

    terminal: str
    sequence: int
    at: datetime
    event: str
    subject: str  # an application number, a credit code or ""
    details: Mapping[str, Json]  # never personal
    previous: str  # hash of the row before, hex
    hash: str
