"""The policy of staff and their PINs, from ``staff.yaml``."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.staff import ScryptCost, StaffPolicy

_Shape = Literal["same_digit", "run", "repeated", "date"]


class PinPart(Strict):
    """How long a PIN is, and which are refused."""

    least: Annotated[int, Field(ge=6, le=12)]
    most: Annotated[int, Field(ge=6, le=32)]
    refused: list[Annotated[str, Field(pattern=r"^\d+$")]]
    refused_shapes: list[_Shape]

    @model_validator(mode="after")
    def _has_room(self) -> "PinPart":
        if self.most < self.least:
            raise ValueError("the longest PIN is at least as long as the shortest")
        return self


class ScryptPart(Strict):
    """The cost of a guess; ``n`` is a power of two."""

    n: Annotated[int, Field(ge=16384, le=1048576)]
    r: Annotated[int, Field(ge=8, le=32)]
    p: Annotated[int, Field(ge=1, le=16)]

    @model_validator(mode="after")
    def _is_a_power_of_two(self) -> "ScryptPart":
        if self.n & (self.n - 1):
            raise ValueError("n must be a power of two")
        return self


class DelayPart(Strict):
    """The first wait after a wrong PIN, and the longest one."""

    first_seconds: Annotated[int, Field(ge=1, le=60)]
    most_seconds: Annotated[int, Field(ge=1, le=3600)]


class StaffFile(Strict):
    """A whole ``staff.yaml``."""

    version: str
    unconfirmed: bool = False
    pin: PinPart
    scrypt: ScryptPart
    delay: DelayPart
    lock_after: Annotated[int, Field(ge=3, le=20)]


def load_staff_policy(reference: Path) -> StaffPolicy:
    """Read ``staff.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "staff.yaml", StaffFile)
    return StaffPolicy(
        version=raw.version,
        least_digits=raw.pin.least,
        most_digits=raw.pin.most,
        refused=frozenset(raw.pin.refused),
        refused_shapes=tuple(raw.pin.refused_shapes),
        cost=ScryptCost(raw.scrypt.n, raw.scrypt.r, raw.scrypt.p),
        first_delay=timedelta(seconds=raw.delay.first_seconds),
        longest_delay=timedelta(seconds=raw.delay.most_seconds),
        lock_after=raw.lock_after,
    )
