"""Claims about the credential: its table of claims, its length, its URL."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import credential as module
from kiosk.domain.credential import (
    MAX_BYTES,
    TEXT_BUDGET,
    Claim,
    Credential,
    claims_of,
    from_claims,
    from_qr_text,
    shorten,
    text_digest,
    to_qr_text,
)
from kiosk.domain.problems import Problem
from tests.signed import a_credential, an_entry

HAN = st.text(st.sampled_from("昆山市玉镇阿旺饺子馆𬎆𠅤·"), max_size=60)
LONGEST = Credential(
    credit_code="92320583MAY00017XG",
    name="长" * 30,
    proprietor="阿卜杜拉买买",
    business_type="个体工商户",
    composition="family",
    registered_on=date(2099, 12, 31),
    premises_code="999999999999",
    premises_digest=b"\xff" * 16,
    scope_digest=b"\xff" * 16,
    authority="999999",
    issued_at=datetime(2106, 2, 7, 6, 28, 15, tzinfo=UTC),
    status_shard=2**16 - 1,
    status_index=2**24 - 1,
    specimen=True,
)


def signed_size(credential: Credential) -> int:
    protected = cbor2.dumps({1: -8, 4: b"1234"})
    payload = cbor2.dumps(claims_of(credential), canonical=True)
    return len(cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, b"s" * 64])))


def test_the_table_of_claims_names_every_claim_and_no_other():
    rows = re.findall(r"(?m)^(\d+) +(\w+) +(uint|text|bytes)", module.__doc__)

    assert {int(key): name.upper() for key, name, _ in rows} == {c.value: c.name for c in Claim}


def test_a_credential_comes_back_from_its_claims():
    for credential in (a_credential(), a_credential(an_entry(composition="family", name=""))):
        assert from_claims(claims_of(credential)) == credential


def test_a_thirty_character_name_fits_uncut():
    name, proprietor, digest = shorten("长" * 30, "阿卜杜拉买买提")

    assert (name, proprietor, digest) == ("长" * 30, "阿卜杜拉买买提", b"")


def test_the_longest_uncut_credential_is_exactly_as_long_as_allowed():
    heads = 2 + 1  # of a text of 24 bytes or more, and of a shorter one
    filled = replace(LONGEST, name="n" * (TEXT_BUDGET - heads - 23), proprietor="p" * 23)

    assert signed_size(filled) == MAX_BYTES


@given(HAN, HAN)
def test_no_names_make_a_credential_too_long(name, proprietor):
    short_name, short_proprietor, digest = shorten(name, proprietor)
    credential = replace(LONGEST, name=short_name, proprietor=short_proprietor, names_digest=digest)

    assert signed_size(credential) <= MAX_BYTES
    assert credential.shows(name, proprietor)
    assert from_claims(claims_of(credential)) == credential


def test_the_business_name_is_cut_before_the_proprietors():
    name, proprietor, digest = shorten("长" * 40, "阿卜杜拉·买买提")

    assert proprietor == "阿卜杜拉·买买提"
    assert name.endswith("…")
    assert len(name) > 20
    assert digest == text_digest("长" * 40 + "\n" + "阿卜杜拉·买买提")


def test_a_cut_name_is_not_proved_by_its_beginning():
    cut = a_credential(an_entry(name="长" * 60))

    assert cut.shows("长" * 60, an_entry().proprietor)
    assert not cut.shows("长" * 61, an_entry().proprietor)
    assert not cut.shows(cut.name, an_entry().proprietor)


@pytest.mark.parametrize("claim", list(Claim))
@pytest.mark.parametrize("value", [None, -1, "", "x", b"", b"x", 2**70, 1.5, True, [], {}])
def test_a_claim_of_another_type_or_range_makes_no_credential(claim, value):
    claims = {**claims_of(a_credential()), int(claim): value}
    read = from_claims(claims)

    if isinstance(read, Credential):  # a name may be any text
        assert claim in {Claim.NAME, Claim.PROPRIETOR}
        assert isinstance(value, str)
    else:
        assert read == Problem("credential.not_a_credential")


def test_a_missing_or_an_additional_claim_makes_no_credential():
    claims = claims_of(a_credential())

    for key in claims:
        without = {k: v for k, v in claims.items() if k != key}
        assert from_claims(without) == Problem("credential.not_a_credential")
    assert from_claims({**claims, 16: 1}) == Problem("credential.not_a_credential")


def test_days_that_do_not_exist_make_no_credential():
    for day in (20261332, 20260230, 0, 10**12):
        claims = {**claims_of(a_credential()), int(Claim.REGISTERED_ON): day}
        assert from_claims(claims) == Problem("credential.not_a_credential")


@given(st.binary(min_size=1, max_size=MAX_BYTES))
def test_a_qr_text_gives_its_bytes_back(signed):
    text = to_qr_text("verify.example", signed)

    assert text.startswith("HTTPS://VERIFY.EXAMPLE/V/#")
    assert re.fullmatch(r"[0-9A-Z $%*+./:#-]+", text)
    assert from_qr_text(text) == signed


def test_scheme_and_host_may_be_in_lower_case_but_nothing_else():
    assert from_qr_text("https://verify.example/V/#GE") == b"1"
    assert from_qr_text("HTTPS://VERIFY.EXAMPLE:8443/V/#GE") == b"1"
    assert from_qr_text("https://verify.example/v/#GE").code == "credential.not_a_credential"
    assert from_qr_text("https://verify.example/V/#ge").code == "credential.malformed"


@pytest.mark.parametrize(
    "text",
    [
        "http://www.gsxt.gov.cn/index.html?uniscid=92320583MAY00017XG",
        "HTTPS://VERIFY.EXAMPLE/V/GE",
        "HTTP://VERIFY.EXAMPLE/V/#GE",
        "HTTPS:///V/#GE",
        "hello",
    ],
)
def test_other_texts_are_not_credentials(text):
    assert from_qr_text(text) == Problem("credential.not_a_credential")


@pytest.mark.parametrize(
    "rest", ["", "G", "GE======", "GF", "GE\n", "G1", "GE GE", "GE" * 600, "中", "GEZ"]
)
def test_base32_that_is_not_canonical_is_malformed(rest):
    assert from_qr_text("HTTPS://VERIFY.EXAMPLE/V/#" + rest) == Problem("credential.malformed")


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_stumble(text):
    for target in (text, "HTTPS://H/V/#" + text):
        assert isinstance(from_qr_text(target), bytes | Problem)


def test_a_host_that_is_no_host_is_refused():
    for host in ("", "a b", "x/y", "ä.example", "-x", "a" * 300):
        with pytest.raises(ValueError, match="host"):
            to_qr_text(host, b"1")


def test_a_credential_shows_no_proprietor_in_its_repr():
    assert an_entry().proprietor not in repr(a_credential())
