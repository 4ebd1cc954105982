"""The review reads every answer back in words, once, and masks what need not be read in full."""

import random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.form import Kind
from kiosk.domain.path import effective
from kiosk.services.review import review
from kiosk.settings import load_settings
from tests.builders import ON, identity, the_form


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def answers(**changed):
    file = make_example(the_form(), random.Random(5), ON)["answers"]
    return Answers({**file, **{k.replace("__", "."): v for k, v in changed.items()}})


def read(house, given, language="zh"):
    groups = review(house, "establishment", given, language)
    return {line.id: line for group in groups for line in group.lines}


def test_every_answer_is_told_once_but_what_the_page_asks_for_itself(house):
    given = answers()
    told = [line.id for g in review(house, "establishment", given) for line in g.lines]
    left_out = {
        field.id for field in the_form().fields if field.kind in {Kind.DECLARATION, Kind.STROKES}
    }
    owners = {
        "name" if f.startswith("name.") else "premises" if f.startswith("premises.") else f
        for f in effective(the_form(), given)
        if f not in left_out and f != "premises.kind"
    }

    assert len(told) == len(set(told))
    assert set(told) == owners | {"premises.kind"}


def test_steps_stand_in_their_order_with_their_names(house):
    groups = review(house, "establishment", answers(), "en")
    steps = [step for step in the_form().steps if step.id != "review"]

    assert [(g.step_id, g.title) for g in groups] == [(s.id, s.label("en")) for s in steps]


def test_numbers_are_masked(house):
    number = identity()
    given = answers(
        proprietor__id_number=number,
        proprietor__mobile="15412345678",
        proprietor__telephone="051257300000",
        liaison__same=False,
        liaison__id_number=number,
        liaison__mobile="15487654321",
        particulars__composition="family",
        particulars__family_members=[{"name": "赵试女", "id_number": number}],
    )
    said = " ".join(line.value for line in read(house, given).values())

    for secret in (number, "15412345678", "051257300000", "15487654321"):
        assert secret not in said
        assert f"{secret[:3]}*" in said
    assert "赵试女" in said


@pytest.mark.parametrize(("language", "yes"), [("zh", "是"), ("en", "yes")])
def test_choices_and_flags_are_said_in_the_language_of_the_screen(house, language, yes):
    lines = read(house, answers(), language)
    education = the_form().choice_label("proprietor.education", "senior", language)

    assert lines["proprietor.education"].value == education
    assert lines["particulars.paper_licence"].value == yes


def test_name_and_address_are_each_one_line(house):
    given = answers(name__brand="晨光里", name__industry="早餐", name__organisation_form="店")
    lines = read(house, given)

    assert lines["name"].value == "昆山市晨光里早餐店"
    assert lines["premises"].value.startswith("昆山市玉山镇示例路")


def test_going_without_a_name_is_told_as_such(house):
    lines = read(house, answers(name__none=True), "en")

    assert lines["name"].value == the_form().field("name.none").label("en")


def test_what_says_nothing_by_itself_keeps_its_label(house):
    lines = read(house, answers())

    assert lines["particulars.capital"].bare
    assert not lines["name"].bare
    assert not lines["proprietor.mobile"].bare


def test_what_is_not_asked_of_this_citizen_is_not_read_back(house):
    lines = read(house, answers(liaison__same=True, liaison__name="赵试例"))

    assert "liaison.name" not in lines


def test_nothing_personal_is_in_the_repr(house):
    given = answers(proprietor__name="赵试例")

    assert "赵试例" not in repr(review(house, "establishment", given))
