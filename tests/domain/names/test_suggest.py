from random import Random

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.suggest import MOST_TRIED, suggest
from tests.builders import the_names

NAME = BusinessName("昆山市", "晨光里", "早餐", "店", "玉山镇")


def suggestions(is_free=lambda _: True, name=NAME, n=4):
    return suggest(name, is_free, Random(7), the_names(), n)


def test_suggestions_keep_the_citizens_characters_and_all_other_parts():
    found = suggestions()
    assert len(found) == 4
    for name in found:
        assert "晨光里" in name.brand
        assert name.brand != "晨光里"
        assert (name.division, name.place, name.industry) == ("昆山市", "玉山镇", "早餐")


def test_suggestions_are_all_different():
    assert len({name.full for name in suggestions(n=12)}) == 12


def test_only_free_names_are_suggested():
    found = suggestions(lambda name: name.brand.endswith("轩"))
    assert found
    assert all(name.brand.endswith("晨光里轩") for name in found)


def test_nothing_free_ends_after_a_bounded_number_of_questions():
    asked = []
    assert suggestions(lambda name: asked.append(name) or False) == ()
    assert 0 < len(asked) <= MOST_TRIED


def test_the_same_luck_gives_the_same_suggestions():
    assert suggestions() == suggestions()


def test_a_brand_without_a_good_character_gets_no_suggestion():
    assert suggestions(name=BusinessName("昆山市", "KFC", "早餐", "店")) == ()
