"""Seals: counted without a gap, stored once, waiting in order until they arrived."""

import pytest

from kiosk.domain.records import Seal
from kiosk.ports import SystemFault
from tests.adapters.store.records import NOW, application, later


def a_seal(of, sequence, **changed):
    values = {"terminal": "B01", "sealed_at": NOW, "signature": b"s" * 64, **changed}
    return Seal(sequence=sequence, application_id=of.id, **values)


def put(store, *seals):
    with store.write() as unit:
        added = [unit.seals.add(seal) for seal in seals]
        unit.commit()
    return added


def test_what_was_sealed_waits_in_order_until_it_arrived(store):
    one, two = application(), application()
    put(store, a_seal(two, 2, sealed_at=later(5)), a_seal(one, 1))

    with store.write() as unit:
        assert unit.seals.backlog() == (2, NOW)
        assert unit.seals.waiting() == a_seal(one, 1)
        assert unit.seals.waiting(1).application_id == two.id
        assert unit.seals.waiting(2) is None
        assert unit.seals.arrived(one.id, later(9))
        assert not unit.seals.arrived(one.id, later(10))
        unit.commit()

    with store.read() as unit:
        assert unit.seals.of(one.id).arrived_at == later(9)
        assert unit.seals.waiting().application_id == two.id
        assert unit.seals.backlog() == (1, later(5))
        assert [seal.sequence for seal in unit.seals.every()] == [1, 2]
        assert unit.seals.of(application().id) is None


def test_an_application_has_one_seal_and_a_number_one_application(store):
    one, two = application(), application()

    assert put(store, a_seal(one, 1), a_seal(one, 1), a_seal(one, 7)) == [True, False, False]
    with pytest.raises(SystemFault, match="seal_taken: B01 1"), store.write() as unit:
        unit.seals.add(a_seal(two, 1))
    assert put(store, a_seal(two, 1, terminal="B02")) == [True]


def test_numbers_go_on_from_the_last_one_of_the_terminal(store):
    put(store, a_seal(application(), 1), a_seal(application(), 2))

    with store.write() as unit:
        assert unit.seals.next_sequence("B01") == 3
        assert unit.seals.next_sequence("B02") == 1


def test_a_number_that_another_application_has_is_named(store):
    one = application()
    with store.write() as unit:
        unit.applications.add(one)
        unit.commit()

    with pytest.raises(SystemFault, match="number_taken"), store.write() as unit:
        unit.applications.add(application(number=one.number))
