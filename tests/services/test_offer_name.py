"""The name page offers parts that pass, and on a clash brands that are free."""

from dataclasses import replace

import pytest

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.keys import name_index
from kiosk.domain.records import NameClaim
from kiosk.domain.rules import apply
from kiosk.domain.states import ClaimState
from kiosk.services.check_name import NameInquiry, check_name
from kiosk.services.decide import facts_of
from kiosk.services.offer_name import judge_name, offer_name
from kiosk.settings import load_settings
from tests.builders import ON, example_answers, the_names, the_reference, the_rules
from tests.desk import an_application

BREAKFAST = {"scope.items": ["餐饮服务"], "premises.town": "320583100"}
TRADES = the_reference().trades.all


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def taken(house, brand, industry="早餐", form="店"):
    index = name_index(BusinessName("昆山市", brand, industry, form), house.names)
    claim = NameClaim(house.new_id(), "3205", index, ClaimState.REGISTERED)
    with house.store.write() as uow:
        uow.register.claim(claim)
        uow.commit()


def named(brand, **more):
    parts = {"name.brand": brand, "name.industry": "早餐", "name.organisation_form": "店"}
    return Answers({**BREAKFAST, **parts, **more})


def test_the_touched_trade_says_how_the_name_goes_on(house):
    offer = offer_name(house, Answers(BREAKFAST), "establishment", trade="早餐店")

    assert (offer.division, offer.industry, offer.form) == ("昆山市", "早餐", "店")
    assert offer.places == ("玉山镇",)


def test_without_a_touched_trade_the_scope_tells_it(house):
    repair = {"scope.items": ["机动车修理和维护", "汽车零配件零售"]}
    offer = offer_name(house, Answers(repair), "establishment")

    assert (offer.industry, offer.form) == ("汽车维修", "店")


def test_the_main_item_tells_it_and_not_the_first(house):
    both = {"scope.items": ["餐饮服务", "理发服务"], "scope.main": "理发服务"}

    assert offer_name(house, Answers(both), "establishment").industry == "理发"


def test_before_anything_is_chosen_the_division_and_common_forms_stand(house):
    offer = offer_name(house, Answers(), "establishment")

    assert (offer.division, offer.industry, offer.form) == ("昆山市", "", "店")
    assert len(offer.forms) >= 5


def test_what_is_offered_is_offered_once(house):
    for trade in TRADES:
        items = Answers({"scope.items": list(trade.items)})
        offer = offer_name(house, items, "establishment", trade=trade.code)
        assert len(set(offer.forms)) == len(offer.forms)
        assert len(set(offer.industries)) == len(offer.industries)


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.code)
def test_every_name_that_a_trade_offers_passes_the_rules(trade):
    scope = trade.items or trade.also
    for form in trade.forms:
        name = BusinessName("昆山市", "芃芮菀洛", trade.industry, form)
        inquiry = NameInquiry(name, "320583", ON, scope=scope, lookup=lambda keys: ())
        report = check_name(inquiry, the_rules(), the_reference(), the_names())

        assert report.problems == (), name.full


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.code)
def test_whoever_takes_what_a_trade_offers_is_not_sent_back(house, trade):
    items = list(trade.items or trade.also[1:])
    parts = {"industry": trade.industry, "organisation_form": trade.forms[0]}
    answers = example_answers(
        scope__items=items,
        scope__main=items[0],
        business__online=trade.online,
        **{f"name__{name}": value for name, value in parts.items()},
    )
    application = replace(an_application(), answers=answers, submitted_at=house.clock.now())
    with house.store.read() as uow:
        facts = facts_of(house, uow, application)
    verdict = apply(the_rules(), facts, house.today())

    assert [line.rule for line in verdict.failed] == []


def test_nine_in_ten_items_suggest_an_industry_word(house):
    silent = [
        item.text
        for item in house.reference.scope.items
        if not offer_name(house, Answers({"scope.items": [item.text]}), "establishment").industries
    ]

    assert len(silent) < 22


def test_a_free_name_is_free_and_no_brand_is_no_question(house):
    assert judge_name(house, named("芃芮菀洛"), "establishment").acceptable
    assert judge_name(house, named(""), "establishment") is None
    assert judge_name(house, Answers({"name.none": True}), "establishment") is None


def test_on_a_clash_four_free_brands_are_given_and_others_once_these_were_shown(house):
    taken(house, "晨光")
    first = judge_name(house, named("晨光"), "establishment")
    second = judge_name(house, named("晨光"), "establishment", shown=first.brands)

    assert not first.acceptable
    assert first.problems[0].conflicts_with == ("昆山市晨光早餐店",)
    assert len(first.brands) == len(second.brands) == 4
    assert set(first.brands).isdisjoint(second.brands)
    for brand in (*first.brands, *second.brands):
        assert judge_name(house, named(brand), "establishment").problems == ()


def test_the_same_question_gets_the_same_brands(house):
    taken(house, "暮云")
    again = [judge_name(house, named("暮云"), "establishment").brands for _ in range(3)]

    assert again[0] == again[1] == again[2]


def test_a_meal_scope_may_be_named_as_a_tea_shop_and_no_other_way_round(house):
    tea = {"name.industry": "奶茶"}
    assert judge_name(house, named("芃芮菀洛", **tea), "establishment").acceptable
    hair = {"scope.items": ["理发服务"]}
    problems = judge_name(house, named("芃芮菀洛", **hair), "establishment").problems

    assert [problem.rule for problem in problems] == ["name.n4_outside"]


def test_what_it_says_is_said_in_the_language_of_the_sitting(house):
    taken(house, "晓露")
    spoken = judge_name(house, named("晓露"), "establishment", language="en").problems[0].message

    assert "taken" in spoken or "registered" in spoken or "name" in spoken.lower()
