"""Claims about forms, conditions and the way through them."""

import pytest

from kiosk.domain.answers import Answers
from kiosk.domain.form import ALWAYS, NEVER, All, Any_, Is, Kind, Not, fields_of, holds
from kiosk.domain.path import effective, missing, steps_for, value_of, visible_fields
from tests.builders import example_answers, the_form


def ids(fields):
    return [field.id for field in fields]


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (ALWAYS, {}, True),
        (NEVER, {}, False),
        (Is("a", (True,)), {"a": True}, True),
        (Is("a", (True,)), {"a": 1}, False),
        (Is("a", ("x", "y")), {"a": "y"}, True),
        (Is("a", ("x",)), {}, False),
        (Not(Is("a", ("x",))), {}, True),
        (All((Is("a", ("x",)), Is("b", ("y",)))), {"a": "x"}, False),
        (Any_((Is("a", ("x",)), Is("b", ("y",)))), {"a": "x"}, True),
    ],
)
def test_a_condition_holds_as_it_reads(condition, answers, expected):
    assert holds(condition, answers.get) is expected


def test_a_condition_names_every_field_it_asks_about():
    condition = All((Is("a", ("x",)), Not(Any_((Is("b", ("y",)),)))))

    assert list(fields_of(condition)) == ["a", "b"]


def test_the_steps_stand_in_the_order_of_the_plan():
    steps = [step.id for step in steps_for(the_form(), Answers())]

    assert steps == ["identify", "mobile", "trade", "premises", "name", "particulars", "review"]


@pytest.mark.parametrize(
    ("answers", "shown", "hidden"),
    [
        ({"particulars.composition": "family"}, "particulars.family_members", None),
        ({}, None, "particulars.family_members"),
        ({"name.none": True}, "name.none", "name.brand"),
        ({"name.none": True}, None, "declarations.name"),
        ({"premises.kind": "platform"}, "premises.platform_url", "premises.road"),
        ({"premises.kind": "residential"}, "premises.commitment", "premises.host_name"),
        ({"premises.kind": "cluster"}, "premises.host_name", "premises.platform_url"),
        ({"proprietor.id_type": "taiwan"}, "proprietor.taiwan_farmer", "proprietor.nation"),
        ({"liaison.same": False}, "liaison.mobile", None),
        ({}, None, "liaison.mobile"),
        ({"particulars.paper_licence": True}, "particulars.copies", None),
    ],
)
def test_the_citizen_sees_what_concerns_him_alone(answers, shown, hidden):
    seen = ids(visible_fields(the_form(), Answers(answers)))

    assert shown is None or shown in seen
    assert hidden not in seen


def test_every_kind_of_field_is_used_by_the_stock_form():
    used = {field.kind for field in the_form().fields}
    used |= {member.kind for field in the_form().fields for member in field.members}

    assert used == set(Kind)


def test_a_complete_application_lacks_nothing():
    assert missing(the_form(), example_answers()) == ()


@pytest.mark.parametrize("field_id", missing(the_form(), Answers()))
def test_each_question_that_must_be_answered_is_missed(field_id):
    assert missing(the_form(), example_answers().without(field_id)) == (field_id,)


def test_a_declaration_lacks_until_it_is_true():
    answers = example_answers(declarations__truth=False)

    assert missing(the_form(), answers) == ("declarations.truth",)


@pytest.mark.parametrize("blank", ["", "   ", [], None])
def test_a_blank_answer_is_none(blank):
    answers = Answers({"scope.items": blank})

    assert value_of(the_form(), answers, "scope.items") is None


def test_a_default_answers_for_whoever_said_nothing():
    assert value_of(the_form(), Answers(), "premises.division") == "320583"
    assert (
        value_of(the_form(), Answers({"premises.division": "320505"}), "premises.division")
        == "320505"
    )


def test_what_is_meant_holds_defaults_and_nothing_that_is_not_asked():
    meant = effective(the_form(), example_answers(name__none=True))

    assert "name.brand" not in meant
    assert meant["filing.by"] == "self"
    assert effective(the_form(), meant) == meant


def test_a_place_inside_a_list_has_words_in_both_languages():
    form = the_form()

    assert form.label("scope.permits[0].number", "zh") == "已取得的许可 1 · 许可证编号"
    assert form.label("scope.items[2]", "en") == "Business scope 3"
    assert form.label("no.such", "zh") == "no.such"


def test_choices_have_words_and_prefill_its_sources():
    form = the_form()

    assert form.choice_label("particulars.composition", "family", "zh") == "家庭经营"
    assert form.choice_label("particulars.composition", "nobody", "zh") == ""
    assert form.prefill()["proprietor.name"] == "card.name"
    assert form.prefill()["proprietor.id_number"] == "card.number"


def test_every_personal_question_is_marked_so():
    personal = {field.id for field in the_form().fields if field.personal}

    assert {
        "proprietor.name",
        "proprietor.id_number",
        "proprietor.home",
        "proprietor.mobile",
        "particulars.family_members",
        "liaison.id_number",
        "signature",
    } <= personal
