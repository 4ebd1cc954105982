"""The signed status list: a CWT in a COSE_Sign1 (draft-ietf-oauth-status-list, RFC 8392, RFC 9052).

Protected header ``{1: -8, 4: kid, 16: "application/statuslist+cwt"}``, no unprotected one; claims
``2`` sub (the list's address), ``4`` exp, ``6`` iat, ``65533`` ``{"bits": 2, "lst": zlib}``,
``65534`` ttl in seconds. It is signed by the credential key of the terminal that publishes it.
"""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import cbor2

from kiosk.adapters.signer.cose import to_be_signed
from kiosk.adapters.signer.strict_cbor import Item, NotStrictCbor, read_item
from kiosk.domain.problems import Problem
from kiosk.domain.status_list import BITS, MOST_POSITIONS, StatusList
from kiosk.domain.verification import ReadStatusList

TYPE: Final = "application/statuslist+cwt"
MAX_TOKEN_BYTES: Final = 8 * 1024 * 1024
_SIGN1_TAG: Final = 18
_SUB, _EXP, _IAT, _LIST, _TTL = 2, 4, 6, 65533, 65534
_EDDSA: Final = -8
_LATEST: Final = 253_402_300_800  # 10000-01-01T00:00:00Z: no later instant can be named
_MOST_BYTES: Final = MOST_POSITIONS * BITS // 8


def make_status_token(statuses: StatusList, key_id: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The signed token of a list."""
    protected = cbor2.dumps({1: _EDDSA, 4: key_id, 16: TYPE}, canonical=True)
    payload = cbor2.dumps(
        {
            _SUB: statuses.uri,
            _EXP: int(statuses.expires_at.timestamp()),
            _IAT: int(statuses.issued_at.timestamp()),
            _LIST: {"bits": BITS, "lst": zlib.compress(statuses.bits, 9)},
            _TTL: int(statuses.ttl.total_seconds()),
        },
        canonical=True,
    )
    signature = sign(to_be_signed(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signature]))


def read_status_token(data: bytes) -> ReadStatusList | Problem:
    """Take a token apart; ``status.unreadable`` when it is none of ours. Never raises."""
    if len(data) > MAX_TOKEN_BYTES:
        return Problem("status.unreadable")
    try:
        return _take_apart(read_item(data))
    except (NotStrictCbor, zlib.error, _NotOurs, OverflowError):
        return Problem("status.unreadable")


class _NotOurs(Exception):
    """A part is missing or of another kind."""


def _take_apart(item: Item) -> ReadStatusList:
    if not isinstance(item, cbor2.CBORTag) or item.tag != _SIGN1_TAG:
        raise _NotOurs
    match item.value:
        case [bytes() as protected, dict() as rest, bytes() as payload, bytes() as signature]:
            header, claims = read_item(protected), read_item(payload)
        case _:
            raise _NotOurs
    if rest or not isinstance(header, dict) or set(header) != {1, 4, 16}:
        raise _NotOurs
    match (header[1], header[4], header[16]):
        case (-8, bytes() as key_id, str() as kind) if kind == TYPE and len(signature) == 64:
            return ReadStatusList(
                _list_of(claims), key_id, to_be_signed(protected, payload), signature
            )
        case _:
            raise _NotOurs


def _list_of(claims: Item) -> StatusList:
    match claims:
        case {
            2: str() as uri,
            4: int() as ends,
            6: int() as issued,
            65533: {"bits": 2, "lst": bytes() as packed},
            65534: int() as ttl,
        } if 0 <= issued < ends < _LATEST and 0 < ttl < _LATEST:
            return StatusList(
                uri,
                datetime.fromtimestamp(issued, UTC),
                datetime.fromtimestamp(ends, UTC),
                timedelta(seconds=ttl),
                _unpack(packed),
            )
        case _:
            raise _NotOurs


def _unpack(packed: bytes) -> bytes:
    """The bits, never more than a credential can name: a small token cannot fill the memory."""
    stream = zlib.decompressobj()
    bits = stream.decompress(packed, _MOST_BYTES + 1)
    if not stream.eof or stream.unused_data or len(bits) > _MOST_BYTES:
        raise _NotOurs
    return bits
