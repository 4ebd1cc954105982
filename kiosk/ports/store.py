"""The register: what services ask of a store, in one unit of work."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kiosk.domain.answers import Json
from kiosk.domain.business_name import NameIndex
from kiosk.domain.decision import Decision
from kiosk.domain.messages import CarriedMessage, MessageEnd, Waiting
from kiosk.domain.mobile_code import MobileCode
from kiosk.domain.printout import Blank, BlankStock, Printout
from kiosk.domain.records import (
    Application,
    Attachment,
    Document,
    Door,
    Draft,
    Licence,
    NameClaim,
    Notice,
    RegisteredName,
    RegisterEntry,
    Seal,
    StatusChange,
    TrailRow,
)
from kiosk.domain.staff import StaffPerson
from kiosk.domain.states import ApplicationState, DocumentKind, LicenceStatus, NoticeState


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

    def of_person(self, person: str, limit: int) -> Sequence[Application]:
        """The newest applications with this identity number; none for an empty one."""
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
    def delete_draft(self, owner: bytes) -> bool: ...

    def delete_drafts(self, before: datetime) -> int:
        """Delete drafts that expired before the instant; returns how many."""
        ...

    def attach(self, attachment: Attachment) -> None: ...


class Seals(Protocol):
    """What branches sealed: at a branch what waits there, at the register what arrived."""

    def next_sequence(self, terminal: str) -> int:
        """The number of the terminal's next seal, from 1 and without a gap."""
        ...

    def add(self, seal: Seal) -> bool:
        """Store it; False when this application has one.

        Raises SystemFault ``seal_taken`` when another application has the terminal's number.
        """
        ...

    def of(self, application_id: UUID) -> Seal | None: ...
    def waiting(self, after: int = 0) -> Seal | None:
        """The first in order that the register has not taken in, its sequence above ``after``."""
        ...

    def arrived(self, application_id: UUID, at: datetime) -> bool:
        """Note that the register took it in; False when that was noted before."""
        ...

    def backlog(self) -> tuple[int, datetime | None]:
        """How many wait, and since when the oldest does."""
        ...

    def every(self) -> Iterator[Seal]:
        """All by terminal and sequence."""
        ...


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
        """Add many, leaving out those that stand there already; returns how many were added.

        A name in a place that another name has taken is kept beside it.
        """
        ...

    def claims(self) -> Iterator[NameClaim]:
        """All that block or will, in order of entry."""
        ...

    def search(self, text: str, limit: int) -> Sequence[NameClaim]:
        """Claims whose name contains the text, for the operator."""
        ...

    def keysets(self) -> frozenset[str]:
        """The versions of the key tables that the stored names were keyed with."""
        ...

    def rekey(self, keyset: str, most: int, index_of: Callable[[str, str], NameIndex]) -> int:
        """Put new keys in place of the old ones of up to ``most`` names keyed with ``keyset``.

        ``index_of`` takes a whole name and its industry class. Returns how many; no name ceases
        to block.
        """
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


class Doors(Protocol):
    """Where the businesses of the register are."""

    def add(self, door: Door) -> None:
        """Note where a business is; its entry must stand in the register."""
        ...

    def count_at(self, key: str) -> int:
        """How many businesses that may still trade stand at this door; 0 for an empty key."""
        ...

    def roads(self, least: int) -> Mapping[str, tuple[str, ...]]:
        """By town, the roads that so many different persons have, the most used first."""
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
    def shards(self, *, specimen: bool) -> Sequence[int]:
        """The status lists that have licences of this kind, in order."""
        ...

    def not_valid(self, shard: int) -> Sequence[tuple[int, LicenceStatus]]:
        """The places of a status list whose licence is not valid, and its status."""
        ...

    def has_place(self, shard: int, place: int) -> bool:
        """Whether a licence of this register has that place of a status list."""
        ...

    def places(self, shard: int) -> int:
        """One more than the highest place of a status list that a licence has, 0 for none."""
        ...

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

    def get(self, notice_id: UUID) -> Notice: ...
    def sent(self, notice_id: UUID, gateway_id: str, at: datetime) -> None: ...
    def ended(self, notice_id: UUID, gateway_id: str, state: NoticeState, error: str) -> bool:
        """A receipt of this sending came; False when the notice was not waiting for it.

        A notice that was told to be undelivered may still be told delivered, never the reverse.
        """
        ...

    def put_off(self, notice_id: UUID, until: datetime) -> None:
        """Give a taken one back, untried, until the instant."""
        ...

    def failed(self, notice_id: UUID, error: str, again_at: datetime | None) -> None:
        """Try again at the instant, or never (dead letter) when it is None."""
        ...

    def retry(self, notice_id: UUID, at: datetime) -> bool:
        """Wake one that is dead or was not delivered, its tries counted anew; False: none is."""
        ...

    def listing(self, limit: int) -> Sequence[Notice]:
        """The newest first."""
        ...

    def of(self, application_id: UUID) -> Sequence[Notice]: ...
    def counts(self) -> Mapping[str, int]:
        """How many notices per state."""
        ...

    def waiting(self, now: datetime) -> Waiting:
        """How many are due, how many a sender holds, and until when at most."""
        ...

    def delete_sent(self, before: datetime) -> int: ...


class Messages(Protocol):
    """What was handed to gateways, and who wants nothing; a number is never read back."""

    def begin(self, message: CarriedMessage, mobile: str) -> None:
        """Write down that it is about to be handed over; it counts from now on."""
        ...

    def taken(self, message_id: UUID, gateway_id: str) -> None: ...
    def drop(self, message_id: UUID) -> None:
        """The gateway did not take it: it counts no more."""
        ...

    def known_as(self, gateway_id: str) -> CarriedMessage | None:
        """The message the gateway knows under this id, the newest where it used the id again."""
        ...

    def of(self, subject: UUID) -> Sequence[CarriedMessage]:
        """Every message that carried this notice or code, oldest first."""
        ...

    def end(self, message_id: UUID, end: MessageEnd, code: str) -> None: ...
    def noticed_at(self, mobile: str, since: datetime) -> Sequence[datetime]:
        """When notices were handed over for the number after the instant, oldest first."""
        ...

    def delete_before(self, before: datetime) -> int: ...
    def opt_out(self, mobile: str, at: datetime) -> bool: ...  # False: it had said so already
    def opt_in(self, mobile: str) -> bool: ...  # False: it never said otherwise
    def has_opted_out(self, mobile: str) -> bool: ...


class Verifications(Protocol):
    """Codes sent to mobile numbers; a number is found, but never read back."""

    def hold(self, mobile: str) -> None:
        """Until the end of the transaction nobody else sends or tries a code of the number."""
        ...

    def add(self, mobile: str, code: MobileCode) -> None: ...
    def newest(self, mobile: str) -> MobileCode | None:
        """The code sent last to the number, whatever became of it."""
        ...

    def sent_to(self, mobile: str, since: datetime) -> int: ...
    def sent_from(self, terminal: str, since: datetime) -> int: ...
    def note_try(self, code_id: UUID, tries: int, *, closed: bool) -> None:
        """Write down how often it was tried, and whether it is closed."""
        ...

    def withdraw(self, code_id: UUID) -> None:
        """The gateway refused it: it opens nothing, and nobody waits for it."""
        ...

    def delete_before(self, before: datetime) -> int: ...


class Printouts(Protocol):
    """Papers on their way through a printer."""

    def hold(self, application_id: UUID) -> None:
        """Until the end of the transaction nobody else prints a paper of this application."""
        ...

    def add(self, printout: Printout) -> None: ...
    def keep(self, printout: Printout) -> None:
        """Write down how it stands now."""
        ...

    def get(self, printout_id: UUID) -> Printout | None: ...
    def of(self, application_id: UUID) -> Sequence[Printout]:
        """Every paper of the application that went to a printer, oldest first."""
        ...

    def left_open(self, terminal: str) -> Sequence[Printout]:
        """Those of the terminal that nobody followed to their end, oldest first."""
        ...

    def unknown(self, terminal: str) -> Sequence[Printout]:
        """Licences of the terminal of which neither printer nor staff said that they came out."""
        ...


class Blanks(Protocol):
    """The blank sheets that licences are printed on, by terminal."""

    def count(
        self, terminal: str, paper: Blank, *, loaded: int = 0, used: int = 0, spoiled: int = 0
    ) -> None:
        """Add these sheets to what was counted."""
        ...

    def stock(self, terminal: str) -> Mapping[Blank, BlankStock]: ...


class Staff(Protocol):
    """The persons who look after terminals."""

    def add(self, person: StaffPerson) -> bool: ...  # False: the name is there already
    def get(self, name: str) -> StaffPerson | None:
        """The person; a writing transaction holds the name until its end."""
        ...

    def every(self) -> Sequence[StaffPerson]: ...
    def update(self, person: StaffPerson) -> None: ...
    def remove(self, name: str) -> bool: ...


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
    seals: Seals
    decisions: Decisions
    register: Register
    doors: Doors
    licences: Licences
    outbox: Outbox
    messages: Messages
    verifications: Verifications
    staff: Staff
    printouts: Printouts
    blanks: Blanks
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
