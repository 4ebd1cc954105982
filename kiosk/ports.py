"""The sockets of the house: what services need from the outside, as Protocols."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from kiosk.domain.answers import Json
from kiosk.domain.business_name import NameIndex
from kiosk.domain.card import Card
from kiosk.domain.decision import Decision
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.records import (
    Application,
    Attachment,
    Document,
    Draft,
    Licence,
    NameClaim,
    Notice,
    RegisteredName,
    RegisterEntry,
    StatusChange,
    TrailRow,
)
from kiosk.domain.states import ApplicationState, DocumentKind


class SystemFault(Exception):
    """A fault of the system, not of the input: exit 3. ``code`` has words in the texts."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class NameTaken(Exception):
    """The unique claim on a name was lost to another application; decide again."""


class KeyReused(Exception):
    """The idempotency key exists; the caller compares the content."""


class Clock(Protocol):
    """Tells the time; the only source of now."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


NewId = Callable[[], UUID]
"""Makes a UUIDv7 (RFC 9562), so that rows sort by time."""


class Applications(Protocol):
    """Applications and drafts."""

    def add(self, application: Application) -> None:
        """Store a new one. Raises KeyReused when its key exists."""
        ...

    def get(self, application_id: UUID) -> Application: ...
    def by_number(self, number: str) -> Application | None: ...
    def by_key(self, key: str) -> Application | None: ...
    def move(self, application_id: UUID, to: ApplicationState) -> None:
        """Change the state; a move that states.MOVES does not allow is a SystemFault."""
        ...

    def set_pickup_code(self, application_id: UUID, code_hash: str) -> None: ...
    def in_state(self, *states: ApplicationState) -> Iterator[Application]:
        """All in these states, oldest first."""
        ...

    def count_of_person(self, person: str) -> int:
        """How many businesses in the register this identity number already has."""
        ...

    def next_sequence(self, terminal: str, day: date) -> int:
        """The next number of that terminal on that day, from 1, never given twice."""
        ...

    def erase(self, application_id: UUID) -> None:
        """Destroy the data key, so that the personal columns can never be read again."""
        ...

    def save_draft(self, draft: Draft) -> None: ...
    def draft_of(self, owner: bytes) -> Draft | None: ...
    def delete_drafts(self, before: datetime) -> int:
        """Delete drafts that expired before the instant; returns how many."""
        ...

    def attach(self, attachment: Attachment) -> None: ...


class Decisions(Protocol):
    """Decisions and the rule sets they were made by."""

    def add(self, decision: Decision) -> None:
        """Store it and mark earlier ones of the application superseded."""
        ...

    def of(self, application_id: UUID) -> Sequence[Decision]:
        """All, by attempt."""
        ...

    def every(self) -> Iterator[Decision]:
        """All decisions, oldest first, streamed."""
        ...

    def publish_rule_set(self, sha256: str, canonical: bytes, at: datetime) -> None:
        """Keep a rule set by its hash; the same one again changes nothing."""
        ...

    def rule_set(self, sha256: str) -> bytes | None: ...


class Register(Protocol):
    """Names, entries and codes."""

    def similar(
        self, area: str, keys: Iterable[str], on: date, person: str
    ) -> Sequence[RegisteredName]:
        """Every blocking name in the area that shares a key; ``on`` ends reservations."""
        ...

    def lock_names(self, area: str, locks: Iterable[str]) -> None:
        """Until the end of the transaction nobody else holds these; no-op on SQLite."""
        ...

    def claim(self, claim: NameClaim) -> None:
        """Take the name. Raises NameTaken when a blocking claim has the same uniqueness."""
        ...

    def import_claims(self, claims: Iterable[NameClaim]) -> int:
        """Add many, skipping those whose uniqueness is taken; returns how many were added."""
        ...

    def claims(self) -> Iterator[NameClaim]: ...
    def search(self, text: str, limit: int) -> Sequence[NameClaim]:
        """Claims whose name contains the text, for the operator."""
        ...

    def keysets(self) -> frozenset[str]:
        """The versions of the key tables that the stored names were keyed with."""
        ...

    def reindex(self, claim_id: UUID, index: NameIndex) -> None:
        """Put new keys in place of a claim's old ones. Raises NameTaken as ``claim`` does."""
        ...

    def add_entry(self, entry: RegisterEntry, at: datetime) -> None:
        """Write the entry and its first history row."""
        ...

    def entry(self, credit_code: str) -> RegisterEntry | None: ...
    def entry_of(self, application_id: UUID) -> RegisterEntry | None: ...
    def entries(self) -> Iterator[RegisterEntry]: ...
    def lease_serial(self, terminal: str, series: str) -> int:
        """The next serial of the terminal's leased block in the series, never given twice."""
        ...

    def burn_leases(self, floor: int) -> None:
        """After a restore: drop all leases and start every series at ``floor`` or above."""
        ...

    def highest_serial(self) -> int:
        """The highest serial ever leased out in any series, 0 when none."""
        ...


class Licences(Protocol):
    """Licences, their documents and status."""

    def add(self, licence: Licence) -> None: ...
    def take_status_index(self, series: str) -> tuple[int, int]:
        """A free (shard, index) at random; never given twice."""
        ...

    def get(self, credit_code: str) -> Licence | None: ...
    def every(self) -> Iterator[Licence]: ...
    def change_status(self, change: StatusChange) -> None: ...
    def history(self, credit_code: str) -> Sequence[StatusChange]: ...
    def add_document(self, document: Document) -> None: ...
    def documents(self, application_id: UUID) -> Sequence[Document]: ...
    def document(
        self, application_id: UUID, kind: DocumentKind, copy_number: int
    ) -> Document | None: ...


class Outbox(Protocol):
    """Messages that wait for their gateway."""

    def put(self, notice: Notice) -> bool:
        """Queue it; False when its dedupe is there already."""
        ...

    def take(self, now: datetime, owner: str, lease_seconds: int) -> Notice | None:
        """Claim the earliest due one for this owner; expired leases are taken over."""
        ...

    def sent(self, notice_id: UUID, gateway_id: str, at: datetime) -> None: ...
    def failed(self, notice_id: UUID, error: str, again_at: datetime | None) -> None:
        """Try again at the instant, or never (dead letter) when it is None."""
        ...

    def retry(self, notice_id: UUID, at: datetime) -> bool:
        """Wake a dead one, its tries counted anew; False when there is no such dead letter."""
        ...

    def listing(self, limit: int) -> Sequence[Notice]:
        """The newest first."""
        ...

    def of(self, application_id: UUID) -> Sequence[Notice]: ...
    def counts(self) -> Mapping[str, int]:
        """How many notices per state."""
        ...

    def delete_sent(self, before: datetime) -> int: ...


class Trail(Protocol):
    """The audit log: one hash chain per terminal."""

    def append(
        self, at: datetime, event: str, subject: str, details: Mapping[str, Json]
    ) -> TrailRow:
        """Chain a row to this terminal's last. Raises SystemFault clock_behind when ``at`` is earlier."""
        ...

    def rows(self, terminal: str | None = None) -> Iterator[TrailRow]:
        """All rows by terminal and sequence."""
        ...

    def heads(self) -> Mapping[str, TrailRow]: ...
    def add_checkpoint(
        self, terminal: str, sequence: int, hash_: str, signature: bytes, at: datetime
    ) -> None: ...
    def checkpoints(self) -> Sequence[tuple[str, int, str, bytes]]:
        """(terminal, sequence, hash, signature), oldest first."""
        ...


class UnitOfWork(Protocol):
    """One transaction; it rolls back unless ``commit`` was called."""

    applications: Applications
    decisions: Decisions
    register: Register
    licences: Licences
    outbox: Outbox
    trail: Trail

    def commit(self) -> None: ...
    def flag(self, name: str) -> Mapping[str, Json] | None:
        """A small stored fact of the installation, such as the approval pause."""
        ...

    def set_flag(self, name: str, value: Mapping[str, Json] | None) -> None: ...


class Store(Protocol):
    """Opens transactions on the register."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A writing transaction (BEGIN IMMEDIATE on SQLite)."""
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A reading transaction with one snapshot."""
        ...

    def check(self) -> Mapping[str, Json]:
        """Health for ``doctor``: kind, schema revision, integrity, free bytes."""
        ...

    def backup(self, target: str) -> None:
        """A consistent copy into a new SQLite file (an SQLite register only)."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished, unsigned PDF and where its signature's appearance goes.

    ``seal_box`` is (x1, y1, x2, y2) in points from the lower left of page ``seal_page``
    (0-based), None where the paper carries no seal. The same content gives the same bytes.
    """

    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    seal_page: int
    seal_box: tuple[float, float, float, float] | None


class DocumentRenderer(Protocol):
    """Draws the papers (PDF/A-3u with a JSON twin) from content and ``document.yaml``."""

    def licence(self, content: LicenceContent, kind: DocumentKind) -> Rendered:
        """副本, 正本, overlay or calibration page."""
        ...

    def paper(self, content: PaperContent) -> Rendered:
        """申请书, 登记通知书, 凭证, 补正, 不予登记通知书."""
        ...

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """The characters of the text that no font of the chain has, in order, once each."""
        ...


class Signer(Protocol):
    """Signs documents and credentials; keys never leave it."""

    @property
    def specimen(self) -> bool:
        """Whether all it signs is a specimen (practice keys)."""
        ...

    @property
    def key_id(self) -> bytes:
        """The credential key's id, 4 bytes."""
        ...

    def sign_document(self, rendered: Rendered, at: datetime, reason: str) -> bytes:
        """PAdES B-B, B-T when a time-stamp authority is set; the seal is the appearance."""
        ...

    def sign_credential(self, claims: Mapping[int, int | str | bytes]) -> str:
        """The QR's text ``HTTPS://HOST/V/#<Base32 COSE_Sign1>``."""
        ...

    def sign_bytes(self, payload: bytes) -> bytes:
        """A raw Ed25519 signature by the credential key (trail checkpoints)."""
        ...


@dataclass(frozen=True, slots=True)
class RegisterKeys:
    """The register's own secrets: 32 bytes each."""

    column: bytes = field(repr=False)
    index: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What a gateway says after taking a message."""

    gateway_id: str


class GatewayRefused(Exception):
    """The gateway did not take the message; ``permanent`` means never try again."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


class SmsGateway(Protocol):
    """Carries a message to a telephone."""

    def send(
        self,
        template: str,
        params: Mapping[str, str],
        text: str,
        mobile: str,
        dedupe: str,
    ) -> SentMessage:
        """Hand it over. Raises GatewayRefused."""
        ...


class CardReader(Protocol):
    """Reads the card that lies on it."""

    def read(self) -> Card | None:
        """The card, or None when there is none. Raises SystemFault when the device fails."""
        ...


class HolderCheck(Protocol):
    """Compares the person at the terminal with the card."""

    def matches(self, card: Card) -> bool:
        """Whether it is the card's holder. Raises SystemFault ``holder_check_failed``."""
        ...


class Printer(Protocol):
    """Prints a PDF."""

    def print(self, pdf: bytes, title: str) -> str:
        """Hand over a job and return its id. Raises SystemFault with what to do."""
        ...


@dataclass(frozen=True, slots=True)
class Fitting:
    """What an adapter's factory gets: where its data may lie, the clock and its own settings."""

    data: Path
    clock: Clock
    today: date
    options: Mapping[str, str]
