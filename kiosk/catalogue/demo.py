"""What a demonstration lays before people: invented cards, and names for a register."""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kiosk.catalogue.source import CatalogueError, Strict, load_model
from kiosk.domain.identity_number import check_character

_ISSUER = "示例市公安局"

Share = Annotated[float, Field(ge=0, le=1)]


class Label(Strict):
    """A few words in both languages."""

    zh: str
    en: str


class DemoCard(Strict):
    """An identity card of nobody; its number is that of a division that was given up."""

    id: str
    label: Label
    words: Label
    name: str
    sex: str
    nation: str = ""
    division: str = Field(pattern=r"^[0-9]{6}$")
    birth: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    order: str = Field(pattern=r"^[0-9]{3}$")
    type: str = ""
    address: str
    begins: str = Field(alias="from")
    ends: str = Field(alias="to")

    @cached_property
    def content(self) -> bytes:
        """The card as a reader's double takes it: JSON of the SDT fields."""
        first17 = self.division + self.birth.replace("-", "") + self.order
        fields: Mapping[str, str] = {
            "name": self.name,
            "sex": self.sex,
            "nation": self.nation,
            "birth": self.birth,
            "address": self.address,
            "number": first17 + check_character(first17),
            "issuer": _ISSUER,
            "from": self.begins,
            "to": self.ends,
            "type": self.type,
        }
        return json.dumps(fields, ensure_ascii=False).encode()


class DemoName(Strict):
    """A name that shall stand in the register."""

    town: str
    brand: str
    trade: str
    form: str


class DemoState(Strict):
    """Names that are reserved or freed: their share, and for how many days at most."""

    share: float = Field(ge=0, le=1)
    days: int = Field(ge=1)


class DemoRegister(Strict):
    """How to make up the names of a city: the same ``seed`` makes the same names."""

    seed: int
    names: int = Field(ge=0, le=20_000)
    division: str = Field(pattern=r"^[0-9]{6}$")
    always: list[DemoName]
    steepness: float = Field(gt=0, le=2)
    mixed: Share
    kin: Share
    kin_words: str
    kin_characters: str
    in_town: Share
    suffix: Share
    usual_form: Share
    neighbours: Share
    reserved: DemoState
    freed: DemoState
    trades: dict[str, Share] = Field(min_length=1)
    brands: tuple[str, ...] = Field(default=(), exclude=True)


class Demo(Strict):
    """Everything a demonstration needs; nothing of it is in the reference data."""

    version: str
    unconfirmed: bool
    cards: list[DemoCard] = Field(min_length=1)
    register_: DemoRegister = Field(alias="register")


def load_demo(folder: Path) -> Demo:
    """Read ``demo.yaml`` and ``brands.txt``. Raises CatalogueError with file and line."""
    demo = load_model(folder / "demo.yaml", Demo)
    table = folder / "brands.txt"
    try:
        brands = tuple(table.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError):
        raise CatalogueError(str(table), 1, "cannot be read as UTF-8") from None
    if not brands:
        raise CatalogueError(str(table), 1, "has no brand")
    register = demo.register_.model_copy(update={"brands": brands})
    return demo.model_copy(update={"register_": register})
