"""COSE_Sign1 with Ed25519 (RFC 9052, RFC 9053, RFC 8949): made one way only, read strictly."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import cbor2

from kiosk.adapters.signer.strict_cbor import Item, NotStrictCbor, read_item
from kiosk.domain.credential import MAX_BYTES
from kiosk.domain.problems import Problem

_SIGN1_TAG: Final = 18
_ALG: Final = 1
_KID: Final = 4
_EDDSA: Final = -8
_KID_BYTES: Final = 4
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class Sign1:
    """A COSE_Sign1 taken apart; nothing in it is proved yet.

    Of one that is not ``by_eddsa`` only the claims are read.
    """

    by_eddsa: bool
    key_id: bytes
    to_be_signed: bytes = field(repr=False)  # the Sig_structure of RFC 9052, 4.4
    signature: bytes = field(repr=False)
    claims: Mapping[int | bytes | str, Item] = field(repr=False)


def key_id_of(public_key: bytes) -> bytes:
    """The key id of a raw Ed25519 public key: the first 4 bytes of its SHA-256."""
    return hashlib.sha256(public_key).digest()[:_KID_BYTES]


def make_sign1(
    claims: Mapping[int, int | str | bytes], key_id: bytes, sign: Callable[[bytes], bytes]
) -> bytes:
    """The tagged COSE_Sign1 of the claims, in core deterministic encoding."""
    protected = cbor2.dumps({_ALG: _EDDSA, _KID: key_id}, canonical=True)
    payload = cbor2.dumps(dict(claims), canonical=True)
    signature = sign(to_be_signed(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signature]))


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """The Sig_structure without external data (RFC 9052, 4.4)."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def read_sign1(data: bytes) -> Sign1 | Problem:
    """Take a credential's bytes apart; never raises.

    ``credential.malformed``: too long, or not CBOR as ``strict_cbor`` reads it.
    ``credential.not_a_credential``: CBOR, but not a tagged COSE_Sign1 with a protected
    algorithm, nothing unprotected and a map as payload.
    """
    if len(data) > MAX_BYTES:
        return Problem("credential.malformed")
    try:
        return _take_apart(read_item(data))
    except NotStrictCbor:
        return Problem("credential.malformed")


def _take_apart(item: Item) -> Sign1 | Problem:
    other = Problem("credential.not_a_credential")
    if not isinstance(item, cbor2.CBORTag) or item.tag != _SIGN1_TAG:
        return other
    match item.value:
        case [
            bytes() as protected,
            dict() as unprotected,
            bytes() as payload,
            bytes() as signature,
        ]:
            header, claims = read_item(protected), read_item(payload)
        case _:
            return other
    if unprotected or not isinstance(header, dict) or not isinstance(claims, dict):
        return other
    match (header.get(_ALG), header.get(_KID)):
        case (int() as algorithm, _) if algorithm != _EDDSA:
            return Sign1(False, b"", b"", b"", claims)  # noqa: FBT003
        case (int(), bytes() as key_id) if (
            len(header) == 2 and len(key_id) == _KID_BYTES and len(signature) == _SIGNATURE_BYTES
        ):
            signed = to_be_signed(protected, payload)
            return Sign1(True, key_id, signed, signature, claims)  # noqa: FBT003
        case _:
            return other
