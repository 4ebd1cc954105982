"""Claims about COSE_Sign1: one spelling is made, no other is read, a peer agrees."""

import cbor2
import cwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.signer.cose import Sign1, key_id_of, make_sign1, read_sign1
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.strict_cbor import NotStrictCbor, read_item
from kiosk.domain.credential import claims_of, from_claims, from_qr_text, to_qr_text
from kiosk.domain.problems import Problem
from kiosk.domain.verification import ReadCredential
from tests.signed import a_credential

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
KEY_ID = key_id_of(PUBLIC)
CLAIMS = claims_of(a_credential())
SIGNED = make_sign1(CLAIMS, KEY_ID, KEY.sign)

ITEMS = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.binary(max_size=8) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers(-5, 5) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def other_sign1(protected=None, unprotected=None, payload=None, signature=b"s" * 64, tag=18):
    protected = cbor2.dumps({1: -8, 4: KEY_ID}) if protected is None else protected
    payload = cbor2.dumps(CLAIMS, canonical=True) if payload is None else payload
    return cbor2.dumps(cbor2.CBORTag(tag, [protected, unprotected or {}, payload, signature]))


def judged(signed: bytes):
    return Inspector().read_credential(to_qr_text("h.example", signed))


def test_the_cwt_library_verifies_what_we_sign():
    key = cwt.COSEKey.new({1: 1, 2: KEY_ID, 3: -8, -1: 6, -2: PUBLIC})

    assert cbor2.loads(cwt.COSE.new().decode(SIGNED, key)) == CLAIMS


def test_we_verify_what_the_cwt_library_signs():
    private = cwt.COSEKey.new(
        {1: 1, 2: KEY_ID, 3: -8, -1: 6, -2: PUBLIC, -4: KEY.private_bytes_raw()}
    )
    payload = cbor2.dumps(CLAIMS, canonical=True)
    signed = cwt.COSE.new().encode_and_sign(payload, private, protected={1: -8, 4: KEY_ID})
    read = judged(signed)

    assert isinstance(read, ReadCredential)
    assert read.credential == a_credential()
    assert Inspector().signature_holds(read, PUBLIC)


def test_a_changed_byte_never_keeps_the_signature():
    for position in range(len(SIGNED)):
        changed = bytearray(SIGNED)
        changed[position] ^= 1
        read = judged(bytes(changed))

        assert isinstance(read, Problem) or not Inspector().signature_holds(read, PUBLIC)


def test_the_same_claims_are_always_the_same_bytes():
    backwards = dict(reversed(list(CLAIMS.items())))

    assert make_sign1(backwards, KEY_ID, KEY.sign) == SIGNED


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        (SIGNED + b"\0", "malformed"),
        (SIGNED[:-1], "malformed"),
        (b"\xa2\x01\x01\x01\x02", "malformed"),  # a key twice
        (b"\xa2\x02\x01\x01\x02", "malformed"),  # keys out of order
        (b"\x18\x01", "malformed"),  # an overlong head
        (b"\x5f\x41\x01\xff", "malformed"),  # an indefinite length
        (b"\xf9\x00\x00", "malformed"),  # a float
        (b"\xf5", "malformed"),  # true
        (b"\x61\xff", "malformed"),  # not UTF-8
        (b"\x81" * 290 + b"\x00", "malformed"),  # too deep
        (b"\xbb" + b"\xff" * 8, "malformed"),  # a map of 2^64-1 members
        (b"\x00", "not_a_credential"),
        (other_sign1(tag=17), "not_a_credential"),
        (other_sign1()[1:], "not_a_credential"),  # untagged
        (other_sign1(unprotected={4: KEY_ID}), "not_a_credential"),
        (other_sign1(protected=cbor2.dumps({1: -8})), "not_a_credential"),
        (other_sign1(protected=cbor2.dumps({1: -8, 4: b"12345"})), "not_a_credential"),
        (other_sign1(protected=cbor2.dumps({1: -8, 2: [1], 4: KEY_ID})), "not_a_credential"),
        (other_sign1(protected=b""), "malformed"),
        (other_sign1(payload=cbor2.dumps({1: 1})), "not_a_credential"),
        (other_sign1(payload=cbor2.dumps([1])), "not_a_credential"),
        (other_sign1(payload=b"\xa2\x01\x01\x01\x01"), "malformed"),
        (other_sign1(signature=b"s" * 63), "not_a_credential"),
        (other_sign1(protected=cbor2.dumps({1: -7, 4: KEY_ID})), "wrong_algorithm"),
        (other_sign1(protected=cbor2.dumps({1: -257}), signature=b"s" * 10), "wrong_algorithm"),
        (other_sign1(protected=cbor2.dumps({1: -7}), payload=cbor2.dumps({1: 1})),
         "not_a_credential"),
    ],
)  # fmt: skip
def test_anything_but_our_one_spelling_is_refused_by_name(signed, code):
    assert judged(signed) == Problem(f"credential.{code}")


@given(ITEMS)
def test_strict_reading_agrees_with_the_library_on_canonical_items(item):
    encoded = cbor2.dumps(item, canonical=True)
    try:
        read = read_item(encoded)
    except NotStrictCbor:
        # integers beyond 64 bits are tagged; older canonical order sorts by length first
        assert isinstance(item, dict | list)
        return

    assert read == item
    assert cbor2.loads(encoded) == item


@given(st.binary(max_size=64))
def test_strict_reading_gives_the_same_bytes_back_or_refuses(data):
    try:
        item = read_item(data)
    except NotStrictCbor:
        return

    assert cbor2.dumps(item, canonical=True) == data or isinstance(item, dict | list)


@given(st.integers(0, len(SIGNED) - 1), st.binary(max_size=4), st.integers(0, 4))
def test_no_mutation_makes_the_reader_stumble(position, inserted, removed):
    mutated = SIGNED[:position] + inserted + SIGNED[position + removed :]
    parts = read_sign1(mutated)

    if isinstance(parts, Sign1):
        from_claims(parts.claims)
    else:
        assert parts.code.startswith("credential.")


def test_a_qr_text_of_a_signed_credential_is_read_whole():
    read = judged(from_qr_text(to_qr_text("h.example", SIGNED)))

    assert read.credential == a_credential()
    assert read.key_id == KEY_ID
