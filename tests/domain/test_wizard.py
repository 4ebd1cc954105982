"""Claims about where a citizen stands in a form."""

from datetime import date

import pytest

from kiosk.domain.answers import Answers
from kiosk.domain.wizard import Wizard
from tests.builders import example_answers, the_form, the_reference

DAY = date(2026, 11, 23)
STEPS = ["identify", "mobile", "trade", "premises", "name", "particulars", "review"]


def wizard(**answers):
    return Wizard(the_form(), Answers({**example_answers(), **answers}))


def at(step_id, **answers):
    here = wizard(**answers)
    while here.step.id != step_id:
        here = here.forward()
    return here


def test_the_way_goes_through_every_step_and_ends_at_the_review():
    here = wizard()
    seen = [here.step.id]
    for _ in STEPS[1:]:
        here = here.forward()
        seen.append(here.step.id)

    assert seen == STEPS
    assert here.forward().step.id == "review"
    assert (here.number, here.count) == (7, 7)


def test_back_keeps_every_answer():
    here = at("name").answered("name.brand", "晨光")

    assert here.backward().backward().forward().forward().answers["name.brand"] == "晨光"
    assert wizard().backward().step.id == "identify"


def test_a_step_amended_from_the_review_leads_back_to_it():
    here = at("review").jump("mobile")

    assert here.step.id == "mobile"
    assert here.forward().step.id == "review"
    assert not here.forward().returning


def test_another_scope_has_the_name_looked_at_again_before_the_review():
    here = at("review").jump("trade").answered("scope.items", ["餐饮服务"])

    assert here.forward().step.id == "name"
    assert here.forward().forward().step.id == "review"
    assert not here.forward().forward().stale


def test_another_town_has_the_name_looked_at_again_and_drops_the_village():
    here = at("review", **{"premises.village": "320583100001"}).jump("premises")
    here = here.answered("premises.town", "320583101")

    assert "premises.village" not in here.answers
    assert here.forward().step.id == "name"


def test_a_name_never_looked_at_is_not_stale():
    assert not at("trade").answered("scope.items", ["餐饮服务"]).stale


def test_an_amended_step_of_which_nothing_rests_does_not_lead_to_the_name():
    here = at("review").jump("premises").answered("premises.room", "103")

    assert here.forward().step.id == "review"


def test_the_same_answer_again_changes_nothing():
    here = at("review").jump("trade")

    assert here.answered("scope.items", here.answers["scope.items"]) is here


def test_a_blank_answer_is_taken_away():
    assert "name.brand" not in wizard().answered("name.brand", " ").answers


def test_back_from_an_amended_step_leads_to_the_review_too():
    assert at("review").jump("trade").backward().step.id == "review"


def test_an_unknown_step_cannot_be_jumped_to():
    with pytest.raises(KeyError):
        wizard().jump("nowhere")


def test_problems_are_those_of_the_present_step():
    here = at("mobile").answered("proprietor.mobile", "138")

    assert set(here.problems(DAY, the_reference())) == {"proprietor.mobile"}
    assert set(at("trade").problems(DAY, the_reference())) == set()
