"""An emulated holder check: everybody is the card's holder, unless it was told otherwise."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.adapters.fault_file import FaultFile
from kiosk.domain.card import Card
from kiosk.ports import Fitting, SystemFault

FAULT_FILE = "holder_fault.txt"
"""A file in its folder that names what it was told to do, one of ``FAULTS``."""

SOMEBODY_ELSE, CABLE_OUT = "somebody_else", "cable_out"
FAULTS = (SOMEBODY_ELSE, CABLE_OUT)


class EmulatedHolderCheck:
    """Compares nobody and keeps nothing; for practice alone."""

    def __init__(self, folder: Path) -> None:
        self._fault = FaultFile(folder / FAULT_FILE, FAULTS)

    @property
    def faults(self) -> Sequence[str]:
        """Every fault it can be told to suffer."""
        return self._fault.known

    @property
    def fault(self) -> str:
        """The fault it suffers now; empty: none."""
        return self._fault.read()

    def set_fault(self, fault: str) -> None:
        """Suffer one of ``FAULTS`` from now on, or ``""``: work. Raises ValueError."""
        self._fault.set(fault)

    def require_ready(self) -> None:
        """Raise SystemFault ``holder_check_failed`` when it could compare nobody now."""
        if self.fault == CABLE_OUT:
            raise SystemFault("holder_check_failed", CABLE_OUT)

    def matches(self, card: Card) -> bool:  # it looks at nobody
        """Whether it was told that the holder stands there. Raises ``holder_check_failed``."""
        self.require_ready()
        return self.fault != SOMEBODY_ELSE


def fit(fitting: Fitting) -> EmulatedHolderCheck:
    """The check of an install: its fault stands in ``holder/`` of the data folder."""
    return EmulatedHolderCheck(fitting.data / "holder")
