"""Applications, drafts and attachments; their personal parts are sealed with a key of their own."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Executable,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import overwrite
from kiosk.adapters.store.faults import broken_unique
from kiosk.adapters.store.flags import read_flag, write_flag
from kiosk.adapters.store.vault import APPLICATION
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.answers import Answers, canonical_json
from kiosk.domain.records import Application, Attachment, Draft
from kiosk.domain.states import MOVES, ApplicationState, Assurance
from kiosk.ports import KeyReused, SystemFault

_A = schema.application.c
_D = schema.draft.c
_S = schema.terminal_sequence.c
_K = schema.data_key.c

_PLACE = "application.personal"
BURNT_SEQUENCES = "burnt_sequences"
"""The flag that ``burn_leases`` leaves so that numbers given after the backup stay unused."""

_ROWS = select(schema.application, _K.wrapped).outerjoin(
    schema.data_key, and_(_K.owner == _A.id, _K.scope == APPLICATION)
)
_BY_ID = _ROWS.where(_A.id == bindparam("wanted"))
_BY_ID_ALONE = _BY_ID.with_for_update(of=schema.application)  # SQLite's writer is alone anyway
_BY_NUMBER = _ROWS.where(_A.number == bindparam("wanted"))
_BY_KEY = _ROWS.where(_A.key == bindparam("wanted"))
_OF_PERSON = (
    _ROWS.where(_A.person_index == bindparam("person"))
    .order_by(_A.submitted_at.desc(), _A.id.desc())
    .limit(bindparam("limit"))
)
_IN_STATE = _ROWS.where(_A.state.in_(bindparam("states", expanding=True))).order_by(
    _A.submitted_at, _A.id
)
_ADD = insert(schema.application)
_MOVE = (
    update(schema.application)
    .where(_A.id == bindparam("of"), _A.state.in_(bindparam("sources", expanding=True)))
    .values(state=bindparam("to"))
)
_STATE = select(_A.state).where(_A.id == bindparam("of"))
_SET_PICKUP = (
    update(schema.application)
    .where(_A.id == bindparam("of"))
    .values(pickup_code_hash=bindparam("code_hash"))
)
_FORGET = (
    update(schema.application)
    .where(_A.id == bindparam("of"))
    .values(person_index=None, mobile_index=None)
)
_COUNT = select(func.count()).where(schema.register_entry.c.person_index == bindparam("person"))
_THIS_DAY: ColumnElement[bool] = and_(
    _S.terminal == bindparam("of"), _S.day == bindparam("on", type_=_S.day.type)
)
_NEXT = (
    update(schema.terminal_sequence).where(_THIS_DAY).values(last=_S.last + 1).returning(_S.last)
)
_FIRST = insert(schema.terminal_sequence)
_SAVE_DRAFT = overwrite(schema.draft, ("owner",))
_DRAFT = select(_D.body, _D.expires_at).where(_D.owner == bindparam("of"))
_DROP_DRAFT = delete(schema.draft).where(_D.owner == bindparam("of"))
_OLD_DRAFTS = delete(schema.draft).where(
    _D.expires_at < bindparam("before", type_=_D.expires_at.type)
)
_ATTACH = insert(schema.attachment)

_SOURCES = {
    to: [source.value for source, targets in MOVES.items() if to in targets]
    for to in ApplicationState
}


class SqlApplications:
    """``ports.Applications`` on SQL. An erased application keeps only its public columns."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, application: Application) -> None:
        """Store it. Raises KeyReused; SystemFault ``number_taken``, ``disk_full`` without room."""
        self._work.room.require()
        cells = self._work.new_cells(application.id, APPLICATION)
        personal = {
            "answers": application.answers.as_json(),
            "person": application.person,
            "mobile": application.mobile,
        }
        row = {
            "id": application.id,
            "number": application.number,
            "key": application.key,
            "terminal": application.terminal,
            "procedure": application.procedure,
            "form_version": application.form_version,
            "state": application.state.value,
            "assurance": application.assurance.value,
            "submitted_at": application.submitted_at,
            "content_hash": application.content_hash,
            "help_wanted": application.help_wanted,
            "card_differs": application.card_differs,
            "pickup_code_hash": application.pickup_code_hash,
            "person_index": self._work.vault.blind("person", application.person),
            "mobile_index": self._work.vault.blind("mobile", application.mobile),
            "personal": cells.seal(_PLACE, application.id, canonical_json(personal)),
        }
        try:
            self._work.change(_ADD, row)
        except IntegrityError as error:
            if broken_unique(error) == "application.key":
                raise KeyReused from None
            if broken_unique(error) == "application.number":
                raise SystemFault("number_taken", application.number) from None
            raise

    def get(self, application_id: UUID) -> Application:
        """The application. Raises SystemFault ``application_unknown``.

        A writing transaction holds it until its end, so that no other terminal decides or
        issues it at the same time.
        """
        found = self._one(_BY_ID_ALONE if self._work.writing else _BY_ID, application_id)
        if found is None:
            raise SystemFault("application_unknown")
        return found

    def by_number(self, number: str) -> Application | None:
        """The application of that number."""
        return self._one(_BY_NUMBER, number)

    def by_key(self, key: str) -> Application | None:
        """The application that came with that idempotency key."""
        return self._one(_BY_KEY, key)

    def _one(self, statement: Executable, wanted: object) -> Application | None:
        row = self._work.read(statement, {"wanted": wanted}).first()
        return None if row is None else self._from(row)

    def _from(self, row: AnyRow) -> Application:
        personal: dict[str, Any] = {"answers": {}, "person": "", "mobile": ""}
        if row.wrapped is not None:
            cells = self._work.vault.unwrap(row.id, APPLICATION, row.wrapped)
            personal = json.loads(cells.open(_PLACE, row.id, row.personal))
        return Application(
            id=row.id,
            number=row.number,
            terminal=row.terminal,
            procedure=row.procedure,
            form_version=row.form_version,
            state=ApplicationState(row.state),
            assurance=Assurance(row.assurance),
            submitted_at=row.submitted_at,
            answers=Answers(personal["answers"]),
            content_hash=row.content_hash,
            person=personal["person"],
            mobile=personal["mobile"],
            key=row.key,
            help_wanted=row.help_wanted,
            card_differs=row.card_differs,
            pickup_code_hash=row.pickup_code_hash,
        )

    def move(self, application_id: UUID, to: ApplicationState) -> None:
        """Change the state. Raises SystemFault ``move_not_allowed`` or ``application_unknown``."""
        moved = self._work.change(
            _MOVE, {"of": application_id, "to": to.value, "sources": _SOURCES[to]}
        )
        if moved.rowcount == 1:
            return
        present = self._work.read(_STATE, {"of": application_id}).scalar()
        if present is None:
            raise SystemFault("application_unknown")
        raise SystemFault("move_not_allowed", f"{present} -> {to.value}")

    def set_pickup_code(self, application_id: UUID, code_hash: str) -> None:
        """Keep the keyed hash of the pick-up code."""
        self._work.change(_SET_PICKUP, {"of": application_id, "code_hash": code_hash})

    def in_state(self, *states: ApplicationState) -> Iterator[Application]:
        """All in these states, oldest first, streamed."""
        rows = self._work.stream(_IN_STATE, {"states": [state.value for state in states]})
        return (self._from(row) for row in rows)

    def of_person(self, person: str, limit: int) -> Sequence[Application]:
        """The newest applications with this identity number; none for an empty one."""
        blind = self._work.vault.blind("person", person)
        if blind is None:
            return ()
        rows = self._work.read(_OF_PERSON, {"person": blind, "limit": limit}).all()
        return tuple(self._from(row) for row in rows)

    def count_of_person(self, person: str) -> int:
        """How many register entries have this identity number; 0 for an empty one."""
        blind = self._work.vault.blind("person", person)
        if blind is None:
            return 0
        return int(self._work.read(_COUNT, {"person": blind}).scalar_one())

    def next_sequence(self, terminal: str, day: date) -> int:
        """The next number of that terminal on that day, from 1, never given twice.

        On the first day after ``burn_leases`` numbering starts in an unused ten thousand, since
        the numbers that were given between backup and restore are not known.
        """
        row = self._work.change(_NEXT, {"of": terminal, "on": day}).first()
        if row is not None:
            return int(row[0])
        first = self._first_of(day)
        self._work.change(_FIRST, {"terminal": terminal, "day": day, "last": first})
        return first

    def _first_of(self, day: date) -> int:
        burnt = read_flag(self._work, BURNT_SEQUENCES)
        if burnt is None:
            return 1
        if burnt["day"] == "":
            burnt = {**burnt, "day": day.isoformat()}
            write_flag(self._work, BURNT_SEQUENCES, burnt)
        start = burnt["start"]
        assert isinstance(start, int)
        return start + 1 if day.isoformat() <= str(burnt["day"]) else 1

    def erase(self, application_id: UUID) -> None:
        """Destroy the data key and the blind indexes; facts, papers and notices go with it."""
        self._work.destroy_key(application_id, APPLICATION)
        self._work.change(_FORGET, {"of": application_id})

    def save_draft(self, draft: Draft) -> None:
        """Keep the draft in place of the owner's earlier one."""
        self._work.room.require()
        self._work.change(
            _SAVE_DRAFT,
            {"owner": self._owner(draft.owner), "body": draft.body, "expires_at": draft.expires_at},
        )

    def draft_of(self, owner: bytes) -> Draft | None:
        """The owner's draft, expired or not."""
        row = self._work.read(_DRAFT, {"of": self._owner(owner)}).first()
        return None if row is None else Draft(owner, row.body, row.expires_at)

    def delete_draft(self, owner: bytes) -> bool:
        """Delete the owner's draft; False when there is none."""
        deleted = self._work.change(_DROP_DRAFT, {"of": self._owner(owner)}).rowcount
        self._work.erased = self._work.erased or deleted > 0
        return deleted > 0

    def _owner(self, owner: bytes) -> bytes:
        return self._work.vault.blind_bytes("draft", owner)

    def delete_drafts(self, before: datetime) -> int:
        """Delete drafts that expired before the instant; returns how many."""
        deleted = self._work.change(_OLD_DRAFTS, {"before": before}).rowcount
        self._work.erased = self._work.erased or deleted > 0
        return deleted

    def attach(self, attachment: Attachment) -> None:
        """Keep a paper of the application, sealed with the application's key."""
        self._work.change(
            _ATTACH,
            {
                "id": attachment.id,
                "application_id": attachment.application_id,
                "kind": attachment.kind,
                "media_type": attachment.media_type,
                "sha256": attachment.sha256,
                "content": self._work.seal(
                    attachment.application_id,
                    APPLICATION,
                    "attachment.content",
                    attachment.id,
                    attachment.content,
                ),
            },
        )
