"""Papers on their way through a printer, and the blank sheets that are left."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, or_, select, update

from kiosk.adapters.store import schema
from kiosk.adapters.store.conflicts import skip_existing
from kiosk.adapters.store.work import AnyRow, Work
from kiosk.domain.print_job import ENDS, PrintJob, PrintState
from kiosk.domain.printout import BLANK_OF, CITIZEN, Blank, BlankStock, Printout
from kiosk.domain.states import DocumentKind

_P = schema.printout.c
_B = schema.blank_stock.c
_IN_ORDER = (_P.at, _P.id)
_ADD = insert(schema.printout)
_KEEP = (
    update(schema.printout)
    .where(_P.id == bindparam("of"))
    .values(
        device_job=bindparam("device"),
        state=bindparam("now"),
        fault=bindparam("why"),
        sheets=bindparam("counted"),
        came_out=bindparam("said"),
        said_by=bindparam("who"),
    )
)
_ONE = select(schema.printout).where(_P.id == bindparam("of"))
_OF = select(schema.printout).where(_P.application_id == bindparam("of")).order_by(*_IN_ORDER)
_HERE = select(schema.printout).where(_P.terminal == bindparam("at_terminal")).order_by(*_IN_ORDER)
_OPEN = _HERE.where(_P.state.not_in([state.value for state in ENDS]))
_UNKNOWN = _HERE.where(
    _P.state == PrintState.SENT_UNCOUNTED.value, or_(_P.came_out.is_(None), ~_P.came_out),
    _P.said_by == CITIZEN, _P.kind.in_([kind.value for kind in BLANK_OF]),
)  # fmt: skip
_BEGIN = skip_existing(schema.blank_stock, ("terminal", "paper"))
_COUNT = (
    update(schema.blank_stock)
    .where(_B.terminal == bindparam("at_terminal"), _B.paper == bindparam("of"))
    .values(
        loaded=_B.loaded + bindparam("more_loaded"),
        used=_B.used + bindparam("more_used"),
        spoiled=_B.spoiled + bindparam("more_spoiled"),
    )
)
_STOCK = select(schema.blank_stock).where(_B.terminal == bindparam("at_terminal"))


class SqlPrintouts:
    """``ports.Printouts`` on SQL."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def hold(self, application_id: UUID) -> None:
        """Until the end of the transaction nobody else prints a paper of this application."""
        self._work.lock("printout", str(application_id))

    def add(self, printout: Printout) -> None:
        """Write down that it is about to be given to the printer."""
        job = printout.job
        self._work.change(
            _ADD,
            {
                "id": printout.id,
                "terminal": printout.terminal,
                "application_id": printout.application_id,
                "kind": printout.kind.value,
                "copy_number": printout.copy,
                "reprint": printout.reprint,
                "sha256": printout.sha256,
                "at": printout.at,
                "device_job": printout.device_job,
                "pages": job.pages,
                "state": job.state.value,
                "fault": job.fault,
                "sheets": job.sheets,
                "came_out": job.came_out,
                "said_by": printout.said_by,
            },
        )

    def keep(self, printout: Printout) -> None:
        """Write down how it stands now."""
        job = printout.job
        self._work.change(
            _KEEP,
            {
                "of": printout.id,
                "device": printout.device_job,
                "now": job.state.value,
                "why": job.fault,
                "counted": job.sheets,
                "said": job.came_out,
                "who": printout.said_by,
            },
        )

    def get(self, printout_id: UUID) -> Printout | None:
        """One of them."""
        row = self._work.read(_ONE, {"of": printout_id}).first()
        return None if row is None else _printout(row)

    def of(self, application_id: UUID) -> Sequence[Printout]:
        """Every paper of the application that went to a printer, oldest first."""
        return [_printout(row) for row in self._work.read(_OF, {"of": application_id})]

    def left_open(self, terminal: str) -> Sequence[Printout]:
        """Those of the terminal that nobody followed to their end, oldest first."""
        return self._here(_OPEN, terminal)

    def unknown(self, terminal: str) -> Sequence[Printout]:
        """Those of the terminal of which neither printer nor staff said that they came out."""
        return self._here(_UNKNOWN, terminal)

    def _here(self, statement: Any, terminal: str) -> Sequence[Printout]:  # noqa: ANN401
        return [_printout(row) for row in self._work.read(statement, {"at_terminal": terminal})]


class SqlBlanks:
    """``ports.Blanks`` on SQL."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def count(
        self, terminal: str, paper: Blank, *, loaded: int = 0, used: int = 0, spoiled: int = 0
    ) -> None:
        """Add these sheets to what was counted."""
        nothing = {"loaded": 0, "used": 0, "spoiled": 0}
        self._work.change(_BEGIN, {"terminal": terminal, "paper": paper.value, **nothing})
        self._work.change(
            _COUNT,
            {
                "at_terminal": terminal,
                "of": paper.value,
                "more_loaded": loaded,
                "more_used": used,
                "more_spoiled": spoiled,
            },
        )

    def stock(self, terminal: str) -> Mapping[Blank, BlankStock]:
        """How the sheets of every kind stand at the terminal."""
        rows = {row.paper: row for row in self._work.read(_STOCK, {"at_terminal": terminal})}
        return {
            paper: BlankStock(row.loaded, row.used, row.spoiled)
            if (row := rows.get(paper.value))
            else BlankStock()
            for paper in Blank
        }


def _printout(row: AnyRow) -> Printout:
    return Printout(
        id=row.id,
        terminal=row.terminal,
        application_id=row.application_id,
        kind=DocumentKind(row.kind),
        copy=row.copy_number,
        reprint=row.reprint,
        sha256=row.sha256,
        at=row.at,
        device_job=row.device_job,
        job=PrintJob(row.pages, PrintState(row.state), row.fault, row.sheets, row.came_out),
        said_by=row.said_by,
    )
