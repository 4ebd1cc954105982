"""Load how addresses are written, judged and compared."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StringConstraints

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.address import AddressWording
from kiosk.domain.premises import PremisesPolicy


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return pattern


Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_compiles)]
County = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class Rewriting(Strict):
    """What is written, and as what it is taken."""

    what: Pattern
    as_: Annotated[str, Field(alias="as")]


class Rewritten(Strict):
    """The rewritings of each part."""

    number: tuple[Rewriting, ...] = ()
    building: tuple[Rewriting, ...] = ()
    room: tuple[Rewriting, ...] = ()


class Plausible(Strict):
    """The shapes of whole parts."""

    road: Pattern
    road_endings: Annotated[list[str], Field(min_length=1)]
    number: Pattern
    highest_number: Annotated[int, Field(ge=1)]
    unit: Pattern
    landmark: Pattern


class Roads(Strict):
    """When a road of the register is offered to others, and how many are."""

    least_used: Annotated[int, Field(ge=2)]
    offered: Annotated[int, Field(ge=1)]


class AddressFile(Strict):
    """A whole ``address.yaml``."""

    version: str
    source: str
    unconfirmed: StrictBool = False
    number: str
    building: str
    building_letter: str
    room: str
    cluster: str
    platform: str
    shop: str
    between: str
    rewritten: Rewritten
    plausible: Plausible
    spellings: list[Rewriting]
    roads: Roads
    authority: str
    elsewhere: str
    authorities: dict[County, str]


def load_address(path: Path) -> tuple[AddressWording, PremisesPolicy]:
    """How addresses are written, and what is asked of them. Raises CatalogueError."""
    file = load_model(path, AddressFile)
    wording = AddressWording(
        number=file.number,
        building=file.building,
        building_letter=file.building_letter,
        room=file.room,
        cluster=file.cluster,
        platform=file.platform,
        shop=file.shop,
        between=file.between,
        rewritten={
            "number": _pairs(file.rewritten.number),
            "building": _pairs(file.rewritten.building),
            "room": _pairs(file.rewritten.room),
        },
    )
    shapes = file.plausible
    return wording, PremisesPolicy(
        road=re.compile(shapes.road),
        road_endings=tuple(shapes.road_endings),
        number=re.compile(shapes.number),
        highest_number=shapes.highest_number,
        unit=re.compile(shapes.unit),
        landmark=re.compile(shapes.landmark),
        spellings=_pairs(file.spellings),
        road_least_used=file.roads.least_used,
        roads_offered=file.roads.offered,
        authority=file.authority,
        elsewhere=file.elsewhere,
        authorities=file.authorities,
    )


def _pairs(rewritings: Iterable[Rewriting]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one.what), one.as_) for one in rewritings)
