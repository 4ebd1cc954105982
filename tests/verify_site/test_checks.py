"""Claims about the checks: in the browser they answer as ``kiosk verify`` does, word for word."""

import base64
import json
import random
import tempfile
from functools import cache
from pathlib import Path

import cbor2
import pytest

from kiosk.domain.credential import from_qr_text, to_qr_text
from kiosk.domain.verification import Reason
from tests.services.test_verify import incremental, respelt
from tests.signed import HOST, NOW, a_licence, a_qr_text, a_twin
from tests.signed import page as unsigned_page
from tests.time_stamps import serving
from tests.verify_site.published import (
    ABSENT_SHARD,
    CLOCK,
    DAY,
    STALE_SHARD,
    long_entry,
    world,
)

CASES_PER_MESSAGE = 400

CHECK_ALL = """(async () => {
  await Zhaoban.site.part("pdf.js");
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const answers = [];
  for (const { text, pdf, lists } of CASES) {
    const target = pdf === null ? { text } : { pdf: bytes(pdf) };
    const status = lists ? async (shard) => (lists[shard] ? bytes(lists[shard]) : null) : null;
    const report = await Zhaoban.check({ ...target, trust: TRUST, status, now: NOW });
    delete report.file;
    delete report.reasons;
    answers.push(report);
  }
  return answers;
})()"""


def by_each_status() -> list[str]:
    made = world()
    places = (4708, 4709, 4710, 4711, 8191, 8192, 70000)
    return [made.qr(status_index=place) for place in places] + [
        made.qr(status_shard=STALE_SHARD),
        made.qr(status_shard=STALE_SHARD, status_index=4710),
        made.qr(status_shard=ABSENT_SHARD),
    ]


def other_keys() -> list[str]:
    made = world()
    return [
        made.qr(made.stolen),
        made.qr(made.stolen, issued_at=NOW - DAY / 2),
        made.qr(issued_at=NOW - 2 * DAY),
        made.qr(issued_at=NOW + 3000 * DAY),
        made.qr(specimen=True),
        made.qr(entry=long_entry()),
        a_qr_text(),
    ]


def odd_texts() -> list[str]:
    text = world().qr()
    tail = text.split("#")[1]
    return [
        "",
        " ",
        "\0",
        "x" * 5000,
        "http://www.gsxt.gov.cn/index.html",
        text.lower(),
        text.replace("HTTPS", "hTTpſ"),
        text.replace("#", ""),
        text + "=",
        text + " ",
        text + "\u200b",
        text + "𠮷",
        text + "\ud800",
        text.replace("/V/", "/v/"),
        text.replace("//VERIFY", "//user@VERIFY"),
        text.replace(".EXAMPLE", ".EXAMPLE:8443"),
        text.replace(".EXAMPLE", ".EXAMPLE:844311"),
        f"HTTPS://{HOST}/V/#",
        f"HTTPS://{HOST}/V/#{tail[:-1]}",
        f"HTTPS://{HOST}/V/#{tail[:-1]}B",
        f"HTTPS://{HOST}/V/#{'A' * 600}",
        f"HTTPS://{HOST}/V/#{tail}{tail}{tail}",
    ]


def odd_claims() -> list[str]:
    """Properly signed, but each claim in turn missing or of another kind or range."""
    made = world()
    claims = cbor2.loads(cbor2.loads(from_qr_text(made.qr())).value[2])
    values = (None, -1, 0, 1, 2, 2**32, 2**63, "", "x", "92320583MAY00017XG", b"", bytes(5), bytes(16),
              [], {}, 20260230, 20261231, 320583, 320583100, 10**11, "\u2026")  # fmt: skip
    told = [{key: value for key, value in claims.items() if key != gone} for gone in claims]
    told += [claims | {key: value} for key in claims for value in values]
    told += [claims | {15: bytes(16)}, claims | {16: 1}, claims | {"1": 1}, {}, claims | {99: 0.5}]
    return [made.qr_of(each) for each in told]


def odd_envelopes() -> list[str]:
    """Another COSE than ours around a good payload."""
    made = world()
    signed = cbor2.loads(from_qr_text(made.qr())).value
    protected, payload = signed[0], signed[2]
    header = cbor2.loads(protected)
    odd = (
        {1: -7, 4: header[4]}, {1: -8}, {4: header[4]}, {1: -8, 4: b"abc"}, {1: "EdDSA", 4: header[4]},
        {1: -8, 4: header[4], 5: b""}, {1: 2**40}, {1: -8, 4: "kid4"}, {},
    )  # fmt: skip
    texts = [made.qr_around(cbor2.dumps(each, canonical=True), {}, payload) for each in odd]
    texts += [
        made.qr_around(b"", {}, payload),
        made.qr_around(protected, {1: -8}, payload),
        made.qr_around(protected, {}, b""),
        made.qr_around(protected, {}, cbor2.dumps([1])),
        made.qr_around(protected, {}, payload + b"\0"),
        made.qr_around(protected, {}, payload, b""),
        made.qr_around(bytes.fromhex("a2012744") + header[4], {}, payload),
    ]
    for item in (1, -(2**64), [], {}, "x", 1.5, cbor2.CBORTag(17, signed), cbor2.CBORTag(18, "x")):
        texts.append(to_qr_text(HOST, cbor2.dumps(item)))
    nested = bytes.fromhex("81" * 9 + "01")
    texts += [
        to_qr_text(HOST, each) for each in (nested, nested[1:], b"\x1f", b"\x18\x01", b"\xf6")
    ]
    return texts


def changed_bits() -> list[str]:
    """A good credential with one bit turned, cut short, or a byte more."""
    signed = from_qr_text(world().qr())
    chance = random.Random(20261123)
    texts = []
    for _ in range(160):
        changed = bytearray(signed)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        texts.append(to_qr_text(HOST, bytes(changed)))
    texts += [to_qr_text(HOST, signed[:end]) for end in range(0, len(signed), 9)]
    return [*texts, to_qr_text(HOST, signed + b"\0")]


def files() -> list[bytes]:
    """PDFs: good, tampered with at many places, and other people's."""
    made = world()
    good = made.licence()
    chance = random.Random(20261124)
    told = [
        good,
        made.licence(entry=long_entry()),
        incremental(good),
        good + b"\n% more",
        good[:-1],
        good[: len(good) // 2],
        good.replace(b"/Helvetica", b"/Helvetika"),
        good.replace(b"/ByteRange [0 ", b"/ByteRange [9 "),
        good.replace(b"/ByteRange", b"/ByteRangs"),
        good.replace(b"(D", b"(E", 1),
        made.licence(name="昆山市玉山镇别家面馆"),
        made.licence(premises="别处"),
        made.licence(scope="一般项目：别的"),
        made.licence(authority="别处市场监督管理局"),
        made.licence(specimen=True),
        made.licence(premises=None),
        made.licence(credential=made.qr(made.stolen)),
        made.licence(credential=made.qr(status_index=4710)),
        made.licence(credential="x"),
        made.by_stolen_certificate(lambda certificate: certificate),
        made.by_stolen_certificate(respelt),
        a_licence(),
        a_licence(made.signer, twin={"kind": "receipt"}),
        made.signer.sign_document(unsigned_page(), NOW, "receipt"),
        made.signer.sign_document(unsigned_page(a_twin()), NOW - 3 * DAY, ""),
        unsigned_page(a_twin()).pdf,
        b"",
        b"%PDF-1.7\n",
        b"GIF89a",
    ]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (url, _):
        told.append(made.with_time_stamp(url))
    contents = good.index(b"/Contents <")
    for _ in range(50):
        changed = bytearray(good)
        changed[chance.randrange(contents)] ^= 1 << chance.randrange(8)
        told.append(bytes(changed))
    return told


def broken_signatures() -> list[bytes]:
    """A good PDF with one digit of its signature's contents changed: parsers differ on what breaks."""
    good = world().licence()
    chance = random.Random(20261125)
    contents = good.index(b"/Contents <") + 11
    told = []
    for _ in range(60):
        at = contents + chance.randrange(2400)
        told.append(good[:at] + chance.choice(b"0123456789ABCDEF").to_bytes() + good[at + 1 :])
    return [each for each in told if each != good]


def odd_lists() -> list[dict[int, bytes]]:
    """Lists that are not to be believed, or hardly."""
    made = world()
    good = made.token()
    signed = cbor2.loads(good).value
    claims = cbor2.loads(signed[2])
    retold = [
        claims | {4: 5}, claims | {4: 2**39}, claims | {6: -1}, claims | {65534: 0}, claims | {65533: {"bits": 1, "lst": b""}},
        claims | {65533: {"bits": 2, "lst": b"xx"}}, claims | {99: 1},
    ]  # fmt: skip
    tokens = [
        good[:-1] + bytes([good[-1] ^ 1]),
        good[:-1],
        b"",
        made.token(key=made.stolen),
        made.token(key=made.stolen, at=NOW - DAY / 2),
        made.token(uri=f"https://{HOST}/V/status/1"),
        made.token(at=CLOCK + DAY),
        made.token(at=NOW - 2 * DAY),
        *(cbor2.dumps(cbor2.CBORTag(18, [signed[0], {}, cbor2.dumps(each, canonical=True), signed[3]]))
          for each in retold),
    ]  # fmt: skip
    return [{0: token} for token in tokens]


@cache
def cases() -> list[tuple[str | bytes, dict[int, bytes] | None]]:
    """Everything that is checked on both sides."""
    lists = world().lists()
    texts = [
        *by_each_status(),
        *other_keys(),
        *odd_texts(),
        *odd_claims(),
        *odd_envelopes(),
        *changed_bits(),
    ]
    told: list = [(text, lists) for text in texts]
    told += [(world().qr(), None), (world().licence(), None)]
    told += [(pdf, lists) for pdf in files()]
    told += [(world().qr(status_index=4710), each) for each in odd_lists()]
    return told


def asked(tab, cases) -> list[dict]:
    """What the page says of the cases."""
    said: list[dict] = []
    trust = json.dumps(world().authority.trust.as_json())
    for start in range(0, len(cases), CASES_PER_MESSAGE):
        told = [
            {
                "text": target if isinstance(target, str) else None,
                "pdf": base64.b64encode(target).decode() if isinstance(target, bytes) else None,
                "lists": lists
                and {
                    str(shard): base64.b64encode(token).decode() for shard, token in lists.items()
                },
            }
            for target, lists in cases[start : start + CASES_PER_MESSAGE]
        ]
        tab.run(f"CASES = {json.dumps(told)}; TRUST = {trust}; NOW = {CLOCK.timestamp() * 1000}; 0")
        said += tab.run(CHECK_ALL)
    return said


@pytest.fixture(scope="module")
def opened(browser, site):
    """The page, loaded once for all that is checked."""
    tab = browser.page(site.address)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def answers(opened):
    """What the page says of every case."""
    return asked(opened, cases())


def test_the_page_reports_on_every_case_what_kiosk_verify_reports(answers):
    differing = [
        (expected["reason"], answer["reason"], target[:200], expected, answer)
        for (target, lists), answer in zip(cases(), answers, strict=True)
        if answer != (expected := world().told_by_python(target, lists))
    ]

    assert not differing, (len(differing), differing[:3])


def test_the_cases_hold_every_reason_that_needs_no_register(answers):
    told = {answer["reason"] for answer in answers}

    assert told == {reason.value for reason in Reason} - {"not_in_register"}
    assert {answer["time_stamp"] for answer in answers} == {"not asked", "none", "not judged"}
    assert sum(answer["reason"] != "ok" for answer in answers) > 600


def test_the_page_believes_no_broken_signature_that_kiosk_verify_does_not(opened):
    broken = broken_signatures()
    lists = world().lists()
    for target, answer in zip(
        broken, asked(opened, [(each, lists) for each in broken]), strict=True
    ):
        expected = world().told_by_python(target, lists)
        assert expected["valid"] or not answer["valid"]
        assert expected["signature"] == "valid" or answer["signature"] != "valid"
