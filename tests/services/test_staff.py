"""Persons sign in by name and PIN; whoever guesses waits ever longer and is locked out."""

from dataclasses import replace

import pytest

from kiosk.catalogue.source import CatalogueError
from kiosk.catalogue.staff import load_staff_policy
from kiosk.domain.problems import Problem
from kiosk.domain.staff import SHAPES, ScryptCost, pin_problem
from kiosk.services.staff import (
    StaffSession,
    add_person,
    persons,
    remove_person,
    sign_in,
    unlock_person,
)
from tests.desk import REFERENCE, TestDesk, a_store

STOCK = load_staff_policy(REFERENCE)
QUICK = replace(STOCK, cost=ScryptCost(1024, 8, 1))
PIN = "274905"
WRONG = "274906"


@pytest.fixture
def desk(tmp_path):
    store = a_store(tmp_path)
    made = TestDesk(store, staff=QUICK)
    assert add_person(made, "王甲", PIN, "李乙") is None
    yield made
    store.close()


def code(result):
    return result.code if isinstance(result, Problem) else type(result).__name__


def events(desk):
    with desk.store.read() as uow:
        return [(row.event, dict(row.details)) for row in uow.trail.rows()]


def guess(desk, times, pin=WRONG):
    """Guess that often, waiting each time as long as one is told to."""
    told = []
    for _ in range(times):
        result = sign_in(desk, "王甲", pin)
        told.append(result)
        desk.clock.go(seconds=int(result.params.get("seconds", 0)))
    return told


def test_the_right_pin_signs_in_and_the_trail_names_who(desk):
    assert sign_in(desk, "王甲", PIN) == StaffSession("王甲", desk.clock.instant)
    assert events(desk) == [
        ("staff_added", {"person": "王甲", "by": "李乙"}),
        ("staff_signed_in", {"by": "王甲"}),
    ]


def test_a_name_is_the_same_however_it_is_typed(desk):
    add_person(desk, "Anna", "593817", "王甲")

    assert code(sign_in(desk, " Ａｎｎａ ", "593817")) == "StaffSession"


def test_a_wrong_pin_and_an_unknown_name_are_answered_alike(desk):
    assert sign_in(desk, "王甲", WRONG) == sign_in(desk, "张丙", PIN)
    assert events(desk)[-1] == ("staff_refused", {"reason": "staff_unknown"})


def test_the_wait_doubles_after_each_wrong_pin_and_a_right_one_ends_it(desk):
    told = guess(desk, 5)

    assert [int(problem.params["seconds"]) for problem in told] == [2, 4, 8, 16, 32]
    assert code(sign_in(desk, "王甲", PIN)) == "StaffSession"
    assert sign_in(desk, "王甲", WRONG).params == {"seconds": "2"}


def test_the_wait_has_a_most():
    assert [STOCK.delay_after(n).total_seconds() for n in (1, 2, 8, 9, 60)] == [
        2, 4, 256, 300, 300,
    ]  # fmt: skip


def test_while_waiting_even_the_right_pin_is_not_looked_at(desk):
    sign_in(desk, "王甲", WRONG)
    desk.clock.go(seconds=0.5)

    assert sign_in(desk, "王甲", PIN) == Problem("staff_wait", params={"seconds": "2"})
    desk.clock.go(seconds=1.5)
    assert code(sign_in(desk, "王甲", PIN)) == "StaffSession"


def test_too_many_wrong_pins_lock_the_person_out_for_good(desk):
    told = guess(desk, 8)

    assert [code(problem) for problem in told] == ["staff_wrong"] * 7 + ["staff_locked"]
    desk.clock.go(days=400)
    assert code(sign_in(desk, "王甲", PIN)) == "staff_locked"
    assert ("staff_locked", {"person": "王甲", "failures": 8}) in events(desk)
    assert persons(desk)[0].locked


def test_a_restart_unlocks_nobody(desk, tmp_path):
    guess(desk, 8)
    desk.store.close()
    desk.store = a_store(tmp_path)

    assert code(sign_in(desk, "王甲", PIN)) == "staff_locked"


def test_the_last_try_may_be_the_right_one(desk):
    guess(desk, 7)

    assert code(sign_in(desk, "王甲", PIN)) == "StaffSession"
    assert persons(desk)[0].failures == 0


def test_somebody_else_unlocks_and_nobody_himself(desk):
    guess(desk, 8)

    assert code(unlock_person(desk, "王甲", "王甲")) == "staff_unlock_self"
    assert code(unlock_person(desk, "张丙", "李乙")) == "staff_unknown"
    assert unlock_person(desk, "王甲", "李乙") is None
    assert code(sign_in(desk, "王甲", PIN)) == "StaffSession"
    assert ("staff_unlocked", {"person": "王甲", "by": "李乙"}) in events(desk)


def test_a_plug_pulled_while_the_pin_is_compared_counts_as_a_wrong_one(desk, monkeypatch):
    from kiosk.services import staff

    with monkeypatch.context() as patched:
        patched.setattr(staff, "_hash", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        for _ in range(8):
            with pytest.raises(KeyboardInterrupt):
                sign_in(desk, "王甲", PIN)
            desk.clock.go(minutes=10)

    assert code(sign_in(desk, "王甲", PIN)) == "staff_locked"


def test_others_are_not_slowed_down(desk):
    add_person(desk, "李乙", "593817", "王甲")
    guess(desk, 8)

    assert code(sign_in(desk, "李乙", "593817")) == "StaffSession"


def test_who_was_removed_signs_in_no_more(desk):
    assert remove_person(desk, "王甲", "李乙")
    assert not remove_person(desk, "王甲", "李乙")

    assert code(sign_in(desk, "王甲", PIN)) == "staff_wrong"
    assert ("staff_removed", {"person": "王甲", "by": "李乙"}) in events(desk)


def test_a_name_is_taken_once_and_shown_in_order(desk):
    desk.clock.go(minutes=1)
    assert code(add_person(desk, "王甲", "593817", "李乙")) == "staff_exists"
    assert add_person(desk, "李乙", "593817", "王甲") is None

    assert [person.name for person in persons(desk)] == ["王甲", "李乙"]


@pytest.mark.parametrize("name", ["", "  ", "甲" * 51, "王\u200b甲", "王\n甲"])
def test_a_name_that_nobody_can_read_is_refused(desk, name):
    assert code(add_person(desk, name, "593817", "李乙")) == "staff_name_shape"


@pytest.mark.parametrize(
    "pin", ["", "12345", "59381", "5938171234567", "59381a", "５９３８１７", "593 17"]
)
def test_a_pin_is_six_to_twelve_digits(pin):
    assert code(pin_problem(pin, STOCK)) == "pin_shape"


@pytest.mark.parametrize(
    "pin",
    [
        "111111", "000000", "99999999", "123456", "234567", "987654", "890123", "32109876",
        "121212", "123123", "12341234", "900101", "19900101", "010190", "31011990", "011231",
        "991231", "20000229", "520131", "112233", "147258",
    ],
)  # fmt: skip
def test_a_weak_pin_is_refused_and_not_repeated(pin):
    problem = pin_problem(pin, STOCK)

    assert problem.code == "pin_weak"
    assert pin not in repr(problem)


@pytest.mark.parametrize(
    "pin", ["274905", "593817", "19901399", "990231", "8264059173", "40818273"]
)
def test_a_pin_that_is_nothing_of_that_is_taken(pin):
    assert pin_problem(pin, STOCK) is None


def test_most_pins_are_left():
    refused = sum(pin_problem(f"{n:06}", STOCK) is not None for n in range(0, 1_000_000, 97))

    assert refused / (1_000_000 / 97) < 0.12


def test_neither_pin_nor_its_bare_hash_can_be_had_from_the_register(desk, tmp_path):
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with desk.store.read() as uow:
        person = uow.staff.get("王甲")
    stranger = replace(desk, index_key=b"x" * 32)

    assert len(person.salt) == 16
    assert person.pin_hash in kept
    assert person.pin_hash.hex() not in repr(person)
    assert code(sign_in(stranger, "王甲", PIN)) == "staff_wrong"  # the key is needed besides


def test_two_persons_with_one_pin_have_nothing_in_common(desk):
    add_person(desk, "李乙", PIN, "王甲")
    with desk.store.read() as uow:
        one, two = uow.staff.every()

    assert one.salt != two.salt
    assert one.pin_hash != two.pin_hash


def test_who_was_taken_in_at_another_cost_still_signs_in(desk):
    desk.staff = replace(QUICK, cost=ScryptCost(2048, 8, 1))

    assert code(sign_in(desk, "王甲", PIN)) == "StaffSession"


def test_the_stock_cost_asks_for_memory_and_works(desk):
    desk.staff = STOCK
    assert add_person(desk, "李乙", "593817", "王甲") is None

    assert 128 * STOCK.cost.n * STOCK.cost.r >= 32 << 20
    assert code(sign_in(desk, "李乙", "593817")) == "StaffSession"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("least: 6", "least: 4", "least"),
        ("n: 32768", "n: 30000", "power of two"),
        ("most: 12", "most: 6\n  least: 7", "least"),
        ("- run ", "- walk ", "refused_shapes"),
        ("lock_after: 8", "lock_after: 1000", "lock_after"),
    ],
)
def test_a_policy_that_guards_nothing_is_refused(tmp_path, old, new, words):
    text = (REFERENCE / "staff.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "staff.yaml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(CatalogueError, match=words):
        load_staff_policy(tmp_path)


def test_every_shape_that_is_known_is_refused_in_stock():
    assert set(STOCK.refused_shapes) == set(SHAPES)
