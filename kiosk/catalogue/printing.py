"""What a printer's reasons mean and how long a sheet is waited for, from ``printing.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kiosk.catalogue.source import Strict, load_model

_Seconds = Annotated[float, Field(gt=0, le=3600)]
_HARMLESS = ("-warning", "-report")
_SEVERE = "-error"


@dataclass(frozen=True, slots=True)
class PrintPolicy:
    """Periods in seconds; ``most_sheets`` may be noted as loaded at once.

    ``reasons`` maps keywords of RFC 8011, 5.4.12 to faults, worst first.
    """

    poll_seconds: float
    stopped_seconds: float
    silent_seconds: float
    most_sheets: int
    reasons: Mapping[str, str]

    def fault_of(self, said: Iterable[str]) -> str:
        """The code ``printer_...`` of the worst reason that stops a sheet; ``""``: none does."""
        heard = {word.removesuffix(_SEVERE) for word in said if not word.endswith(_HARMLESS)}
        return next((f"printer_{why}" for name, why in self.reasons.items() if name in heard), "")


class _PrintingFile(Strict):
    version: str
    unconfirmed: bool = False
    poll_seconds: _Seconds
    stopped_seconds: _Seconds
    silent_seconds: _Seconds
    most_sheets: Annotated[int, Field(ge=1)]
    reasons: Annotated[dict[str, Annotated[str, Field(pattern=r"^[a-z_]+$")]], Field(min_length=1)]


def load_print_policy(reference: Path) -> PrintPolicy:
    """Read ``printing.yaml``. Raises CatalogueError with file and line."""
    raw = load_model(reference / "printing.yaml", _PrintingFile)
    return PrintPolicy(
        raw.poll_seconds, raw.stopped_seconds, raw.silent_seconds, raw.most_sheets, raw.reasons
    )
