"""The register: its entries with their history, beside the names and the serials."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, insert, select

from kiosk.adapters.store import schema
from kiosk.adapters.store.imports import import_claims
from kiosk.adapters.store.names import SqlNames
from kiosk.adapters.store.rekey import rekey
from kiosk.adapters.store.serials import burn_leases, highest_serial, lease_serial
from kiosk.adapters.store.vault import ENTRY
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.answers import canonical_json
from kiosk.domain.business_name import NameIndex
from kiosk.domain.records import NameClaim, RegisterEntry
from kiosk.ports import SystemFault

_E = schema.register_entry.c
_K = schema.data_key.c

_PLACE = "register_entry.personal"
_HISTORY_PLACE = "entry_history.sealed"

_ROWS = select(schema.register_entry, _K.wrapped).outerjoin(
    schema.data_key, and_(_K.owner == _E.application_id, _K.scope == ENTRY)
)
_BY_CODE = _ROWS.where(_E.credit_code == bindparam("of"))
_BY_APPLICATION = _ROWS.where(_E.application_id == bindparam("of"))
_EVERY = _ROWS.order_by(_E.credit_code)
_ADD = insert(schema.register_entry)
_ADD_HISTORY = insert(schema.entry_history)


class SqlRegister(SqlNames):
    """``ports.Register`` on SQL. Entries have a data key of their own beside the application's."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)

    def import_claims(self, claims: Iterable[NameClaim]) -> int:
        """Add many, leaving out those that stand there already; returns how many were added.

        A name in a place that another name has taken is kept beside it.
        """
        return import_claims(self._work, claims)

    def rekey(self, keyset: str, most: int, index_of: Callable[[str, str], NameIndex]) -> int:
        """Put new keys in place of the old ones of up to ``most`` names keyed with ``keyset``.

        Returns how many; no name ceases to block.
        """
        return rekey(self._work, keyset, most, index_of)

    def add_entry(self, entry: RegisterEntry, at: datetime) -> None:
        """Write the entry and its first history row."""
        cells = self._work.new_cells(entry.application_id, ENTRY)
        public: dict[str, object] = {
            "credit_code": entry.credit_code,
            "division": entry.division,
            "name": entry.name,
            "composition": entry.composition,
            "scope_items": list(entry.scope_items),
            "scope_text": entry.scope_text,
            "industry_class": entry.industry_class,
            "premises": entry.premises,
            "premises_code": entry.premises_code,
            "capital": entry.capital,
        }
        personal = {
            "proprietor": entry.proprietor,
            "proprietor_id": entry.proprietor_id,
            "home": entry.home,
            "family": list(entry.family),
            "filed": dict(entry.filed),
        }
        code = entry.credit_code
        self._work.change(
            _ADD,
            {
                **public,
                "application_id": entry.application_id,
                "registered_on": entry.registered_on,
                "person_index": self._work.vault.blind("person", entry.proprietor_id),
                "personal": cells.seal(_PLACE, code, canonical_json(personal)),
            },
        )
        whole = {**public, **personal, "registered_on": entry.registered_on.isoformat()}
        self._work.change(
            _ADD_HISTORY,
            {
                "credit_code": code,
                "version": 1,
                "at": at,
                "sealed": cells.seal(_HISTORY_PLACE, f"{code}/1", canonical_json(whole)),
            },
        )

    def entry(self, credit_code: str) -> RegisterEntry | None:
        """The entry of that credit code."""
        return self._one(_BY_CODE, credit_code)

    def entry_of(self, application_id: UUID) -> RegisterEntry | None:
        """The entry that came of that application."""
        return self._one(_BY_APPLICATION, application_id)

    def entries(self) -> Iterator[RegisterEntry]:
        """All by credit code, streamed."""
        return (self._from(row) for row in self._work.stream(_EVERY))

    def _one(self, statement: Executable, wanted: object) -> RegisterEntry | None:
        row = self._work.read(statement, {"of": wanted}).first()
        return None if row is None else self._from(row)

    def _from(self, row: AnyRow) -> RegisterEntry:
        if row.wrapped is None:
            raise SystemFault("database_damaged", "data_key.wrapped")
        cells = self._work.vault.unwrap(row.application_id, ENTRY, row.wrapped)
        personal = json.loads(cells.open(_PLACE, row.credit_code, row.personal))
        return RegisterEntry(
            credit_code=row.credit_code,
            application_id=row.application_id,
            division=row.division,
            name=row.name,
            composition=row.composition,
            scope_items=tuple(row.scope_items),
            scope_text=row.scope_text,
            industry_class=row.industry_class,
            registered_on=row.registered_on,
            proprietor=personal["proprietor"],
            proprietor_id=personal["proprietor_id"],
            home=personal["home"],
            premises=row.premises,
            premises_code=row.premises_code,
            capital=row.capital,
            family=tuple(personal["family"]),
            filed=personal["filed"],
        )

    def lease_serial(self, terminal: str, series: str) -> int:
        """The next serial of the terminal's leased block in the series, never given twice."""
        return lease_serial(self._work, terminal, series)

    def burn_leases(self, floor: int) -> None:
        """After a restore: start every series at ``floor`` or above; see ``serials``."""
        burn_leases(self._work, floor)

    def highest_serial(self) -> int:
        """The end of the highest block ever leased out in any series, 0 when none."""
        return highest_serial(self._work)
