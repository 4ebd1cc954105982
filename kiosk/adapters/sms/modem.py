"""A GSM or LTE modem on a serial line: AT commands, PDU mode, one owner, status reports."""

import contextlib
import itertools
import re
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.modem_codes import Failure, cms_failure
from kiosk.adapters.sms.modem_line import ModemError, ModemLine, Silence, Unplugged
from kiosk.adapters.sms.modem_session import (
    Condition,
    PinGuard,
    condition,
    prepare,
    require_network,
)
from kiosk.adapters.sms.parts_ledger import Begun, PartsLedger
from kiosk.adapters.sms.pdu import read_report, submit_pdus
from kiosk.ports import Fitting, GatewayRefused, Receipt, SentMessage, SystemFault

_GONE = Failure("connection_lost", passes=True)
_FIRST_PAUSE = 0.2
_LONGEST_WAIT = 60.0
_STORED_EVERY = 60.0
_ALL_MESSAGES = 4
_OF_THE_LINE = frozenset({"modem_missing", "modem_no_answer"})


class ModemOptions(BaseModel):
    """Where the modem is; ``patience_seconds`` is how long one message waits for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str
    baud: int = Field(default=115200, ge=1200)
    pin_file: Path | None = None
    country: str = Field(default="86", pattern=r"^\d{0,3}$")
    network_seconds: float = Field(default=20, ge=0, le=120)
    send_seconds: float = Field(default=60, gt=0, le=120)
    patience_seconds: float = Field(default=20, ge=0, le=50)


class ModemGateway:
    """Sends one part after the other and keeps the line; a lost one is opened again.

    A part is written again only when the modem's answer was lost; it then carries the same
    reference and number, so that a telephone can drop the second. ``sent_again`` counts those.
    """

    def __init__(self, options: ModemOptions, ledger: PartsLedger, guard: PinGuard) -> None:
        self._options = options
        self._ledger = ledger
        self._guard = guard
        self._turn = threading.RLock()
        self._line: ModemLine | None = None
        self._fault: SystemFault | None = None
        self._next_try = 0.0
        self._wait = 0.0
        self._stored_at = 0.0
        self._unsure: set[tuple[str, int]] = set()
        self.sent_again = 0

    def send(
        self, template: str, params: Mapping[str, str], text: str, mobile: str, dedupe: str
    ) -> SentMessage:
        """Hand over every part and wait for the network's answer. Raises GatewayRefused."""
        number = self._options.country + mobile
        parts = len(submit_pdus(text, number, 0))
        end = time.monotonic() + self._options.patience_seconds
        pause = _FIRST_PAUSE
        with self._turn:
            while True:
                begun = self._ledger.begin(dedupe, parts)
                if len(begun.taken) == parts:
                    return SentMessage(begun.taken[1])
                failure = self._send_missing(self._ready(end), begun, dedupe, text, number)
                if failure is None:
                    continue
                if not failure.passes or time.monotonic() + pause > end:
                    raise GatewayRefused(failure.reason, permanent=failure.permanent)
                time.sleep(pause)
                pause *= 2

    def receipts(self) -> Sequence[Receipt]:
        """What ended, oldest first, until acknowledged; a line that is lost says nothing new."""
        with self._turn:
            try:
                self._take_reports(self._ready(0))
            except (GatewayRefused, Silence, Unplugged):
                self._drop()
            return self._ledger.receipts()

    def acknowledge(self, gateway_ids: Sequence[str]) -> None:
        """Tell these no more. Raises GatewayRefused."""
        self._ledger.acknowledge(gateway_ids)

    def require_ready(self) -> None:
        """Open it where it is not open. Raises SystemFault with what is wrong."""
        with self._turn:
            try:
                require_network(self._ready(0))
            except GatewayRefused:
                raise self._fault or SystemFault("modem_no_answer") from None
            except (Silence, Unplugged):
                self._drop()
                raise SystemFault("modem_no_answer") from None

    def condition(self) -> Condition:
        """The network and the signal. Raises SystemFault as ``require_ready``."""
        with self._turn:
            self.require_ready()
            try:
                return condition(self._ready(0))
            except (GatewayRefused, Silence, Unplugged):
                self._drop()
                raise SystemFault("modem_no_answer") from None

    def close(self) -> None:
        """Let the line go for another owner; the next message opens it again."""
        with self._turn:
            self._drop()
            self._ledger.close()

    def _ready(self, end: float) -> ModemLine:
        """The line, opened and prepared within the time there is. Raises GatewayRefused."""
        while self._line is None:
            now = time.monotonic()
            if now < self._next_try:
                if self._next_try > end:
                    raise GatewayRefused(self._fault.code if self._fault else "no_connection")
                time.sleep(self._next_try - now)
            self._open()
        return self._line

    def _open(self) -> None:
        line: ModemLine | None = None
        try:
            line = ModemLine(self._options.device, self._options.baud)
            prepare(line, self._guard, self._options.network_seconds)
        except (SystemFault, ModemError, Silence, Unplugged) as error:
            if line is not None:
                line.close()
            unheard = SystemFault("modem_no_answer", str(error))
            self._fault = error if isinstance(error, SystemFault) else unheard
            passing = self._fault.code in _OF_THE_LINE
            self._wait = min(self._wait * 2 or _FIRST_PAUSE, _LONGEST_WAIT if passing else 10.0)
            self._next_try = time.monotonic() + self._wait
        else:
            self._line, self._fault, self._wait, self._next_try = line, None, 0.0, 0.0
            self._stored_at = 0.0

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _send_missing(
        self, line: ModemLine, begun: Begun, dedupe: str, text: str, number: str
    ) -> Failure | None:
        """Send what is missing, part by part; why it stopped, None: all of it was taken."""
        for place, (length, pdu) in enumerate(submit_pdus(text, number, begun.reference), 1):
            if place in begun.taken:
                continue
            key = (dedupe, place)
            self.sent_again += key in self._unsure
            self._unsure.discard(key)
            try:
                answer = line.submit(length, pdu, self._options.send_seconds)
            except ModemError as error:
                failure = cms_failure(error.number)
                if failure.reset:
                    self._restart(line)
                return failure
            except (Silence, Unplugged):
                self._unsure.add(key)
                self._drop()
                return _GONE
            self._ledger.took(dedupe, place, _part_id(answer, number))
        return None

    def _restart(self, line: ModemLine) -> None:
        """Have the modem start anew, as its maker provides."""
        with contextlib.suppress(ModemError, Silence, Unplugged):
            line.ask("AT+CFUN=1,1")
        self._drop()

    def _take_reports(self, line: ModemLine) -> None:
        """Note what came and, now and then, what the modem stored while nobody listened."""
        for heard in line.listen():
            head, _, pdu = heard.partition("\n")
            if pdu:
                self._note(pdu)
            elif stored := re.match(r"\+CDSI: *\"?(\w+)\"?, *(\d+)", head):
                self._take_stored(line, stored[1], int(stored[2]))
        if time.monotonic() < self._stored_at + _STORED_EVERY:
            return
        self._stored_at = time.monotonic()
        places: list[int] = []
        answer = self._asked(line, f"AT+CMGL={_ALL_MESSAGES}")
        for head, pdu in itertools.pairwise(answer):
            if (listed := re.match(r"\+CMGL: *(\d+)", head)) and self._note(pdu):
                places.append(int(listed[1]))
        for place in places:
            self._asked(line, f"AT+CMGD={place}")

    def _take_stored(self, line: ModemLine, store: str, place: int) -> None:
        self._asked(line, f'AT+CPMS="{store}"')
        answer = self._asked(line, f"AT+CMGR={place}")
        if len(answer) > 1:
            self._note(answer[-1])
            self._asked(line, f"AT+CMGD={place}")

    def _note(self, pdu: str) -> bool:
        """Whether it was a status report."""
        report = read_report(pdu)
        if report is None:
            return False
        part_id = self._ledger.newest(_ending(report.reference, report.mobile))
        if part_id and report.state:
            word = "DELIVRD" if report.state == "delivered" else f"STATUS:{report.status:#04x}"
            self._ledger.heard((part_id,), report.state, word)
        return True

    @staticmethod
    def _asked(line: ModemLine, command: str) -> list[str]:
        try:
            return line.ask(command)
        except ModemError:
            return []


def _part_id(answer: list[str], number: str) -> str:
    """An id of the house's own: the modem's references begin again after 255."""
    found = re.search(r"\+CMGS: *(\d+)", " ".join(answer))
    return f"{time.time_ns() // 1_000_000:x}{_ending(int(found[1]) if found else 0, number)}"


def _ending(reference: int, number: str) -> str:
    """By what a report is matched: the modem's reference and two digits of the number."""
    return f".{reference}.{number[-2:]}"


def fit(fitting: Fitting) -> ModemGateway:
    """The gateway of an install; its small ledger lies in ``sms/`` of the data folder."""
    options = read_options(ModemOptions, fitting.options, "sms")
    folder = fitting.data / "sms"
    ledger = PartsLedger(folder / "modem.sqlite", fitting.clock.now)
    return ModemGateway(options, ledger, PinGuard(options.pin_file, folder / "modem-pin-refused"))
