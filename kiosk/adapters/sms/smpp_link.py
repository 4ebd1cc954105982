"""One bound SMPP 3.4 connection: frames, answers by number, the heartbeat and what comes in."""

import contextlib
import logging
import select
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.adapters.sms.smpp_codes import bind_fault
from kiosk.ports import GatewayRefused, SystemFault

_HEADER = 16
_LONGEST = 70_000  # an octet string of 64 KiB and what stands around it
_TICK = 0.25
_RESPONSE = 0x80000000
_GENERIC_NACK = 0x80000000
_SYSTEM_ERROR = 0x08

logging.getLogger("smpplib").setLevel(logging.CRITICAL)  # it logs whole messages


class LinkLost(Exception):
    """The connection is gone or out of step; what was not answered may have been taken."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the carrier is and how long it may take, in seconds."""

    host: str
    port: int
    timeout: float
    enquire: float
    tls: ssl.SSLContext | None = None


class Sequence:
    """The numbers of requests, as the library wants them; safe for several threads."""

    def __init__(self) -> None:
        self.sequence = 0
        self._lock = threading.Lock()

    def next_sequence(self) -> int:
        """The next one, 1 to 7FFFFFFF."""
        with self._lock:
            self.sequence = self.sequence % 0x7FFFFFFF + 1
            return self.sequence


class Answer:
    """The answer to one request, when it comes.

    ``on_answer`` gets its status and message id as soon as it comes, ``on_over`` is called when
    it came or never will; both by the reader's thread.
    """

    def __init__(
        self,
        on_answer: Callable[[int, str], None] = lambda _status, _id: None,
        on_over: Callable[[], None] = lambda: None,
    ) -> None:
        self._over = threading.Event()
        self._on_answer = on_answer
        self._on_over = on_over
        self.status: int | None = None
        self.lost = False

    def settle(self, status: int, message_id: str) -> None:
        """It came. Where ``on_answer`` cannot keep it, it counts as an error of the system."""
        try:
            self._on_answer(status, message_id)
            self.status = status
        except GatewayRefused:
            self.status = _SYSTEM_ERROR
        self._end()

    def lose(self) -> None:
        """It will never come."""
        self.lost = True
        self._end()

    def wait(self, seconds: float) -> bool:
        """Whether it came, or is known never to come, within so many seconds."""
        return self._over.wait(max(seconds, 0))

    def _end(self) -> None:
        self._on_over()
        self._over.set()


class SmppLink:
    """Opens, binds and reads in a thread of its own until it is closed or lost.

    ``on_deliver`` gets every parsed deliver_sm and gives the command_status to answer with.
    Raises SystemFault on opening: ``sms_unreachable``, ``sms_tls_refused``, ``sms_no_answer``,
    or that of a refused bind.
    """

    def __init__(
        self,
        address: Address,
        credentials: dict[str, str],
        on_deliver: Callable[[Any], int],
    ) -> None:
        self._address = address
        self._on_deliver = on_deliver
        self._numbers = Sequence()
        self._io = threading.Lock()
        self._waiting: dict[int, Answer] = {}
        self._heard_at = time.monotonic()
        self._asked = False
        self._buffer = b""
        self.alive = False
        self._socket = self._connect()
        self._bind(credentials)
        self._socket.settimeout(address.timeout)
        self._reader = threading.Thread(target=self._read_on, name="smpp", daemon=True)
        self._reader.start()

    def request(self, command: str, answer: Answer, **fields: Any) -> Answer:  # noqa: ANN401
        """Send a request; its answer is waited for apart. Raises LinkLost: it is lost, too."""
        pdu = self._make(command, **fields)
        self._waiting[pdu.sequence] = answer
        self._send(pdu.generate())
        return answer

    def close(self) -> None:
        """Take leave of the carrier, as far as it still listens, and close."""
        if self.alive:
            with contextlib.suppress(LinkLost):
                self.request("unbind", Answer()).wait(1.0)
        self._lose()
        if self._reader is not threading.current_thread():
            self._reader.join(2.0)

    def _connect(self) -> socket.socket:
        place = self._address
        try:
            plain = socket.create_connection((place.host, place.port), place.timeout)
        except OSError as error:
            raise SystemFault("sms_unreachable", error.strerror or type(error).__name__) from None
        if place.tls is None:
            return plain
        try:
            return place.tls.wrap_socket(plain, server_hostname=place.host)
        except OSError as error:  # an ssl.SSLError is one
            plain.close()
            raise SystemFault("sms_tls_refused", type(error).__name__) from None

    def _bind(self, credentials: dict[str, str]) -> None:
        pdu = self._make("bind_transceiver", interface_version=0x34, **credentials)
        try:
            self._send(pdu.generate())
            end = time.monotonic() + self._address.timeout
            while not (frame := self._next_frame()):
                self._socket.settimeout(max(end - time.monotonic(), 0.001))
                self._take_in()
        except (LinkLost, OSError):
            self._socket.close()
            raise SystemFault("sms_no_answer", "bind") from None
        code, status = struct.unpack(">4xLL", frame[:12])
        if status or code not in {0x80000009, _GENERIC_NACK}:
            self._socket.close()
            raise SystemFault(bind_fault(status), f"{status:#06x}")
        self.alive = True
        self._heard_at = time.monotonic()

    def _read_on(self) -> None:
        try:
            while self.alive:
                self._beat()
                ready = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
                if not ready and not select.select([self._socket], [], [], _TICK)[0]:
                    continue
                with self._io:
                    self._take_in()
                while frame := self._next_frame():
                    self._handle(frame)
        except (LinkLost, OSError, ValueError):
            pass  # what lost it is told to those who wait
        finally:
            self._lose()

    def _take_in(self) -> None:
        received = self._socket.recv(65536)
        if not received:
            raise LinkLost
        self._buffer += received
        self._heard_at = time.monotonic()
        self._asked = False

    def _next_frame(self) -> bytes:
        """The next whole PDU, empty where it is not all there. Raises LinkLost on garbage."""
        if len(self._buffer) < 4:
            return b""
        length = int.from_bytes(self._buffer[:4])
        if not _HEADER <= length <= _LONGEST:
            raise LinkLost
        if len(self._buffer) < length:
            return b""
        frame, self._buffer = self._buffer[:length], self._buffer[length:]
        return frame

    def _handle(self, frame: bytes) -> None:
        code, status, number = struct.unpack(">4xLLL", frame[:_HEADER])
        if code & _RESPONSE:
            answer = self._waiting.pop(number, None)
            if answer is not None:
                answer.settle(status or int(code == _GENERIC_NACK), _message_id(frame))
            return
        pdu = _parsed(frame)
        if pdu is None:
            self._reply("generic_nack", number, 0x03)  # ESME_RINVCMDID
        elif pdu.command == "deliver_sm":
            self._reply("deliver_sm_resp", number, self._on_deliver(pdu))
        elif pdu.command == "enquire_link":
            self._reply("enquire_link_resp", number)
        elif pdu.command == "unbind":
            self._reply("unbind_resp", number)
            raise LinkLost

    def _beat(self) -> None:
        """Ask whether the carrier is there when it was silent; give it up when it stays so."""
        silent = time.monotonic() - self._heard_at
        if silent > self._address.enquire and not self._asked:
            self._asked = True
            self.request("enquire_link", Answer())
        elif silent > self._address.enquire + self._address.timeout:
            raise LinkLost

    def _reply(self, command: str, number: int, status: int = 0) -> None:
        pdu = self._make(command)
        pdu.sequence, pdu.status = number, status
        self._send(pdu.generate())

    def _make(self, command: str, **fields: Any) -> Any:  # noqa: ANN401
        from smpplib import smpp

        return smpp.make_pdu(command, client=self._numbers, **fields)

    def _send(self, octets: bytes) -> None:
        try:
            with self._io:
                self._socket.sendall(octets)
        except (OSError, ValueError) as error:
            self._lose()
            raise LinkLost from error

    def _lose(self) -> None:
        self.alive = False
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the reader
        self._socket.close()
        while self._waiting:
            try:
                self._waiting.popitem()[1].lose()
            except KeyError:
                break


def _message_id(frame: bytes) -> str:
    return frame[_HEADER:].partition(b"\0")[0].decode("latin-1")


def _parsed(frame: bytes) -> Any:  # noqa: ANN401
    """The PDU by the library, None where it is of no known kind. Raises LinkLost on nonsense."""
    from smpplib import exceptions, smpp

    try:
        return smpp.parse_pdu(frame, client=Sequence(), allow_unknown_opt_params=True)
    except exceptions.UnknownCommandError:
        return None
    except (struct.error, ValueError, KeyError, AttributeError, TypeError, RuntimeError):
        raise LinkLost from None
