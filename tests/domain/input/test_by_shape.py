"""Strokes, components and code points: for those who do not know how a character sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.input.engine import Mode
from tests.engine import offered, the_engine


@pytest.mark.parametrize(
    ("strokes", "character"),
    [("h", "一"), ("hs", "十"), ("hhsh", "王"), ("hspn", "木"), ("hspnzsh", "李"), ("pn", "人"),
     ("szhhsh", "里"), ("nppn", "火"), ("zph", "女"), ("hhshhssnzhhshn", "𬎆")],
)  # fmt: skip
def test_the_strokes_of_a_character_offer_it(strokes, character):
    assert character in offered(Mode.STROKES, strokes)


def test_a_complete_character_precedes_those_that_only_begin_so():
    texts = offered(Mode.STROKES, "hhsh")

    assert texts[0] == "王"
    assert {"玩", "理", "现"} < set(texts[:20])


def test_strokes_are_shown_as_they_are_written_and_may_be_given_so():
    assert the_engine().shown(Mode.STROKES, "hspnz") == "一丨丿丶乛"
    assert offered(Mode.STROKES, "一一丨一") == offered(Mode.STROKES, "hhsh")


def test_a_character_found_by_shape_says_how_it_sounds():
    notes = {c.text: c.note for c in the_engine().candidates(Mode.PARTS, "wang'cheng")}

    assert notes["珵"] == "chéng"


def test_strokes_lead_on_as_long_as_there_is_a_character():
    assert the_engine().follows(Mode.STROKES, "") == frozenset("hspnz")
    assert the_engine().follows(Mode.STROKES, "z" * 40) == frozenset()


@pytest.mark.parametrize(
    ("code", "character"),
    [("wang'cheng", "珵"), ("wang'xun", "𬍤"), ("王非", "琲"), ("wang'fei", "琲"), ("王'ying", "𬎆"),
     ("long'tian", "䶮"), ("li'zao", "章"), ("mu'zi", "李"), ("er'dong", "陈"), ("shui'shui'shui", "淼"),
     ("sandianshui'qing", "清"), ("danrenpang'kang", "伉"), ("caozitou'tian", "苗"), ("gong'chang", "张"),
     ("jinzipang'rong", "镕"), ("fei'wang", "琲"), ("you'ye", "頔"), ("wen'wu'bei", "赟")],
)  # fmt: skip
def test_a_character_is_found_by_the_names_of_its_components(code, character):
    assert character in offered(Mode.PARTS, code, most=200)


def test_components_in_their_order_come_first():
    assert offered(Mode.PARTS, "mu'zi")[0] == "李"
    assert offered(Mode.PARTS, "wang'cheng")[:2] == ["珹", "珵"]


def test_a_begun_name_already_finds_its_components():
    assert "清" in offered(Mode.PARTS, "shui'q")


def test_components_are_shown_as_a_sum():
    assert the_engine().shown(Mode.PARTS, "wang'cheng") == "wang + cheng"


@pytest.mark.parametrize("code", ["20164", "u+20164", "U+20164"])
def test_a_code_point_gives_its_ideograph_and_says_which(code):
    [candidate] = the_engine().candidates(Mode.CODE, code)

    assert (candidate.text, candidate.note, candidate.used) == ("𠅤", "U+20164", len(code))


@pytest.mark.parametrize(
    "code", ["0041", "D834", "E000", "200B", "FFFF", "110000", "9FF0", "30000", "2A6D7", "XYZW", "4E0"]
)  # fmt: skip
def test_no_other_code_point_can_be_entered(code):
    assert offered(Mode.CODE, code) == []


def test_digits_lead_on_as_long_as_there_is_an_ideograph():
    follows = the_engine().follows

    assert follows(Mode.CODE, "") == frozenset("23456789F")
    assert follows(Mode.CODE, "2EBE") == frozenset("0")
    assert follows(Mode.CODE, "4E00") == frozenset()


@given(st.text(alphabet="hspnz", min_size=1, max_size=12))
def test_what_is_offered_for_strokes_can_be_reached_by_one_more_key(code):
    follows = the_engine().follows(Mode.STROKES, code)
    for key in "hspnz":
        assert (key in follows) == bool(offered(Mode.STROKES, code + key))
