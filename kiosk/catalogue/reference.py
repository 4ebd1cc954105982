"""Load all reference data that answers are judged against."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from kiosk.catalogue.address import load_address
from kiosk.catalogue.calendar import load_calendar
from kiosk.catalogue.divisions import load_divisions
from kiosk.catalogue.scope import load_scope
from kiosk.catalogue.scope_file import ImportedScope
from kiosk.catalogue.source import Strict, load_model, read_table
from kiosk.catalogue.trades import load_trades
from kiosk.domain.reference import Periods, Reference
from kiosk.domain.scope import Openness, ScopeCatalogue, Stage


class PeriodPart(Strict):
    """One period, and whether its article was read at the source."""

    value: Annotated[int, Field(ge=1)]
    basis: str
    confirmed: StrictBool
    meaning: str


class PeriodsFile(Strict):
    """A whole ``periods.yaml``."""

    version: str
    permit_days: PeriodPart
    receipt_working_days: PeriodPart
    bar_years: PeriodPart


def load_reference(folder: Path, imported: ImportedScope | None = None) -> Reference:
    """Read ``resources/reference``; an imported catalogue stands in the stock one's place.

    Trades whose items it has not are hidden. Raises CatalogueError with file and line.
    """
    wording, premises = load_address(folder / "address.yaml")
    periods = load_model(folder / "periods.yaml", PeriodsFile)
    stock = load_scope(folder)
    scope, trades = stock, load_trades(folder, stock)
    if imported is not None:
        scope = load_scope(folder, imported)
        trades = trades.within(_takeable(scope), {item.text for item in scope.items})
    return Reference(
        divisions=load_divisions(folder),
        scope=scope,
        calendar=load_calendar(folder),
        nations=frozenset(name for _, (_, name, _) in _nations(folder)),
        address_wording=wording,
        premises=premises,
        periods=Periods(
            permit_days=periods.permit_days.value,
            receipt_working_days=periods.receipt_working_days.value,
            bar_years=periods.bar_years.value,
        ),
        trades=trades,
    )


def _takeable(scope: ScopeCatalogue) -> frozenset[str]:
    """What an individual business may simply tick: open to it, and no permit comes first."""
    return frozenset(
        item.text
        for item in scope.items
        if item.individual_ok is Openness.YES and item.stage is not Stage.PRE
    )


def load_nations(folder: Path) -> dict[str, str]:
    """The names of the nations (民族, GB/T 3304) by code, as a card's chip gives it."""
    return {code: name for _, (code, name, _) in _nations(folder)}


def _nations(folder: Path) -> list[tuple[int, list[str]]]:
    return list(read_table(folder / "nations.tsv", ("code", "name", "name_en")))
