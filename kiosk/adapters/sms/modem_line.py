"""The dialogue with a modem over its serial line: a command, its answer, and what comes unasked."""

import errno
import re
import time
from collections.abc import Iterator

from kiosk.ports import SystemFault

_ENDS = re.compile(r"OK|ERROR|\+CM([SE]) ERROR: *(\d+)")
_UNASKED = ("+CDS:", "+CDSI:", "+CMT:", "+CMTI:", "+CBM:", "RING", "^", "*")
_WITH_PDU = ("+CDS:", "+CMT:", "+CBM:")
_ESCAPE = b"\x1b"
_END_OF_PDU = b"\x1a"
_LONGEST_LINE = 4096


class Silence(Exception):
    """No answer within its time; what was written last may have been carried out."""


class Unplugged(Exception):
    """The line is gone."""


class ModemError(Exception):
    """The modem said ERROR; ``kind`` is CMS, CME or empty."""

    def __init__(self, kind: str, number: int) -> None:
        super().__init__(f"{kind or 'ERROR'} {number}")
        self.kind = kind
        self.number = number


class ModemLine:
    """Owns the line alone, until it is closed.

    Raises SystemFault ``modem_missing`` or ``modem_in_use`` on opening.
    """

    def __init__(self, device: str, baud: int) -> None:
        import serial

        try:
            self._port = serial.Serial(device, baud, timeout=0.1, write_timeout=5, exclusive=True)
        except (OSError, ValueError) as error:  # a serial.SerialException is an OSError
            taken = getattr(error, "errno", None) in {errno.EAGAIN, errno.EBUSY}
            raise SystemFault("modem_in_use" if taken else "modem_missing", device) from None
        self._text = ""
        self._whole: list[str] = []
        self._wants_pdu = ""
        self.unasked: list[str] = []

    def ask(self, command: str, seconds: float = 5.0) -> list[str]:
        """The lines of the answer before its OK. Raises ModemError, Silence, Unplugged."""
        self._write(command.encode("ascii") + b"\r")
        return self._answer(command, seconds)

    def submit(self, length: int, pdu: str, seconds: float) -> list[str]:
        """The answer to AT+CMGS. Raises as ``ask``; Silence before the prompt sent nothing."""
        self._write(f"AT+CMGS={length}\r".encode("ascii"))
        end = time.monotonic() + 5
        while not self._text.lstrip("\r\n").startswith(">"):
            for line in self._lines():
                if not self._sort_out(line):
                    self._raise_end(line)
            self._read(end)
        self._text = ""
        self._write(pdu.encode("ascii") + _END_OF_PDU)
        return self._answer(pdu, seconds)

    def wake(self) -> None:
        """Leave any prompt and half a line. Raises Silence when nobody answers."""
        for last in (False, False, True):
            try:
                self._write(_ESCAPE + b"\r")
                self.listen()
                self.ask("AT", 1.0)
            except (Silence, ModemError):
                if last:
                    raise Silence from None
            else:
                return

    def listen(self) -> list[str]:
        """Everything that came unasked since it was asked last. Raises Unplugged."""
        self._take(0)
        for line in self._lines():
            self._sort_out(line)
        heard, self.unasked = self.unasked, []
        return heard

    def close(self) -> None:
        """Let the line go."""
        try:
            self._port.close()
        except OSError:
            return

    def _answer(self, asked: str, seconds: float) -> list[str]:
        end = time.monotonic() + seconds
        answer: list[str] = []
        while True:
            for line in self._lines():
                if self._sort_out(line) or line == asked:
                    continue
                if line == "OK":
                    return answer
                self._raise_end(line)
                answer.append(line)
            self._read(end)

    def _sort_out(self, line: str) -> bool:
        """Whether the line came unasked; a PDU that follows one is joined to it."""
        if self._wants_pdu:
            self.unasked.append(f"{self._wants_pdu}\n{line}")
            self._wants_pdu = ""
            return True
        if line.startswith(_WITH_PDU):
            self._wants_pdu = line
            return True
        if line.startswith(_UNASKED):
            self.unasked.append(line)
            return True
        return False

    @staticmethod
    def _raise_end(line: str) -> None:
        end = _ENDS.fullmatch(line)
        if end and line != "OK":
            raise ModemError(f"CM{end[1]}" if end[1] else "", int(end[2] or 0))

    def _lines(self) -> Iterator[str]:
        """The whole lines that are there, one by one; what is not taken stays for later."""
        *whole, self._text = re.split(r"[\r\n]+", self._text)
        self._whole += [line.strip() for line in whole if line.strip()]
        while self._whole:
            yield self._whole.pop(0)

    def _read(self, end: float) -> None:
        """Wait for more. Raises Silence."""
        if time.monotonic() > end or len(self._text) > _LONGEST_LINE:
            self._text = ""
            raise Silence
        self._take(1)

    def _take(self, least: int) -> None:
        try:
            got = self._port.read(max(self._port.in_waiting, least))
        except (OSError, TypeError) as error:  # TypeError: the port was closed meanwhile
            raise Unplugged from error
        self._text += got.decode("ascii", "replace")

    def _write(self, octets: bytes) -> None:
        try:
            self._port.write(octets)
        except OSError as error:
            raise Unplugged from error
