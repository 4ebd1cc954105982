"""Licences with their status and history, and the finished papers."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import and_, bindparam, func, insert, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.serials import take_status_index
from kiosk.adapters.store.vault import APPLICATION, ENTRY
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.records import Document, Licence, StatusChange
from kiosk.domain.states import DocumentKind, LicenceStatus
from kiosk.ports import SystemFault

_L = schema.licence.c
_D = schema.document.c
_K = schema.data_key.c
_H = schema.licence_status_change.c

_CREDENTIAL = "licence.credential"
_CONTENT = "document.content"

_ROWS = select(schema.licence, _K.wrapped).outerjoin(
    schema.data_key, and_(_K.owner == _L.application_id, _K.scope == ENTRY)
)
_BY_CODE = _ROWS.where(_L.credit_code == bindparam("of"))
_EVERY = _ROWS.order_by(_L.issued_at, _L.id)
_ADD = insert(schema.licence)
_SET_STATUS = (
    update(schema.licence).where(_L.credit_code == bindparam("of")).values(status=bindparam("to"))
)
_LAST_CHANGE = select(func.max(_H.version)).where(_H.credit_code == bindparam("of"))
_ADD_CHANGE = insert(schema.licence_status_change)
_HISTORY = (
    select(schema.licence_status_change)
    .where(_H.credit_code == bindparam("of"))
    .order_by(_H.version)
)
_SHARDS = (
    select(_L.status_shard)
    .where(_L.specimen == bindparam("kind"))
    .distinct()
    .order_by(_L.status_shard)
)
_NOT_VALID = select(_L.status_index, _L.status).where(
    _L.status_shard == bindparam("of"), _L.status != LicenceStatus.VALID.value
)
_AT_PLACE = select(_L.id).where(
    _L.status_shard == bindparam("of"), _L.status_index == bindparam("at")
)
_HIGHEST_PLACE = select(func.max(_L.status_index)).where(_L.status_shard == bindparam("of"))
_PAPERS = select(schema.document, _K.wrapped).outerjoin(
    schema.data_key, and_(_K.owner == _D.application_id, _K.scope == APPLICATION)
)
_PAPERS_OF = _PAPERS.where(_D.application_id == bindparam("of")).order_by(_D.made_at, _D.id)
_PAPER = _PAPERS.where(
    _D.application_id == bindparam("of"),
    _D.kind == bindparam("wanted"),
    _D.copy_number == bindparam("copy"),
)
_ADD_PAPER = insert(schema.document)


class SqlLicences:
    """``ports.Licences`` on SQL. Papers of an erased application are gone."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, licence: Licence) -> None:
        """Store it; its entry must stand in the register."""
        self._work.change(
            _ADD,
            {
                "id": licence.id,
                "credit_code": licence.credit_code,
                "application_id": licence.application_id,
                "issued_at": licence.issued_at,
                "status": licence.status.value,
                "status_shard": licence.status_shard,
                "status_index": licence.status_index,
                "specimen": licence.specimen,
                "key_id": licence.key_id,
                "credential": self._work.seal(
                    licence.application_id,
                    ENTRY,
                    _CREDENTIAL,
                    licence.id,
                    licence.credential.encode(),
                ),
            },
        )

    def take_status_index(self, series: str) -> tuple[int, int]:
        """A free (shard, index) at random; never given twice."""
        return take_status_index(self._work, series)

    def get(self, credit_code: str) -> Licence | None:
        """The licence of that credit code."""
        row = self._work.read(_BY_CODE, {"of": credit_code}).first()
        return None if row is None else self._from(row)

    def every(self) -> Iterator[Licence]:
        """All, oldest first, streamed."""
        return (self._from(row) for row in self._work.stream(_EVERY))

    def _from(self, row: AnyRow) -> Licence:
        if row.wrapped is None:
            raise SystemFault("database_damaged", "data_key.wrapped")
        cells = self._work.vault.unwrap(row.application_id, ENTRY, row.wrapped)
        return Licence(
            id=row.id,
            credit_code=row.credit_code,
            application_id=row.application_id,
            issued_at=row.issued_at,
            status=LicenceStatus(row.status),
            status_shard=row.status_shard,
            status_index=row.status_index,
            specimen=row.specimen,
            key_id=row.key_id,
            credential=cells.open(_CREDENTIAL, row.id, row.credential).decode(),
        )

    def change_status(self, change: StatusChange) -> None:
        """Set the status and keep who, why and when. Raises SystemFault ``licence_unknown``."""
        code = change.credit_code
        if self._work.change(_SET_STATUS, {"of": code, "to": change.status.value}).rowcount != 1:
            raise SystemFault("licence_unknown")
        last = self._work.read(_LAST_CHANGE, {"of": code}).scalar()
        self._work.change(
            _ADD_CHANGE,
            {
                "credit_code": code,
                "version": int(last or 0) + 1,
                "status": change.status.value,
                "at": change.at,
                "by": change.by,
                "ground": change.ground,
            },
        )

    def history(self, credit_code: str) -> Sequence[StatusChange]:
        """All changes of the status, oldest first."""
        return [
            StatusChange(row.credit_code, LicenceStatus(row.status), row.at, row.by, row.ground)
            for row in self._work.read(_HISTORY, {"of": credit_code})
        ]

    def shards(self, *, specimen: bool) -> Sequence[int]:
        """The status lists that have licences of this kind, in order."""
        return [int(row[0]) for row in self._work.read(_SHARDS, {"kind": specimen})]

    def not_valid(self, shard: int) -> Sequence[tuple[int, LicenceStatus]]:
        """The places of a status list whose licence is not valid, and its status."""
        return [
            (int(row.status_index), LicenceStatus(row.status))
            for row in self._work.read(_NOT_VALID, {"of": shard})
        ]

    def has_place(self, shard: int, place: int) -> bool:
        """Whether a licence of this register has that place of a status list."""
        return self._work.read(_AT_PLACE, {"of": shard, "at": place}).first() is not None

    def places(self, shard: int) -> int:
        """One more than the highest place of a status list that a licence has, 0 for none."""
        highest = self._work.read(_HIGHEST_PLACE, {"of": shard}).scalar()
        return 0 if highest is None else int(highest) + 1

    def add_document(self, document: Document) -> None:
        """Keep a paper, sealed with the application's key."""
        self._work.change(
            _ADD_PAPER,
            {
                "id": document.id,
                "application_id": document.application_id,
                "kind": document.kind.value,
                "copy_number": document.copy_number,
                "made_at": document.made_at,
                "sha256": document.sha256,
                "unsigned_sha256": document.unsigned_sha256,
                "media_type": document.media_type,
                "content": self._work.seal(
                    document.application_id, APPLICATION, _CONTENT, document.id, document.content
                ),
            },
        )

    def documents(self, application_id: UUID) -> Sequence[Document]:
        """The application's papers, oldest first; none when it was erased."""
        rows = self._work.read(_PAPERS_OF, {"of": application_id})
        return [self._paper(row) for row in rows if row.wrapped is not None]

    def document(
        self, application_id: UUID, kind: DocumentKind, copy_number: int
    ) -> Document | None:
        """One paper."""
        wanted = {"of": application_id, "wanted": kind.value, "copy": copy_number}
        row = self._work.read(_PAPER, wanted).first()
        return None if row is None or row.wrapped is None else self._paper(row)

    def _paper(self, row: AnyRow) -> Document:
        cells = self._work.vault.unwrap(row.application_id, APPLICATION, row.wrapped)
        return Document(
            id=row.id,
            application_id=row.application_id,
            kind=DocumentKind(row.kind),
            copy_number=row.copy_number,
            made_at=row.made_at,
            sha256=row.sha256,
            unsigned_sha256=row.unsigned_sha256,
            content=cells.open(_CONTENT, row.id, row.content),
            media_type=row.media_type,
        )
