"""Bring a modem to where it sends: SIM, network, PDU mode and reports; ask it how it is."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.adapters.sms.modem_codes import cme_fault
from kiosk.adapters.sms.modem_line import ModemError, ModemLine
from kiosk.adapters.sms.smpp_options import read_secret
from kiosk.ports import SystemFault

_REGISTERED = {1, 5, 6, 7}
"""3GPP TS 27.007, 7.2: home, roaming, and either for short messages only."""

_SEARCHING = {0, 2}
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Condition:
    """How a modem is; ``signal`` in percent, None where it does not know."""

    network: str
    signal: int | None


class PinGuard:
    """A refused PIN is not tried again until its file is written anew: the third locks the SIM."""

    def __init__(self, pin_file: Path | None, mark: Path) -> None:
        self._file = pin_file
        self._mark = mark

    def pin(self) -> str:
        """The PIN. Raises SystemFault ``modem_pin_missing`` or ``modem_pin_refused``."""
        if self._file is None:
            raise SystemFault("modem_pin_missing")
        pin = read_secret(self._file)
        if not re.fullmatch(r"\d{4,8}", pin):
            raise SystemFault("modem_pin_missing", "not 4 to 8 digits")
        if self._mark.exists() and self._mark.stat().st_mtime >= self._file.stat().st_mtime:
            raise SystemFault("modem_pin_refused")
        return pin

    def note_refused(self) -> None:
        """It was wrong."""
        if self._file is not None:
            self._mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._mark.touch()
            stamp = max(time.time(), self._file.stat().st_mtime)
            os.utime(self._mark, (stamp, stamp))


def prepare(line: ModemLine, guard: PinGuard, patience: float) -> None:
    """Make it ready to send. Raises SystemFault with what is wrong, Silence, Unplugged."""
    line.wake()
    _try(line, "ATZ")
    _try(line, "ATE0")
    _try(line, "AT+CMEE=1")
    _unlock(line, guard, time.monotonic() + patience)
    _wait_for_network(line, time.monotonic() + patience)
    line.ask("AT+CMGF=0")
    _try(line, "AT+CSMS=1")
    if not _try(line, "AT+CNMI=2,1,0,2,0"):  # reports are stored and announced
        _try(line, "AT+CNMI=2,1,0,1,0")  # or handed over at once


def condition(line: ModemLine) -> Condition:
    """The operator's name and the signal. Raises SystemFault, Silence, Unplugged."""
    network = re.search(r'"([^"]*)"', _said(line, "AT+COPS?"))
    strength = re.search(r"\+CSQ: *(\d+)", _said(line, "AT+CSQ"))
    level = int(strength[1]) if strength else 99
    return Condition(network[1] if network else "", level * 100 // 31 if level <= 31 else None)


def require_network(line: ModemLine) -> None:
    """Raise SystemFault ``modem_no_network`` when it is in no network now."""
    if _registration(line) not in _REGISTERED:
        raise SystemFault("modem_no_network")


def _unlock(line: ModemLine, guard: PinGuard, end: float) -> None:
    while True:
        try:
            said = _joined(line.ask("AT+CPIN?"))
        except ModemError as error:
            if error.number == 14 and time.monotonic() < end:  # SIM busy
                time.sleep(_STEP)
                continue
            raise SystemFault(cme_fault(error.number)) from None
        if "READY" in said:
            return
        if "PUK" in said:
            raise SystemFault("modem_puk")
        _enter(line, guard)


def _enter(line: ModemLine, guard: PinGuard) -> None:
    pin = guard.pin()
    try:
        line.ask(f'AT+CPIN="{pin}"', 10)
    except ModemError:
        guard.note_refused()
        raise SystemFault("modem_pin_refused") from None


def _wait_for_network(line: ModemLine, end: float) -> None:
    while (where := _registration(line)) not in _REGISTERED:
        if where not in _SEARCHING or time.monotonic() > end:
            raise SystemFault("modem_no_network", f"registration {where}")
        time.sleep(_STEP)


def _registration(line: ModemLine) -> int:
    """The better of what the two kinds of network say; 4, unknown, where neither is told."""
    found = 4
    for command in ("AT+CREG?", "AT+CEREG?"):
        said = re.search(r"REG: *\d+, *(\d+)", _said(line, command))
        if said:
            found = int(said[1])
        if found in _REGISTERED:
            return found
    return found


def _said(line: ModemLine, command: str) -> str:
    try:
        return _joined(line.ask(command))
    except ModemError:
        return ""


def _joined(answer: list[str]) -> str:
    return " ".join(answer)


def _try(line: ModemLine, command: str) -> bool:
    try:
        line.ask(command)
    except ModemError:
        return False
    return True
