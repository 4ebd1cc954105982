"""A verify site, as a folder or over HTTPS: its trust bundle and its status lists, and a shelf."""

import hashlib
import http.client
import logging
import secrets
import time
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kiosk.ports import SystemFault
from kiosk.ports.published import Kept

_LOG = logging.getLogger(__name__)
_TIMEOUT_SECONDS: Final = 5
_LONGEST_SECONDS: Final = 15
_MOST_BYTES: Final = 8 * 1024 * 1024
_PIECE: Final = 64 * 1024
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a site answers at its own address or not at all."""

    def redirect_request(self, *_: object) -> None:
        return None


class VerifySite:
    """``source`` is a folder or the address that ends in ``/V/``; ``cache`` holds what is kept.

    What is kept of one source is never given for another. Raises SystemFault ``site_unusable``
    for an address that is neither HTTPS nor this machine.
    """

    def __init__(self, source: str, cache: Path) -> None:
        self._source = source.rstrip("/") or source
        self._shelf = cache / hashlib.sha256(self._source.encode()).hexdigest()[:16]
        parts = urlsplit(source)
        self._remote = "://" in source
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if self._remote and not (safe and parts.hostname):
            raise SystemFault("site_unusable", source)

    def fetch(self, name: str) -> bytes | None:
        """The file as the site has it now, None when it cannot be had."""
        if not self._remote:
            return _read(Path(self._source) / name)
        try:
            opener = urllib.request.build_opener(_NoDetour)
            with opener.open(f"{self._source}/{name}", timeout=_TIMEOUT_SECONDS) as answer:
                return _whole(answer)
        except (OSError, ValueError, http.client.HTTPException) as error:
            _LOG.warning("%s cannot be fetched: %s", name, type(error).__name__)
            return None

    def kept(self, name: str) -> Kept | None:
        """The file as it was kept last; of a folder it may always be asked again."""
        place = self._shelf / name
        content = _read(place)
        if content is None:
            return None
        try:
            since = datetime.fromtimestamp(place.stat().st_mtime, UTC)
        except OSError:
            return None
        return Kept(content, since if self._remote else None)

    def keep(self, name: str, content: bytes) -> None:
        """Keep it in the place of an earlier one; never raises."""
        place = self._shelf / name
        fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.new")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(place)
        except OSError as error:
            _LOG.warning("%s cannot be kept: %s", name, error.strerror)
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def _whole(answer: http.client.HTTPResponse) -> bytes | None:
    """All of an answer, None when it is too long or drips for too long."""
    ends = time.monotonic() + _LONGEST_SECONDS
    content = bytearray()
    while piece := answer.read1(_PIECE):
        content += piece
        if len(content) > _MOST_BYTES or time.monotonic() > ends:
            return None
    declared = answer.headers.get("Content-Length")
    return bytes(content) if declared in (None, str(len(content))) else None


def _read(file: Path) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except OSError:
        return None
