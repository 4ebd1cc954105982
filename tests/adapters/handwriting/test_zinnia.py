"""Characters written stroke by stroke are recognised, and anything else is survived."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.handwriting.zinnia import (
    MARGIN,
    MODELS,
    MOST_POINTS,
    MOST_STROKES,
    SIDE,
    lay,
    open_handwriting,
)
from tests.medians import written_characters
from tests.parts import needs

SHARE_AMONG_TEN = 0.88
SHARE_IN_ANOTHER_ORDER = 0.8
EVERY = 40
"""Each so-manieth of the 6,763 is written here; ``kiosk bench handwriting`` writes them all."""

POINT = st.tuples(st.floats(), st.floats())
STROKES = st.lists(st.lists(POINT, max_size=5), max_size=5)


@pytest.fixture(scope="module")
def recogniser():
    needs("zinnia")
    found = open_handwriting()
    assert found is not None
    return found


def test_most_characters_written_in_order_are_among_the_first_ten(recogniser):
    written = list(written_characters())[::EVERY]
    right = sum(character in recogniser.recognise(strokes) for character, strokes in written)

    assert len(written) > 150
    assert right / len(written) >= SHARE_AMONG_TEN


def test_most_are_still_recognised_when_two_strokes_change_places(recogniser):
    right = count = 0
    for number, (character, strokes) in enumerate(list(written_characters())[:: 4 * EVERY]):
        if len(strokes) > 2:
            at = number % (len(strokes) - 1)
            strokes[at], strokes[at + 1] = strokes[at + 1], strokes[at]
            right += character in recogniser.recognise(strokes)
            count += 1

    assert right / count >= SHARE_IN_ANOTHER_ORDER


@pytest.mark.parametrize("character", "一十人大中国你王李店")
def test_a_common_character_is_recognised(recogniser, character):
    strokes = dict(written_characters())[character]

    assert character in recogniser.recognise(strokes)


def test_size_and_place_make_no_difference(recogniser):
    strokes = dict(written_characters())["国"]
    small = [[(0.001 * x - 7, 0.001 * y + 90) for x, y in stroke] for stroke in strokes]

    assert recogniser.recognise(small) == recogniser.recognise(strokes)


def test_no_more_are_offered_than_asked_for(recogniser):
    strokes = dict(written_characters())["王"]

    assert len(recogniser.recognise(strokes)) == 10
    assert len(recogniser.recognise(strokes, 3)) == 3
    assert recogniser.recognise(strokes, 0) == ()


@pytest.mark.parametrize("strokes", [[], [[]], [[], []], [[(math.nan, 1.0)]], [[(math.inf, 1.0)]]])
def test_nothing_written_is_nothing_recognised(recogniser, strokes):
    assert recogniser.recognise(strokes) == ()


def test_a_dot_and_a_scribble_are_survived(recogniser):
    scribble = [[(float(n % 97), float(n % 89)) for n in range(5000)]] * 200

    assert len(recogniser.recognise([[(3.0, 4.0)]])) == 10
    assert len(recogniser.recognise(scribble)) == 10


@given(STROKES)
def test_whatever_was_written_lies_in_the_square(strokes):
    for stroke in lay(strokes):
        for x, y in stroke:
            assert 0 <= x <= SIDE
            assert 0 <= y <= SIDE


def test_the_longer_side_fills_the_square_and_the_shorter_is_centred():
    [stroke] = lay([[(10.0, 5.0), (30.0, 5.0)]])

    assert stroke == [(round(SIDE * MARGIN), SIDE // 2), (round(SIDE * (1 - MARGIN)), SIDE // 2)]


def test_long_writing_is_thinned_with_both_ends_kept():
    strokes = [[(float(n), 0.0) for n in range(10_000)]] * 100
    laid = lay(strokes)

    assert len(laid) == MOST_STROKES
    assert {len(stroke) for stroke in laid} == {MOST_POINTS}
    assert laid[0][0][0] == round(SIDE * MARGIN)
    assert laid[0][-1][0] == round(SIDE * (1 - MARGIN))


def test_without_the_model_or_the_library_there_is_no_recogniser(tmp_path):
    assert open_handwriting(models=[tmp_path / "none.model"]) is None
    assert open_handwriting(libraries=["libnosuchthing.so.9"], models=[Path(__file__)]) is None
    assert open_handwriting(libraries=["libm.so.6"], models=[Path(__file__)]) is None


def test_a_damaged_model_makes_no_recogniser(tmp_path):
    needs("zinnia")
    damaged = tmp_path / "damaged.model"
    damaged.write_bytes(MODELS[0].read_bytes()[:100_000].replace(b"\0", b"\1"))

    assert open_handwriting(models=[damaged]) is None
