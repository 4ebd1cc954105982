import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names.hanzi import MOST_SOUNDS
from tests.builders import ROOT, the_names

STANDARD = sorted(the_names().characters)


def test_every_standard_character_has_a_reading():
    sounds = the_names().sounds
    assert [c for c in the_names().characters if sounds.of(c) == (c,)] == []


def test_the_commonest_reading_comes_first_and_the_others_follow():
    assert the_names().sounds.of("重庆")[0] == "zhong qing"
    assert "chong qing" in the_names().sounds.of("重庆")


def test_a_character_without_a_reading_stands_for_itself():
    assert the_names().sounds.of("A晨") == ("A chen",)


@given(st.text(st.sampled_from(STANDARD), min_size=1, max_size=10))
def test_a_text_has_one_to_sixteen_different_readings(text):
    found = the_names().sounds.of(text)
    assert 1 <= len(found) <= MOST_SOUNDS
    assert len(set(found)) == len(found)
    assert all(len(reading.split(" ")) == len(text) for reading in found)


@given(st.data())
def test_texts_that_sound_alike_by_their_commonest_readings_share_one(data):
    sounds = the_names().sounds
    by_first: dict[str, list[str]] = {}
    for character in STANDARD:
        by_first.setdefault(sounds.readings[character][0], []).append(character)
    syllables = data.draw(st.lists(st.sampled_from(sorted(by_first)), min_size=1, max_size=8))
    one, other = (
        "".join(data.draw(st.sampled_from(by_first[syllable])) for syllable in syllables)
        for _ in range(2)
    )
    assert set(sounds.of(one)) & set(sounds.of(other))


def test_characters_that_share_all_but_one_component_look_alike():
    alike = the_names().look_alikes.alike
    assert alike("晨", "辰")
    assert alike("源", "原")
    assert alike("未", "末")
    assert alike("清", "青")
    assert alike("晨", "晨")


PAIRS = (ROOT / "tests/data/look_alikes.txt").read_text(encoding="utf-8").splitlines()
CONFUSED, APART = (line.split() for line in PAIRS)


@pytest.mark.parametrize("pair", CONFUSED)
def test_characters_that_people_take_for_each_other_look_alike(pair):
    alike = the_names().look_alikes.alike
    assert alike(*pair)
    assert alike(*pair[::-1])


@pytest.mark.parametrize("pair", APART)
def test_characters_that_nobody_takes_for_each_other_do_not(pair):
    assert not the_names().look_alikes.alike(*pair)


def test_no_character_has_so_many_look_alikes_that_a_search_would_be_slow():
    look_alikes = the_names().look_alikes
    assert max(len(look_alikes.of(character)) for character in STANDARD) <= 40
    assert look_alikes.version


@given(st.sampled_from(STANDARD))
def test_likeness_goes_both_ways(character):
    look_alikes = the_names().look_alikes
    assert all(character in look_alikes.of(other) for other in look_alikes.of(character))


def test_characters_that_share_a_radical_alone_do_not_look_alike():
    alike = the_names().look_alikes.alike
    assert not alike("洪", "鸿")
    assert not alike("晨", "陈")
    assert not alike("源", "园")


def test_texts_of_different_length_never_look_alike():
    assert not the_names().look_alikes.all_alike("晨光", "晨光里")
