"""Claims about credit codes, old registration numbers and application numbers."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10, mod_37_36

from kiosk.domain import application_number, credit_code, registration_number
from kiosk.domain.application_number import make_application_number, parse_application_number
from kiosk.domain.credit_code import (
    ALPHABET,
    PRACTICE_CAPACITY,
    CreditCode,
    final_check,
    mint_credit_code,
    organisation_check,
    parse_credit_code,
    practice_body,
)
from kiosk.domain.problems import Problem
from kiosk.domain.registration_number import RegistrationNumber, parse_registration_number
from tests.builders import ROOT

CODES = list(
    csv.DictReader(
        (ROOT / "tests/data/credit_codes.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)
OLD_NUMBERS = [
    "370827600441877",
    "330105601558403",
    "370811200452316",
    "410102600122284",
    "410102600185624",
    "410102600226005",
]
GOOD = "92320506MA21P6ET07"
SERIALS = st.integers(0, PRACTICE_CAPACITY - 1)


@pytest.mark.parametrize("row", CODES, ids=lambda row: row["code"])
def test_published_codes_are_judged_as_published(row):
    assert isinstance(parse_credit_code(row["code"]), CreditCode) == (row["expect"] == "valid")


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "credit_code_empty", None),
        (GOOD[:-1], "credit_code_length", None),
        (GOOD + "0", "credit_code_length", None),
        ("0" + GOOD[1:], "credit_code_character", "1"),
        (GOOD[:4] + "A" + GOOD[5:], "credit_code_character", "5"),
        (GOOD[:9] + "I" + GOOD[10:], "credit_code_character", "10"),
        (GOOD[:9] + "甲" + GOOD[10:], "credit_code_character", "10"),
        (GOOD[:-1] + "8", "credit_code_check", "18"),
    ],
)
def test_a_problem_of_a_code_says_where(text, code, position):
    problem = parse_credit_code(text)

    assert (problem.code, problem.params.get("position")) == (code, position)


def test_a_wrong_organisation_check_is_found_though_the_last_one_fits():
    first17 = GOOD[:16] + ("1" if GOOD[16] != "1" else "2")

    problem = parse_credit_code(first17 + final_check(first17))
    assert problem.code == "credit_code_organisation_check"
    assert problem.params["position"] == "17"


def test_spaces_and_small_letters_of_a_code_are_forgiven():
    assert parse_credit_code(" 92320506 ma21p6et07 ").text == GOOD


def test_the_parts_of_a_code_can_be_asked_for():
    code = mint_credit_code("320583", practice_body(17))

    assert (code.division, code.is_individual, code.is_practice) == ("320583", True, True)
    assert not parse_credit_code(GOOD).is_practice
    assert not parse_credit_code("91320583MA1P6U0L8L").is_individual


@given(SERIALS)
def test_every_minted_code_is_right_by_both_checks_and_by_an_independent_one(serial):
    code = mint_credit_code("320583", practice_body(serial))

    assert parse_credit_code(code.text) == code
    assert code.text.startswith("92320583MAY")
    assert uscc.is_valid(code.text)


@given(SERIALS, SERIALS)
def test_two_serials_never_share_a_body(one, other):
    assert (practice_body(one) == practice_body(other)) == (one == other)


@pytest.mark.parametrize("serial", [-1, PRACTICE_CAPACITY])
def test_the_practice_series_ends(serial):
    with pytest.raises(ValueError, match="series holds"):
        practice_body(serial)


@pytest.mark.parametrize(
    ("division", "body"),
    [
        ("32058", "MAY00000"),
        ("320583", "MAY0000"),
        ("320583", "MAYO0000"),
        ("３２０５８３", "MAY00000"),
    ],
)
def test_no_code_is_minted_from_wrong_parts(division, body):
    with pytest.raises(ValueError):
        mint_credit_code(division, body)


@given(st.integers(8, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_code_is_always_found(place, character):
    wrong = GOOD[:place] + character + GOOD[place + 1 :]

    assert wrong == GOOD or isinstance(parse_credit_code(wrong), Problem)


def test_the_organisation_check_knows_x_and_zero():
    checks = {organisation_check(f"MA{number:06d}") for number in range(200)}

    assert checks == set("0123456789X")


@pytest.mark.parametrize("text", OLD_NUMBERS)
def test_published_registration_numbers_are_right(text):
    number = parse_registration_number(text)

    assert number == RegistrationNumber(text)
    assert number.is_individual == (text[6] in "6789")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "registration_number_empty"),
        ("37082760044187", "registration_number_length"),
        ("37082760044187X", "registration_number_character"),
        ("370827600441878", "registration_number_check"),
    ],
)
def test_a_problem_of_a_registration_number_says_what(text, code):
    assert parse_registration_number(text).code == code


@given(st.text("0123456789", min_size=14, max_size=14))
def test_the_registration_check_agrees_with_an_independent_one(first14):
    assert registration_number.check_digit(first14) == mod_11_10.calc_check_digit(first14)


DAYS = st.dates(date(2000, 1, 1), date(2999, 12, 31))
TERMINALS = st.from_regex(r"[A-Z][0-9A-Z]{1,7}", fullmatch=True)


@given(DAYS, TERMINALS, st.integers(1, 99_999))
def test_an_application_number_is_read_back_as_it_was_made(day, terminal, sequence):
    text = make_application_number(day, terminal, sequence)

    number = parse_application_number(text.lower().replace("-", ""))
    assert (number.text, number.day, number.terminal, number.sequence) == (
        text,
        day,
        terminal,
        sequence,
    )
    assert mod_37_36.is_valid(text.replace("-", ""))


@given(DAYS, st.integers(1, 99_999), st.data())
def test_one_wrong_digit_of_an_application_number_is_found(day, sequence, data):
    text = make_application_number(day, "K01", sequence)
    place = data.draw(st.sampled_from([i for i, c in enumerate(text[:-1]) if c.isdigit()]))
    wrong = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]

    assert isinstance(parse_application_number(wrong), Problem)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "application_number_empty"),
        ("20261123", "application_number_shape"),
        ("20261123-K01-00017-0", "application_number_check"),
        ("20261123-K01-00000-1", "application_number_check"),
    ],
)
def test_a_problem_of_an_application_number_says_what(text, code):
    assert parse_application_number(text).code == code


def test_an_application_number_of_no_day_is_none():
    body = "20261399K0100017"
    text = body + application_number.check_character(body)

    assert parse_application_number(text).code == "application_number_shape"


@pytest.mark.parametrize(
    ("terminal", "sequence"), [("k01", 1), ("K", 1), ("K01", 0), ("K01", 100_000)]
)
def test_no_application_number_is_made_from_wrong_parts(terminal, sequence):
    with pytest.raises(ValueError):
        make_application_number(date(2026, 11, 23), terminal, sequence)


@given(st.text(max_size=30))
def test_any_text_is_answered_by_every_reader(text):
    assert isinstance(parse_credit_code(text), (CreditCode, Problem))
    assert isinstance(parse_registration_number(text), (RegistrationNumber, Problem))
    parse_application_number(text)


def test_the_alphabet_leaves_out_what_is_mistaken():
    assert len(credit_code.ALPHABET) == 31
    assert not set("IOSVZ") & set(credit_code.ALPHABET)
