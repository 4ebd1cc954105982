"""Pinyin by nine keys: the same phrases, with four letters on a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.input.engine import Mode
from kiosk.domain.input.sounds import NINE_KEYS
from tests.engine import offered, the_engine

NINE = Mode.NINE


@pytest.mark.parametrize(
    ("sound", "text"),
    [
        ("getigongshanghu", "个体工商户"),
        ("yingyezhizhao", "营业执照"),
        ("canyinfuwu", "餐饮服务"),
        ("kunshanshi", "昆山市"),
        ("yushanzhen", "玉山镇"),
        ("chenguang", "晨光"),
        ("women", "我们"),
    ],
)
def test_the_phrase_comes_first(sound, text):
    keys = sound.translate(NINE_KEYS)

    assert offered(NINE, keys)[0] == text


def test_every_syllable_of_the_keys_is_offered():
    notes = {c.note for c in the_engine().candidates(NINE, "94664", most=400)}

    assert {"zhōng", "xióng"} <= notes


def test_one_divides_syllables():
    assert offered(NINE, "94126")[0] == "西安"
    assert the_engine().shown(NINE, "94126") == "xi'an"


def test_letters_are_shown_no_longer_than_the_keys_pressed():
    assert the_engine().shown(NINE, "2436") == "chen"
    assert the_engine().shown(NINE, "58674267") == "kun'shan's"


def test_rare_characters_are_found_too():
    assert "堃" in offered(NINE, "586", most=1000)


@given(st.text(alphabet="123456789", max_size=24))
def test_any_keys_give_candidates_that_use_no_more_than_was_pressed(keys):
    for candidate in the_engine().candidates(NINE, keys):
        assert 0 < candidate.used <= len(keys)


def test_the_keys_that_lead_on_are_known():
    assert the_engine().follows(NINE, "") == frozenset("23456789")
    assert the_engine().follows(NINE, "24") == frozenset("23456789")
