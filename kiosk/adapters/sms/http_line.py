"""One request over HTTPS: certificates checked, time and answer bounded, no proxy, no detour."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.ports import SystemFault

_MOST_BYTES = 256 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class LineFailed(Exception):
    """No whole answer came; ``code`` is a fault's. ``sent``: the request may have arrived."""

    def __init__(self, code: str, *, sent: bool) -> None:
        super().__init__(code)
        self.code = code
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; a redirection is not followed."""

    status: int
    body: bytes = field(repr=False)


class HttpLine:
    """Speaks with one address; each request has a connection of its own."""

    def __init__(self, address: str, seconds: float, ca_file: Path | None = None) -> None:
        """``seconds`` bounds a request from its first byte to the answer's last.

        Raises SystemFault ``adapter_unusable`` for an address that is neither HTTPS nor this
        machine, or that carries a user name.
        """
        parts = urlsplit(address)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        try:
            port = parts.port
        except ValueError:
            port = 0
        plain = address.isascii() and address.isprintable() and " " not in address
        if not (plain and (parts.scheme == "https" or local)) or not parts.hostname or port == 0:
            raise SystemFault("adapter_unusable", "sms.options: an address begins with https://")
        if parts.username is not None:
            raise SystemFault("adapter_unusable", "sms.options: an address carries no user name")
        self._tls = not local
        self._host, self._port = parts.hostname, port or (443 if self._tls else 80)
        self._seconds, self._ca_file = seconds, ca_file
        self.path = parts.path or "/"
        self.query = parts.query
        self.host = parts.netloc

    def ask(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """The answer to one request. Raises LineFailed."""
        with self._connected() as (connection, expired):
            try:
                said = {"Host": self.host, **headers, "Connection": "close"}
                connection.request(method, target, body or None, said)
                with connection.getresponse() as response:
                    content = response.read(_MOST_BYTES + 1)
                    whole = not response.length and len(content) <= _MOST_BYTES
            except (OSError, http.client.HTTPException):
                raise LineFailed("sms_no_answer", sent=True) from None
            if expired.is_set() or not whole:
                raise LineFailed("sms_no_answer", sent=True)
            return Answer(response.status, content)

    def reach(self) -> None:
        """Connect and check the certificate, and say nothing. Raises LineFailed."""
        with self._connected():
            pass

    @contextmanager
    def _connected(self) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
        connection = self._connection()
        expired = threading.Event()
        line: list[socket.socket] = []  # the connection forgets it as soon as an answer begins

        def cut() -> None:
            expired.set()
            for open_line in line:
                with contextlib.suppress(OSError):
                    open_line.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self._seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            try:
                connection.connect()
                line.append(connection.sock)
            except ssl.SSLError:
                raise LineFailed("sms_tls_refused", sent=False) from None
            except (OSError, UnicodeError):
                raise LineFailed("sms_unreachable", sent=False) from None
            yield connection, expired
        finally:
            timer.cancel()
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if not self._tls:
            return http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=self._seconds, context=self._trust
        )

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._ca_file)
        except OSError:
            raise LineFailed("sms_tls_refused", sent=False) from None
