"""A carrier's SMPP 3.4 gateway: bound when first needed, again when it is lost, with receipts."""

import contextlib
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.parts_ledger import Begun, PartsLedger
from kiosk.adapters.sms.smpp_codes import Refusal, refusal_of, state_of
from kiosk.adapters.sms.smpp_link import Address, Answer, LinkLost, SmppLink
from kiosk.adapters.sms.smpp_options import SmppOptions, read_secret
from kiosk.adapters.sms.smpp_receipt import read_receipt, response_id
from kiosk.domain.sms_text import split_parts
from kiosk.ports import Fitting, GatewayRefused, Receipt, SentMessage, SystemFault

_UCS2 = 8
_UDHI = 0x40
_WITH_RECEIPT = 1
_INTERNATIONAL = 1
_ISDN = 1
_TRY_LATER = 0x64  # ESME_RX_T_APPN: the carrier keeps the receipt
_LONGEST_WAIT = 60.0
_THROTTLE_WAIT = 0.5
_LOST_WAIT = 0.02
_LOST = Refusal("connection_lost", passes=True)


class SmppGateway:
    """Sends over one bound transceiver; several threads may send at once.

    A part is written again only when the carrier's answer to it was lost with the connection;
    it then carries the same reference and number, so that a telephone can drop the second.
    ``sent_again`` counts those. What the carrier took is kept under the message's key: sending
    the same key again after a crash sends nothing twice.
    """

    def __init__(self, options: SmppOptions, ledger: PartsLedger) -> None:
        self._options = options
        self._ledger = ledger
        self._opening = threading.Lock()
        self._link: SmppLink | None = None
        self._next_try = 0.0
        self._wait = 0.0
        self._fault: SystemFault | None = None
        self._window = threading.BoundedSemaphore(options.window)
        self._pace = threading.Lock()
        self._next_slot = 0.0
        self._out: dict[tuple[str, int], Answer] = {}
        self._unsure: set[tuple[str, int]] = set()
        self.sent_again = 0
        self.heard_again = 0

    def send(
        self, template: str, params: Mapping[str, str], text: str, mobile: str, dedupe: str
    ) -> SentMessage:
        """Hand over every part and wait for the carrier's answer to each. Raises GatewayRefused."""
        parts = (text,) if self._options.long == "payload" else split_parts(text)
        end = time.monotonic() + self._options.patience_seconds
        pause = 0.0
        while True:
            begun = self._ledger.begin(dedupe, len(parts))
            missing = [n for n in range(1, len(parts) + 1) if n not in begun.taken]
            if not missing:
                return SentMessage(begun.taken[1])
            time.sleep(pause)
            refusal = self._submit(self._bound(end), begun, dedupe, parts, missing, mobile)
            if refusal is None:
                continue
            pause = pause * 2 or (_THROTTLE_WAIT if refusal.throttled else _LOST_WAIT)
            if not refusal.passes or time.monotonic() + pause > end:
                raise GatewayRefused(refusal.reason, permanent=refusal.permanent)

    def receipts(self) -> Sequence[Receipt]:
        """What ended, oldest first, until it is acknowledged; binds again to hear more."""
        with contextlib.suppress(GatewayRefused):
            self._bound(0)
        return self._ledger.receipts()

    def acknowledge(self, gateway_ids: Sequence[str]) -> None:
        """Tell these no more. Raises GatewayRefused."""
        self._ledger.acknowledge(gateway_ids)

    def require_ready(self) -> None:
        """Bind when it is not bound. Raises SystemFault with what is wrong."""
        try:
            self._bound(0)
        except GatewayRefused:
            raise self._fault or SystemFault("sms_unreachable") from None

    def close(self) -> None:
        """Unbind; the next message binds again."""
        with self._opening:
            if self._link is not None:
                self._link.close()
                self._link = None
        self._ledger.close()

    def _bound(self, end: float) -> SmppLink:
        """The bound connection, made anew within the time there is. Raises GatewayRefused."""
        with self._opening:
            while self._link is None or not self._link.alive:
                now = time.monotonic()
                if now < self._next_try:
                    if self._next_try > end:
                        raise GatewayRefused(self._fault.code if self._fault else "no_connection")
                    time.sleep(self._next_try - now)
                self._open()
            return self._link

    def _open(self) -> None:
        chosen = self._options
        try:
            address = Address(
                chosen.host,
                chosen.port,
                chosen.timeout_seconds,
                chosen.enquire_seconds,
                chosen.tls_context(),
            )
            credentials = {
                "system_id": chosen.system_id,
                "password": read_secret(chosen.password_file),
                "system_type": chosen.system_type,
            }
            self._link = SmppLink(address, credentials, self._heard)
        except SystemFault as fault:
            self._fault = fault
            passing = fault.code in {"sms_unreachable", "sms_no_answer", "sms_bound_already"}
            self._wait = min(self._wait * 2 or 0.5, _LONGEST_WAIT) if passing else _LONGEST_WAIT
            self._next_try = time.monotonic() + self._wait
        else:
            self._fault, self._wait, self._next_try = None, 0.0, 0.0

    def _submit(
        self,
        link: SmppLink,
        begun: Begun,
        dedupe: str,
        parts: tuple[str, ...],
        missing: list[int],
        mobile: str,
    ) -> Refusal | None:
        """Write what is missing and wait; why something of it is still missing, None: nothing.

        Raises GatewayRefused ``no_answer`` when the carrier is too slow: an answer that comes
        later still counts.
        """
        answers: list[Answer] = []
        for number in missing:
            try:
                answers.append(self._one(link, begun, dedupe, parts, number, mobile))
            except LinkLost:
                break  # those that were written are looked at all the same
        end = time.monotonic() + self._options.timeout_seconds
        for answer in answers:
            if not answer.wait(end - time.monotonic()):
                raise GatewayRefused("no_answer")
        refused = next((answer.status for answer in answers if answer.status), None)
        if refused:
            return refusal_of(refused)
        all_came = len(answers) == len(missing) and not any(answer.lost for answer in answers)
        return None if all_came else _LOST

    def _one(
        self,
        link: SmppLink,
        begun: Begun,
        dedupe: str,
        parts: tuple[str, ...],
        number: int,
        mobile: str,
    ) -> Answer:
        key = (dedupe, number)
        waiting = self._out.get(key)
        if waiting is not None and not waiting.lost and link.alive:
            return waiting  # its answer is slow, not lost
        self._keep_pace()
        if key in self._unsure:
            self.sent_again += 1
        if not self._window.acquire(timeout=self._options.timeout_seconds):
            raise GatewayRefused("no_answer")

        def came(status: int, message_id: str) -> None:
            if not status:
                named = response_id(message_id, self._options.receipt_ids)
                self._ledger.took(dedupe, number, named)

        def over() -> None:
            self._window.release()
            self._out.pop(key, None)
            (self._unsure.add if answer.lost else self._unsure.discard)(key)

        answer = Answer(came, over)
        self._out[key] = answer
        link.request("submit_sm", answer, **self._fields(begun, parts, number, mobile))
        return answer

    def _fields(
        self, begun: Begun, parts: tuple[str, ...], number: int, mobile: str
    ) -> dict[str, Any]:
        octets = parts[number - 1].encode("utf-16-be")
        chosen = self._options
        fields: dict[str, Any] = {
            "source_addr_ton": chosen.sender_ton,
            "source_addr_npi": chosen.sender_npi,
            "source_addr": chosen.sender,
            "dest_addr_ton": _INTERNATIONAL if chosen.country else 0,
            "dest_addr_npi": _ISDN,
            "destination_addr": chosen.country + mobile,
            "data_coding": _UCS2,
            "registered_delivery": _WITH_RECEIPT,
            "esm_class": _UDHI if len(parts) > 1 else 0,
        }
        if chosen.long == "payload":
            return {**fields, "message_payload": octets}
        head = bytes((5, 0, 3, begun.reference, len(parts), number)) if len(parts) > 1 else b""
        return {**fields, "short_message": head + octets}

    def _keep_pace(self) -> None:
        if not self._options.per_second:
            return
        with self._pace:
            now = time.monotonic()
            slot = max(now, self._next_slot)
            self._next_slot = slot + 1 / self._options.per_second
        time.sleep(slot - now)

    def _heard(self, deliver_sm: Any) -> int:  # noqa: ANN401
        """Keep a receipt before the carrier is told that it came."""
        receipt = read_receipt(deliver_sm, self._options.receipt_ids)
        state = state_of(receipt.state) if receipt else None
        if receipt is None or state is None:
            return 0
        try:
            heard = self._ledger.heard(receipt.ids, state, receipt.code)
        except GatewayRefused:
            return _TRY_LATER
        self.heard_again += heard == "again"
        return 0


def fit(fitting: Fitting) -> SmppGateway:
    """The gateway of an install; its small ledger lies in ``sms/`` of the data folder."""
    ledger = PartsLedger(fitting.data / "sms" / "smpp.sqlite", fitting.clock.now)
    return SmppGateway(read_options(SmppOptions, fitting.options, "sms"), ledger)
