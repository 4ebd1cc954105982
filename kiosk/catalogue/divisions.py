"""Load the administrative divisions, each table when it is first asked for."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from kiosk.catalogue.source import CatalogueError, Strict, load_model, read_table
from kiosk.domain.divisions import AreaRow, Divisions, Town, Village

_TOWN_COLUMNS = ("code", "name", "kind", "aliases", "name_en", "postcode", "unconfirmed")
_ROAD_COLUMNS = ("town", "road", "unconfirmed")
_VILLAGE_COLUMNS = ("code", "name", "town", "unconfirmed")


class Area(Strict):
    """From a day on, names of a division are compared within an area; both are code prefixes."""

    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]
    area: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]
    since: date
    source: str
    unconfirmed: bool = False


class AreasFile(Strict):
    """A whole ``areas.yaml``."""

    version: str
    areas: list[Area]


def load_divisions(reference: Path) -> Divisions:
    """The divisions in ``divisions/``. A bad table raises CatalogueError when first used."""
    folder = reference / "divisions"
    return Divisions(
        current=partial(_names, folder / "current.tsv"),
        abolished=partial(_names, folder / "abolished.tsv"),
        towns=partial(_towns, folder),
        villages=partial(_villages, folder),
        areas=partial(_areas, folder / "areas.yaml"),
        roads=partial(_roads, folder),
    )


def _names(path: Path) -> dict[str, str]:
    rows = read_table(path, ("code", "name"))
    return {_code(path, line, code, 6): name for line, (code, name) in rows}


def _towns(folder: Path) -> Iterator[Town]:
    for path in sorted(folder.glob("towns_*.tsv")):
        for line, cells in read_table(path, _TOWN_COLUMNS):
            code, name, kind, aliases, name_en, postcode, _ = cells
            if kind not in {"town", "zone"}:
                raise CatalogueError(str(path), line, f"{name} is neither town nor zone")
            others = tuple(aliases.split(",")) if aliases else ()
            code = _code(path, line, code, 9)
            yield Town(code, name, name_en, kind == "zone", others, postcode)


def _villages(folder: Path) -> Iterator[Village]:
    for path in sorted(folder.glob("villages_*.tsv")):
        for line, (code, name, town, _) in read_table(path, _VILLAGE_COLUMNS):
            yield Village(_code(path, line, code, 12), name, _code(path, line, town, 9))


def _roads(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("roads_*.tsv")):
        for line, (town, road, _) in read_table(path, _ROAD_COLUMNS):
            yield _code(path, line, town, 9), road


def _areas(path: Path) -> Iterator[AreaRow]:
    for row in load_model(path, AreasFile).areas:
        yield AreaRow(row.division, row.area, row.since)


def _code(path: Path, line: int, code: str, digits: int) -> str:
    if len(code) != digits or not code.isdecimal():
        raise CatalogueError(str(path), line, f"{code} is no code of {digits} digits")
    return code
