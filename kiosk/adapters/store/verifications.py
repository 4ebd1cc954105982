"""The codes sent to mobile numbers: by blind index, counted for the limits, soon forgotten."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Executable, bindparam, delete, func, insert, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.work import Work
from kiosk.domain.mobile_code import MobileCode

_C = schema.mobile_code.c
_SINCE = bindparam("since", type_=_C.sent_at.type)
_ADD = insert(schema.mobile_code)
_NEWEST = (
    select(schema.mobile_code)
    .where(_C.mobile_index == bindparam("of"))
    .order_by(_C.sent_at.desc(), _C.id.desc())
    .limit(1)
)
_OF_NUMBER = select(func.count()).where(_C.mobile_index == bindparam("of"), _C.sent_at > _SINCE)
_OF_TERMINAL = select(func.count()).where(_C.terminal == bindparam("of"), _C.sent_at > _SINCE)
_NOTE = (
    update(schema.mobile_code)
    .where(_C.id == bindparam("of"))
    .values(tries=bindparam("tried"), closed=bindparam("shut"))
)
_WITHDRAW = update(schema.mobile_code).where(_C.id == bindparam("of")).values(withdrawn=True)
_OLD = delete(schema.mobile_code).where(_C.sent_at < bindparam("before", type_=_C.sent_at.type))


class SqlVerifications:
    """``ports.Verifications`` on SQL. The number itself is never stored."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def hold(self, mobile: str) -> None:
        """Until the end of the transaction nobody else sends or tries a code of the number."""
        self._work.lock("mobile", self._blind(mobile).hex())

    def add(self, mobile: str, code: MobileCode) -> None:
        """Keep a code; it takes the place of earlier ones."""
        self._work.change(
            _ADD,
            {
                "id": code.id,
                "mobile_index": self._blind(mobile),
                "terminal": code.terminal,
                "sent_at": code.sent_at,
                "expires_at": code.expires_at,
                "code_hash": code.code_hash,
                "tries": code.tries,
                "closed": code.closed,
                "withdrawn": code.withdrawn,
            },
        )

    def newest(self, mobile: str) -> MobileCode | None:
        """The code sent last to the number, whatever became of it."""
        row = self._work.read(_NEWEST, {"of": self._blind(mobile)}).first()
        if row is None:
            return None
        return MobileCode(
            id=row.id,
            terminal=row.terminal,
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            code_hash=row.code_hash,
            tries=row.tries,
            closed=row.closed,
            withdrawn=row.withdrawn,
        )

    def sent_to(self, mobile: str, since: datetime) -> int:
        """How many codes the number got after the instant."""
        return self._count(_OF_NUMBER, self._blind(mobile), since)

    def sent_from(self, terminal: str, since: datetime) -> int:
        """How many codes the terminal sent after the instant."""
        return self._count(_OF_TERMINAL, terminal, since)

    def _count(self, statement: Executable, of: bytes | str, since: datetime) -> int:
        return int(self._work.read(statement, {"of": of, "since": since}).scalar_one())

    def note_try(self, code_id: UUID, tries: int, *, closed: bool) -> None:
        """Write down how often it was tried, and whether it is closed."""
        self._work.change(_NOTE, {"of": code_id, "tried": tries, "shut": closed})

    def withdraw(self, code_id: UUID) -> None:
        """The gateway refused it: it opens nothing, and nobody waits for it."""
        self._work.change(_WITHDRAW, {"of": code_id})

    def delete_before(self, before: datetime) -> int:
        """Forget codes sent before the instant; returns how many."""
        deleted = self._work.change(_OLD, {"before": before}).rowcount
        self._work.erased = self._work.erased or deleted > 0
        return deleted

    def _blind(self, mobile: str) -> bytes:
        return self._work.vault.blind_bytes("mobile code", mobile.encode())
