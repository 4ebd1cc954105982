"""Keeps the drawings that every page of a kind shares, compressed once for a process."""

import zlib
from collections.abc import Callable

from kiosk.adapters.document.defects import ReadyStream
from kiosk.adapters.document.sheet import MM


class Artwork:
    """Named drawings as form XObjects; each is made when first used and then kept."""

    def __init__(self) -> None:
        self._makers: dict[str, tuple[float, float, Callable[[], str]]] = {}
        self._ready: dict[str, tuple[str, bytes]] = {}

    def add(self, name: str, width: float, height: float, make: Callable[[], str]) -> None:
        """Register a drawing of ``width`` by ``height`` mm; ``make`` returns PDF operators."""
        self._makers[name] = (width, height, make)

    def form(self, name: str) -> ReadyStream:
        """The drawing as a form XObject for one document."""
        if name not in self._ready:
            width, height, make = self._makers[name]
            box = f"[0 0 {width * MM:.2f} {height * MM:.2f}]"
            entries = (
                f"/Type /XObject /Subtype /Form /FormType 1 /BBox {box}"
                " /Resources << /ProcSet [/PDF] >> /Filter /FlateDecode"
            )
            self._ready[name] = (entries, zlib.compress(make().encode("ascii"), 9))
        return ReadyStream(*self._ready[name])
