"""Doors are counted without being readable, and a road is offered when many have it."""

import pytest
from sqlalchemy import create_engine, text

from kiosk.domain.records import Door, StatusChange
from kiosk.domain.states import LicenceStatus
from tests.adapters.store.records import NOW, application, entry, later, licence

CODES = [f"92320583MAY000000{n}" for n in range(1, 6)]
DOOR = "昆山市玉山镇示例路18"


@pytest.fixture
def filled(store):
    """Five shops: four at one door, by three persons; the fifth on a road nobody else has."""
    with store.write() as unit:
        for number, code in enumerate(CODES):
            one = application()
            written = entry(one, code)
            unit.applications.add(one)
            unit.register.add_entry(written, NOW)
            unit.licences.add(licence(written, status_index=number))
            alone = number == 4
            unit.doors.add(
                Door(
                    credit_code=code,
                    key="" if alone else DOOR,
                    town="320583100",
                    road="独家路" if alone else "示例路",
                    person=f"person {min(number, 2)}",
                )
            )
        unit.commit()
    return store


def test_the_businesses_at_a_door_are_counted(filled):
    with filled.read() as unit:
        assert unit.doors.count_at(DOOR) == 4
        assert unit.doors.count_at("昆山市玉山镇示例路181") == 0
        assert unit.doors.count_at("") == 0


@pytest.mark.parametrize("gone", [LicenceStatus.REVOKED, LicenceStatus.CANCELLED])
def test_who_may_trade_no_more_is_not_counted(filled, gone):
    with filled.write() as unit:
        unit.licences.change_status(StatusChange(CODES[0], gone, later(1), "示例", "示例"))

        assert unit.doors.count_at(DOOR) == 3


def test_a_suspended_business_still_counts(filled):
    with filled.write() as unit:
        change = StatusChange(CODES[0], LicenceStatus.SUSPENDED, later(1), "示例", "示例")
        unit.licences.change_status(change)

        assert unit.doors.count_at(DOOR) == 4


def test_a_road_is_told_when_enough_different_persons_have_it(filled):
    with filled.read() as unit:
        assert unit.doors.roads(3) == {"320583100": ("示例路",)}
        assert unit.doors.roads(4) == {}  # four shops, but three persons
        assert unit.doors.roads(1) == {"320583100": ("示例路", "独家路")}


def test_no_door_and_no_person_can_be_read_from_the_table(filled, url):
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT door_index, person_index FROM door")).all()
    engine.dispose()

    kept = b"".join(bytes(cell) for row in rows for cell in row if cell is not None)
    assert "示例路".encode() not in kept and b"person" not in kept
    assert {len(cell) for row in rows for cell in row if cell is not None} == {32}
