"""The notice on personal information, from a procedure's ``privacy.yaml``."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field as Described
from pydantic import StringConstraints, model_validator

from kiosk.catalogue.forms import Text, Words
from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.privacy import PARAMETERS, PrivacyNotice, PrivacyPoint
from kiosk.domain.wording import placeholders

PointId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
NEEDED = frozenset({"who", "purpose", "what", "decision", "how_long", "others", "rights"})
"""What 个人信息保护法 17, 23, 24 and 30 have told; a notice without one of them is not loaded."""


class PointPart(Strict):
    """One thing that is told, in a title and a sentence or two."""

    id: PointId
    when: Literal["holder_check"] | None = Described(
        None, description="told only where a device compares the holder with the card"
    )
    title: Words
    words: Words

    @model_validator(mode="after")
    def _asks_alike(self) -> "PointPart":
        asked = placeholders(self.words.zh)
        if asked != placeholders(self.words.en):
            raise ValueError("both languages must have the same placeholders")
        if unknown := sorted(asked - PARAMETERS):
            raise ValueError(f"unknown placeholders: {', '.join(unknown)}")
        return self


class PrivacyFile(Strict):
    """A whole ``privacy.yaml``; ``unconfirmed`` until an authority has looked it over."""

    version: Text
    unconfirmed: bool = False
    basis: Text
    title: Words
    lead: Words
    points: list[PointPart]

    @model_validator(mode="after")
    def _is_whole(self) -> "PrivacyFile":
        told = [point.id for point in self.points]
        if lacking := sorted(NEEDED - set(told)):
            raise ValueError(f"does not tell {', '.join(lacking)}")
        if len(set(told)) < len(told):
            raise ValueError("tells a point twice")
        return self


def load_privacy(folder: Path) -> PrivacyNotice:
    """Read ``privacy.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(folder / "privacy.yaml", PrivacyFile)
    return PrivacyNotice(
        version=raw.version,
        unconfirmed=raw.unconfirmed,
        basis=raw.basis,
        titles=raw.title.model_dump(),
        leads=raw.lead.model_dump(),
        points=tuple(
            PrivacyPoint(
                id=point.id,
                titles=point.title.model_dump(),
                words=point.words.model_dump(),
                for_holder_check=point.when == "holder_check",
            )
            for point in raw.points
        ),
    )
