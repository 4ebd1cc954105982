"""Claims about the words: a sentence for every code, in every language, that always can be said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.printer.folder import FAULTS
from kiosk.catalogue.printing import load_print_policy
from kiosk.catalogue.texts import LANGUAGES, Texts, faults_of_texts, load_texts
from kiosk.domain.printout import Blank
from kiosk.domain.problems import Problem
from kiosk.domain.states import ApplicationState
from kiosk.domain.verification import Reason
from kiosk.ui.touch.checker import SHOWN_OF_LICENCES
from kiosk.ui.touch.lookup import PRINTABLE
from tests.builders import ROOT, the_form

TEXTS = load_texts(ROOT / "forms/establishment", the_form())
SOURCES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "kiosk").rglob("*.py")))
PRINTER = sorted({*FAULTS, *load_print_policy(ROOT / "resources" / "reference").reasons.values()})
CODE = r'\(\s*"([a-z0-9_.]+)"'
PROBLEM_CODES = sorted(set(re.findall(rf"Problem{CODE}", SOURCES)))
FAULT_CODES = sorted(set(re.findall(rf"SystemFault{CODE}", SOURCES)))
OTHER_CODES = sorted(
    set(re.findall(rf"(?:Unreadable|_Refused|_refuse|Misshapen|_at){CODE}", SOURCES))
)
BY_NAME = {
    "declaration_missing", "email_shape", "id_birth", "id_birth_future", "name_character",
    "name_separator", "postcode_shape", "telephone_shape", "too_long", "too_many", "web_address_shape",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_code_has_words(language):
    assert [
        code
        for code in (*PROBLEM_CODES, *BY_NAME)
        if f"problems.{code}" not in TEXTS[language].sentences
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_code_has_words(language):
    assert [code for code in FAULT_CODES if f"errors.{code}" not in TEXTS[language].sentences] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", OTHER_CODES)
def test_every_reason_not_to_read_a_file_has_words(language, code):
    assert {f"errors.{code}", f"problems.{code}"} & set(TEXTS[language].sentences)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_every_fault_of_the_printer_has_words(language, fault):
    assert f"errors.printer_{fault}" in TEXTS[language].sentences


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "wanted", ["text", "flag", "count", "amount", "texts", "records", "record", "strokes"]
)
def test_every_wrong_type_has_words(language, wanted):
    assert f"errors.wrong_type_{wanted}" in TEXTS[language].sentences


LABELS = {
    *(f"state_{state}" for state in ApplicationState),
    *(f"verify_{reason}" for reason in Reason),
    "verify_elsewhere",
    *(f"document_{kind}" for kind in PRINTABLE),
    *(f"licence_{name}" for name in SHOWN_OF_LICENCES),
    *(f"sheets_{paper}" for paper in Blank),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", sorted(LABELS))
def test_what_the_touch_application_says_by_code_has_words(language, label):
    assert f"labels.{label}" in TEXTS[language].sentences


def test_no_sentence_is_left_over():
    spoken = set(re.findall(r"""["']([a-z0-9_.]+)["']""", SOURCES))
    spoken |= {f"wrong_type_{name}" for name in spoken} | {f"printer_{fault}" for fault in PRINTER}
    reserved = {
        "card_reader_failed", "catalogue_broken", "clock_behind", "code_series_used_up", "database_missing",
        "fact_missing", "gateway_down", "holder_check_failed", "internal", "pack_damaged", "printer_failed", "rules_unusable",
        "settings_unknown", "token_missing", "trail_broken",
    }  # fmt: skip
    spoken |= LABELS | {name.removeprefix("labels.") for name in spoken}
    keys = {key.partition(".")[2] for key in TEXTS["zh"].sentences}

    assert keys - spoken - reserved == set()


def test_both_languages_have_the_same_keys_and_placeholders():
    assert list(faults_of_texts(ROOT / "forms/establishment")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short_and_end_as_sentences(language):
    longest = {"zh": 70, "en": 160}[language]
    texts = TEXTS[language].sentences

    assert [key for key, text in texts.items() if len(text) > longest] == []
    assert [
        key
        for key, text in texts.items()
        if not key.startswith("labels.")  # a label is no sentence
        and not text.rstrip("}").endswith(
            ("。", "？", ".", "?", "{choices", "{field", "{known", "：")
        )
    ] == []


def test_a_problem_is_told_with_the_label_of_its_field():
    problem = Problem("required", "premises.road")

    assert TEXTS["zh"].problem(problem) == "请填写“路（街、巷）”。"
    assert TEXTS["en"].problem(problem) == 'Please fill in "Road".'


def test_an_error_names_its_place_twice_for_people_and_for_editors():
    words = TEXTS["en"].error("wrong_type_flag", place="business.online")

    assert words == "Sells through the internet (business.online) must be true or false."


def test_a_sentence_can_always_be_said():
    assert (
        TEXTS["zh"].problem(Problem("id_length"))
        == "身份证号码应为 18 位，现在是 … 位，请对照证件核对。"
    )
    assert TEXTS["zh"].text("problems.no_such") == "problems.no_such"


@given(st.text(max_size=20), st.text(max_size=20))
def test_parameters_are_put_in_as_they_are_and_never_looked_into(value, other):
    texts = Texts("en", {"labels.x": "a {one} b {two} {0} {one.two} {one!r}"})

    assert (
        texts.text("labels.x", one=value, two=other)
        == f"a {value} b {other} {{0}} {{one.two}} {{one!r}}"
    )
