"""Load all reference data that answers are judged against."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from kiosk.catalogue.calendar import load_calendar
from kiosk.catalogue.divisions import load_divisions
from kiosk.catalogue.scope import load_scope
from kiosk.catalogue.source import Strict, load_model, read_table
from kiosk.domain.address import AddressWording
from kiosk.domain.reference import Periods, Reference


class AddressFile(Strict):
    """A whole ``address.yaml``: how the parts of an address are written."""

    version: str
    source: str
    unconfirmed: bool = False
    number: str
    building: str
    building_letter: str
    room: str
    cluster: str
    platform: str


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


def load_reference(folder: Path) -> Reference:
    """Read ``resources/reference``. Raises CatalogueError with file and line."""
    words = load_model(folder / "address.yaml", AddressFile)
    periods = load_model(folder / "periods.yaml", PeriodsFile)
    return Reference(
        divisions=load_divisions(folder),
        scope=load_scope(folder),
        calendar=load_calendar(folder),
        nations=frozenset(name for _, (_, name, _) in _nations(folder)),
        address_wording=AddressWording(
            number=words.number,
            building=words.building,
            building_letter=words.building_letter,
            room=words.room,
            cluster=words.cluster,
            platform=words.platform,
        ),
        periods=Periods(
            permit_days=periods.permit_days.value,
            receipt_working_days=periods.receipt_working_days.value,
            bar_years=periods.bar_years.value,
        ),
    )


def load_nations(folder: Path) -> dict[str, str]:
    """The names of the nations (民族, GB/T 3304) by code, as a card's chip gives it."""
    return {code: name for _, (code, name, _) in _nations(folder)}


def _nations(folder: Path) -> list[tuple[int, list[str]]]:
    return list(read_table(folder / "nations.tsv", ("code", "name", "name_en")))
