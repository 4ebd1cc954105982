"""The invented world of the vectors: fixed keys, whom they belong to, and objects signed by them."""

import base64
import hashlib
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

HOST = "VERIFY.EXAMPLE"
AUTHORITY = "云岭市听澜区市场监督管理局"
ELSEWHERE = "云岭市望川区市场监督管理局"
NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
ISSUED = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
SINCE, UNTIL = "2026-01-01T00:00:00+00:00", "2031-01-01T00:00:00+00:00"
ORDER = 2**252 + 27742317777372353535851937790883648493  # of Ed25519's group (RFC 8032, 5.1)
SAME_ID = (103804, 149724)  # two seeds whose public keys have the same first 4 bytes of SHA-256


def seed(name: str) -> bytes:
    """The private seed of a key: everyone may make these keys again."""
    return hashlib.sha256(f"zhaoban test vector key {name}".encode()).digest()


@cache
def key(name: str) -> Ed25519PrivateKey:
    """The Ed25519 key of that name."""
    return Ed25519PrivateKey.from_private_bytes(seed(name))


def public(name: str) -> bytes:
    """Its public half, 32 bytes."""
    return key(name).public_key().public_bytes_raw()


def key_id(name: str) -> bytes:
    """Its id: the first 4 bytes of the SHA-256 of the public half."""
    return hashlib.sha256(public(name)).digest()[:4]


TWINS = tuple(f"same id {number}" for number in SAME_ID)


@cache
def root_key(name: str) -> ec.EllipticCurvePrivateKey:
    """The P-256 key of a root."""
    return ec.derive_private_key(int.from_bytes(seed(f"root {name}")) >> 1, ec.SECP256R1())


@cache
def root_certificate(name: str) -> bytes:
    """A self-signed root certificate, always the same bytes."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"test vectors {name}"),
        ]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(root_key(name).public_key())
        .serial_number(int.from_bytes(seed(f"serial {name}")[:8]))
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2046, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(root_key(name), hashes.SHA256(), ecdsa_deterministic=True)
    )
    return made.public_bytes(Encoding.DER)


def signed_by_root(name: str, content: bytes) -> bytes:
    """ECDSA with SHA-256, DER; its nonce is that of RFC 6979, so that it is always the same."""
    return root_key(name).sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def fingerprint(name: str) -> str:
    """The SHA-256 of the root's certificate, hex."""
    return hashlib.sha256(root_certificate(name)).hexdigest()


def b64(octets: bytes) -> str:
    """Unpadded base64url."""
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


class Raw(bytes):
    """Bytes that are CBOR already, be it good or bad."""


def head(major: int, argument: int, width: int | None = None) -> bytes:
    """The head of an item; ``width`` 0, 1, 2, 4 or 8 bytes, the shortest unless told."""
    if width is None:
        width = next((w for w, most in ((0, 23), (1, 255), (2, 65535), (4, 2**32 - 1)) if argument <= most), 8)  # fmt: skip
    if width == 0:
        return bytes([major << 5 | argument])
    low = {1: 24, 2: 25, 4: 26, 8: 27}[width]
    return bytes([major << 5 | low]) + argument.to_bytes(width)


def cbor(item) -> bytes:
    """The item in core deterministic encoding (RFC 8949, 4.2.1); ``Raw`` goes in as it is."""
    match item:
        case Raw():
            return bytes(item)
        case int():
            return head(0, item) if item >= 0 else head(1, -1 - item)
        case bytes():
            return head(2, len(item)) + item
        case str():
            return head(3, len(item.encode())) + item.encode()
        case list():
            return head(4, len(item)) + b"".join(map(cbor, item))
        case dict():
            pairs = sorted((cbor(name), cbor(value)) for name, value in item.items())
            return head(5, len(pairs)) + b"".join(name + value for name, value in pairs)
    raise TypeError(type(item))


def sign1(payload: bytes, by: str = "K01", **other) -> bytes:
    """A COSE_Sign1 over the payload; ``other`` puts anything else in its place.

    ``protected`` bytes, ``unprotected`` item, ``signature`` bytes, ``tag`` number or None,
    ``sealed`` the protected bytes and ``said`` the payload that the signature is made over.
    """
    protected = other.get("protected", cbor({1: -8, 4: key_id(by)}))
    sealed, said = other.get("sealed", protected), other.get("said", payload)
    structure = cbor(["Signature1", sealed, other.get("external", b""), said])
    signature = other.get("signature", key(by).sign(structure))
    parts = cbor([protected, other.get("unprotected", {}), payload, signature])
    tag = other.get("tag", 18)
    return parts if tag is None else head(6, tag) + parts


def to_text(signed: bytes, host: str = HOST) -> str:
    """The QR's text of a signed object."""
    return f"HTTPS://{host}/V/#{base64.b32encode(signed).decode().rstrip('=')}"


def digest16(text: str) -> bytes:
    """The first 16 bytes of the SHA-256 of the text."""
    return hashlib.sha256(text.encode()).digest()[:16]


def claims(**changed) -> dict[int, int | str | bytes]:
    """The claims of an invented licence; ``c3="x"`` changes claim 3, None leaves it out."""
    made = {
        1: 1,
        2: "92320583MAY00017XG",
        3: "昆山市玉山镇听雨轩面馆",
        4: "林晓𬎆",
        5: 1,
        6: int(ISSUED.timestamp()),
        7: 1,
        8: 20261120,
        9: 320583100,
        10: digest16("江苏省苏州市昆山市玉山镇人民南路1号"),
        11: digest16("许可项目：餐饮服务"),
        12: 320583,
        13: bytes([0, 0]) + (4711).to_bytes(3),
        14: 0,
    }
    made |= {int(name[1:]): value for name, value in changed.items()}
    return {name: value for name, value in made.items() if value is not None}


def at(place: int, shard: int = 0) -> bytes:
    """Claim 13."""
    return shard.to_bytes(2) + place.to_bytes(3)
