"""Ask a printer or a print server over HTTP, one request a connection (RFC 8010, 4)."""

import http.client
import itertools
import ssl
from collections.abc import Sequence
from urllib.parse import urlsplit

from kiosk.adapters.printer.ipp import (
    MEDIA_TYPE,
    Attribute,
    Group,
    Message,
    NotIpp,
    Operation,
    Tag,
    decode,
    encode,
)

PORT = 631
_SCHEMES = {"ipp": False, "http": False, "ipps": True, "https": True}
_LAST_SUCCESS = 0x00FF
_MOST_ANSWER = 4 << 20
_OK = 200


class NoAnswer(Exception):
    """Nothing there answered; ``sent`` says whether the whole request had left before."""

    def __init__(self, why: str, *, sent: bool) -> None:
        super().__init__(why)
        self.sent = sent


class Refused(Exception):
    """The printer answered with an error; ``status`` is its code (RFC 8011, B.1)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"0x{status:04x}")
        self.status = status


class IppClient:
    """Speaks with one printer; ``seconds`` bounds every single step of the network."""

    def __init__(self, uri: str, user: str, seconds: float) -> None:
        """Take the address. Raises ValueError for one that is no ipp, ipps, http or https."""
        parts = urlsplit(uri)
        if parts.scheme not in _SCHEMES or not parts.hostname or parts.username:
            raise ValueError("no address of a printer")
        self._secure = _SCHEMES[parts.scheme]
        self._host, self._port = parts.hostname, parts.port or PORT
        self._path = parts.path or "/"
        self._uri = f"ipp{'s' if self._secure else ''}://{self._host}:{self._port}{self._path}"
        self._user, self._seconds = user, seconds
        self._requests = itertools.count(1)

    def ask(
        self,
        operation: Operation,
        attributes: Sequence[Attribute] = (),
        job: Sequence[Attribute] = (),
        data: bytes = b"",
    ) -> Message:
        """The answer to one request. Raises NoAnswer and Refused."""
        number = next(self._requests)
        basis: list[Attribute] = [
            ("attributes-charset", Tag.CHARSET, ["utf-8"]),
            ("attributes-natural-language", Tag.LANGUAGE, ["en"]),
            ("printer-uri", Tag.URI, [self._uri]),
        ]
        # RFC 8011, 4.3.1: charset, language and target stand first, job-id right behind them
        own = [a for a in attributes if a[0] == "job-id"]
        rest = [a for a in attributes if a[0] != "job-id"]
        name: Attribute = ("requesting-user-name", Tag.NAME, [self._user])
        groups = [(Group.OPERATION, [*basis, *own, name, *rest])]
        if job:
            groups.append((Group.JOB, list(job)))
        answer = self._post(encode(operation, number, groups, data))
        if answer.code > _LAST_SUCCESS:
            raise Refused(answer.code)
        return answer

    def _post(self, body: bytes) -> Message:
        connection = self._connection()
        sent = False
        try:
            connection.request("POST", self._path, body, {"Content-Type": MEDIA_TYPE})
            sent = True
            response = connection.getresponse()
            answer = response.read(_MOST_ANSWER)
            if response.status != _OK:
                raise NoAnswer(f"HTTP {response.status}", sent=sent)
            return decode(answer)
        except (OSError, http.client.HTTPException, NotIpp) as error:
            raise NoAnswer(type(error).__name__, sent=sent) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=self._seconds, context=context
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)
