"""Names are found by any shared key in their area, and taken once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.states import ClaimState
from kiosk.ports import NameTaken
from tests.adapters.store.records import AREA, DAY, PERSON, claim, index

OTHER = "320583198501012345"


def put(store, *claims):
    with store.write() as unit:
        for one in claims:
            unit.register.claim(one)
        unit.commit()


def found(store, *keys, on=DAY, person="", area=AREA):
    with store.read() as unit:
        return {
            (name.index.brand, name.own) for name in unit.register.similar(area, keys, on, person)
        }


def test_a_name_is_found_by_any_key_it_shares_and_once(store):
    both = index("鑫源", keys=("E:鑫源", "P:xinyuan", "V:1"))
    put(store, claim(both), claim(index("馨园", keys=("E:馨园", "P:xinyuan"))))

    assert found(store, "P:xinyuan") == {("鑫源", False), ("馨园", False)}
    with store.read() as unit:
        [name] = unit.register.similar(AREA, ["E:鑫源", "V:1", "E:鑫源"], DAY, "")
    assert name.index == both
    assert name.state is ClaimState.REGISTERED
    assert found(store, "E:别的") == set()
    assert found(store) == set()


def test_another_area_does_not_matter(store):
    put(store, claim(area="3201"))

    assert found(store, "E:鑫源") == set()
    put(store, claim())
    assert found(store, "E:鑫源") == {("鑫源", False)}


def test_the_holder_recognises_an_own_name_whatever_the_case_of_the_number(store):
    put(store, claim(holder="32058319900101123x"))

    assert found(store, "E:鑫源", person="32058319900101123X") == {("鑫源", True)}
    assert found(store, "E:鑫源", person=OTHER) == {("鑫源", False)}
    assert found(store, "E:鑫源", person="") == {("鑫源", False)}


@pytest.mark.parametrize("state", [ClaimState.RESERVED, ClaimState.FREED])
def test_a_reserved_or_freed_name_blocks_through_its_last_day(store, state):
    put(store, claim(state=state, until=DAY))

    assert found(store, "E:鑫源", on=DAY) == {("鑫源", False)}
    assert found(store, "E:鑫源", on=DAY + timedelta(days=1)) == set()


def test_the_same_name_cannot_be_claimed_twice(store):
    put(store, claim())

    with pytest.raises(NameTaken):
        put(store, claim())
    put(store, claim(index(industry="零售")))
    put(store, claim(area="3201"))


def test_without_an_industry_group_a_name_is_still_unique(store):
    put(store, claim(index(industry="")))

    with pytest.raises(NameTaken):
        put(store, claim(index(industry="")))


def test_a_lost_claim_leaves_no_keys_behind(store):
    put(store, claim())
    with store.write() as unit:
        with pytest.raises(NameTaken):
            unit.register.claim(claim(index(keys=("Z:1",))))
        unit.commit()

    assert found(store, "Z:1") == set()


def test_a_reservation_gives_way_to_its_holder_only(store):
    put(store, claim(state=ClaimState.RESERVED, until=DAY, holder=PERSON))

    with pytest.raises(NameTaken):
        put(store, claim(holder=OTHER))
    put(store, claim(holder=PERSON))
    assert found(store, "E:鑫源") == {("鑫源", False)}


def test_an_ended_reservation_gives_way_to_anyone(store):
    put(store, claim(state=ClaimState.FREED, until=DAY - timedelta(days=1), holder=PERSON))

    with store.write() as unit:
        assert unit.register.similar(AREA, ["E:鑫源"], DAY, OTHER) == []
        unit.register.claim(claim(holder=OTHER))
        unit.commit()
    assert found(store, "E:鑫源", person=OTHER) == {("鑫源", True)}


def test_a_registered_name_never_gives_way(store):
    put(store, claim(holder=PERSON))

    with pytest.raises(NameTaken):
        put(store, claim(holder=PERSON))


def test_an_import_adds_what_is_free_and_counts_it(store):
    put(store, claim())
    brands = [f"字号{number}" for number in range(50)]
    wanted = [claim(index(brand)) for brand in [*brands, brands[7], "鑫源"]]

    with store.write() as unit:
        assert unit.register.import_claims(iter(wanted)) == 50
        unit.commit()

    assert found(store, "E:字号7") == {("字号7", False)}
    with store.read() as unit:
        kept = list(unit.register.claims())
    assert [one.index.brand for one in kept] == ["鑫源", *brands]
    assert kept[1].id == wanted[0].id
    assert kept[1].index == wanted[0].index
    put(store, claim(index("后来的")))


def test_an_import_keeps_state_day_and_code(store):
    one = claim(state=ClaimState.FREED, until=DAY, credit_code="92320583MAY0000001", holder=PERSON)
    with store.write() as unit:
        unit.register.import_claims([one])
        unit.commit()

    assert found(store, "E:鑫源", person=PERSON) == {("鑫源", True)}
    with store.read() as unit:
        [kept] = unit.register.claims()
    assert (kept.state, kept.until, kept.credit_code) == (one.state, DAY, one.credit_code)


def test_the_operator_finds_names_by_a_part_taken_literally(store):
    put(store, claim(index("鑫源")), claim(index("鑫%源")), claim(index("A_B")))

    def names(text, limit=10):
        with store.read() as unit:
            return [one.index.brand for one in unit.register.search(text, limit)]

    assert names("鑫") == ["鑫源", "鑫%源"]
    assert names("鑫", 1) == ["鑫源"]
    assert names("%") == ["鑫%源"]
    assert names("_") == ["A_B"]
    assert names("\\") == []


def test_new_keys_take_the_place_of_old_ones(store):
    one = claim(index("鑫源", keys=("E:鑫源", "P:old")))
    put(store, one)
    new = replace(one.index, keys=("E:鑫源", "P:new"), keyset="2")
    with store.read() as unit:
        assert unit.register.keysets() == {"1"}

    with store.write() as unit:
        assert unit.register.rekey("1", 10, lambda _name, _class: new) == 1
        assert unit.register.rekey("1", 10, lambda _name, _class: new) == 0
        unit.commit()

    assert found(store, "P:old") == set()
    assert found(store, "P:new", "E:鑫源") == {("鑫源", False)}
    with store.read() as unit:
        assert unit.register.keysets() == {"2"}
        assert [kept.index for kept in unit.register.claims()] == [new]


def test_a_name_that_new_tables_put_in_anothers_place_blocks_on_beside_it(store):
    one, other = claim(index("鑫源")), claim(replace(index("馨园"), name="昆山市馨园面店"))
    put(store, one, other)
    moved = replace(one.index, name="昆山市馨园面店", keys=("E:鑫源", "P:new"), keyset="2")

    def index_of(name, _class):
        return moved if name == moved.name else replace(one.index, keyset="2")

    with store.write() as unit:
        assert unit.register.rekey("1", 10, index_of) == 2
        unit.commit()

    assert found(store, "P:new") == {("鑫源", False)}
    with store.read() as unit:
        names = [kept.index.name for kept in unit.register.claims()]
    assert names == [one.index.name, moved.name]
    with pytest.raises(NameTaken):
        put(store, claim(index("鑫源")))


def test_names_that_block_no_more_get_new_keys_too(store):
    put(store, claim(state=ClaimState.RESERVED, until=DAY, holder=PERSON))
    put(store, claim(holder=PERSON))
    new = replace(index("鑫源"), keyset="2")

    with store.write() as unit:
        assert unit.register.rekey("1", 10, lambda _name, _class: new) == 2
        unit.commit()

    with store.read() as unit:
        assert unit.register.keysets() == {"2"}


def test_two_names_that_history_let_into_one_place_are_both_kept_and_not_doubled(store):
    first, second = index("鑫源"), replace(index("鑫源"), name="昆山市鑫源快餐店", keys=("W:快餐",))
    for _ in range(2):
        with store.write() as unit:
            added = unit.register.import_claims([claim(first), claim(second), claim(second)])
            unit.commit()

    assert added == 0
    with store.read() as unit:
        assert [one.index.name for one in unit.register.claims()] == [first.name, second.name]
    assert found(store, "W:快餐") == {("鑫源", False)}


def test_keys_of_one_number_are_told_apart_by_their_text(store, monkeypatch):
    from kiosk.adapters.store import names

    monkeypatch.setattr(names, "key_numbers", lambda _area, keys: [7 for _ in keys][:1])
    put(store, claim(index("鑫源", keys=("E:鑫源",))), claim(index("馨园", keys=("E:馨园",))))

    assert found(store, "E:馨园") == {("馨园", False)}
    assert found(store, "E:馨园", area="3201") == set()
