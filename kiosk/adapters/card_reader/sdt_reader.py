"""A reader that speaks SDT: finds, selects and reads a card, and knows when it was lifted."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from kiosk.adapters.card_reader.card_fields import card_of
from kiosk.adapters.card_reader.sdt_dialogue import (
    FOUND,
    NO_CARD,
    NO_CONTENT,
    OK,
    Answer,
    Command,
    Dialogue,
    Garbled,
    Line,
    Silence,
    Unplugged,
)
from kiosk.adapters.card_reader.sdt_text import ADDRESS_OCTETS, LENGTH, fields_of, newest_address
from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.ports import PhotoDecoder, SystemFault

_LENGTHS = 4  # of text and photo, each two octets, before the text
_SELF_TEST_FAILED, _NOT_AUTHORISED = 0x60, 0x66
_MOVED = frozenset({0x41, 0x80, 0x81})
"""Finding, selecting or reading broke off: most of all, a card that was lifted or moved."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the reader may take for each answer, in seconds.

    Two looks for a card lie ``between_finds`` apart. A second card that breaks off within
    ``again`` is called unreadable: its holder has put it back once already.
    """

    find: float = 0.8
    read: float = 2.5
    between_finds: float = 0.3
    again: float = 20.0


class SdtReader:
    """Reads under the card reader's socket; a line that was lost is opened again.

    A card that was read has to be lifted before the reader finds another; until then ``read``
    gives it again, asking the chip for its newest address to learn whether it still lies there.
    What the chip told is overwritten once the card is made of it.
    """

    def __init__(
        self,
        open_line: Callable[[], Line],
        patience: Patience = Patience(),
        photos: PhotoDecoder | None = None,
    ) -> None:
        self._open_line = open_line
        self._photos = photos
        self._patience = patience
        self._turn = threading.RLock()
        self._dialogue: Dialogue | None = None
        self._lying: Card | None = None
        self._looked_at = 0.0
        self._broke_off_at = -patience.again

    def read(self) -> Card | None:
        """The card that lies there; None when none does.

        Raises SystemFault ``reader_cable_out``, ``reader_in_use``, ``card_reader_failed``,
        ``reader_out_of_order``, ``reader_card_lifted`` or ``reader_card_unreadable``.
        """
        with self._turn:
            try:
                return self._read(self._ready())
            except (Unplugged, Silence, Garbled) as failure:
                self._give_up(failure)

    def require_ready(self) -> None:
        """Have it say that it is well, without a look at any card. Raises SystemFault."""
        with self._turn:
            if self._dialogue is None:
                self._ready()
                return
            try:
                _require_well(self._dialogue, self._patience.find)
            except (Unplugged, Silence, Garbled) as failure:
                self._give_up(failure)

    def close(self) -> None:
        """Let the line go and forget the card; the next look opens it again."""
        with self._turn:
            if self._dialogue is not None:
                self._dialogue.close()
            self._dialogue, self._lying = None, None

    def _ready(self) -> Dialogue:
        """The dialogue, begun where there is none. Raises SystemFault."""
        if self._dialogue is None:
            begun = Dialogue(self._open_line())
            try:
                _require_well(begun, self._patience.find)
            except SystemFault:
                begun.close()
                raise
            except (Unplugged, Silence, Garbled) as failure:
                begun.close()
                self._give_up(failure)
            self._dialogue = begun
        return self._dialogue

    def _give_up(self, failure: Exception) -> NoReturn:
        self.close()
        gone = isinstance(failure, Unplugged)
        raise SystemFault(
            "reader_cable_out" if gone else "card_reader_failed", type(failure).__name__
        ) from None

    def _read(self, dialogue: Dialogue) -> Card | None:
        if self._lying is not None:
            if self._ask(dialogue, Command.READ_NEWEST_ADDRESS).status in {OK, NO_CONTENT}:
                return self._lying
            self._lying = None
        time.sleep(max(0.0, self._looked_at + self._patience.between_finds - time.monotonic()))
        found = dialogue.ask(Command.FIND, self._patience.find).status
        self._looked_at = time.monotonic()
        if found == NO_CARD:
            return None
        if found != FOUND:
            raise _fault_of_reader(found)
        selected = dialogue.ask(Command.SELECT, self._patience.find).status
        if selected != OK:
            raise self._broken_off(selected)
        self._lying = self._read_text(dialogue)
        self._broke_off_at = -self._patience.again
        return self._lying

    def _read_text(self, dialogue: Dialogue) -> Card:
        try:
            told = dialogue.ask(Command.READ_TEXT, self._patience.read)
        except Garbled:
            raise SystemFault("reader_card_unreadable", "garbled") from None
        if told.status != OK:
            raise self._broken_off(told.status)
        try:
            fields, photo = _fields(told), self._photo(told)
        finally:
            told.wipe()
        card = card_of(fields)
        if isinstance(card, Problem):
            raise SystemFault("reader_card_unreadable", f"{card.code} {card.field}")
        if address := self._newest_address(dialogue):
            moved = card_of({**fields, "address": address})
            card = card if isinstance(moved, Problem) else moved
        return replace(card, photo=photo)

    def _photo(self, told: Answer) -> bytes:
        """The picture, where something makes one; a photo that cannot be decoded is left out."""
        at = _LENGTHS + LENGTH
        octets = int.from_bytes(told.data[2:_LENGTHS], "big")
        if self._photos is None or not octets or len(told.data) < at + octets:
            return b""
        try:
            return self._photos.decode(bytes(told.data[at : at + octets]))
        except SystemFault:
            return b""

    def _newest_address(self, dialogue: Dialogue) -> str:
        told = self._ask(dialogue, Command.READ_NEWEST_ADDRESS)
        if told.status != OK or len(told.data) < ADDRESS_OCTETS:
            return ""
        address = newest_address(told.data)
        told.wipe()
        return address

    def _ask(self, dialogue: Dialogue, command: Command) -> Answer:
        return dialogue.ask(command, self._patience.find)

    def _broken_off(self, status: int) -> SystemFault:
        now = time.monotonic()
        again = now - self._broke_off_at < self._patience.again
        self._broke_off_at = now
        moved = status in _MOVED and not again
        return SystemFault(
            "reader_card_lifted" if moved else "reader_card_unreadable", f"SW3 {status:02X}"
        )


def _fields(told: Answer) -> dict[str, str]:
    try:
        return fields_of(told.data[_LENGTHS : _LENGTHS + LENGTH])
    except ValueError as error:
        raise SystemFault("reader_card_unreadable", str(error)) from None


def _require_well(dialogue: Dialogue, seconds: float) -> None:
    """Ask how it is; one that is not well is reset once."""
    if dialogue.ask(Command.STATUS, seconds).status == OK:
        return
    dialogue.ask(Command.RESET, seconds)
    status = dialogue.ask(Command.STATUS, seconds).status
    if status != OK:
        raise _fault_of_reader(status)


def _fault_of_reader(status: int) -> SystemFault:
    ill = status in {_SELF_TEST_FAILED, _NOT_AUTHORISED}
    return SystemFault("reader_out_of_order" if ill else "card_reader_failed", f"SW3 {status:02X}")
