"""The credential: what the licence's QR says, its claim keys, its URL and how long texts shrink.

The signed object is a tagged COSE_Sign1 (RFC 9052, 4.2) with EdDSA (alg -8, RFC 9053, 2.2),
protected header ``{1: -8, 4: kid}`` where kid is the first 4 bytes of the SHA-256 of the raw
Ed25519 public key, an empty unprotected header, no external data, and as payload a CBOR map
in core deterministic encoding (RFC 8949, 4.2.1) of these claims and no others:

=== ==================== ====== =======================================================
key claim                type   meaning
=== ==================== ====== =======================================================
1   version              uint   1
2   credit_code          text   18 characters, GB 32100-2015
3   name                 text   business name, empty when it has none; may be cut, see 15
4   proprietor           text   the proprietor's name as printed; may be cut, see 15
5   business_type        uint   1 个体工商户
6   issued_at            uint   seconds since 1970-01-01T00:00:00Z, when it was signed
7   composition          uint   1 individual (个人经营), 2 family (家庭经营)
8   registered_on        uint   year * 10000 + month * 100 + day, date at the authority
9   premises_code        uint   deepest known division code, 6, 9 or 12 digits
10  premises_digest      bytes  ``text_digest`` of the premises as printed
11  scope_digest         bytes  ``text_digest`` of the scope as printed
12  authority            uint   6-digit division code of the registering authority
13  status               bytes  shard (2 bytes) and index (3 bytes) in the status list, big endian
14  specimen             uint   1 a specimen without force, 0 a licence
15  names_digest         bytes  only when 3 or 4 was cut: ``text_digest`` of both in full,
                                joined by U+000A; a cut text ends with U+2026
=== ==================== ====== =======================================================

The authority's name follows from the key that signed, through the trust list. Premises and
scope are digests: they are read from the licence, the credential only proves them unchanged.
The proprietor's name is the only personal datum; it stands on the public licence.
The QR's text is ``HTTPS://HOST/V/#`` and the unpadded upper-case Base32 (RFC 4648, 6) of the
object, at most ``MAX_BYTES`` long; what follows ``#`` never reaches a server.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import TypeAlias

from kiosk.domain.problems import Problem
from kiosk.domain.records import RegisterEntry

Claims: TypeAlias = Mapping[int, int | str | bytes]

VERSION = 1
MAX_BYTES = 300
MAX_QR_TEXT = 1024
DIGEST_BYTES = 16
ELLIPSIS = "…"
# MAX_BYTES less every other part at its longest (tests/domain/test_credential.py adds them up)
TEXT_BUDGET = 117
TEXT_BUDGET_WHEN_CUT = TEXT_BUDGET - (1 + 1 + DIGEST_BYTES)
SHORTEST_NAME = 12

BUSINESS_TYPES: Mapping[int, str] = {1: "个体工商户"}
COMPOSITIONS: Mapping[int, str] = {1: "individual", 2: "family"}
PRINTED_COMPOSITIONS: Mapping[str, str] = {"individual": "个人经营", "family": "家庭经营"}

_URL = re.compile(
    r"[Hh][Tt][Tt][Pp][Ss]://([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)/V/#(.*)", re.DOTALL
)
_BASE32 = re.compile(r"[A-Z2-7]+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


class Claim(IntEnum):
    """The claim keys of the table above."""

    VERSION = 1
    CREDIT_CODE = 2
    NAME = 3
    PROPRIETOR = 4
    BUSINESS_TYPE = 5
    ISSUED_AT = 6
    COMPOSITION = 7
    REGISTERED_ON = 8
    PREMISES_CODE = 9
    PREMISES_DIGEST = 10
    SCOPE_DIGEST = 11
    AUTHORITY = 12
    STATUS = 13
    SPECIMEN = 14
    NAMES_DIGEST = 15


def text_digest(text: str) -> bytes:
    """The first 16 bytes of the SHA-256 of the text's UTF-8, without any normalisation."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:DIGEST_BYTES]


@dataclass(frozen=True, slots=True)
class Credential:
    """The claims as values; ``names_digest`` is empty unless a name was cut."""

    credit_code: str
    name: str
    proprietor: str = field(repr=False)
    business_type: str
    composition: str
    registered_on: date
    premises_code: str
    premises_digest: bytes
    scope_digest: bytes
    authority: str  # 6-digit division code
    issued_at: datetime  # aware UTC, whole seconds
    status_shard: int
    status_index: int
    specimen: bool
    names_digest: bytes = b""

    @classmethod
    def of_entry(
        cls,
        entry: RegisterEntry,
        *,
        issued_at: datetime,
        status_shard: int,
        status_index: int,
        specimen: bool,
    ) -> "Credential":
        """The credential of a register entry; long names shrink as ``shorten`` says."""
        name, proprietor, digest = shorten(entry.name, entry.proprietor)
        return cls(
            credit_code=entry.credit_code,
            name=name,
            proprietor=proprietor,
            business_type=BUSINESS_TYPES[1],
            composition=entry.composition,
            registered_on=entry.registered_on,
            premises_code=entry.premises_code,
            premises_digest=text_digest(entry.premises),
            scope_digest=text_digest(entry.scope_text),
            authority=entry.division,
            issued_at=issued_at.astimezone(UTC).replace(microsecond=0),
            status_shard=status_shard,
            status_index=status_index,
            specimen=specimen,
            names_digest=digest,
        )

    def shows(self, name: str, proprietor: str) -> bool:
        """Whether these full texts are the ones signed, also when they were cut."""
        if not self.names_digest:
            return (name, proprietor) == (self.name, self.proprietor)
        return text_digest(f"{name}\n{proprietor}") == self.names_digest


def shorten(name: str, proprietor: str) -> tuple[str, str, bytes]:
    """Both texts within the byte budget, and the digest of the full ones when they were cut.

    The business name is cut first, down to 12 characters, then the proprietor's name.
    """
    if _size(name) + _size(proprietor) <= TEXT_BUDGET:
        return name, proprietor, b""
    digest = text_digest(f"{name}\n{proprietor}")
    short_name = name
    while len(short_name) > SHORTEST_NAME and (
        _size(_cut(short_name, name)) + _size(proprietor) > TEXT_BUDGET_WHEN_CUT
    ):
        short_name = short_name[:-1]
    short_name = _cut(short_name, name)
    short_proprietor = proprietor
    while _size(short_name) + _size(_cut(short_proprietor, proprietor)) > TEXT_BUDGET_WHEN_CUT:
        short_proprietor = short_proprietor[:-1]
    return short_name, _cut(short_proprietor, proprietor), digest


def _cut(part: str, whole: str) -> str:
    return part if part == whole else part + ELLIPSIS


def _size(text: str) -> int:
    """Bytes of the text as a CBOR string with its head (up to 255 bytes of UTF-8)."""
    length = len(text.encode())
    return length + (1 if length < 24 else 2)


def claims_of(credential: Credential) -> dict[int, int | str | bytes]:
    """The claim map of a credential made by this house. Raises KeyError on an unknown kind."""
    day = credential.registered_on
    claims: dict[int, int | str | bytes] = {
        Claim.VERSION: VERSION,
        Claim.CREDIT_CODE: credential.credit_code,
        Claim.NAME: credential.name,
        Claim.PROPRIETOR: credential.proprietor,
        Claim.BUSINESS_TYPE: _key_of(BUSINESS_TYPES, credential.business_type),
        Claim.ISSUED_AT: int(credential.issued_at.timestamp()),
        Claim.COMPOSITION: _key_of(COMPOSITIONS, credential.composition),
        Claim.REGISTERED_ON: day.year * 10000 + day.month * 100 + day.day,
        Claim.PREMISES_CODE: int(credential.premises_code),
        Claim.PREMISES_DIGEST: credential.premises_digest,
        Claim.SCOPE_DIGEST: credential.scope_digest,
        Claim.AUTHORITY: int(credential.authority),
        Claim.STATUS: credential.status_shard.to_bytes(2) + credential.status_index.to_bytes(3),
        Claim.SPECIMEN: int(credential.specimen),
    }
    if credential.names_digest:
        claims[Claim.NAMES_DIGEST] = credential.names_digest
    return {int(key): value for key, value in claims.items()}


def _key_of(table: Mapping[int, str], text: str) -> int:
    return {value: key for key, value in table.items()}[text]


class _NotOurs(Exception):
    """A claim is missing, of another type or out of its range."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes claims out of an untrusted map by type."""

    claims: Mapping[int | bytes | str, object]

    def uint(self, key: Claim) -> int:
        value = self.claims[int(key)]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise _NotOurs
        return value

    def text(self, key: Claim) -> str:
        value = self.claims[int(key)]
        if not isinstance(value, str):
            raise _NotOurs
        return value

    def octets(self, key: Claim, length: int) -> bytes:
        value = self.claims[int(key)]
        if not isinstance(value, bytes) or len(value) != length:
            raise _NotOurs
        return value

    def division(self, key: Claim, lengths: frozenset[int]) -> str:
        text = str(self.uint(key))
        if len(text) not in lengths:
            raise _NotOurs
        return text

    def kind(self, key: Claim, table: Mapping[int, str]) -> str:
        value = table.get(self.uint(key))
        if value is None:
            raise _NotOurs
        return value

    def day(self, key: Claim) -> date:
        value = self.uint(key)
        try:
            return date(value // 10000, value // 100 % 100, value % 100)
        except (ValueError, OverflowError):
            raise _NotOurs from None

    def instant(self, key: Claim) -> datetime:
        value = self.uint(key)
        if value >= 2**32:
            raise _NotOurs
        return datetime.fromtimestamp(value, UTC)


def from_claims(claims: Mapping[int | bytes | str, object]) -> Credential | Problem:
    """The credential of an untrusted claim map, or ``credential.not_a_credential``.

    Every claim must be there with its type and range, and no other. Never raises.
    """
    required = {int(key) for key in Claim if key is not Claim.NAMES_DIGEST}
    present = set(claims.keys())
    if present not in (required, required | {int(Claim.NAMES_DIGEST)}):
        return Problem("credential.not_a_credential")
    try:
        return _read(_Reader(claims), cut=int(Claim.NAMES_DIGEST) in present)
    except _NotOurs:
        return Problem("credential.not_a_credential")


def _read(reader: _Reader, *, cut: bool) -> Credential:
    credit_code = reader.text(Claim.CREDIT_CODE)
    specimen = reader.uint(Claim.SPECIMEN)
    if (
        reader.uint(Claim.VERSION) != VERSION
        or specimen > 1
        or not _CREDIT_CODE.fullmatch(credit_code)
    ):
        raise _NotOurs
    status = reader.octets(Claim.STATUS, 5)
    return Credential(
        credit_code=credit_code,
        name=reader.text(Claim.NAME),
        proprietor=reader.text(Claim.PROPRIETOR),
        business_type=reader.kind(Claim.BUSINESS_TYPE, BUSINESS_TYPES),
        composition=reader.kind(Claim.COMPOSITION, COMPOSITIONS),
        registered_on=reader.day(Claim.REGISTERED_ON),
        premises_code=reader.division(Claim.PREMISES_CODE, frozenset({6, 9, 12})),
        premises_digest=reader.octets(Claim.PREMISES_DIGEST, DIGEST_BYTES),
        scope_digest=reader.octets(Claim.SCOPE_DIGEST, DIGEST_BYTES),
        authority=reader.division(Claim.AUTHORITY, frozenset({6})),
        issued_at=reader.instant(Claim.ISSUED_AT),
        status_shard=int.from_bytes(status[:2]),
        status_index=int.from_bytes(status[2:]),
        specimen=specimen == 1,
        names_digest=reader.octets(Claim.NAMES_DIGEST, DIGEST_BYTES) if cut else b"",
    )


def to_qr_text(host: str, signed: bytes) -> str:
    """The URL of the signed object. Raises ValueError when the host is not a host name."""
    if not _HOST.fullmatch(host):
        raise ValueError("not a host name")
    base32 = base64.b32encode(signed).decode().rstrip("=")
    return f"HTTPS://{host.upper()}/V/#{base32}"


def host_of(text: str) -> str:
    """The host to which a QR's text leads, in lower case with its port; empty: none of ours.

    It is not signed: who prints a genuine credential under an address of his own leads a phone
    to a page that says what he likes.
    """
    match = _URL.fullmatch(text)
    return match[1].lower() if match else ""


def from_qr_text(text: str) -> bytes | Problem:
    """The signed object in a QR's text; never raises.

    ``credential.not_a_credential`` for readable text that is not our URL,
    ``credential.malformed`` when the URL is ours but its Base32 is not canonical or too long.
    Scheme and host may be in lower case, as browsers show them.
    """
    if not text or len(text) > MAX_QR_TEXT or not text.isprintable():
        return Problem("credential.malformed")
    match = _URL.fullmatch(text)
    if match is None:
        return Problem("credential.not_a_credential")
    base32 = match[2]
    if not _BASE32.fullmatch(base32) or len(base32) % 8 in {1, 3, 6}:
        return Problem("credential.malformed")
    signed = base64.b32decode(base32 + "=" * (-len(base32) % 8))
    if len(signed) > MAX_BYTES or base64.b32encode(signed).decode().rstrip("=") != base32:
        return Problem("credential.malformed")
    return signed
