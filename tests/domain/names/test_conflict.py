from uuid import UUID

import pytest

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.conflict import BLOCKING, ConflictKind, conflicts, is_blocked
from kiosk.domain.names.keys import name_index, search_keys
from kiosk.domain.names.split import split_name
from kiosk.domain.records import RegisteredName
from kiosk.domain.states import ClaimState
from tests.builders import the_names


def index_of(name, industry_class=""):
    parts = split_name(name, the_names()) if isinstance(name, str) else name
    return name_index(parts, the_names(), industry_class)


def registered(name, *, state=ClaimState.REGISTERED, own=False, industry_class=""):
    return RegisteredName(UUID(int=1), index_of(name, industry_class), state, own)


def meet(wanted, *names):
    return [c.kind for c in conflicts(index_of(wanted), names, the_names())]


MEETINGS = [
    ("昆山市晨光里早餐店", "昆山市晨光里早餐店", ConflictKind.S1),
    ("昆山市晨光里早餐店", "昆山市玉山镇晨光里早餐店（个体工商户）", ConflictKind.S1),
    ("昆山市晨光里早餐店", "晨光里（常熟市）早餐店", ConflictKind.S1),
    ("昆山市晨光里早餐店", "昆山市早餐晨光里店", ConflictKind.S2),
    ("昆山市晨光里早餐店", "昆山市晨光里早餐铺", ConflictKind.S3),
    ("昆山市晨光里早餐店", "昆山市晨光里商行", ConflictKind.S3),
    ("昆山市晨光里商行", "昆山市晨光里早餐店", ConflictKind.S3),
    ("昆山市晨光里餐饮店", "昆山市晨光里饭店", ConflictKind.A1),
    ("昆山市晨光里早餐店", "昆山市晨光里餐馆", ConflictKind.A1),
    ("昆山市晨光里早餐店", "昆山市辰光里早餐店", ConflictKind.A2),
    ("昆山市晨光里早餐店", "昆山市辰光里饭店", ConflictKind.A2),
    ("昆山市晨光里早餐店", "昆山市陈光里早餐店", ConflictKind.SOUND),
    ("昆山市重庆里早餐店", "昆山市崇庆里早餐店", ConflictKind.SOUND),
    ("昆山市晨光里早餐店", "昆山市老晨光里早餐店", ConflictKind.A3),
    ("昆山市小晨光里记早餐店", "昆山市晨光里饭店", ConflictKind.A3),
    ("昆山市大新老家早餐店", "昆山市新老早餐店", ConflictKind.A3),
    ("昆山市晨光里在线早餐店", "昆山市晨光里早餐店", ConflictKind.A3),
    ("昆山市晨光未早餐店", "昆山市晨光末早餐店", ConflictKind.A4),
    ("昆山市千禾里早餐店", "昆山市干禾里饭店", ConflictKind.A4),
]
STRANGERS = [
    ("昆山市晨光里早餐店", "昆山市晨光里五金店"),
    ("昆山市晨光里早餐店", "昆山市辰光里五金店"),
    ("昆山市晨光里早餐店", "昆山市晨光早餐店"),
    ("昆山市晨光里早餐店", "昆山市暮光里早餐店"),
    ("昆山市晨光里书店", "昆山市晨光里超市"),
    ("昆山市老晨光里早餐店", "昆山市小晨光里早餐店"),
    ("昆山市老晨光里早餐店", "昆山市晨光里五金店"),
    ("昆山市千禾里早餐店", "昆山市干禾里五金店"),
    ("昆山市千末早餐店", "昆山市干未早餐店"),
]


@pytest.mark.parametrize(("wanted", "there", "kind"), MEETINGS)
def test_names_meet_as_the_law_says(wanted, there, kind):
    assert meet(wanted, registered(there)) == [kind]


@pytest.mark.parametrize(("wanted", "there", "kind"), MEETINGS)
def test_names_that_meet_share_a_key(wanted, there, kind):
    assert set(search_keys(index_of(wanted), the_names())) & set(index_of(there).keys), kind


@pytest.mark.parametrize(("wanted", "there"), STRANGERS)
def test_names_that_have_nothing_to_do_with_each_other_do_not_meet(wanted, there):
    assert meet(wanted, registered(there)) == []


@pytest.mark.parametrize(("one", "other", "kind"), MEETINGS)
def test_names_that_may_not_both_be_registered_share_a_lock(one, other, kind):
    if kind in BLOCKING:
        assert set(index_of(one).locks) & set(index_of(other).locks)


@pytest.mark.parametrize(
    ("one", "other"),
    [("昆山市晨光里餐饮店", "昆山市晨光里饭店"), ("昆山市晨光里早餐店", "昆山市晨光里早餐铺")],
)
def test_one_brand_in_one_industry_is_unique(one, other):
    first, second = index_of(one), index_of(other)
    assert (first.uniqueness, first.industry_group) == (second.uniqueness, second.industry_group)


def test_one_brand_in_two_industries_is_not_unique():
    first, second = index_of("昆山市晨光里早餐店"), index_of("昆山市晨光里五金店")
    assert first.uniqueness == second.uniqueness
    assert first.industry_group != second.industry_group


def test_unknown_industries_of_other_wording_do_not_block_each_other():
    first = index_of(BusinessName("昆山市", "晨光里", "捞月亮", "店"))
    second = index_of(BusinessName("昆山市", "晨光里", "数星星", "店"))
    assert first.uniqueness != second.uniqueness
    found = conflicts(
        first, [RegisteredName(UUID(int=1), second, ClaimState.REGISTERED, False)], the_names()
    )
    assert found == ()


def test_an_imported_class_that_differs_from_the_wording_counts_besides_it():
    there = registered("昆山市晨光里早餐店", industry_class="5281")
    assert meet("昆山市晨光里早点铺", there) == [ConflictKind.A1]
    assert meet("昆山市晨光里五金店", there) == [ConflictKind.A1]


def test_an_import_that_names_no_industry_is_found_by_every_industry():
    there = registered("昆山市晨光里商行", industry_class="5211")
    assert set(search_keys(index_of("昆山市晨光里早餐店"), the_names())) & set(there.index.keys)
    assert meet("昆山市晨光里早餐店", there) == [ConflictKind.S3]


@pytest.mark.parametrize("state", [ClaimState.FREED, ClaimState.RESERVED])
def test_the_own_old_or_reserved_name_does_not_stand_in_the_way(state):
    name = "昆山市晨光里早餐店"
    assert meet(name, registered(name, state=state, own=True)) == []
    assert meet(name, registered(name, state=state)) == [ConflictKind.S1]


def test_the_own_registered_name_stands_in_the_way():
    name = "昆山市晨光里早餐店"
    assert meet(name, registered(name, own=True)) == [ConflictKind.S1]


def test_the_strongest_meeting_comes_first():
    found = meet(
        "昆山市晨光里早餐店",
        registered("昆山市陈光里早餐店"),
        registered("昆山市辰光里早餐店"),
        registered("昆山市晨光里早餐店"),
    )
    assert found == [ConflictKind.S1, ConflictKind.A2, ConflictKind.SOUND]


def test_only_a_like_sound_leaves_a_name_free():
    def blocked(name):
        return is_blocked(
            conflicts(index_of("昆山市晨光里早餐店"), [registered(name)], the_names())
        )

    assert not blocked("昆山市陈光里早餐店")
    assert blocked("昆山市辰光里早餐店")


def test_a_meeting_shows_the_characters_that_differ():
    (found,) = conflicts(
        index_of("昆山市晨光里早餐店"), [registered("昆山市辰光里早餐店")], the_names()
    )
    assert found.characters == "晨辰"


def test_keys_of_another_keyset_are_never_compared():
    import dataclasses

    other = dataclasses.replace(index_of("昆山市晨光里早餐店"), keyset="old")
    claim = RegisteredName(UUID(int=1), other, ClaimState.REGISTERED, False)
    with pytest.raises(ValueError, match="keyset"):
        conflicts(index_of("昆山市晨光里早餐店"), [claim], the_names())


def test_keys_are_few_and_scoped_by_industry():
    keys = index_of("昆山市晨光里早餐店").keys
    assert len(keys) <= 8
    assert "E:晨光里|meals" in keys
    assert "P:chen guang li|meals" in keys
