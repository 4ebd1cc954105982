"""A reader that speaks SDT without a chip: cards are files, and it fails when it is told to."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.adapters.card_reader.card_fields import nations
from kiosk.adapters.card_reader.card_file import MOST_BYTES, parse_fields
from kiosk.adapters.card_reader.sdt_dialogue import FOUND, NO_CARD, NO_CONTENT, OK, Command
from kiosk.adapters.card_reader.sdt_frames import Deframer, frame
from kiosk.adapters.card_reader.sdt_text import ADDRESS_OCTETS, text_of
from kiosk.adapters.fault_file import FaultFile
from kiosk.domain.problems import Problem

FAULTS = (
    "cable_out", "noise", "chunks", "checksum", "checksum_once", "mute", "lifted_early",
    "moved", "self_test", "not_authorised",
)  # fmt: skip
"""What it can be told to suffer. ``lifted_early`` befalls the next card only, ``checksum_once``
the next answer; after ``moved`` the card lies there and is not selected; ``noise`` stands before
and between answers that are right; ``chunks`` come late and few at a time."""

_PHOTO_OCTETS = 1024
_READ_FAILED, _SELECT_FAILED, _COMMAND_ERROR = 0x41, 0x81, 0x21
_ILL = {"self_test": 0x60, "not_authorised": 0x66}
_CHUNK, _CHUNK_SECONDS = 64, 0.002
_SEXES = {"男": "1", "女": "2", "male": "1", "female": "2"}
_KINDS = {"resident": "", "hk_macao_taiwan": "J", "foreign_permanent": "Y"}


class SdtDouble:
    """Answers frames as a reader does, from ``card.json`` and ``reader_fault.txt`` of a folder.

    A card that was read, or that failed, is found again only after it was taken away.
    ``asked`` counts the commands it understood.
    """

    def __init__(self, folder: Path) -> None:
        self._place = folder / "card.json"
        self._fault = FaultFile(folder / "reader_fault.txt", FAULTS)
        self._deframer = Deframer()
        self._chance = random.Random(1)  # noqa: S311  # noise need not be secret
        self._spent = 0  # the laid card that was found already
        self._selected: dict[str, str] = {}
        self._newest_address = ""
        self.asked: dict[Command, int] = dict.fromkeys(Command, 0)

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

    def lay(self, content: bytes, newest_address: str = "") -> None:
        """Put a card on it; the newest address is told apart from the text."""
        self._newest_address = newest_address
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._place.with_suffix(".laying")
        fresh.write_bytes(content)
        fresh.replace(self._place)

    def take_away(self) -> None:
        """Take the card away."""
        self._place.unlink(missing_ok=True)

    def hear(self, octets: bytes) -> Iterator[bytes]:
        """What goes back over the line, piece by piece, for what came over it."""
        self._deframer.feed(octets)
        while (body := self._deframer.take()) is not None:
            try:
                command = Command(bytes(body[:2]))
            except ValueError:
                yield bytes(frame(bytes((0, 0, _COMMAND_ERROR))))
                continue
            self.asked[command] += 1
            status, data = self._answer(command)
            yield from self._spoilt(bytes(frame(bytes((0, 0, status)) + data)))

    def _answer(self, command: Command) -> tuple[int, bytes]:
        fault = self.fault
        if fault in _ILL:
            return _ILL[fault], b""
        match command:
            case Command.RESET:
                self._spent, self._selected = 0, {}
                return OK, b""
            case Command.STATUS:
                return OK, b""
            case Command.FIND:
                return self._find()
            case Command.SELECT:
                return self._select(fault)
            case Command.READ_TEXT:
                return self._read_text(fault)
            case Command.READ_NEWEST_ADDRESS:
                return self._read_address()

    def _lying(self) -> int:
        """Which laying of a card this is; 0: none lies there."""
        try:
            return self._place.stat().st_mtime_ns
        except OSError:
            return 0

    def _find(self) -> tuple[int, bytes]:
        lying = self._lying()
        if not lying or lying == self._spent:
            return NO_CARD, b""
        self._selected = {}
        return FOUND, bytes(4)

    def _select(self, fault: str) -> tuple[int, bytes]:
        self._spent = self._lying()
        if not self._spent or fault == "moved":
            return _SELECT_FAILED, b""
        with self._place.open("rb") as file:
            fields = parse_fields(file.read(MOST_BYTES + 1))
        if isinstance(fields, Problem):
            return _SELECT_FAILED, b""
        self._selected = _as_on_chip(fields)
        return OK, bytes(8)

    def _read_text(self, fault: str) -> tuple[int, bytes]:
        if fault == "lifted_early":
            self._fault.set("")
            self.take_away()
        if not self._selected or self._lying() != self._spent:
            return _READ_FAILED, b""
        text = bytes(text_of(self._selected))
        lengths = len(text).to_bytes(2, "big") + _PHOTO_OCTETS.to_bytes(2, "big")
        return OK, lengths + text + bytes(_PHOTO_OCTETS)

    def _read_address(self) -> tuple[int, bytes]:
        if not self._selected or self._lying() != self._spent:
            return _READ_FAILED, b""
        if not self._newest_address:
            return NO_CONTENT, b""
        return OK, self._newest_address.ljust(ADDRESS_OCTETS // 2).encode("utf-16-le")

    def _spoilt(self, octets: bytes) -> Iterator[bytes]:
        fault = self.fault
        if fault == "mute":
            return
        if fault in {"checksum", "checksum_once"}:
            octets = octets[:-1] + bytes((octets[-1] ^ 0x55,))
            self._fault.set("" if fault == "checksum_once" else fault)
        if fault == "noise":
            octets = self._chance.randbytes(9) + b"\xaa\xaa" + octets + self._chance.randbytes(3)
        if fault != "chunks":
            yield octets
            return
        for at in range(0, len(octets), _CHUNK):
            time.sleep(_CHUNK_SECONDS)
            yield octets[at : at + _CHUNK]


def _as_on_chip(fields: dict[str, str]) -> dict[str, str]:
    """A file may say in words what a chip tells in codes."""
    codes = {name: code for code, name in nations().items()}
    nation = fields.get("nation", "")
    days = {key: fields.get(key, "").replace("-", "") for key in ("birth", "from", "to")}
    return {
        **fields,
        **days,
        "sex": _SEXES.get(fields.get("sex", ""), fields.get("sex", "")),
        "nation": codes.get(nation) or codes.get(nation + "族") or nation[:2],
        "type": _KINDS.get(fields.get("type", ""), fields.get("type", "")),
    }
