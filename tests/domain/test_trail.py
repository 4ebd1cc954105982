"""A chain tells the first row that does not stand as it was written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import TrailRow
from kiosk.domain.trail import GENESIS, BadRow, Head, chain_hash, hash_of, verify_chain

START = datetime(2026, 11, 23, tzinfo=UTC)


def chain(terminal="K01", length=5, minutes=1):
    rows, previous = [], GENESIS
    for sequence in range(1, length + 1):
        content = {
            "terminal": terminal,
            "sequence": sequence,
            "at": START + timedelta(minutes=minutes * sequence),
            "event": "licence_issued",
            "subject": f"n-{sequence}",
            "details": {"数": sequence},
            "previous": previous,
        }
        rows.append(TrailRow(**content, hash=chain_hash(**content)))
        previous = rows[-1].hash
    return rows


def head(row):
    return Head(row.terminal, row.sequence, row.hash)


def rehashed(row):
    return replace(row, hash=hash_of(row))


def test_whole_chains_are_accepted():
    rows = chain() + chain("K02")

    assert verify_chain(rows) is None
    assert verify_chain(rows, [head(rows[2]), head(rows[4]), head(rows[9])]) is None
    assert verify_chain([]) is None


def test_the_hash_does_not_depend_on_the_zone_an_instant_is_told_in():
    from datetime import timezone

    [row] = chain(length=1)
    elsewhere = replace(row, at=row.at.astimezone(timezone(timedelta(hours=8))))

    assert hash_of(elsewhere) == row.hash


@given(
    st.integers(0, 4),
    st.sampled_from(
        [{"event": "x"}, {"subject": "x"}, {"details": {}}, {"at": START}, {"hash": "0" * 64}]
    ),
)
def test_a_changed_row_is_named(place, change):
    rows = chain()
    rows[place] = replace(rows[place], **change)

    assert verify_chain(rows) == BadRow("K01", place + 1, "hash")


def test_a_row_changed_with_its_hash_breaks_the_next():
    rows = chain()
    rows[1] = rehashed(replace(rows[1], event="x"))

    assert verify_chain(rows) == BadRow("K01", 3, "previous")


def test_a_missing_row_is_a_gap_before_the_next():
    rows = chain() + chain("K02")
    del rows[2]

    assert verify_chain(rows) == BadRow("K01", 4, "gap")
    assert verify_chain(chain()[1:]) == BadRow("K01", 2, "gap")


def test_a_row_earlier_than_the_one_before_is_named():
    assert verify_chain(chain(minutes=-1)) == BadRow("K01", 2, "time")


def test_a_missing_tail_is_seen_by_a_known_head_only():
    rows = chain() + chain("K02")
    heads = [head(rows[4]), head(rows[9])]

    assert verify_chain(rows[:3] + rows[5:]) is None
    assert verify_chain(rows[:3] + rows[5:], heads) == BadRow("K01", 4, "missing_tail")
    assert verify_chain(rows[:8], heads) == BadRow("K02", 4, "missing_tail")


def test_a_whole_missing_chain_is_seen_by_its_head():
    rows = chain() + chain("K02")

    assert verify_chain(rows[:5], [head(rows[9])]) == BadRow("K02", 5, "missing_tail")
    assert verify_chain([], [head(rows[0])]) == BadRow("K01", 1, "missing_tail")


def test_a_chain_written_anew_does_not_fit_its_known_head():
    rows, forged = chain(), chain(minutes=2)

    assert verify_chain(forged) is None
    assert verify_chain(forged, [head(rows[3])]) == BadRow("K01", 4, "head")
