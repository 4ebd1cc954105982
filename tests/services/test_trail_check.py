"""The trail's verifier names the first bad row, a false checkpoint and a missing tail."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.ports import SystemFault
from kiosk.services.record import record
from kiosk.services.trail_check import (
    HEADS,
    export_trail,
    read_heads,
    sign_checkpoint,
    verify_trail,
    write_heads,
)
from tests.desk import START, StillClock, a_store

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


class CheckpointSigner:
    """The one thing of a signer that checkpoints need."""

    @staticmethod
    def sign_bytes(payload: bytes) -> bytes:
        return KEY.sign(payload)


def signed(payload: bytes, signature: bytes) -> bool:
    try:
        KEY.public_key().verify(signature, payload)
    except InvalidSignature:
        return False
    return True


@pytest.fixture
def store(tmp_path):
    store = a_store(tmp_path)
    yield store
    store.close()


def write_rows(store, count, clock=None):
    for n in range(count):
        with store.write() as uow:
            record(uow, (clock or StillClock()).now(), "notice_woken", "", notice=str(n))
            uow.commit()


def tamper(folder, *statements):
    """Change the file behind the register's back, past its triggers."""
    with closing(sqlite3.connect(folder / "register.sqlite")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_an_untouched_trail_is_whole(tmp_path, store):
    write_rows(store, 5)
    sign_checkpoint(store, StillClock(), CheckpointSigner(), "K01")
    write_heads(store, StillClock(), tmp_path / "heads")
    report = verify_trail(store, signed, tmp_path / "heads")
    assert report.whole
    assert (report.rows, report.chains, report.checkpoints, report.heads) == (6, {"K01": 6}, 1, 1)


@pytest.mark.parametrize(
    ("statement", "sequence", "reason"),
    [
        ("UPDATE trail SET subject = 'other' WHERE sequence = 3", 3, "hash"),
        ("UPDATE trail SET details = '{}' WHERE sequence = 2", 2, "hash"),
        ("DELETE FROM trail WHERE sequence = 4", 5, "gap"),
        ("UPDATE trail SET previous = hash WHERE sequence = 1", 1, "previous"),
    ],
)
def test_the_first_bad_row_is_named(tmp_path, store, statement, sequence, reason):
    write_rows(store, 6)
    tamper(tmp_path, statement)
    bad = verify_trail(store, signed).first_bad
    assert bad is not None
    assert (bad.terminal, bad.sequence, bad.reason) == ("K01", sequence, reason)


def test_a_tail_cut_off_with_its_checkpoint_shows_by_the_heads_outside(tmp_path, store):
    write_rows(store, 6)
    sign_checkpoint(store, StillClock(), CheckpointSigner(), "K01")
    write_heads(store, StillClock(), tmp_path / "heads")
    tamper(
        tmp_path,
        "DELETE FROM trail WHERE sequence > 4",
        "DELETE FROM trail_checkpoint",
    )
    assert verify_trail(store, signed).whole  # inside nothing is left to tell
    bad = verify_trail(store, signed, tmp_path / "heads").first_bad
    assert bad is not None
    assert (bad.sequence, bad.reason) == (5, "missing_tail")


def test_a_tail_cut_off_shows_by_a_checkpoint(tmp_path, store):
    write_rows(store, 6)
    sign_checkpoint(store, StillClock(), CheckpointSigner(), "K01")
    tamper(tmp_path, "DELETE FROM trail WHERE sequence > 4")
    bad = verify_trail(store, signed).first_bad
    assert bad is not None
    assert (bad.sequence, bad.reason) == (5, "missing_tail")


def test_a_tail_rewritten_with_right_hashes_shows_by_the_heads_outside(tmp_path, store):
    write_rows(store, 3)
    write_heads(store, StillClock(), tmp_path / "heads")
    tamper(tmp_path, "DELETE FROM trail WHERE sequence > 1")
    clock = StillClock(START + timedelta(minutes=1))
    write_rows(store, 5, clock)
    assert verify_trail(store, signed).whole
    bad = verify_trail(store, signed, tmp_path / "heads").first_bad
    assert bad is not None
    assert bad.reason == "head"


def test_a_checkpoint_that_nobody_signed_is_found(tmp_path, store):
    write_rows(store, 2)
    sign_checkpoint(store, StillClock(), CheckpointSigner(), "K01")
    tamper(tmp_path, "UPDATE trail_checkpoint SET signature = zeroblob(64)")
    bad = verify_trail(store, signed).first_bad
    assert bad is not None
    assert bad.reason == "signature"


def test_the_same_head_is_kept_once_and_a_damaged_file_is_said(tmp_path, store):
    write_rows(store, 2)
    write_heads(store, StillClock(), tmp_path)
    write_heads(store, StillClock(), tmp_path)
    assert len(read_heads(tmp_path)) == 1
    (tmp_path / HEADS).write_text('{"terminal": "K01"}\n', "utf-8")
    with pytest.raises(SystemFault) as fault:
        verify_trail(store, signed, tmp_path)
    assert fault.value.code == "heads_damaged"


def test_an_export_holds_every_row_as_json_and_can_start_later(store):
    clock = StillClock()
    write_rows(store, 2, clock)
    clock.go(hours=1)
    write_rows(store, 3, clock)
    everything, later = io.StringIO(), io.StringIO()
    assert export_trail(store, everything) == 5
    assert export_trail(store, later, clock.now()) == 3
    rows = [json.loads(line) for line in everything.getvalue().splitlines()]
    assert [row["sequence"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[1]["previous"] == rows[0]["hash"]


def test_a_chain_of_each_terminal_is_checked(tmp_path):
    first, second = a_store(tmp_path, "K01"), a_store(tmp_path, "K02")
    write_rows(first, 2)
    write_rows(second, 3)
    assert verify_trail(first, signed).chains == {"K01": 2, "K02": 3}
    tamper(tmp_path, "UPDATE trail SET event = 'rules_paused' WHERE terminal='K02' AND sequence=2")
    bad = verify_trail(first, signed).first_bad
    assert bad is not None
    assert (bad.terminal, bad.sequence) == ("K02", 2)
    first.close()
    second.close()


def test_a_row_with_a_personal_value_never_gets_in(store):
    with store.write() as uow, pytest.raises(SystemFault) as fault:
        record(uow, START, "rules_paused", "", by="周值班", ground="来电13800001234")
    assert fault.value.code == "trail_refused"
    assert "13800001234" not in str(fault.value)
