"""Lines lose nothing, keep to the measure and to the rules of punctuation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.document.flow import NO_END, NO_START, break_lines, fit, lines_in, spread_of
from kiosk.adapters.document.fonts import Role
from kiosk.adapters.document.sheet import MM
from tests.adapters.document.samples import RARE, renderer

TEXTS = st.text(
    st.sampled_from("昆山市晨光里早餐店一般项目零售" + "，。；：（）《》“”、" + "aB19-. \n" + RARE),
    max_size=400,
)


@pytest.fixture(scope="module")
def book():
    return renderer()._book


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, width=st.floats(12, 120))
def test_lines_joined_again_are_the_text_and_none_is_too_wide(text, width):
    lines = break_lines(renderer()._book, Role.KAI, text, 10.5, width)

    assert "".join(line.text + ("\n" if line.last else "") for line in lines) == text + "\n"
    assert all(line.width <= width + 0.01 for line in lines)


def test_closing_marks_do_not_begin_and_opening_marks_do_not_end_a_line(book):
    text = "食品销售（仅销售预包装食品）；日用百货销售，“晨光里”。" * 30
    for width in (23, 37, 41, 58, 92):
        lines = break_lines(book, Role.KAI, text, 10.5, width)
        assert all(line.text[0] not in NO_START for line in lines)
        assert all(line.text[-1] not in NO_END for line in lines)


def test_a_number_stays_with_its_counter(book):
    for width in range(20, 60):
        lines = break_lines(book, Role.KAI, "玉山镇示例路118号12号楼1102室", 10.5, width)
        assert all(line.text[0] not in "号楼室" for line in lines)


def test_a_word_longer_than_the_line_is_broken_not_lost(book):
    lines = break_lines(book, Role.SONG, "x" * 200, 10.5, 30)
    assert len(lines) > 3
    assert "".join(line.text for line in lines) == "x" * 200


def test_the_largest_size_that_fits_is_taken(book):
    sizes = (12.0, 10.0, 8.0, 6.0)
    short = fit(book, Role.KAI, "早餐店", sizes, 90, 40, 1.5)
    long = fit(book, Role.KAI, "早餐店" * 70, sizes, 90, 40, 1.5)

    assert short.size == 12.0
    assert long.size < 12.0
    assert long.rest == ""
    larger = sizes[sizes.index(long.size) - 1]
    lines = break_lines(book, Role.KAI, "早餐店" * 70, larger, 90)
    assert len(lines) > lines_in(40, larger, larger / MM * 1.5)


def test_what_fits_at_no_size_comes_back_as_rest(book):
    text = "早餐店" * 900
    assert fit(book, Role.KAI, text, (12.0, 6.0), 90, 40, 1.5).rest == text


def test_full_lines_are_justified_without_gaps_a_reader_takes_for_spaces(book):
    lines = break_lines(book, Role.KAI, "食品销售（仅销售预包装食品）；" * 20, 10.5, 92)
    em = 10.5 / MM
    spreads = [spread_of(line, 10.5, 92) for line in lines]

    assert spreads[-1] == 0
    assert max(spreads) > 0
    assert all(spread < 0.1 * em for spread in spreads)
    for line, spread in zip(lines, spreads, strict=True):
        if spread:
            assert line.width + spread * (len(line.text) - 1) == pytest.approx(92)
