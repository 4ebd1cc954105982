"""Claims about status lists: what is packed is read, and publishing is whole, repeatable and safe."""

import os
import stat
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.signer.authority import signing_keys_of
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import KeyPair, new_pair
from kiosk.adapters.signer.signer import SoftwareSigner
from kiosk.adapters.signer.status_token import make_status_token, read_status_token
from kiosk.domain.problems import Problem
from kiosk.domain.records import StatusChange
from kiosk.domain.states import LicenceStatus
from kiosk.domain.status_list import MOST_POSITIONS, ListPolicy, StatusList, pack
from kiosk.domain.trust import TrustList
from kiosk.ports import SystemFault
from kiosk.services.publish_lists import address_of, publish
from kiosk.services.status_lists import list_name, prove, published_status
from tests.adapters.store.work import issue, own_name, submit
from tests.adapters.store.work import publish as publish_rules
from tests.desk import StillClock, TestDesk, a_store
from tests.signed import (
    HOST,
    a_credential,
    practice_keys,
    practice_signer,
    practice_trust,
    seal_pdf,
)

HOUR = timedelta(hours=1)
START = a_credential().issued_at
POLICY = ListPolicy(1 << 20, 12 * HOUR, 72 * HOUR, HOUR)
SMALL = replace(POLICY, positions=64)
STATUSES = st.dictionaries(st.integers(0, 4095), st.sampled_from(LicenceStatus), max_size=60)
REVOKED, SUSPENDED = LicenceStatus.REVOKED, LicenceStatus.SUSPENDED


@dataclass
class Office(TestDesk):
    """A register with a terminal that signs."""

    signer: SoftwareSigner = field(default_factory=practice_signer)
    trust: TrustList = field(default_factory=practice_trust)

    def publish(self, folder, policy=SMALL):
        done = publish(self, Inspector(), self.trust, folder, policy)
        return done.written, done.kept

    def change(self, code, status):
        with self.store.write() as uow:
            uow.licences.change_status(StatusChange(code, status, self.clock.now(), "王甲", "核查"))
            uow.commit()

    def licence(self):
        """One more licence: its code, shard and place."""
        code = issue(self.store, "K01", submit(self.store, "K01"), own_name())
        with self.store.read() as uow:
            made = uow.licences.get(code)
        return code, made.status_shard, made.status_index

    def asked(self, folder, shard, place):
        """What a stranger finds in the folder: the status, and whether it is fresh."""
        fetch = lambda n: _content(folder / list_name(n))  # noqa: E731
        look = published_status(fetch, self.trust, Inspector(), self.clock.now)
        answer = look(a_credential(status_shard=shard, status_index=place), "")
        return None if answer is None else (answer.status, answer.fresh)


def _content(file):
    return file.read_bytes() if file.exists() else None


@pytest.fixture
def office(tmp_path):
    store = a_store(tmp_path)
    publish_rules(store)
    made = Office(store)
    made.clock.go(hours=30)  # practice keys are in use from the day that the tests name
    yield made
    store.close()


# ── packing ──────────────────────────────────────────────────────────────────────────────────
@given(STATUSES, st.integers(4096, 5000))
def test_what_is_packed_is_read_at_its_place_and_nowhere_else(statuses, size):
    made = StatusList("", START, START + HOUR, HOUR, pack(statuses.items(), size))

    for place in {*statuses, 0, size - 1}:
        assert made.status_of(place) is statuses.get(place, LicenceStatus.VALID)
    marked = {p: s for p, s in statuses.items() if s is not LicenceStatus.VALID}
    assert dict(made.marked()) == marked
    assert made.status_of((size + 3) // 4 * 4) is None


def test_the_lowest_bits_of_a_byte_come_first():
    """The example of draft-ietf-oauth-status-list, 4.1, for two bits: C9 44 F9."""
    values = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]
    statuses = [(place, tuple(LicenceStatus)[value]) for place, value in enumerate(values)]

    assert pack(statuses, 12) == bytes.fromhex("c944f9")


def test_of_a_place_named_twice_the_last_counts():
    assert pack([(1, LicenceStatus.CANCELLED), (1, REVOKED)], 4) == pack([(1, REVOKED)], 4)


@pytest.mark.parametrize(("place", "size"), [(4, 4), (-1, 4), (0, 0), (0, MOST_POSITIONS + 1)])
def test_a_place_that_no_credential_can_name_is_refused(place, size):
    with pytest.raises(ValueError, match="no such"):
        pack([(place, REVOKED)], size)


@settings(max_examples=30)
@given(STATUSES)
def test_a_signed_list_is_read_as_it_was_made(statuses):
    made = StatusList(address_of(HOST, 3), START, START + HOUR, HOUR, pack(statuses.items(), 4096))
    read = read_status_token(make_status_token(made, b"kkkk", lambda _: b"s" * 64))

    assert not isinstance(read, Problem)
    assert (read.list, read.key_id) == (made, b"kkkk")


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_of_lists_stumble(data):
    assert isinstance(read_status_token(data), Problem)


@settings(max_examples=150)
@given(st.data())
def test_no_mutated_list_is_believed_or_makes_the_reader_stumble(data):
    token = bytearray(good_token())
    at = data.draw(st.integers(0, len(token) - 1))
    token[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    found = prove(bytes(token), 3, practice_trust(), Inspector(), START + 2 * HOUR)

    assert found is None or bytes(token) == good_token()


def good_token():
    bits = pack([(7, REVOKED)], 64)
    made = StatusList(address_of(HOST, 3), START + HOUR, START + 9 * HOUR, HOUR, bits)
    return practice_signer().sign_status_list(made)


def test_a_million_licences_of_which_one_in_a_hundred_is_revoked_are_a_small_file():
    places = Random(1).sample(range(1 << 20), 10_000)
    made = StatusList("u", START, START + HOUR, HOUR, pack(((p, REVOKED) for p in places), 1 << 20))

    assert len(practice_signer().sign_status_list(made)) <= 20_000


# ── publishing ───────────────────────────────────────────────────────────────────────────────
def test_published_statuses_are_what_a_stranger_finds(office, tmp_path):
    made = [office.licence() for _ in range(4)]
    for (code, _, _), status in zip(made, LicenceStatus, strict=True):
        if status is not LicenceStatus.VALID:
            office.change(code, status)

    assert office.publish(tmp_path) == (1, 0)
    found = [office.asked(tmp_path, shard, place) for _, shard, place in made]
    assert found == [(status, True) for status in LicenceStatus]


def test_publishing_again_changes_nothing_until_there_is_news_or_it_is_due(office, tmp_path):
    code, shard, place = office.licence()
    file = tmp_path / list_name(shard)
    office.publish(tmp_path)
    first = file.read_bytes()
    office.clock.go(hours=11)
    assert (office.publish(tmp_path), file.read_bytes()) == ((0, 1), first)

    office.change(code, SUSPENDED)
    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (SUSPENDED, True)
    office.change(code, LicenceStatus.VALID)
    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)

    office.clock.go(hours=12)
    assert office.publish(tmp_path) == (1, 0)
    with office.store.read() as uow:
        rows = [row for row in uow.trail.rows() if row.event == "status_list_published"]
    assert [row.details["lists"] for row in rows] == [1, 1, 1, 1]
    assert len({row.details["sha256"] for row in rows}) == 4


def test_a_list_that_nobody_renews_grows_too_old_and_still_tells_what_was_revoked(office, tmp_path):
    code, shard, place = office.licence()
    _, _, other = office.licence()
    office.change(code, REVOKED)
    office.publish(tmp_path)
    office.clock.go(hours=72)

    assert office.asked(tmp_path, shard, place) == (REVOKED, False)
    assert office.asked(tmp_path, shard, other) == (LicenceStatus.VALID, False)


def test_every_place_that_was_given_is_in_the_list(office, tmp_path):
    made = [office.licence() for _ in range(3)]
    office.publish(tmp_path, replace(POLICY, positions=1))

    assert [office.asked(tmp_path, shard, place) for _, shard, place in made] == [
        (LicenceStatus.VALID, True)
    ] * 3


@pytest.mark.parametrize("spoilt", [b"", b"<!doctype html>", b"flipped", b"forged"])
def test_what_a_stranger_left_in_the_folder_is_written_over(office, tmp_path, spoilt):
    _, shard, place = office.licence()
    office.publish(tmp_path)
    file = tmp_path / list_name(shard)
    good = file.read_bytes()
    if spoilt == b"flipped":
        spoilt = good[:-1] + bytes([good[-1] ^ 1])
    elif spoilt == b"forged":
        identity = signing_keys_of(practice_keys(), None, "K01")[1]
        forger = SoftwareSigner(new_pair(), identity, host=HOST, seal_pdf=seal_pdf)
        bits = pack([(place, REVOKED)], SMALL.positions * 20_000)
        now = office.clock.now()
        made = StatusList(address_of(HOST, shard), now, now + HOUR, HOUR, bits)
        spoilt = forger.sign_status_list(made)
    file.write_bytes(spoilt)

    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)


def test_a_restored_register_revives_nothing_that_was_published(office, tmp_path):
    """What was issued and revoked after the backup is in the published list alone."""
    code, shard, place = office.licence()
    office.publish(tmp_path)
    bits = pack([(place, SUSPENDED), (place ^ 1, REVOKED)], 1 << 20)
    now = office.clock.now()
    forgotten = StatusList(address_of(HOST, shard), now, now + 72 * HOUR, HOUR, bits)
    (tmp_path / list_name(shard)).write_bytes(office.signer.sign_status_list(forgotten))

    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)  # it knows better
    assert office.asked(tmp_path, shard, place ^ 1) == (REVOKED, True)
    office.change(code, REVOKED)
    office.publish(tmp_path)
    assert office.asked(tmp_path, shard, place ^ 1) == (REVOKED, True)


@pytest.fixture
def beside(office, tmp_path):
    """Another terminal on the same register, with a clock and a trail of its own."""
    store = a_store(tmp_path, "K02")
    yield Office(store, StillClock(office.clock.now()), terminal="K02")
    store.close()


def test_a_terminal_whose_clock_is_a_little_behind_dates_no_list_back(office, beside, tmp_path):
    code, shard, place = office.licence()
    office.publish(tmp_path)
    before = read_status_token((tmp_path / list_name(shard)).read_bytes()).list.issued_at
    beside.clock.go(minutes=-5)
    beside.change(code, REVOKED)

    assert beside.publish(tmp_path) == (1, 0)
    assert read_status_token((tmp_path / list_name(shard)).read_bytes()).list.issued_at == before
    assert beside.asked(tmp_path, shard, place) == (REVOKED, True)


def test_a_list_that_a_wrong_clock_dated_ahead_is_replaced(office, beside, tmp_path):
    code, shard, place = office.licence()
    beside.clock.go(days=400)
    beside.publish(tmp_path)
    office.change(code, REVOKED)

    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (REVOKED, True)


def test_a_terminal_whose_clock_stands_before_its_own_trail_publishes_nothing(office, tmp_path):
    _, shard, _ = office.licence()
    office.publish(tmp_path)
    old = (tmp_path / list_name(shard)).read_bytes()
    office.clock.go(days=-1)

    with pytest.raises(SystemFault, match="clock_behind"):
        office.publish(tmp_path)
    assert (tmp_path / list_name(shard)).read_bytes() == old


class SlowToSign:
    """A signer beside whom the register changes."""

    def __init__(self, signer, meanwhile):
        self._signer, self._meanwhile = signer, meanwhile

    def __getattr__(self, name):
        return getattr(self._signer, name)

    def sign_status_list(self, statuses):
        while self._meanwhile:
            self._meanwhile.pop()()
        return self._signer.sign_status_list(statuses)


def test_what_is_revoked_while_a_list_is_signed_is_published_too(office, tmp_path):
    code, shard, place = office.licence()

    def another_terminal():
        office.change(code, REVOKED)
        replace(office, signer=practice_signer()).publish(tmp_path)

    office.signer = SlowToSign(practice_signer(), [another_terminal])
    office.publish(tmp_path)

    assert office.asked(tmp_path, shard, place) == (REVOKED, True)


class PowerCut(BaseException):
    """Nothing runs after it."""


def test_a_power_cut_before_the_name_is_given_leaves_the_old_list(office, tmp_path, monkeypatch):
    code, shard, place = office.licence()
    office.publish(tmp_path)
    file = tmp_path / list_name(shard)
    old = file.read_bytes()
    office.change(code, REVOKED)

    def cut(_descriptor):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", cut)
        with pytest.raises(PowerCut):
            office.publish(tmp_path)
    assert file.read_bytes() == old
    [left] = file.parent.glob("*.new")

    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (REVOKED, True)
    long_ago = time.time() - 4000
    os.utime(left, (long_ago, long_ago))
    office.publish(tmp_path)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert file.stat().st_mode & stat.S_IROTH  # a web server reads it


def test_a_folder_that_cannot_be_written_is_said_and_what_was_written_is_in_the_trail(
    office, tmp_path
):
    _, shard, _ = office.licence()
    (tmp_path / "status").write_text("a file stands where the folder belongs")

    with pytest.raises(SystemFault, match="lists_unwritable"):
        office.publish(tmp_path)
    with office.store.read() as uow:
        assert not any(row.event == "status_list_published" for row in uow.trail.rows())
    assert shard == 0


def test_each_shard_has_its_own_list_and_a_practice_list_never_speaks_for_a_real_licence(
    office, tmp_path
):
    _, shard, place = office.licence()
    office.publish(tmp_path)
    token = (tmp_path / list_name(shard)).read_bytes()
    look = published_status(lambda _: token, office.trust, Inspector(), office.clock.now)

    assert look(a_credential(status_shard=shard, status_index=place), "") is not None
    assert look(a_credential(status_shard=shard + 1, status_index=place), "") is None
    assert look(a_credential(status_shard=shard, status_index=place, specimen=False), "") is None
    assert look(a_credential(status_shard=shard, status_index=place), "别的机关") is None


def test_after_a_roll_over_the_new_key_signs_and_the_old_list_stays_good_meanwhile(
    office, tmp_path
):
    _, shard, place = office.licence()
    office.publish(tmp_path)
    pair = KeyPair(practice_keys().practice.document, new_pair().credential)
    identity = signing_keys_of(practice_keys(), None, "K01")[1]
    key = office.trust.keys[0]
    fresh = replace(key, public_key=pair.credential_public)
    office.trust = TrustList(office.trust.roots, (key, fresh))
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)

    office.signer = SoftwareSigner(pair, identity, host=HOST, seal_pdf=seal_pdf)
    assert office.publish(tmp_path) == (1, 0)
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)
    stolen = replace(key, revoked_from=office.clock.now())
    office.trust = TrustList(office.trust.roots, (stolen, fresh))
    assert office.asked(tmp_path, shard, place) == (LicenceStatus.VALID, True)


@pytest.mark.parametrize("ended", ["revoked_from", "until"])
def test_a_terminal_that_nobody_believes_any_more_leaves_the_others_lists_alone(
    office, tmp_path, ended
):
    """By its timer it would go on, and put lists in place of which every checker says too old."""
    code, shard, _ = office.licence()
    office.publish(tmp_path)
    office.change(code, REVOKED)
    standing = _content(tmp_path / list_name(shard))
    [key] = office.trust.keys
    office.trust = TrustList(office.trust.roots, (replace(key, **{ended: office.clock.now()}),))

    with pytest.raises(SystemFault) as refused:
        office.publish(tmp_path)

    assert refused.value.code == "lists_not_believed"
    assert _content(tmp_path / list_name(shard)) == standing
