"""A GSM modem on a pseudo-terminal: speaks AT in PDU mode, keeps what it is given, fails on order."""

import os
import pty
import re
import select
import threading
import tty
from dataclasses import dataclass, field
from pathlib import Path

OK, ERROR = "OK", "ERROR"
PLAIN = {
    "AT": OK, "ATZ": OK, "ATE0": OK, "ATE1": OK, "AT+CMEE=1": OK, "AT+CSMS=1": "+CSMS: 1,1,1\r\nOK",
    "AT+CSMS?": "+CSMS: 1,1,1,1\r\nOK", "AT+CMGF=?": "+CMGF: (0)\r\nOK", "AT+CMGF=0": OK,
    "AT+CGMI": "Zhaoban\r\nOK", "AT+CGMM": "Double\r\nOK", "AT+CGMR": "1.0\r\nOK",
    "AT+CGSN": "490154203237518\r\nOK", "AT+CIMI": "460001540000000\r\nOK",
    "AT+CSCS=?": '+CSCS: ("GSM","HEX","UCS2")\r\nOK', "AT+CSCS?": '+CSCS: "GSM"\r\nOK',
    "AT+CPMS=?": '+CPMS: ("SM","SR"),("SM"),("SM")\r\nOK', "AT+CSCA?": '+CSCA: "+8613800512500",145\r\nOK',
    "AT+COPS?": '+COPS: 0,0,"KUNSHAN"\r\nOK', "AT+CNMI=?": "+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)\r\nOK",
    "AT+CEREG?": ERROR, "AT+CFUN=1,1": OK, "AT+CFUN=1": OK,
}  # fmt: skip


@dataclass
class Modem:
    """Set its fields while it runs. ``plan`` is what happens to the next submissions, in turn:
    an error number, ``busy_line``, ``mute_before``, ``mute_after``, ``unplug`` or empty."""

    link: Path
    pin: str = ""
    tries: int = 3
    sim: str = ""
    registration: int = 1
    csq: int = 21
    reports: str = "stored"
    report_status: int = 0
    plan: list[str] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)
    store: dict[int, tuple[int, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    opened: int = 0
    mute: bool = False
    _reference: int = 250
    _echo: bool = True

    def plug(self) -> "Modem":
        """Appear under the link."""
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(os.ttyname(self._slave))
        self._stop, self._stopper = os.pipe()
        self._length = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def unplug(self) -> None:
        """Vanish, as when the cable is pulled."""
        self.link.unlink(missing_ok=True)
        os.close(self._stopper)
        if threading.current_thread() is not self._thread:
            self._thread.join(5)

    def say(self, text: str) -> None:
        """Something nobody asked for."""
        os.write(self._master, f"\r\n{text}\r\n".encode())

    def _serve(self) -> None:
        text = b""
        while True:
            ready, _, _ = select.select([self._master, self._stop], [], [])
            if self._stop in ready:
                break
            text += os.read(self._master, 4096)
            while match := re.search(rb"[\r\x1a\x1b]", text):
                piece, end, text = text[: match.start()], match[0], text[match.end() :]
                if not self._heard(piece.decode("latin-1").strip(), end):
                    break
        for one in (self._master, self._slave, self._stop):
            os.close(one)

    def _heard(self, said: str, end: bytes) -> bool:
        if end == b"\x1b":
            self._length = 0
        elif end == b"\x1a" and self._length:
            return self._submit(said)
        elif said and not self.mute:
            self.asked.append(said)
            if self._echo:
                os.write(self._master, said.encode() + b"\r")
            self._echo = said == "ATE1" or (self._echo and said not in {"ATE0", "ATZ"})
            answer = self._answer(said)
            os.write(self._master, b"\r\n> " if answer == ">" else _framed(answer))
        return True

    def _answer(self, said: str) -> str:
        if said == "AT+CPIN?":
            return self.sim or (f"+CPIN: {'SIM PIN' if self.pin else 'READY'}\r\nOK")
        if entered := re.fullmatch(r'AT\+CPIN="(\d+)"', said):
            return self._unlock(entered[1])
        if self.pin and said not in PLAIN:
            return "+CME ERROR: 11"
        if said == "AT+CREG?":
            return f"+CREG: 0,{self.registration}\r\nOK"
        if said == "AT+CSQ":
            return f"+CSQ: {self.csq},0\r\nOK"
        if said.startswith("AT+CNMI="):
            refused = self.reports == "direct" and said == "AT+CNMI=2,1,0,2,0"
            return ERROR if refused else OK
        if said in PLAIN:
            return PLAIN[said]
        if said.startswith("AT+CSCS="):
            return OK
        if said.startswith("AT+CPMS="):
            return f"+CPMS: {len(self.store)},50,{len(self.store)},50,{len(self.store)},50\r\nOK"
        if said == "AT+CPMS?":
            return "+CPMS: " + ",".join([f'"SM",{len(self.store)},50'] * 3) + "\r\nOK"
        if said == "AT+CMGL=4":
            return "".join(self._listed(f"+CMGL: {n},", n) for n in sorted(self.store)) + OK
        if place := re.fullmatch(r"AT\+CMG([RD])=(\d+)", said):
            return self._stored(place[1], int(place[2]))
        if length := re.fullmatch(r"AT\+CMGS=(\d+)", said):
            return self._prompt(int(length[1]))
        return ERROR

    def _listed(self, head: str, place: int) -> str:
        status, pdu = self.store[place]
        return f"{head}{status},,{len(pdu) // 2 - 1 - int(pdu[:2], 16)}\r\n{pdu}\r\n"

    def _stored(self, what: str, place: int) -> str:
        if place not in self.store:
            return "+CMS ERROR: 321"
        if what == "D":
            del self.store[place]
            return OK
        return self._listed("+CMGR: ", place) + "\r\nOK"

    def _unlock(self, pin: str) -> str:
        self.pins.append(pin)
        if pin == self.pin:
            self.pin = ""
            return OK
        self.tries -= 1
        self.sim = "" if self.tries else "+CPIN: SIM PUK\r\nOK"
        return "+CME ERROR: 16"

    def _prompt(self, length: int) -> str:
        fault = self.plan[0] if self.plan else ""
        if fault == "mute_before":
            self.plan.pop(0)
            self.mute = True
            threading.Timer(1.5, lambda: setattr(self, "mute", False)).start()
            return ""
        self._length = length
        return ">"

    def _submit(self, pdu: str) -> bool:
        """Take a PDU of the announced length; whether the line still stands."""
        announced, self._length = self._length, 0
        fault = self.plan.pop(0) if self.plan else ""
        if fault.isdigit():
            self.say(f"+CMS ERROR: {fault}")
            return True
        if len(pdu) // 2 - 1 - int(pdu[:2], 16) != announced:
            self.say("+CMS ERROR: 304")
            return True
        self._reference = (self._reference + 1) % 256
        self.submitted.append(pdu)
        if fault == "unplug":
            self.unplug()
            return False
        if fault == "mute_after":
            return True
        if fault == "busy_line":
            self.say("RING")
            self.say("+CREG: 1")
        self.say(f"+CMGS: {self._reference}\r\nOK")
        self._report(pdu)
        return True

    def _report(self, submit: str) -> None:
        octets = _without_centre(submit)
        if self.reports == "none" or not octets[0] & 0x20:
            return
        address = octets[2 : 4 + (octets[2] + 1) // 2]
        stamp = bytes.fromhex("62114290103023")
        report = (
            bytes((0, 0x06, self._reference)) + address + stamp * 2 + bytes((self.report_status,))
        )
        pdu = report.hex().upper()
        if self.reports == "direct":
            self.say(f"+CDS: {len(report) - 1}\r\n{pdu}")
            return
        place = max(self.store, default=0) + 1
        self.store[place] = (0, pdu)
        if self.reports == "stored":
            self.say(f'+CDSI: "SR",{place}')


def _framed(answer: str) -> bytes:
    """As a modem frames it: the information, an empty line, the result."""
    text, _, result = answer.rpartition("\r\n")
    return (f"\r\n{text.rstrip()}\r\n" if text else "").encode() + f"\r\n{result}\r\n".encode()


def text_of(pdus: list[str]) -> str:
    """The text of submitted UCS-2 PDUs, joined by their headers."""
    return "".join(text for _, text in sorted(_part(_without_centre(pdu)) for pdu in pdus))


def number_of(pdu: str) -> str:
    """Whom it is for."""
    octets = _without_centre(pdu)
    return "".join(f"{octet & 15:x}{octet >> 4:x}" for octet in octets[4:])[: octets[2]]


def reference_of(pdu: str) -> int:
    """By which its parts are joined."""
    return _data(_without_centre(pdu))[3]


def _without_centre(pdu: str) -> bytes:
    octets = bytes.fromhex(pdu)
    return octets[1 + octets[0] :]


def _data(octets: bytes) -> bytes:
    after = 4 + (octets[2] + 1) // 2
    validity = {0x00: 0, 0x10: 1, 0x18: 7, 0x08: 7}[octets[0] & 0x18]
    return octets[after + 2 + validity + 1 :]


def _part(octets: bytes) -> tuple[int, str]:
    data = _data(octets)
    if not octets[0] & 0x40:
        return 1, data.decode("utf-16-be")
    return data[data[0]], data[data[0] + 1 :].decode("utf-16-be")
