"""Gateways, readers, printers and other devices, and how an install fits them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from kiosk.domain.card import Card
from kiosk.domain.print_job import JobReport
from kiosk.ports.time import Clock


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What a gateway says after taking a message."""

    gateway_id: str


class GatewayRefused(Exception):
    """The gateway did not take the message; ``permanent`` means never try again."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


class SmsGateway(Protocol):
    """Carries a message to a telephone."""

    def send(
        self,
        template: str,
        params: Mapping[str, str],
        text: str,
        mobile: str,
        dedupe: str,
    ) -> SentMessage:
        """Hand it over. Raises GatewayRefused."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a message ended that a gateway had taken; ``code`` is the carrier's own word."""

    gateway_id: str
    state: Literal["delivered", "failed"]
    code: str
    at: datetime


@runtime_checkable
class TellsReceipts(Protocol):
    """A gateway that hears what became of its messages; of any other nobody knows it."""

    def receipts(self) -> Sequence[Receipt]:
        """What ended, oldest first; each is told again until it is acknowledged.

        A carrier that cannot be asked now tells nothing new. Raises GatewayRefused when what
        it told cannot be kept.
        """
        ...

    def acknowledge(self, gateway_ids: Sequence[str]) -> None:
        """Tell these no more; an unknown one is passed over. Raises GatewayRefused."""
        ...


class CardReader(Protocol):
    """Reads the card that lies on it."""

    def read(self) -> Card | None:
        """The card, or None when there is none. Raises SystemFault when the device fails."""
        ...


class PhotoDecoder(Protocol):
    """Makes a picture of the photo on a chip; it keeps nothing of either."""

    def decode(self, photo: bytes) -> bytes:
        """A PNG or JPEG of the 1,024 octets. Raises SystemFault ``photo_unreadable``."""
        ...


class HolderCheck(Protocol):
    """Compares the person at the terminal with the card."""

    def matches(self, card: Card) -> bool:
        """Whether it is the card's holder. Raises SystemFault ``holder_check_failed``."""
        ...


Stroke = Sequence[tuple[float, float]]
"""One stroke as it was written: points from its beginning, y downwards, any unit."""


class Handwriting(Protocol):
    """Recognises a character from its strokes; it keeps and learns nothing."""

    def recognise(self, strokes: Sequence[Stroke], most: int = 10) -> tuple[str, ...]:
        """The likeliest characters, the best first; none for no stroke."""
        ...


class Printer(Protocol):
    """Prints a PDF."""

    def print(self, pdf: bytes, title: str) -> str:
        """Hand over a job and return its id. Raises SystemFault with what to do."""
        ...


@runtime_checkable
class FollowsJobs(Protocol):
    """A printer that can be asked what became of a job; of any other nobody knows it."""

    def ask(self, job: str) -> JobReport:
        """What the printer says of it now. Raises SystemFault when it does not answer."""
        ...

    def cancel(self, job: str) -> bool:
        """Have it dropped; False where it is over already or nobody answers."""
        ...


class Voice(Protocol):
    """Reads a text out; nothing of it is kept."""

    @property
    def speaks(self) -> bool:
        """Whether anything is to be heard at all."""
        ...

    def say(self, text: str, language: str) -> None:
        """Begin to read (``zh`` or ``en``), breaking off what was being read; does not wait."""
        ...

    def stop(self) -> None:
        """Break off."""
        ...


@runtime_checkable
class CanFail(Protocol):
    """A harmless double of a device; its fault may be set by another object or process."""

    @property
    def faults(self) -> Sequence[str]:
        """Every fault it can be told to suffer."""
        ...

    @property
    def fault(self) -> str:
        """The fault it suffers now; empty: none."""
        ...

    def set_fault(self, fault: str) -> None:
        """Fail from now on with one of ``faults``, or ``""``: be well. Raises ValueError."""
        ...


@runtime_checkable
class TakesCards(Protocol):
    """A double of a reader, on which invented cards are laid."""

    def lay(self, content: bytes) -> None:
        """Put a card (JSON of the SDT fields) on the reader."""
        ...

    def take_away(self) -> None:
        """Take the card from the reader."""
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it lies on a telephone."""

    at: datetime
    mobile: str = field(repr=False)
    text: str = field(repr=False)


@runtime_checkable
class HasTelephone(Protocol):
    """A double of a gateway that has the telephones, too."""

    def received(self, most: int) -> Sequence[Received]:
        """The newest messages of all telephones, newest first."""
        ...


@runtime_checkable
class HasTray(Protocol):
    """A double of a printer whose printed jobs lie in a tray."""

    def tray(self) -> Sequence[Path]:
        """The PDF of every job, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Fitting:
    """What an adapter's factory gets: where its data may lie, the clock and its own settings.

    ``photos`` makes pictures of the photos that a card reader reads; None: they are left undecoded.
    """

    data: Path
    clock: Clock
    today: date
    options: Mapping[str, str]
    photos: PhotoDecoder | None = None
