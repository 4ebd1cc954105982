"""The stock authority's profile, from ``resources/brand/profile.yaml``."""

from pathlib import Path

from kiosk.catalogue.source import Strict, load_model
from kiosk.domain.profile import Profile


class ProfileFile(Strict):
    """A whole profile file; an authority's pack carries the same keys."""

    authority: str
    division: str
    verify_host: str
    sms_signature: str
    telephone: str
    hall: str
    reconsideration: str
    court: str
    seal_legend: str
    code_series: str
    national_licence: bool
    version: str


def load_profile(folder: Path) -> Profile:
    """Read ``profile.yaml``. Raises CatalogueError with file and line."""
    return Profile(**load_model(folder / "profile.yaml", ProfileFile).model_dump())
