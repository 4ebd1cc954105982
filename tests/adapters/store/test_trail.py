"""The trail is one chain a terminal, and the database itself refuses to change it."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from kiosk.domain.trail import verify_chain
from kiosk.ports import SystemFault
from tests.adapters.store.records import NOW, application, entry, later


def append(store, *instants):
    with store.write() as unit:
        rows = [unit.trail.append(at, "happened", "n", {"数": 1, "a": [None]}) for at in instants]
        unit.commit()
    return rows


def test_every_terminal_has_its_own_chain(store, opened):
    here = append(store, NOW, later(1)) + append(store, later(1))
    there = append(opened("K02"), later(5))

    with store.read() as unit:
        assert list(unit.trail.rows()) == here + there
        assert list(unit.trail.rows("K02")) == there
        assert unit.trail.heads() == {"K01": here[-1], "K02": there[-1]}
        assert verify_chain(unit.trail.rows()) is None
    assert [row.sequence for row in here] == [1, 2, 3]


def test_a_clock_that_stands_behind_the_last_row_is_a_fault(store, opened):
    append(store, later(10))

    with pytest.raises(SystemFault) as fault:
        append(store, later(9))
    assert fault.value.code == "clock_behind"
    append(opened("K02"), later(9))  # another terminal's clock is another matter


def test_a_row_that_was_rolled_back_is_not_missed(store):
    with store.write() as unit:
        unit.trail.append(NOW, "lost", "", {})
    append(store, NOW)

    with store.read() as unit:
        assert verify_chain(unit.trail.rows()) is None


def test_checkpoints_are_kept_once_and_in_order(store):
    [row] = append(store, NOW)
    with store.write() as unit:
        unit.trail.add_checkpoint("K01", 1, row.hash, b"sig", later(2))
        unit.trail.add_checkpoint("K01", 1, row.hash, b"other", later(3))
        unit.commit()

    with store.read() as unit:
        assert unit.trail.checkpoints() == [("K01", 1, row.hash, b"sig")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET event = 'x'",
        "DELETE FROM trail",
        "UPDATE trail_checkpoint SET hash = 'x'",
        "DELETE FROM trail_checkpoint",
        "UPDATE entry_history SET version = 9",
        "DELETE FROM entry_history",
        "INSERT INTO trail SELECT terminal, 9, at, event, subject, details, hash, hash FROM trail",
    ],
)
def test_the_database_refuses_to_rewrite_history(store, url, statement):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.register.add_entry(entry(one), NOW)
        unit.trail.append(NOW, "e", "", {})
        unit.trail.add_checkpoint("K01", 1, "h", b"s", NOW)
        unit.commit()

    engine = create_engine(url)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_replacing_a_row_is_refused_too(store, url):
    append(store, NOW)
    statement = (
        "INSERT OR REPLACE INTO trail SELECT terminal, sequence, at, 'forged', subject, details,"
        " previous, hash FROM trail"
        if url.startswith("sqlite")
        else "TRUNCATE trail"
    )

    engine = create_engine(url)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
