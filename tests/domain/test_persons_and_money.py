"""Claims about names of persons, mobile numbers and amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.capital import capital_text, parse_capital
from kiosk.domain.mobile import Mobile, mask_mobile, parse_mobile
from kiosk.domain.person_name import PersonName, mask_person_name, parse_person_name
from kiosk.domain.problems import Problem

RARE = "㛃䶮𬀩𬞟𫖮𫍯𪣻𬬻𬭎𤩽𬸪𩽾𩾌㮾㻬䲟𨱏𬴂𬳽𫓧𬎆𠅤"


@pytest.mark.parametrize(
    "text",
    [
        "王芳",
        "买买提·吐尔逊",
        "迪丽热巴·迪力木拉提",
        "尼玛扎西",
        "欧阳𬀩",
        "龙䶮",
        "〇一",
        "Anna-Maria O’Neil",
        "张" + RARE,
    ],
)
def test_real_names_are_taken_as_they_are(text):
    assert parse_person_name(text).text == text


@pytest.mark.parametrize("dot", "•．.‧・･∙⋅●·")
def test_every_spelling_of_the_separator_has_one_key(dot):
    name = parse_person_name(f"买买提{dot}吐尔逊")

    assert name.key == "买买提·吐尔逊"
    assert name.text == f"买买提{dot}吐尔逊"


def test_spaces_and_variation_selectors_do_not_make_another_name():
    assert parse_person_name(" 葛 \U000e0100城").key == parse_person_name("葛城").key


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "name_empty", None),
        ("王", "name_too_short", None),
        ("葛\U000e0100", "name_too_short", None),
        ("王3", "name_character", "2"),
        ("王芳!", "name_character", "3"),
        ("王ㄅ", "name_character", "2"),
        ("·王芳", "name_separator", "1"),
        ("王芳·", "name_separator", "4"),
        ("王··芳", "name_separator", "3"),
        ("王\ue863", "name_private_use", "2"),
        ("王" * 51, "name_too_long", None),
        ("王 Fang", "name_character", "2"),
    ],
)
def test_a_problem_of_a_name_says_what_and_where(text, code, position):
    problem = parse_person_name(text)

    assert (problem.code, problem.params.get("position")) == (code, position)


def test_a_name_never_shows_in_full_by_itself():
    name = parse_person_name("买买提·吐尔逊")

    assert f"{name} {name!r}" == "PersonName(买****) PersonName(买****)"
    assert mask_person_name("𬀩明") == "𬀩*"
    assert mask_person_name("") == ""


@given(st.text(max_size=60))
def test_any_text_is_answered_as_a_name(text):
    assert isinstance(parse_person_name(text), (PersonName, Problem))


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "+86-13812345678",
        "0086 13812345678",
        "8613812345678",
        "１３８１２３４５６７８",
    ],
)
def test_a_mobile_number_is_taken_in_every_usual_spelling(text):
    assert parse_mobile(text).text == "13812345678"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mobile_empty"),
        ("1381234567", "mobile_length"),
        ("138123456789", "mobile_length"),
        ("1381234567a", "mobile_character"),
        ("12812345678", "mobile_prefix"),
        ("05125555000", "mobile_prefix"),
        ("+852 91234567", "mobile_foreign"),
    ],
)
def test_a_problem_of_a_mobile_number_says_what(text, code):
    assert parse_mobile(text).code == code


def test_a_mobile_number_never_shows_in_full_by_itself():
    number = parse_mobile("13812345678")

    assert f"{number}{number!r}".count("138****5678") == 2
    assert "1381234" not in f"{number}{number!r}"
    assert mask_mobile("12345") == "*****"


@given(st.text(max_size=30))
def test_any_text_is_answered_as_a_mobile_number(text):
    assert isinstance(parse_mobile(text), (Mobile, Problem))


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("10", "10"),
        (10, "10"),
        (0.1, "0.1"),
        ("10.50", "10.5"),
        ("1,000", "1000"),
        ("10万元", "10"),
        ("１０万", "10"),
        ("0.000001", "0.000001"),
        (1e-6, "0.000001"),
        (Decimal("3.20"), "3.2"),
    ],
)
def test_an_amount_is_read_exactly(value, amount):
    assert capital_text(parse_capital(value)) == amount


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "capital_empty"),
        ("万元", "capital_empty"),
        ("十万", "capital_not_a_number"),
        ("1e3", "capital_not_a_number"),
        ("1,00", "capital_not_a_number"),
        (float("nan"), "capital_not_a_number"),
        (float("inf"), "capital_not_a_number"),
        ("9" * 40, "capital_not_a_number"),
        ("0", "capital_not_positive"),
        (-1, "capital_not_positive"),
        ("0.0000001", "capital_too_precise"),
        ("5000元", "capital_unit"),
        (101, "capital_too_large"),
    ],
)
def test_a_problem_of_an_amount_says_what(value, code):
    assert parse_capital(value, Decimal(100)).code == code


@given(st.decimals(Decimal("0.000001"), Decimal(10**9), places=6))
def test_an_amount_survives_writing_and_reading(amount):
    assert parse_capital(capital_text(amount)) == amount


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_anything_is_answered_as_an_amount(value):
    assert isinstance(parse_capital(value), (Decimal, Problem))
