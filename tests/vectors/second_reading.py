"""A second reading of a credential on cbor2 and cwt, which shares no code with the product."""

import base64
import re
from datetime import date

import cbor2
import cwt

from tests.vectors.world import cbor

URL = re.compile(r"[Hh][Tt][Tt][Pp][Ss]://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/V/#(.*)", re.DOTALL)
KINDS = {1: int, 2: str, 3: str, 4: str, 5: int, 6: int, 7: int, 8: int, 9: int, 10: bytes,
         11: bytes, 12: int, 13: bytes, 14: int, 15: bytes}  # fmt: skip


def signed_in(text: str) -> bytes | str:
    """The signed object of a QR's text, or the reason why there is none."""
    if not text or len(text) > 1024 or not text.isprintable():
        return "malformed"
    match = URL.fullmatch(text)
    if match is None:
        return "not_a_credential"
    try:
        signed = base64.b32decode(match[2] + "=" * (-len(match[2]) % 8))
    except ValueError:
        return "malformed"
    again = base64.b32encode(signed).decode().rstrip("=")
    return signed if signed and again == match[2] and len(signed) <= 300 else "malformed"


def verdict(signed: bytes, keys: dict[bytes, bytes]) -> str:
    """What becomes of the object by itself; ``keys`` maps key ids to the public keys in use.

    One of malformed, not_a_credential, wrong_algorithm, unknown_key, bad_signature and ok.
    """
    item = _strict(signed)
    if item is None:
        return "malformed"
    if not isinstance(item, cbor2.CBORTag) or item.tag != 18 or not isinstance(item.value, list):
        return "not_a_credential"
    kinds = [type(part) for part in item.value]
    if kinds != [bytes, dict, bytes, bytes]:
        return "not_a_credential"
    header, claims = _strict(item.value[0]), _strict(item.value[2])
    if header is None or claims is None:
        return "malformed"
    if item.value[1] or not isinstance(header, dict) or not isinstance(claims, dict):
        return "not_a_credential"
    algorithm, named = header.get(1), header.get(4)
    if not isinstance(algorithm, int):
        return "not_a_credential"
    ours = set(header) == {1, 4} and isinstance(named, bytes) and len(named) == 4
    if algorithm == -8 and not (ours and len(item.value[3]) == 64):
        return "not_a_credential"
    if not _are_ours(claims):
        return "not_a_credential"
    if algorithm != -8:
        return "wrong_algorithm"
    if named not in keys:
        return "unknown_key"
    return "ok" if holds(signed, named, keys[named]) else "bad_signature"


def holds(signed: bytes, key_id: bytes, public: bytes) -> bool:
    """Whether cwt finds the signature good."""
    key = cwt.COSEKey.new({1: 1, 2: key_id, 3: -8, -1: 6, -2: public})
    try:
        cwt.COSE.new().decode(signed, key)
    except (cwt.VerifyError, cwt.DecodeError, ValueError):
        return False
    return True


def _strict(data: bytes):
    """The one item in core deterministic encoding, None when it is none."""
    try:
        item = cbor2.loads(data)
        plain = _plain(item)
        return item if _depth(item) <= 9 and cbor(plain) == data else None
    except (
        cbor2.CBORDecodeError,
        ValueError,
        TypeError,
        RecursionError,
        OverflowError,
        MemoryError,
    ):
        return None


def _plain(item):
    """The item as our own encoder takes it; anything else than we use is a TypeError."""
    from tests.vectors.world import Raw, head

    if isinstance(item, bool) or item is None or isinstance(item, float):
        raise TypeError
    if isinstance(item, cbor2.CBORTag):
        return Raw(head(6, item.tag) + cbor(_plain(item.value)))
    if isinstance(item, list):
        return [_plain(each) for each in item]
    if isinstance(item, dict):
        return {_plain(name): _plain(value) for name, value in item.items()}
    return item


def _depth(item) -> int:
    if isinstance(item, cbor2.CBORTag):
        return 1 + _depth(item.value)
    if isinstance(item, list | dict):
        inner = item if isinstance(item, list) else [*item.values()]
        return 1 + max(map(_depth, inner), default=0)
    return 1


def _are_ours(claims) -> bool:
    wanted = set(KINDS) if 15 in claims else set(KINDS) - {15}
    if set(claims) != wanted or any(type(claims[c]) is not KINDS[c] for c in claims):
        return False
    if any(value < 0 for value in claims.values() if isinstance(value, int)):
        return False
    day = claims[8]
    try:
        date(day // 10000, day // 100 % 100, day % 100)
    except (ValueError, OverflowError):
        return False
    return (
        claims[1] == 1
        and re.fullmatch("[0-9A-HJ-NPQRTUWXY]{18}", claims[2]) is not None
        and claims[5] == 1
        and claims[6] < 2**32
        and claims[7] in (1, 2)
        and len(str(claims[9])) in (6, 9, 12)
        and len(str(claims[12])) == 6
        and (len(claims[10]), len(claims[11]), len(claims[13])) == (16, 16, 5)
        and claims[14] < 2
        and len(claims.get(15, bytes(16))) == 16
    )
