"""Put an authority's catalogue of scope items in force, or go back to the one before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.catalogue.scope_file import ImportedScope
from kiosk.domain.problems import Problem
from kiosk.domain.reference import Reference
from kiosk.ports import Store
from kiosk.services.record import record


class ScopePlace(Protocol):
    """Where catalogues that were taken in are kept."""

    def put(self, pack: bytes, file: str, at: datetime) -> None:
        """Put it in force from the next start on."""
        ...

    def revert(self) -> bool:
        """Put the one before in force; whether there was any to leave."""
        ...


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What another catalogue changes: items by their text, trades by their code."""

    items: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]
    hidden_trades: tuple[str, ...]


def compare_scopes(before: Reference, after: Reference) -> ScopeChange:
    """How a catalogue differs from the one in force; explanations alone are no difference."""
    had = {item.text: item for item in before.scope.items}
    has = {item.text: item for item in after.scope.items}

    def law(text: str, side: str) -> tuple[str, ...]:
        item = (had if side == "had" else has)[text]
        return (
            item.kind, item.permit, item.authority, item.stage, item.industry_class,
            item.individual_ok,
        )  # fmt: skip

    return ScopeChange(
        items=len(has),
        added=tuple(text for text in has if text not in had),
        gone=tuple(text for text in had if text not in has),
        altered=tuple(text for text in has if text in had and law(text, "had") != law(text, "has")),
        hidden_trades=after.trades.hidden,
    )


def take_scope(
    store: Store, place: ScopePlace, pack: bytes, offered: ImportedScope,
    change: ScopeChange, now: datetime, by: str = "",
) -> None:  # fmt: skip
    """Put the catalogue in force from the next start on; the trail has the act before."""
    with store.write() as uow:
        record(
            uow,
            now,
            "scope_imported",
            "",
            version=offered.version,
            sha256=offered.sha256,
            signed=offered.signed,
            items=change.items,
            added=len(change.added),
            gone=len(change.gone),
            hidden_trades=list(change.hidden_trades),
            by=by,
        )
        uow.commit()
    place.put(pack, offered.file, now)


def leave_scope(
    store: Store, place: ScopePlace, left: str, now: datetime, by: str = ""
) -> Problem | None:
    """Go back to the catalogue before the one in force, ``left``; a Problem when it is stock."""
    if not left:
        return Problem("reference.nothing_to_revert")
    with store.write() as uow:
        record(uow, now, "scope_reverted", "", version=left, by=by)
        uow.commit()
    place.revert()
    return None
