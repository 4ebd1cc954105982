"""The signed status lists of the vectors, good and bad."""

import zlib
from datetime import datetime, timedelta
from functools import cache

from tests.vectors.world import NOW, Raw, b64, cbor, head, key_id, sign1

TYPE = "application/statuslist+cwt"
DAY = timedelta(days=1)
VALID, REVOKED, SUSPENDED, CANCELLED = range(4)
WORDS = ("valid", "revoked", "suspended", "cancelled")
MARKS = {
    0: REVOKED, 1: SUSPENDED, 2: CANCELLED, 3: REVOKED, 5: SUSPENDED, 10: CANCELLED,
    4095: REVOKED, 4096: SUSPENDED, 4712: REVOKED, 5000: CANCELLED, 8190: SUSPENDED, 8191: REVOKED,
}  # fmt: skip
"""What stands in the ordinary list of 8192 places; every other place is valid."""


def bits_of(marks, places: int = 8192, width: int = 2) -> bytes:
    """The places packed, the lowest bits first."""
    made = bytearray(places * width // 8)
    for place, status in marks.items():
        made[place * width // 8] |= status << place * width % 8
    return bytes(made)


def stored(bits: bytes) -> bytes:
    """A zlib stream without compression (RFC 1950, RFC 1951), the same wherever it is made."""
    assert len(bits) < 1 << 16
    length = len(bits).to_bytes(2, "little")
    block = b"\x01" + length + bytes(255 - byte for byte in length) + bits
    return b"\x78\x01" + block + zlib.adler32(bits).to_bytes(4)


def deflated(bits: bytes) -> bytes:
    """A zlib stream of fixed codes (RFC 1951, 3.2.6) for runs of zeros between literals."""
    stream = _Bits()
    stream.put(1, 1)
    stream.put(1, 2)
    at = 0
    while at < len(bits):
        if at and bits[at - 1] == 0 and bits[at : at + 258] == bytes(258):
            stream.code(0b11000101, 8)  # length 258
            stream.code(0, 5)  # distance 1
            at += 258
        else:
            byte = bits[at]
            stream.code(*((0x30 + byte, 8) if byte < 144 else (0x190 + byte - 144, 9)))
            at += 1
    stream.code(0, 7)
    return b"\x78\x9c" + stream.done() + zlib.adler32(bits).to_bytes(4)


class _Bits:
    """Bits in the order of DEFLATE: numbers from their lowest bit, codes from their highest."""

    def __init__(self):
        self.bits: list[str] = []

    def put(self, value, width):
        self.bits.append(f"{value:0{width}b}"[::-1])

    def code(self, value, width):
        self.bits.append(f"{value:0{width}b}")

    def done(self):
        bits = "".join(self.bits)
        return int(bits[::-1], 2).to_bytes(-(-len(bits) // 8), "little")


def token(
    marks=MARKS, *, shard=0, by="K01", issued: datetime | int = NOW - timedelta(hours=1),
    ends: datetime | int | None = None, packed: bytes | None = None, header=None, body=None,
    claims=None, payload: bytes | None = None, **other,
) -> bytes:  # fmt: skip
    """A list's token; everything may be put in another way."""
    issued = issued if isinstance(issued, int) else int(issued.timestamp())
    ends = issued + 72 * 3600 if ends is None else ends
    ends = ends if isinstance(ends, int) else int(ends.timestamp())
    inner = {"bits": 2, "lst": deflated(bits_of(marks)) if packed is None else packed}
    inner = inner if body is None else body
    said = {
        2: f"https://verify.example/V/status/{shard}",
        4: ends,
        6: issued,
        65533: inner,
        65534: 3600,
    }
    said = {name: value for name, value in (said | (claims or {})).items() if value is not None}
    protected = {1: -8, 4: key_id(by), 16: TYPE} | (header or {})
    protected = cbor({name: value for name, value in protected.items() if value is not None})
    return sign1(
        cbor(said) if payload is None else payload, by, **({"protected": protected} | other)
    )


@cache
def tokens() -> dict[str, tuple[str, bytes]]:
    """Every token by its name: what it is, and its bytes."""
    good = token()
    made = {
        "ordinary": ("the list of shard 0, an hour old", good),
        "stored": ("the same, not compressed", token(packed=stored(bits_of(MARKS)))),
        "all valid": ("a list in which every licence is valid", token({})),
        "shard 1": ("the list of another shard", token({}, shard=1)),
        "shard 65535": ("the list of the last shard", token({4711: REVOKED}, shard=65535)),
        "shard 10": ("the list of shard 10", token({}, shard=10)),
        "port": (
            "a list at a host with a port",
            token(claims={2: "https://verify.example:8443/V/status/0"}),
        ),
        "by K06": (
            "the ordinary list, signed by another terminal of the authority",
            token(by="K06"),
        ),
        "by practice": ("the list of specimens", token({7: REVOKED}, by="P01")),
        "more claims": (
            "a list with an issuer and an aggregation address",
            token(
                claims={
                    1: "https://verify.example",
                    65533: {
                        "bits": 2,
                        "lst": deflated(bits_of(MARKS)),
                        "aggregation_uri": "https://verify.example/all",
                    },
                }
            ),
        ),
        "72 h": ("a list that ends at the very instant", token(issued=NOW - 3 * DAY)),
        "last second": (
            "a list in its last second",
            token(issued=NOW - 3 * DAY + timedelta(seconds=1)),
        ),
        "expired": ("a list that ended a day ago", token(issued=NOW - 4 * DAY)),
        "skew": (
            "a list from the next ten minutes: clocks differ",
            token(issued=NOW + timedelta(minutes=10)),
        ),
        "future": ("a list from the future", token(issued=NOW + timedelta(minutes=10, seconds=1))),
        "far future": ("a list from the year 2100", token(issued=4102444800, by="K06")),
        "short": ("a list of 4096 places", token(packed=deflated(bits_of({}, 4096)))),
        "one byte": ("a list of four places", token(packed=deflated(b"\x39"))),
        "empty": ("a list of no places", token(packed=deflated(b""))),
    }
    bad = {
        "forged": ("signed by a key that nobody knows", token({}, by="stranger")),
        "forged kid": ("a forger takes a good key's id", token({}, by="stranger", header={4: key_id("K01")})),
        "of another authority": ("signed by a key of another authority", token({}, by="E01")),
        "practice for real": ("a practice key signs the list of real licences", token({}, by="P01")),
        "thief": ("signed by a stolen key after it was revoked", token({}, by="K02")),
        "thief backdated": ("signed by a stolen key, dated before the theft, good for years",
                            token({}, by="K02", issued=NOW - 20 * DAY, ends=NOW + 900 * DAY)),
        "expired key": ("signed by a key after its end", token({}, by="K03")),
        "early key": ("signed by a key before its time", token({}, by="K04")),
        "flip": ("a bit of the list turned", _flip(good, b"lst", 12)),
        "flip signature": ("a bit of the signature turned", good[:-1] + bytes([good[-1] ^ 1])),
        "uri of shard 10": ("an address that only ends alike", token(claims={2: "https://verify.example/V/status/10"})),
        "uri slash": ("an address with a slash too many", token(claims={2: "https://verify.example/V/status/0/"})),
        "uri zero": ("an address with a leading zero", token(claims={2: "https://verify.example/V/status/00"})),
        "uri number": ("an address that is a number", token(claims={2: 0})),
        "no uri": ("no address", token(claims={2: None})),
        "no end": ("no end", token(claims={4: None})),
        "no date": ("no date", token(claims={6: None})),
        "no ttl": ("no ttl", token(claims={65534: None})),
        "no list": ("no list", token(claims={65533: None})),
        "ttl zero": ("a ttl of no time", token(claims={65534: 0})),
        "ttl negative": ("a negative ttl", token(claims={65534: -1})),
        "end before date": ("it ends before it begins", token(ends=NOW - DAY)),
        "date negative": ("a date before 1970", token(claims={6: -1})),
        "end in year 19391": ("an end that no calendar has", token(ends=2**39)),
        "end 2^63": ("an end beyond all bounds", token(ends=2**63)),
        "date text": ("a date that is text", token(claims={6: "2026"})),
        "bits 1": ("one bit a licence", token(body={"bits": 1, "lst": deflated(bits_of({3: 1}, width=1))})),
        "bits 4": ("four bits a licence", token(body={"bits": 4, "lst": deflated(bits_of(MARKS, width=4))})),
        "bits 8": ("eight bits a licence", token(body={"bits": 8, "lst": deflated(bits_of(MARKS, width=8))})),
        "bits 3": ("three bits a licence", token(body={"bits": 3, "lst": deflated(bits_of({}))})),
        "bits text": ("bits as text", token(body={"bits": "2", "lst": deflated(bits_of({}))})),
        "bits missing": ("no bits", token(body={"lst": deflated(bits_of({}))})),
        "lst missing": ("no lst", token(body={"bits": 2})),
        "lst text": ("lst as text, as JSON has it", token(body={"bits": 2, "lst": b64(deflated(bits_of({})))})),
        "body array": ("a list that is an array", token(body=[2, deflated(bits_of({}))])),
        "raw deflate": ("DEFLATE without the zlib frame", token(packed=deflated(bits_of({}))[2:-4])),
        "gzip": ("gzip instead of zlib", token(packed=b"\x1f\x8b\x08" + bytes(7) + deflated(bits_of({}))[2:-4] + bytes(8))),
        "checksum": ("a wrong check sum", token(packed=deflated(bits_of({}))[:-1] + b"\xff")),
        "packed cut": ("a zlib stream cut short", token(packed=deflated(bits_of(MARKS))[:-6])),
        "packed trailing": ("bytes after the zlib stream", token(packed=deflated(bits_of({})) + b"\0")),
        "packed dictionary": ("a zlib stream that wants a dictionary", token(packed=b"\x78\xbb" + bytes(12))),
        "packed empty": ("no bytes at all", token(packed=b"")),
        "bomb": ("it unpacks to more than any credential can name", token(packed=deflated(bytes((1 << 22) + 1)))),
        "alg -7": ("the header says ES256", token(header={1: -7})),
        "no alg": ("no algorithm", token(header={1: None})),
        "no kid": ("no key id", token(header={4: None})),
        "kid text": ("a key id that is text", token(header={4: "K01"})),
        "no type": ("no type", token(header={16: None})),
        "type jwt": ("the type of the JSON kind", token(header={16: "application/statuslist+jwt"})),
        "type short": ("the type without application/", token(header={16: "statuslist+cwt"})),
        "type capitals": ("the type in capitals", token(header={16: TYPE.upper()})),
        "type number": ("the type as a number", token(header={16: 269})),
        "header more": ("a header that says more", token(header={3: 60})),
        "kid loose": ("the key id unprotected", token(header={4: None}, unprotected={4: key_id("K01")})),
        "type loose": ("the type unprotected", token(header={16: None}, unprotected={16: TYPE})),
        "loose": ("something unprotected besides", token(unprotected={5: b""})),
        "untagged": ("no tag", token(tag=None)),
        "tag 61": ("a CWT's tag around it", head(6, 61) + good),
        "tag 98": ("the tag of COSE_Sign", token(tag=98)),
        "external": ("signed with external data", token(external=b"x")),
        "signature short": ("a signature of 63 bytes", token(signature=bytes(63))),
        "signature zero": ("a signature of zeros", token(signature=bytes(64))),
        "payload nil": ("a payload that is not there", token(payload=b"") ),
        "trailing": ("a byte after the end", good + b"\0"),
        "cut": ("cut short", good[:-1]),
        "key twice": ("a claim twice", token(payload=head(5, 2) + cbor(6) + cbor(1) + cbor(6) + cbor(1))),
        "unordered": ("claims out of order", token(payload=_unordered())),
        "overlong": ("an overlong length", token(claims={65534: Raw(head(0, 3600, 4))})),
        "nothing": ("no bytes", b""),
        "html": ("what a captive portal answers", b"<!doctype html><title>Wi-Fi</title>"),
        "a credential": ("a credential in the place of a list", sign1(cbor({1: 1}))),
    }  # fmt: skip
    return made | {f"bad: {name}": each for name, each in bad.items()}


def _unordered() -> bytes:
    return head(5, 2) + cbor(6) + cbor(1) + cbor(4) + cbor(2)


def _flip(data: bytes, after: bytes, by: int) -> bytes:
    at = data.index(after) + len(after) + by
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
