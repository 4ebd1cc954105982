"""The trust list: which roots and credential keys are believed, when, and for what.

JSON, version 1, all instants ISO 8601 with an offset, all bytes unpadded base64url::

    {"version": 1,
     "roots": [{"authority", "certificate" (DER), "specimen", "revoked_from" (or null)}],
     "credential_keys": [{"authority", "terminal", "public_key" (32 bytes), "specimen",
                          "since", "until", "revoked_from" (or null)}],
     "revoked_certificates": [{"sha256" (hex of the DER), "revoked_from"}]}

``specimen`` marks practice keys: whatever they signed is a specimen. A key is judged at the
moment of issue: it is known from ``since`` until just before ``until``, and revoked from
``revoked_from`` on; what it signed earlier stays good.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kiosk.domain.answers import Json
from kiosk.domain.problems import Problem

_VERSION: Final = 1
_PUBLIC_KEY_BYTES: Final = 32
_SHA256_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """An Ed25519 credential key of a terminal."""

    authority: str
    terminal: str
    public_key: bytes = field(repr=False)
    specimen: bool
    since: datetime
    until: datetime
    revoked_from: datetime | None = None

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of the SHA-256 of the public key."""
        return hashlib.sha256(self.public_key).digest()[:4]

    def is_known(self, at: datetime) -> bool:
        """Whether the key was in use at the instant."""
        return self.since <= at < self.until

    def is_revoked(self, at: datetime) -> bool:
        """Whether the key was revoked at the instant."""
        return self.revoked_from is not None and at >= self.revoked_from

    def is_believed(self, at: datetime) -> bool:
        """Whether what it signs at the instant is believed."""
        return self.is_known(at) and not self.is_revoked(at)


@dataclass(frozen=True, slots=True)
class TrustedRoot:
    """A root certificate (DER) that certifies document keys directly."""

    authority: str
    certificate: bytes = field(repr=False)
    specimen: bool
    revoked_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrustList:
    """Everything that is believed; ``revoked`` maps certificate SHA-256 (hex) to from when."""

    roots: tuple[TrustedRoot, ...] = ()
    keys: tuple[TrustedKey, ...] = ()
    revoked: Mapping[str, datetime] = field(default_factory=dict)

    def keys_of(self, key_id: bytes) -> tuple[TrustedKey, ...]:
        """All keys with this id; two keys may share one by chance."""
        return tuple(key for key in self.keys if key.key_id == key_id)

    def joined(self, other: "TrustList") -> "TrustList":
        """Both lists; of two revocations of one certificate the earlier counts."""
        revoked = dict(self.revoked)
        for digest, instant in other.revoked.items():
            revoked[digest] = min(instant, revoked.get(digest, instant))
        return TrustList(self.roots + other.roots, self.keys + other.keys, revoked)

    def as_json(self) -> dict[str, Json]:
        """The list in the form that ``parse_trust_list`` reads."""
        return {
            "version": _VERSION,
            "roots": [
                {
                    "authority": root.authority,
                    "certificate": _text(root.certificate),
                    "specimen": root.specimen,
                    "revoked_from": _iso(root.revoked_from),
                }
                for root in self.roots
            ],
            "credential_keys": [
                {
                    "authority": key.authority,
                    "terminal": key.terminal,
                    "public_key": _text(key.public_key),
                    "specimen": key.specimen,
                    "since": key.since.isoformat(),
                    "until": key.until.isoformat(),
                    "revoked_from": _iso(key.revoked_from),
                }
                for key in self.keys
            ],
            "revoked_certificates": [
                {"sha256": digest, "revoked_from": instant.isoformat()}
                for digest, instant in sorted(self.revoked.items())
            ],
        }


@dataclass(frozen=True, slots=True)
class SignedTrustList:
    """A trust list that its root signed, and when it was made: an older one takes no place."""

    trust: TrustList
    made_at: datetime


def parse_trust_list(text: str) -> TrustList | Problem:
    """Read a trust list; ``trust.unreadable`` with the place when it is not one. Never raises."""
    try:
        top = _Record(json.loads(text), "")
        if top.value("version") != _VERSION:
            return Problem("trust.unreadable", "version")
        return TrustList(
            roots=tuple(_root(item) for item in top.records("roots")),
            keys=tuple(_key(item) for item in top.records("credential_keys")),
            revoked={
                item.digest("sha256"): item.instant("revoked_from")
                for item in top.records("revoked_certificates")
            },
        )
    except _Unreadable as error:
        return Problem("trust.unreadable", error.place)
    except (ValueError, RecursionError):
        return Problem("trust.unreadable")


def _root(item: "_Record") -> TrustedRoot:
    return TrustedRoot(
        authority=item.text("authority"),
        certificate=item.octets("certificate"),
        specimen=item.flag("specimen"),
        revoked_from=item.instant_or_none("revoked_from"),
    )


def _key(item: "_Record") -> TrustedKey:
    return TrustedKey(
        authority=item.text("authority"),
        terminal=item.text("terminal"),
        public_key=item.octets("public_key", _PUBLIC_KEY_BYTES),
        specimen=item.flag("specimen"),
        since=item.instant("since"),
        until=item.instant("until"),
        revoked_from=item.instant_or_none("revoked_from"),
    )


class _Unreadable(Exception):
    """A member is missing or of another type."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Record:
    """Takes members out of untrusted JSON by type."""

    data: Json
    place: str

    def value(self, name: str) -> Json:
        if not isinstance(self.data, dict) or name not in self.data:
            raise _Unreadable(self._at(name))
        return self.data[name]

    def text(self, name: str) -> str:
        value = self.value(name)
        if not isinstance(value, str):
            raise _Unreadable(self._at(name))
        return value

    def flag(self, name: str) -> bool:
        value = self.value(name)
        if not isinstance(value, bool):
            raise _Unreadable(self._at(name))
        return value

    def records(self, name: str) -> list["_Record"]:
        value = self.value(name)
        if not isinstance(value, list):
            raise _Unreadable(self._at(name))
        return [_Record(item, f"{self._at(name)}.{number}") for number, item in enumerate(value)]

    def octets(self, name: str, length: int = 0) -> bytes:
        text = self.text(name)
        try:
            octets = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise _Unreadable(self._at(name)) from None
        if not octets or (length and len(octets) != length):
            raise _Unreadable(self._at(name))
        return octets

    def digest(self, name: str) -> str:
        text = self.text(name)
        if not _SHA256_HEX.fullmatch(text):
            raise _Unreadable(self._at(name))
        return text

    def instant(self, name: str) -> datetime:
        try:
            instant = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise _Unreadable(self._at(name)) from None
        if instant.tzinfo is None:
            raise _Unreadable(self._at(name))
        return instant

    def instant_or_none(self, name: str) -> datetime | None:
        return None if self.value(name) is None else self.instant(name)

    def _at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
