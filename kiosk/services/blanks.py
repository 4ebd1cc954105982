"""Blank licence sheets by name: what was loaded, what was spoiled and why, what should be left."""

from collections.abc import Mapping

from kiosk.domain.printout import Blank, BlankStock
from kiosk.domain.problems import Problem
from kiosk.ports import Clock, Store
from kiosk.services.record import record


def stock(store: Store, terminal: str) -> Mapping[Blank, BlankStock]:
    """How the sheets of each kind stand at the terminal."""
    with store.read() as uow:
        return uow.blanks.stock(terminal)


def load_blanks(
    store: Store, clock: Clock, terminal: str, paper: Blank, sheets: int, by: str, most: int
) -> Problem | None:
    """Count sheets that somebody put into the tray, at most ``most`` at once.

    A problem where the number cannot be.
    """
    if not 0 < sheets <= most:
        return Problem("sheets_number", params={"most": str(most)})
    with store.write() as uow:
        uow.blanks.count(terminal, paper, loaded=sheets)
        record(uow, clock.now(), "blanks_loaded", terminal, paper=paper.value, sheets=sheets, by=by)
        uow.commit()
    return None


def spoil_blanks(
    store: Store, clock: Clock, terminal: str, paper: Blank, sheets: int, by: str, ground: str
) -> Problem | None:
    """Take sheets off that nobody can use; a problem without a ground or for more than are left."""
    if not ground.strip():
        return Problem("sheets_ground")
    with store.write() as uow:
        left = uow.blanks.stock(terminal)[paper].left
        if not 0 < sheets <= left:
            return Problem("sheets_left", params={"left": str(max(left, 0))})
        uow.blanks.count(terminal, paper, spoiled=sheets)
        record(
            uow, clock.now(), "blanks_spoiled", terminal,
            paper=paper.value, sheets=sheets, by=by, ground=ground.strip(),
        )  # fmt: skip
        uow.commit()
    return None
