"""The fault that a harmless double was told to suffer: a word in a file beside it."""

from collections.abc import Sequence
from pathlib import Path


class FaultFile:
    """Reads and sets the word; a test, the demo's dock or an operator's editor may set it."""

    def __init__(self, place: Path, known: Sequence[str]) -> None:
        self._place = place
        self.known = tuple(known)

    def read(self) -> str:
        """The word; empty where there is none."""
        try:
            return self._place.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def set(self, fault: str) -> None:
        """Set one of ``known``, or ``""``: none. Raises ValueError for any other."""
        if fault and fault not in self.known:
            raise ValueError(f"no such fault: {fault}")
        if not fault:
            self._place.unlink(missing_ok=True)
            return
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._place.with_suffix(".setting")
        fresh.write_text(fault + "\n", "utf-8")
        fresh.replace(self._place)
