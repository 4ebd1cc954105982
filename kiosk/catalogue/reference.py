"""Load all reference data that answers are judged against."""

from pathlib import Path

from kiosk.catalogue.calendar import load_calendar
from kiosk.catalogue.divisions import load_divisions
from kiosk.catalogue.scope import load_scope
from kiosk.catalogue.source import Strict, load_model, read_table
from kiosk.domain.address import AddressWording
from kiosk.domain.reference import Reference


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


def load_reference(folder: Path) -> Reference:
    """Read ``resources/reference``. Raises CatalogueError with file and line."""
    words = load_model(folder / "address.yaml", AddressFile)
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
    )


def load_nations(folder: Path) -> dict[str, str]:
    """The names of the nations (民族, GB/T 3304) by code, as a card's chip gives it."""
    return {code: name for _, (code, name, _) in _nations(folder)}


def _nations(folder: Path) -> list[tuple[int, list[str]]]:
    return list(read_table(folder / "nations.tsv", ("code", "name", "name_en")))
