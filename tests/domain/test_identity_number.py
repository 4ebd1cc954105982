"""Claims about numbers of identity documents."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from kiosk.domain.identity_number import (
    IdentityNumber,
    IdKind,
    check_character,
    parse_identity_number,
)
from kiosk.domain.problems import Problem
from tests.builders import ON, ROOT, identity, the_reference

VECTORS = list(
    csv.DictReader(
        (ROOT / "tests/data/id_numbers.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)
DIGITS = st.text("0123456789", min_size=1)


def read(text):
    return parse_identity_number(text, on=ON)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: row["note"][:40])
def test_the_published_specimens_are_judged_as_published(row):
    parsed = read(row["number"])

    assert isinstance(parsed, IdentityNumber) == (row["expect"] == "valid")


@pytest.mark.parametrize(
    ("text", "kind", "region", "sex", "division", "birth"),
    [
        ("11010519491231002X", IdKind.RESIDENT, "", "female", "110105", date(1949, 12, 31)),
        ("810000199408230021", IdKind.HK_MACAO_TAIWAN, "hk", "female", "810000", date(1994, 8, 23)),
        (identity("820000"), IdKind.HK_MACAO_TAIWAN, "macao", "male", "820000", date(1995, 6, 7)),
        (
            "830000199201300022",
            IdKind.HK_MACAO_TAIWAN,
            "taiwan",
            "female",
            "830000",
            date(1992, 1, 30),
        ),
        ("932682198501010017", IdKind.FOREIGN_PERMANENT, "", "male", "320000", date(1985, 1, 1)),
        ("911124198108030024", IdKind.FOREIGN_PERMANENT, "", "female", "110000", date(1981, 8, 3)),
        ("CAN110081080310", IdKind.FOREIGN_PERMANENT, "", "", "110000", None),
    ],
)
def test_a_number_tells_its_document(text, kind, region, sex, division, birth):
    number = read(text)

    found = (number.kind, number.region, number.sex, number.division, number.birth)
    assert found == (kind, region, sex, division, birth)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "id_empty", None),
        ("   ", "id_empty", None),
        ("610104620927690", "id_15_digits", None),
        ("11010519491231002", "id_length", None),
        ("11010519491231002X1", "id_length", None),
        ("1101051949123100ZX", "id_character", "17"),
        ("X1010519491231002X", "id_character", "1"),
        ("110105194902310028", "id_birth", "7"),
        ("110105194913310021", "id_birth", "7"),
        ("110105000001010012", "id_birth", "7"),
        (identity(birth="20991231"), "id_birth_future", "7"),
        ("110105194912310021", "id_check", "18"),
        ("CAN11008108031", "id_character", "1"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٠", "id_character", "1"),
    ],
)
def test_a_problem_says_what_is_wrong_and_where(text, code, position):
    problem = read(text)

    assert (problem.code, problem.params.get("position")) == (code, position)


def test_spaces_hyphens_small_x_and_full_width_digits_are_forgiven():
    assert read(" 110105 19491231-002x").text == "11010519491231002X"
    assert read("１１０１０５１９４９１２３１００２Ｘ").text == "11010519491231002X"


def test_the_whole_number_never_shows_by_itself():
    number = read("11010519491231002X")

    shown = f"{number} {number!r} {number!s} {[number]}"
    assert "110***********002X" in shown
    assert number.text not in shown


def test_an_abolished_prefix_is_known_and_an_unknown_one_no_problem():
    divisions = the_reference().divisions

    assert divisions.name_of("320523") == "昆山县"
    assert divisions.known_prefix("320523")
    assert not divisions.known_prefix("999999")
    assert isinstance(read(identity("109999")), IdentityNumber)


@pytest.mark.parametrize("code", ["110000", "320583", "659000", "710000", "810000", "110103"])
def test_current_and_former_divisions_are_known(code):
    assert the_reference().divisions.known_prefix(code)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("20081123", date(2026, 11, 22), 17),
        ("20081123", date(2026, 11, 23), 18),
        ("20080229", date(2026, 2, 28), 17),
        ("20080229", date(2026, 3, 1), 18),
        ("20261123", date(2026, 11, 23), 0),
    ],
)
def test_a_year_is_full_on_the_birthday(birth, day, age):
    assert read(identity(birth=birth)).age_on(day) == age


def test_an_age_that_the_number_does_not_tell_is_not_guessed():
    with pytest.raises(ValueError, match="no birth date"):
        read("CAN110081080310").age_on(ON)


@given(
    division=st.text("0123456789", min_size=5, max_size=5),
    lead=st.sampled_from("12345678"),
    birth=st.dates(date(1850, 1, 1), ON),
    order=st.text("0123456789", min_size=3, max_size=3),
)
def test_every_well_made_number_is_read_back(division, lead, birth, order):
    text = identity(lead + division, f"{birth:%Y%m%d}", order)

    number = read(text)
    assert (number.text, number.birth, number.division) == (text, birth, lead + division)
    assert number.sex == ("male" if int(order) % 2 else "female")


@given(birth=st.dates(date(1950, 1, 1), ON), place=st.integers(0, 16), step=st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birth, place, step):
    text = identity(birth=f"{birth:%Y%m%d}")
    wrong = text[:place] + str((int(text[place]) + step) % 10) + text[place + 1 :]

    assert isinstance(read(wrong), Problem)


@given(birth=st.dates(date(1950, 1, 1), ON), place=st.integers(0, 15))
def test_two_exchanged_digits_are_always_found(birth, place):
    text = identity(birth=f"{birth:%Y%m%d}")
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]

    assert swapped == text or isinstance(read(swapped), Problem)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_agrees_with_an_independent_one(first17):
    assert check_character(first17) == mod_11_2.calc_check_digit(first17)


@given(st.text(max_size=40))
def test_anything_at_all_is_answered(text):
    assert isinstance(read(text), (IdentityNumber, Problem))


def test_a_birth_today_is_no_future():
    assert isinstance(read(identity(birth=f"{ON:%Y%m%d}")), IdentityNumber)
    assert read(identity(birth=f"{ON + timedelta(days=1):%Y%m%d}")).code == "id_birth_future"
