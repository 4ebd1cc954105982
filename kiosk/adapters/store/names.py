"""Name claims and their search keys: what blocks a name, found by any key it shares."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, text, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.name_keys import key_numbers
from kiosk.adapters.store.work import AnyRow, Work, lock_number
from kiosk.domain.business_name import NameIndex
from kiosk.domain.records import NameClaim, RegisteredName
from kiosk.domain.states import ClaimState
from kiosk.ports import NameTaken

_C = schema.name_claim.c
_K = schema.name_key.c

LAPSED = "lapsed"
SEPARATOR = "\n"

_INDEX = (
    _C.name,
    _C.brand,
    _C.industry,
    _C.organisation_form,
    _C.industry_class,
    _C.industry_group,
    _C.uniqueness,
    _C.search_keys,
    _C.locks,
    _C.keyset,
)
_MET = select(_K.claim).where(_K.key.in_(bindparam("keys", expanding=True)))
_BLOCKING = and_(
    _C.state != LAPSED,
    or_(
        _C.state == ClaimState.REGISTERED.value,
        _C.until.is_(None),
        _C.until >= bindparam("on", type_=_C.until.type),
    ),
)
_SIMILAR = select(*_INDEX, _C.id, _C.state, _C.holder_index, _C.area).where(
    _C.seq.in_(_MET), _BLOCKING
)
_ADD = skip_existing(
    schema.name_claim,
    ("area", "uniqueness", "industry_group"),
    where=text("state <> 'lapsed'"),
    returning=(_C.seq,),
)
_ADD_KEYS = insert(schema.name_key)
_LAPSE = (
    update(schema.name_claim)
    .where(
        _C.area == bindparam("in_area"),
        _C.uniqueness == bindparam("same"),
        _C.industry_group == bindparam("group"),
        _C.state.in_((ClaimState.RESERVED.value, ClaimState.FREED.value)),
        or_(
            _C.until < bindparam("on", type_=_C.until.type),
            _C.holder_index == bindparam("holder"),
        ),
    )
    .values(state=LAPSED)
)
_CLAIMS = select(schema.name_claim).where(_C.state != LAPSED).order_by(_C.seq)
_SEARCH = (
    select(schema.name_claim)
    .where(_C.state != LAPSED, _C.name.contains(bindparam("part"), autoescape=False, escape="\\"))
    .order_by(_C.seq)
    .limit(bindparam("limit"))
)
_NEXT_KEYSET = select(func.min(_C.keyset)).where(_C.keyset > bindparam("last"))


class SqlNames:
    """The part of ``ports.Register`` that deals with names."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def similar(
        self, area: str, keys: Iterable[str], on: date, person: str
    ) -> Sequence[RegisteredName]:
        """Every blocking name in the area that shares a key, in no order.

        The day also tells ``claim`` in the same transaction which reservations have ended.
        """
        self._work.searched_on = on
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return []
        mine = self._work.vault.blind("person", person)
        rows = self._work.read(_SIMILAR, {"keys": key_numbers(area, wanted), "on": on})
        shared = frozenset(wanted)
        return [
            RegisteredName(
                claim_id=row[10],
                index=_index_of(row[:10]),
                state=ClaimState(row[11]),
                own=mine is not None and row[12] == mine,
            )
            for row in rows
            if row[13] == area and not shared.isdisjoint(row[7].split(SEPARATOR))
        ]

    def lock_names(self, area: str, locks: Iterable[str]) -> None:
        """Until the end of the transaction nobody else holds these; no-op on SQLite.

        PostgreSQL: transaction-level advisory locks on a 63-bit hash, taken in order of the
        hash, so that two transactions never wait for each other. Call it once a transaction.
        """
        if self._work.sqlite:
            return
        for lock in sorted(set(locks), key=lambda lock: lock_number("name", area, lock)):
            self._work.lock("name", area, lock)

    def claim(self, claim: NameClaim) -> None:
        """Take the name. Raises NameTaken when a blocking claim has the same uniqueness.

        A reserved or freed name gives way to its own holder, and to anyone once its last
        blocking day lies before the day of the transaction's last ``similar``.
        """
        row = claim_row(self._work, claim)
        seq = self._work.change(_ADD, row).scalar()
        if seq is None:
            lapsed = self._work.change(
                _LAPSE,
                {
                    "in_area": claim.area,
                    "same": claim.index.uniqueness,
                    "group": claim.index.industry_group,
                    "on": self._work.searched_on or date.min,
                    "holder": row["holder_index"],
                },
            )
            seq = self._work.change(_ADD, row).scalar() if lapsed.rowcount else None
        if seq is None:
            raise NameTaken
        if keys := key_rows(claim.area, claim.index.keys, seq):
            self._work.change(_ADD_KEYS, keys)

    def claims(self) -> Iterator[NameClaim]:
        """All that block or will, in order of entry, streamed; the holder stays unreadable."""
        return (_claim_of(row) for row in self._work.stream(_CLAIMS))

    def search(self, text: str, limit: int) -> Sequence[NameClaim]:
        """Claims whose name contains the text literally, for the operator."""
        part = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._work.read(_SEARCH, {"part": part, "limit": limit})
        return [_claim_of(row) for row in rows]

    def keysets(self) -> frozenset[str]:
        """The versions of the key tables that the stored names were keyed with."""
        found: set[str] = set()
        last: str | None = ""
        while last is not None:
            last = self._work.read(_NEXT_KEYSET, {"last": last}).scalar()
            found |= {last} if last else set()
        return frozenset(found)


def index_row(index: NameIndex) -> dict[str, str]:
    """The columns of a name's index."""
    return {
        "name": index.name,
        "brand": index.brand,
        "industry": index.industry,
        "organisation_form": index.organisation_form,
        "industry_class": index.industry_class,
        "industry_group": index.industry_group,
        "uniqueness": index.uniqueness,
        "search_keys": SEPARATOR.join(dict.fromkeys(index.keys)),
        "locks": SEPARATOR.join(index.locks),
        "keyset": index.keyset,
    }


def claim_row(work: Work, claim: NameClaim) -> dict[str, object]:
    """The columns of a claim, but its place in the sequence."""
    return {
        **index_row(claim.index),
        "id": claim.id,
        "area": claim.area,
        "state": claim.state.value,
        "until": claim.until,
        "holder_index": work.vault.blind("person", claim.holder),
        "credit_code": claim.credit_code,
    }


def key_rows(area: str, keys: Iterable[str], seq: int) -> list[dict[str, object]]:
    """The rows by which a claim is found."""
    return [{"key": number, "claim": seq} for number in key_numbers(area, keys)]


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(SEPARATOR)) if joined else ()


def _index_of(columns: Sequence[Any]) -> NameIndex:
    """From the columns of ``_INDEX`` in their order."""
    name, brand, industry, form, class_, group, uniqueness, keys, locks, keyset = columns
    return NameIndex(
        name,
        brand,
        industry,
        form,
        class_,
        group,
        uniqueness,
        _split(keys),
        _split(locks),
        keyset,
    )


def _claim_of(row: AnyRow) -> NameClaim:
    return NameClaim(
        id=row.id,
        area=row.area,
        index=_index_of(row[3:13]),
        state=ClaimState(row.state),
        until=row.until,
        credit_code=row.credit_code,
    )
