"""Numbers are given once: serials by leased blocks, places in the status list at random."""

import pytest

from kiosk.adapters.store.serials import SHARD
from tests.adapters.store.records import DAY

SERIES = "320583MAY"


def take(store, terminal="K01", series=SERIES, times=1):
    with store.write() as unit:
        given = [unit.register.lease_serial(terminal, series) for _ in range(times)]
        unit.commit()
    return given


def test_a_terminal_counts_within_its_block_and_then_leases_another(store):
    assert take(store, times=101) == list(range(1, 102))
    assert take(store, "K02", times=2) == [201, 202]
    assert take(store, times=2) == [102, 103]


def test_a_second_series_counts_from_one(store):
    assert take(store) == [1]
    assert take(store, series="320500MAY") == [1]


def test_a_serial_taken_in_a_rolled_back_transaction_may_be_given_again(store):
    with store.write() as unit:
        assert unit.register.lease_serial("K01", SERIES) == 1

    assert take(store) == [1]


def test_the_highest_serial_covers_every_leased_block(store):
    with store.read() as unit:
        assert unit.register.highest_serial() == 0
    take(store)
    take(store, "K02")

    with store.read() as unit:
        assert unit.register.highest_serial() == 200


@pytest.mark.parametrize("floor", [50, 200, 5000])
def test_after_burning_leases_no_serial_below_floor_or_block_is_given(store, floor):
    take(store, times=3)
    with store.write() as unit:
        highest = unit.register.highest_serial()
        unit.register.burn_leases(floor)
        unit.commit()

    assert take(store) == [max(floor, highest + 1)]
    assert take(store, series="350200MAY")[0] >= floor


def test_application_numbers_of_the_first_day_after_a_burn_are_unused_ones(store):
    from datetime import timedelta

    with store.write() as unit:
        sequence = unit.applications.next_sequence
        sequence("K01", DAY)
        unit.register.burn_leases(10)
        assert sequence("K01", DAY) == 10_001
        assert sequence("K02", DAY) == 10_001  # it may have given numbers after the backup
        assert sequence("K02", DAY) == 10_002
        assert sequence("K02", DAY + timedelta(days=1)) == 1
        unit.register.burn_leases(10)
        assert sequence("K01", DAY) == 20_001
        assert sequence("K03", DAY) == 20_001


def test_status_places_are_never_given_twice_and_do_not_show_the_order(store):
    with store.write() as unit:
        places = [unit.licences.take_status_index(SERIES) for _ in range(300)]
        unit.commit()

    assert len(set(places)) == 300
    assert {shard for shard, _ in places} == {0}
    assert all(0 <= position < SHARD for _, position in places)
    positions = [position for _, position in places]
    assert positions != sorted(positions)


def test_another_series_has_a_shard_of_its_own(store):
    with store.write() as unit:
        assert unit.licences.take_status_index(SERIES)[0] == 0
        assert unit.licences.take_status_index("320500MAY")[0] == 1
        assert unit.licences.take_status_index(SERIES)[0] == 0


def test_after_a_burn_no_shard_of_before_is_used(store):
    with store.write() as unit:
        before = unit.licences.take_status_index(SERIES)[0]
        unit.register.burn_leases(3 * SHARD)
        after = unit.licences.take_status_index(SERIES)[0]

    # three shards' worth of serials may have been given since the backup
    assert after > before + 3
