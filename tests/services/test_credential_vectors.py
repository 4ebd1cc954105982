"""Claims about the published vectors: this house and a stranger's libraries judge them alike."""

import base64
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

import cbor2
import pytest

from kiosk.adapters.signer.inspect import Inspector
from kiosk.domain.problems import Problem
from kiosk.domain.trust import TrustList, parse_trust_list
from kiosk.domain.verification import Reason
from kiosk.ports.published import Kept
from kiosk.services.status_lists import newer_list, published_status
from kiosk.services.verify import verify
from kiosk.services.verify_shelf import TRUST, VerifyShelf
from tests.make_vectors import PLACE, files
from tests.vectors import second_reading

ABOUT_FILES = {
    Reason.NOT_WHOLE_FILE,
    Reason.CHANGED_AFTER_SIGNING,
    Reason.TWIN_MISMATCH,
    Reason.NOT_IN_REGISTER,
}
READ_AS_VALUES = {"encoding/bignum", "encoding/claim-date"}
"""Tags that cbor2 turns into values at once: it cannot tell that they are spelt otherwise."""

TOLD = ("valid", "specimen", "reason", "signature", "status")


def load(name):
    return json.loads((PLACE / name).read_text("utf-8"))


@cache
def vectors():
    return [each for file in sorted(PLACE.glob("vectors-*.json")) for each in load(file.name)]


@cache
def trusted(name) -> TrustList:
    return parse_trust_list(json.dumps(load("trust-lists.json")[name]))


@cache
def tokens():
    table = load("status-lists.json")
    return {name: base64.urlsafe_b64decode(each["token"] + "==") for name, each in table.items()}


def judged(vector):
    """What ``kiosk verify`` says of a vector."""
    now, lists = datetime.fromisoformat(vector["now"]), vector.get("lists")
    trust, status = trusted(vector["trust"]), None
    if lists is not None:
        fetch = lambda shard: tokens().get(lists.get(str(shard)))  # noqa: E731
        status = published_status(fetch, trust, Inspector(), lambda: now)
    return verify(vector["text"], trust, Inspector(), status=status).as_json()


def test_making_the_vectors_again_gives_the_same_bytes():
    made = files()

    assert {name: (PLACE / name).read_text("utf-8") for name in made} == made
    assert {file.name for file in PLACE.iterdir()} == {*made, "README.md"}


def test_they_are_many_small_and_each_is_described_once():
    ids = Counter(vector["id"] for vector in vectors())
    counted = Counter(vector["reason"] for vector in vectors())

    assert max(ids.values()) == 1
    assert all(vector["what"] for vector in vectors())
    assert len(vectors()) >= 600
    assert len(vectors()) - counted["ok"] - counted["specimen"] >= 200
    assert sum(file.stat().st_size for file in PLACE.iterdir()) < 1_500_000
    assert {reason.value for reason in set(Reason) - ABOUT_FILES} == set(counted)
    assert len({each["what"] for each in vectors()}) == len(vectors())


@pytest.mark.parametrize("file", sorted(file.name for file in PLACE.glob("vectors-*.json")))
def test_kiosk_verify_gives_the_reason_that_each_names(file):
    wrong = []
    for vector in load(file):
        report = judged(vector)
        told = {name: report[name] for name in TOLD}
        told |= {name: report[name] for name in ("status_as_of", "fields") if report[name]}
        expected = {
            name: vector[name] for name in (*TOLD, "status_as_of", "fields") if name in vector
        }
        if told != expected:
            wrong.append((vector["id"], told, expected))

    assert wrong == []


def test_cbor2_and_cwt_agree_on_every_text_and_its_signature():
    """A second reader, which shares no code with the product, on what needs no trust or status."""
    from_outside = {"revoked", "cancelled", "suspended", "status_too_old", "specimen", "ok"}
    wrong = []
    for vector in vectors():
        signed = second_reading.signed_in(vector["text"])
        expected = "ok" if vector["reason"] in from_outside else vector["reason"]
        expected = "malformed" if vector["id"] in READ_AS_VALUES else expected
        keys = [] if isinstance(signed, str) else known(vector, signed)
        told = (
            signed
            if isinstance(signed, str)
            else second_reading.verdict(signed, {key.key_id: key.public_key for key in keys})
        )
        if told == "bad_signature" and any(  # two keys may have one id
            second_reading.holds(signed, key.key_id, key.public_key) for key in keys
        ):
            told = "ok"
        # a revoked key may have signed, or a forger may name it
        if told not in ({"ok", "bad_signature"} if expected == "key_revoked" else {expected}):
            wrong.append((vector["id"], expected, told))

    assert wrong == []


def known(vector, signed):
    """The keys of the trust list that were in use when the object says it was signed."""
    try:
        issued = datetime.fromtimestamp(cbor2.loads(cbor2.loads(signed).value[2])[6], UTC)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
        return []
    except cbor2.CBORDecodeError:
        return []
    keys = trusted(vector["trust"]).keys
    return [key for key in keys if key.since <= issued < key.until]


def test_every_bundle_is_believed_or_not_as_it_says():
    for each in load("trust-bundles.json"):
        read = Inspector().read_trust_bundle(each["bundle"].encode(), each["root"])
        if each["problem"]:
            assert read == Problem(f"trust.{each['problem']}") or (
                isinstance(read, Problem) and read.code == f"trust.{each['problem']}"
            ), each["id"]
        else:
            assert read.trust == trusted(each["trust"]), each["id"]


class Served:
    """A site that has one file, and a shelf."""

    def __init__(self, offered, kept):
        self.offered, self.on_shelf = offered, kept

    def fetch(self, _name):
        return self.offered

    def kept(self, _name):
        return None if self.on_shelf is None else Kept(self.on_shelf, None)

    def keep(self, _name, content):
        self.on_shelf = content


def test_no_checker_goes_back_to_an_older_list_or_one_that_proves_nothing():
    for each in load("newer.json"):
        now = datetime.fromisoformat(each["now"])
        wanted = each[each["use"]] if each["use"] != "none" else None
        if each["kind"] == "list":
            kept, offered = (tokens().get(each[name]) for name in ("kept", "offered"))
            use = newer_list(kept, offered, each["shard"], trusted(each["trust"]), Inspector(), now)
            assert use == tokens().get(wanted), each["id"]
            continue
        served = Served(*((each[name] or "").encode() or None for name in ("offered", "kept")))
        shelf = VerifyShelf(served, Inspector(), lambda now=now: now, timedelta(hours=1))
        signed = shelf.trust(each["root"])
        if wanted is None:
            assert signed is None, each["id"]
        else:
            expected = Inspector().read_trust_bundle(wanted.encode(), each["root"])
            assert signed == expected, each["id"]
            assert served.kept(TRUST).content == wanted.encode(), each["id"]


def test_the_readme_names_every_file_and_reason():
    words = (PLACE / "README.md").read_text("utf-8")
    told = [reason.value for reason in Reason]

    assert [name for name in files() if name not in words and "vectors-" not in name] == []
    assert [reason for reason in told if f"`{reason}`" not in words] == []
