"""A seal that does not fit its application and a number that is not there are named."""

import pytest

from kiosk.domain.records import Seal
from kiosk.domain.seal import seal_payload
from kiosk.services.seal_check import SealReport, check_seals
from tests.desk import START, a_store, add, an_application


@pytest.fixture
def store(tmp_path):
    opened = a_store(tmp_path)
    yield opened
    opened.close()


def sealed(store, sequence, signed_as=None):
    one = an_application(f"20261123-K01-{sequence:05d}-X")
    add(store, one)
    with store.write() as uow:
        signature = seal_payload(one, signed_as or sequence)
        uow.seals.add(Seal("K01", sequence, one.id, START, signature))
        uow.commit()
    return one


def test_what_is_whole_has_no_finding_and_an_erased_application_still_fits(store):
    one = sealed(store, 1)
    with store.write() as uow:
        uow.applications.erase(one.id)
        uow.commit()

    assert check_seals(store, bytes.__eq__) == SealReport(1, (), ())


def test_a_gap_and_a_seal_of_something_else_are_named(store):
    sealed(store, 1)
    sealed(store, 4, signed_as=3)

    found = check_seals(store, bytes.__eq__)

    assert found == SealReport(2, (("K01", 2), ("K01", 3)), (("K01", 4),))
