"""Staff in the register: guesses in parallel, from many terminals, win nothing."""

from dataclasses import replace

from kiosk.catalogue.staff import load_staff_policy
from kiosk.domain.problems import Problem
from kiosk.domain.staff import ScryptCost, StaffPerson
from kiosk.services.staff import add_person, sign_in
from tests.adapters.store.crowd import race
from tests.adapters.store.records import KEYS, NOW, later
from tests.desk import REFERENCE, StillClock, TestDesk

POLICY = replace(load_staff_policy(REFERENCE), cost=ScryptCost(1024, 8, 1))
PIN = "274905"


def desk_at(store, terminal, instant=NOW):
    return TestDesk(
        store, StillClock(instant), terminal=terminal, staff=POLICY, index_key=KEYS.index
    )


def told(result):
    return result.code if isinstance(result, Problem) else type(result).__name__


def a_person(**changed):
    values = {
        "name": "王甲", "salt": b"s" * 16, "pin_hash": b"h" * 32, "cost": ScryptCost(1024, 8, 1),
        "added_at": NOW, "added_by": "李乙", "failures": 3, "wait_until": later(9), "locked": True,
    }  # fmt: skip
    return StaffPerson(**{**values, **changed})


def test_a_person_is_kept_as_given_once_and_removed(store):
    with store.write() as unit:
        assert unit.staff.add(a_person())
        assert not unit.staff.add(a_person(failures=0))
        assert unit.staff.add(a_person(name="李乙", wait_until=None))
        unit.staff.update(a_person(failures=4))
        unit.commit()
    with store.write() as unit:
        assert unit.staff.get("王甲") == a_person(failures=4)
        assert [person.name for person in unit.staff.every()] == ["李乙", "王甲"]
        assert unit.staff.remove("王甲")
        assert not unit.staff.remove("王甲")
        assert unit.staff.get("王甲") is None
        unit.commit()


def test_of_guesses_at_the_same_moment_one_is_looked_at(url, opened):
    add_person(desk_at(opened(), "K01"), "王甲", PIN, "李乙")

    def guess(store, terminal, runner, number):
        at = later(3600 * number)
        return told(sign_in(desk_at(store, terminal, at), "王甲", f"98{runner:02}71"))

    for row in race(url, 8, 3, guess):
        assert sorted(row) == ["staff_wait"] * 7 + ["staff_wrong"]
    with opened().read() as unit:
        assert unit.staff.get("王甲").failures == 3


def test_the_right_pin_among_many_guesses_wins_no_extra_try(url, opened):
    add_person(desk_at(opened(), "K01"), "王甲", PIN, "李乙")

    def guess(store, terminal, runner, number):
        pin = PIN if runner == 0 else f"98{runner:02}71"
        return told(sign_in(desk_at(store, terminal, later(3600 * number)), "王甲", pin))

    for row in race(url, 8, 4, guess):
        assert row.count("staff_wait") >= 6 or row[0] == "StaffSession"
        assert row.count("staff_wrong") <= 1 + row.count("StaffSession")


def test_somebody_is_added_once_by_many_at_once(url, opened):
    opened()

    def add(store, terminal, runner, number):
        problem = add_person(desk_at(store, terminal), "王甲", PIN, "李乙")
        return told(problem) if problem else "added"

    [row] = race(url, 6, 1, add)

    assert sorted(row) == ["added"] + ["staff_exists"] * 5
