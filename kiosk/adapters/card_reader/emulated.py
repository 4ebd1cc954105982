"""An emulated card reader: a card is a JSON file that someone lays on it."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.adapters.card_reader.card_file import parse_card, read_card_file
from kiosk.adapters.fault_file import FaultFile
from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.ports import Fitting, PhotoDecoder, SystemFault

__all__ = ["FAULTS", "FAULT_FILE", "EmulatedReader", "fit", "parse_card", "read_card_file"]

FAULT_FILE = "reader_fault.txt"
"""A file beside the card that names the reader's fault, one of ``FAULTS``."""

FAULTS = ("cable_out", "noise", "lifted_early", "slow")
"""What the reader can be told to suffer. ``lifted_early`` befalls the next card only: a hand
takes it away while it is being read. A slow reader reads right, in its time."""

_CODES = {"cable_out": "reader_cable_out", "noise": "reader_card_unreadable"}
_READING_SECONDS = 0.3  # how long the hand that lifts early leaves the card
_SLOW_SECONDS = 3.0
_PHOTO_OCTETS = 1024
_LOOK_SECONDS = 0.05  # a real reader notices at once, too, when the card has gone


class EmulatedReader:
    """Reads the card file that lies in its place, under the same socket as a real reader.

    A card that is gone before the reading ends was lifted early, whoever took it away.
    """

    def __init__(
        self,
        place: Path,
        on: date,
        slow_seconds: float = _SLOW_SECONDS,
        photos: PhotoDecoder | None = None,
    ) -> None:
        self._place = place
        self._photos = photos
        self._on = on
        self._slow_seconds = slow_seconds
        self._fault = FaultFile(place.with_name(FAULT_FILE), FAULTS)

    @property
    def faults(self) -> Sequence[str]:
        """Every fault it can be told to suffer."""
        return self._fault.known

    @property
    def fault(self) -> str:
        """The fault it suffers now; empty: none."""
        return self._fault.read()

    def set_fault(self, fault: str) -> None:
        """Fail from now on with one of ``FAULTS``, or ``""``: work. Raises ValueError."""
        self._fault.set(fault)

    def lay(self, content: bytes) -> None:
        """Put a card on the reader."""
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._place.with_suffix(".laying")
        fresh.write_bytes(content)
        fresh.replace(self._place)

    def take_away(self) -> None:
        """Take the card from the reader."""
        self._place.unlink(missing_ok=True)

    def read(self) -> Card | None:
        """The card that lies there; None when none does.

        Raises SystemFault with the code of a fault that is set, ``reader_card_lifted`` when
        the card is gone before the reading ends, ``reader_card_unreadable`` when what lies
        there is no card.
        """
        lies = self._place.exists()  # first: a fault set before a card was laid befalls that card
        fault = self._fault.read()
        if fault and fault not in FAULTS:
            raise SystemFault("card_reader_failed")
        if fault == "cable_out":
            raise SystemFault(_CODES[fault])
        if not lies:
            return None
        if fault in _CODES:
            raise SystemFault(_CODES[fault])
        card = read_card_file(self._place, on=self._on)
        self._take_time(fault)
        if not self._place.exists():
            raise SystemFault("reader_card_lifted")
        if isinstance(card, Problem):
            raise SystemFault("reader_card_unreadable", f"{card.code} {card.field}".strip())
        if self._photos is not None:
            card = replace(card, photo=self._photos.decode(bytes(_PHOTO_OCTETS)))
        return card

    def require_ready(self) -> None:
        """Raise SystemFault ``reader_cable_out`` when it could read no card now."""
        if self._fault.read() == "cable_out":
            raise SystemFault(_CODES["cable_out"])

    def _take_time(self, fault: str) -> None:
        if fault == "lifted_early":
            time.sleep(_READING_SECONDS)
            self._fault.set("")
            self.take_away()
        elif fault == "slow":
            until = time.monotonic() + self._slow_seconds
            while time.monotonic() < until and self._place.exists():
                time.sleep(_LOOK_SECONDS)


def fit(fitting: Fitting) -> EmulatedReader:
    """The reader of an install: the card lies in ``reader/card.json`` of its data folder."""
    place = fitting.data / "reader" / "card.json"
    return EmulatedReader(place, fitting.today, photos=fitting.photos)
