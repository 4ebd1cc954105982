"""Short messages: measured, split and shortened in UCS-2 units."""

import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.backoff import Backoff
from kiosk.domain.sms_text import (
    Limit,
    longest_units,
    render,
    shorten,
    split_parts,
    ucs2_units,
    worst_promise,
)
from kiosk.domain.wording import MissingWord

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
RARE = st.text("照办𬎆𠅤", max_size=400)


@given(TEXTS | RARE)
def test_units_are_those_of_utf16(text):
    assert ucs2_units(text) == len(text.encode("utf-16-be")) // 2


@given(TEXTS | RARE)
def test_parts_joined_are_the_text_and_none_is_too_long(text):
    parts = split_parts(text)
    assert "".join(parts) == text
    most = 70 if len(parts) == 1 else 67
    assert all(ucs2_units(part) <= most for part in parts)
    assert len(parts) == 1 or all(parts)


@given(RARE)
def test_no_part_begins_or_ends_inside_a_pair(text):
    for part in split_parts(text):
        assert part.encode("utf-16-be").decode("utf-16-be") == part


@given(TEXTS | RARE)
def test_no_part_has_room_for_the_first_character_of_the_next(text):
    parts = split_parts(text)
    for part, following in pairwise(parts):
        assert ucs2_units(part) + ucs2_units(following[0]) > 67


def test_seventy_units_go_alone_and_seventy_one_in_two():
    assert len(split_parts("照" * 70)) == 1
    assert [len(part) for part in split_parts("照" * 71)] == [67, 4]
    assert len(split_parts("𬎆" * 35)) == 1
    assert [ucs2_units(part) for part in split_parts("𬎆" * 36)] == [66, 6]


@given(st.integers(1, 500), st.data())
def test_a_promise_never_needs_one_part_more(units, data):
    kept = worst_promise(units)
    text = data.draw(RARE.filter(lambda t: ucs2_units(t) <= kept))
    assert len(split_parts(text)) <= (math.ceil(kept / 67) if kept > 70 else 1)


@given(TEXTS | RARE, st.integers(2, 60), st.booleans())
def test_a_shortened_text_fits_and_a_short_one_is_left_alone(text, most, ends):
    limit = Limit(most, shrinks=True, keeps_ends=ends)
    result = shorten(text, limit)
    assert ucs2_units(result) <= most
    assert (result == text) == (ucs2_units(text) <= most)


def test_a_business_name_keeps_both_ends_and_a_sentence_its_start():
    name = "示例市千灯镇" + "很" * 40 + "餐饮店"
    assert shorten(name, Limit(12, shrinks=True)).startswith("示例市千灯镇")
    assert shorten(name, Limit(12, shrinks=True)).endswith("餐饮店")
    assert shorten(name, Limit(12, shrinks=True, keeps_ends=False)) == name[:11] + "…"


def test_what_promises_not_to_be_longer_is_never_cut():
    assert shorten("123456789", Limit(4)) == "123456789"


def test_a_parameter_cannot_bring_in_lines_or_placeholders():
    assert render("码{code}。", {"code": "1\n{code}\x00"}) == "码1 {code} 。"
    with pytest.raises(MissingWord):
        render("{code}{other}", {"code": "1"})


def test_the_longest_is_counted_with_every_placeholder_at_its_limit():
    assert longest_units("𬎆{a}和{a}{b}", {"a": Limit(5), "b": Limit(7)}) == 2 + 1 + 10 + 7


NOW = datetime(2026, 11, 23, tzinfo=UTC)
POLICY = Backoff(first_seconds=30, factor=2, most_seconds=300, spread=0.2, attempts=6)


def test_waits_double_up_to_the_most_and_end_with_the_last_try():
    waits = [POLICY.again_at(n, NOW, 0.5) for n in range(1, 7)]
    assert [w and (w - NOW).total_seconds() for w in waits] == [30, 60, 120, 240, 300, None]
    assert not POLICY.is_spent(6)
    assert POLICY.is_spent(7)


@given(st.integers(1, 5), st.floats(0, 1))
def test_the_dice_move_a_wait_by_no_more_than_the_spread(attempt, dice):
    again = POLICY.again_at(attempt, NOW, dice)
    middle = POLICY.again_at(attempt, NOW, 0.5)
    assert again
    assert middle
    assert abs(again - middle) <= (middle - NOW) * 0.2 + timedelta(milliseconds=1)
