"""The live licence says what the real one will say, and nothing that nobody has answered."""

import random

import pytest

from kiosk.adapters.document.licence_sheets import value_of
from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.credit_code import CreditCode
from kiosk.domain.example import make_example
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState, Assurance
from kiosk.services.entry import entry_from
from kiosk.services.papers import licence_content
from kiosk.services.preview import preview, written_by
from kiosk.settings import load_settings
from tests.builders import ON, the_form


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def lines(house, **answers):
    given = Answers({name.replace("__", "."): value for name, value in answers.items()})
    return {line.key: line for line in preview(house, "establishment", given).lines}


def whole(seed, **changed):
    answers = make_example(the_form(), random.Random(seed), ON)["answers"]
    return Answers({**answers, **changed})


def printed(house, answers):
    """What the issued licence of these answers would print, line by line."""
    now = house.clock.now()
    application = Application(
        id=house.new_id(), number="1", terminal="K01", procedure="establishment",
        form_version="1", state=ApplicationState.APPROVED, assurance=Assurance.CHIP,
        submitted_at=now, answers=answers, content_hash="", person="", mobile="",
    )  # fmt: skip
    entry = entry_from(house, application, CreditCode("92320583MAY0002799"), house.today())
    content = licence_content(house, entry, application, "")
    design = house.procedures["establishment"].design
    columns = (design.copy_layout.left, design.copy_layout.right)
    keys = [field.key for column in columns for field in column.fields]
    return {key: value_of(design, content, key) for key in keys}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"name.none": True},
        {"name.place": "玉山镇"},
        {"particulars.composition": "family"},
        {"premises.kind": "platform", "premises.platform_name": "示例平台",
         "premises.platform_url": "https://shop.example/1"},
        {"premises.kind": "cluster", "premises.host_name": "示例托管"},
        {"scope.items": ["餐饮服务", "日用百货销售"]},
    ],
    ids=["shop", "no_name", "place", "family", "platform", "cluster", "permit"],
)  # fmt: skip
@pytest.mark.parametrize("seed", range(3))
def test_complete_answers_give_the_lines_of_the_issued_licence(house, seed, changed):
    answers = whole(seed, **changed)
    shown = {line.key: line.text for line in preview(house, "establishment", answers).lines}

    assert shown == printed(house, answers)


def test_before_anything_is_answered_only_what_is_settled_stands(house):
    shown = lines(house)
    known = {key for key, line in shown.items() if line.text}

    assert known == {"business_type", "composition", "registered_on"}


def test_the_default_county_alone_is_no_place(house):
    assert lines(house, premises__division="320583", premises__kind="residential")[
        "premises"
    ].text == ("")
    assert lines(house, premises__town="320583100")["premises"].text == "昆山市玉山镇"


def test_a_name_without_its_brand_keeps_room_for_it(house):
    line = lines(house, name__industry="早餐", name__organisation_form="店")["name"]

    assert (line.before, line.brand, line.after, line.waiting) == ("昆山市", "", "早餐店", True)


def test_the_brand_is_told_apart_so_that_it_can_be_marked(house):
    parts = {"name__brand": "晨光", "name__industry": "早餐", "name__organisation_form": "店"}
    line = lines(house, name__place="玉山镇", **parts)["name"]

    assert (line.before, line.brand, line.after) == ("昆山市玉山镇", "晨光", "早餐店")
    assert not line.waiting


def test_items_that_the_catalogue_has_not_are_left_out(house):
    assert lines(house, scope__items=["飞行", "日用百货销售"])["scope"].text.count("；") == 0


@pytest.mark.parametrize(
    ("step", "lit"),
    [
        ("identify", {"proprietor"}),
        ("mobile", set()),
        ("trade", {"scope"}),
        ("premises", {"premises"}),
        ("name", {"name"}),
        ("particulars", {"composition"}),
        ("review", set()),
    ],
)
def test_each_step_lights_what_it_writes(step, lit):
    fields = next(one.fields for one in the_form().steps if one.id == step)

    assert written_by(frozenset(field.id for field in fields)) == lit


def test_no_line_shows_its_person_when_it_is_logged(house):
    assert "赵试例" not in repr(lines(house, proprietor__name="赵试例"))
