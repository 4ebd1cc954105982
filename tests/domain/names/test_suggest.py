import pytest

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.pleasant import Trade
from kiosk.domain.names.suggest import ASKED_AT_ONCE, MOST_ASKED, Wish, brands_for, suggest
from tests.builders import the_names

MEALS = Trade(("meals",), "早餐店")
KEPT = ["晨光", "晨光里", "福满楼", "老王家常菜", "小雨", "鑫源", "晨", "𫖮光"]


def wish(brand="晨光", kept=None, given="", trade=MEALS):
    name = BusinessName("昆山市", brand, "早餐", "店", "玉山镇")
    return Wish(name, brand if kept is None else kept, trade, given)


def suggestions(asked=None, free=lambda names: list(names), shown=(), n=4):
    return suggest(asked or wish(), free, the_names(), shown, n)


@pytest.mark.parametrize("brand", KEPT)
def test_the_first_suggestions_keep_what_the_citizen_chose(brand):
    found = suggestions(wish(brand))
    assert len(found) == 4
    for name in found:
        assert set(name.brand) & set(brand)
        assert name.brand != brand
        assert (name.division, name.place, name.industry) == ("昆山市", "玉山镇", "早餐")


@pytest.mark.parametrize("brand", [*KEPT, ""])
def test_every_suggested_brand_is_short_and_pleasant(brand):
    reference = the_names()
    found = list(brands_for(wish(brand, given="晓梅"), reference))
    assert len(found) >= 100
    assert len(set(found)) == len(found)
    for one in found:
        assert 2 <= len(one) <= 4
        assert len(set(one)) == len(one)
        assert set(one) <= reference.characters
        assert not (set(one) - set(brand)) & set("早餐店")
        assert reference.pleasant.reads_well(one, reference.sounds)


def test_what_was_shown_does_not_come_again_before_all_were_shown():
    shown: list[str] = []
    every = set(brands_for(wish(), the_names()))
    while len(shown) + 4 <= len(every):
        found = [name.brand for name in suggestions(shown=shown)]
        assert len(found) == 4
        assert set(found).isdisjoint(shown)
        shown += found
    assert set(shown) <= every
    assert len(suggestions(shown=every)) == 4


def test_only_free_names_are_suggested():
    found = suggestions(free=lambda names: [n for n in names if n.brand.endswith("福")])
    assert found
    assert all(name.brand.endswith("福") for name in found)


def test_nothing_free_ends_after_a_bounded_number_of_questions():
    asked = []
    assert suggestions(free=lambda names: asked.append(len(names)) or []) == ()
    assert 0 < len(asked) <= MOST_ASKED
    assert max(asked) <= ASKED_AT_ONCE


def test_the_same_wish_gets_the_same_suggestions():
    assert suggestions() == suggestions()


def test_the_given_name_and_the_trade_take_part():
    found = list(brands_for(wish("晨光", given="晓梅"), the_names()))
    assert any("晓" in brand for brand in found[:60])
    assert any(set(brand) & set("味香膳鲜食厨") for brand in found[:20])
    repair = Trade(("car_repair",), "汽车维修店")
    assert any(
        set(brand) & set("驰骏途行达通畅")
        for brand in list(brands_for(wish(trade=repair), the_names()))[:20]
    )


def test_a_brand_of_which_nothing_can_be_kept_gets_pairs_that_sound_well():
    assert len(suggestions(wish("KFC", kept=""))) == 4


@pytest.mark.parametrize("brand", ["阳阳", "四望", "思旺", "晨陈", "星期五", "福海关"])
def test_what_sounds_or_reads_badly_is_told(brand):
    reference = the_names()
    assert not reference.pleasant.reads_well(brand, reference.sounds)


def test_a_pair_weighs_what_brands_make_of_it():
    taste = the_names().pleasant
    assert taste.weight("晨", "光") > taste.weight("晨", "曦") > 0
    assert taste.weight("晨", "锹") == 0
