"""What is personal is unreadable in the database, in exceptions and in the program's texts."""

import logging
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from kiosk.adapters.store import open_store
from kiosk.adapters.store.vault import Cells, Vault
from kiosk.domain.answers import Answers
from kiosk.domain.records import Attachment, Draft
from kiosk.ports import RegisterKeys, SystemFault
from tests.adapters.store.records import (
    KEYS,
    MOBILE,
    NOW,
    PERSON,
    RULES,
    application,
    claim,
    decision,
    document,
    entry,
    later,
    licence,
    new_id,
    notice,
)

SECRETS = ("王小明甲", PERSON, MOBILE, "某省某市某路一号", "SECRETPAPER", "李四乙", "SECRETDRAFT")


def fill(store):
    one = application(answers=Answers({"proprietor.name": SECRETS[0], "proprietor.mobile": MOBILE}))
    written = entry(one, proprietor=SECRETS[0], family=(SECRETS[5],))
    paper = Attachment(new_id(), one.id, "k", "image/png", "0" * 64, SECRETS[4].encode())
    with store.write() as unit:
        unit.decisions.publish_rule_set(RULES, b"{}", NOW)
        unit.applications.add(one)
        unit.decisions.add(decision(one, facts={"proprietor.name": SECRETS[0]}))
        unit.register.claim(claim())
        unit.register.add_entry(written, NOW)
        unit.licences.add(licence(written, credential=f"HTTPS://X/{SECRETS[0]}"))
        unit.licences.add_document(document(one, SECRETS[4].encode()))
        unit.applications.attach(paper)
        unit.outbox.put(notice(one, params={"name": SECRETS[0]}))
        unit.applications.save_draft(Draft(PERSON.encode(), b"sealed", later(9)))
        unit.commit()
    return one


def test_no_personal_value_stands_readable_in_the_file_or_its_log(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'r'}", KEYS, "K01", new_id)
    fill(store)
    bytes_ = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()

    assert len(bytes_) > 10_000
    assert [secret for secret in SECRETS if secret.encode() in bytes_] == []


def test_no_personal_value_stands_readable_in_any_table(opened, url):
    from kiosk.adapters.store.schema import metadata

    fill(opened())
    engine = create_engine(url)
    with engine.connect() as connection:
        everything = [
            str(cell) + (bytes(cell).decode(errors="ignore") if isinstance(cell, bytes) else "")
            for table in metadata.tables
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for cell in row
        ]
    engine.dispose()

    assert len(everything) > 100
    assert [secret for secret in SECRETS for cell in everything if secret in cell] == []


def test_faults_and_logs_carry_no_values(store, caplog):
    caplog.set_level(logging.DEBUG)
    one = fill(store)
    for action in (
        lambda unit: unit.applications.add(one),
        lambda unit: unit.register.add_entry(entry(one), NOW),
        lambda unit: unit.licences.add_document(document(one)),
    ):
        with pytest.raises(SystemFault) as fault, store.write() as unit:
            action(unit)
        told = f"{fault.value!r} {fault.value.__cause__!r} {caplog.text}"
        assert [secret for secret in (*SECRETS, "张三") if secret in told] == []
        assert fault.value.__suppress_context__


def test_a_cell_cannot_be_moved_to_another_row_or_column():
    cells = Cells(b"k" * 32)
    here, there = new_id(), new_id()
    sealed = cells.seal("application.personal", here, "张三".encode())

    assert cells.open("application.personal", here, sealed) == "张三".encode()
    for place, row in (("application.personal", there), ("document.content", here)):
        with pytest.raises(SystemFault) as fault:
            cells.open(place, row, sealed)
        assert fault.value.code == "database_damaged"


@pytest.mark.parametrize("position", [1, 13, -1])
def test_a_changed_cell_is_noticed(position):
    cells = Cells(b"k" * 32)
    row = new_id()
    sealed = bytearray(cells.seal("p", row, b"x"))
    sealed[position] ^= 1

    with pytest.raises(SystemFault):
        cells.open("p", row, bytes(sealed))


def test_a_cell_of_a_later_cipher_is_not_guessed_at():
    cells = Cells(b"k" * 32)
    with pytest.raises(SystemFault) as fault:
        cells.open("p", new_id(), b"\x02" + b"x" * 40)

    assert fault.value.code == "database_newer"


def test_the_same_value_is_sealed_differently_and_empty_values_too():
    cells = Cells(b"k" * 32)
    row = new_id()

    assert cells.seal("p", row, b"x") != cells.seal("p", row, b"x")
    assert cells.open("p", row, cells.seal("p", row, b"")) == b""


def test_a_blind_index_tells_values_and_kinds_apart_and_needs_the_key():
    here = Vault(KEYS)
    other = Vault(RegisterKeys(column=KEYS.column, index=b"x" * 32))

    assert here.blind("person", "１1x ") == here.blind("person", "11X")
    assert here.blind("person", PERSON) != here.blind("mobile", PERSON)
    assert here.blind("person", PERSON) != other.blind("person", PERSON)
    assert here.blind("person", "") is None


def test_an_erased_data_key_is_gone_from_the_file_and_its_log(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'r'}", KEYS, "K01", new_id)
    one = fill(store)
    with closing(sqlite3.connect(tmp_path / "r")) as reader:
        query = "SELECT wrapped FROM data_key WHERE owner = ? AND scope = 'application'"
        [wrapped] = reader.execute(query, (one.id.hex,)).fetchone()

    def anywhere():
        return any(wrapped in file.read_bytes() for file in tmp_path.iterdir())

    assert anywhere()
    with store.write() as unit:
        unit.applications.erase(one.id)
        unit.commit()
    assert not anywhere()
    store.close()
