from datetime import date, timedelta
from uuid import UUID

import pytest

from kiosk.domain.checks import validate_answers
from kiosk.domain.facts import FACTS
from kiosk.domain.gather import FactInputs, business_name_of, division_in_names, gather, index_of
from kiosk.domain.names.conflict import conflicts
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.path import effective
from kiosk.domain.records import RegisteredName
from kiosk.domain.rules import apply
from kiosk.domain.states import Assurance, ClaimState, Outcome
from tests.builders import (
    ON,
    example_answers,
    identity,
    the_form,
    the_names,
    the_reference,
    the_rules,
)

FIREWORKS = "烟花爆竹零售"


def inputs(answers=None, *, registered=(), changed=None, **given):
    answers = example_answers(**(changed or {})) if answers is None else answers
    meant = effective(the_form(), answers)
    name = business_name_of(meant, the_reference())
    met = ()
    if name and registered:
        index = index_of(name, meant, the_reference(), the_names())
        claims = [
            RegisteredName(
                UUID(int=1),
                name_index(split_name(text, the_names()), the_names()),
                ClaimState.REGISTERED,
                own=False,
            )
            for text in registered
        ]
        met = conflicts(index, claims, the_names())
    plain = {
        "answers": meant,
        "day": ON,
        "problems": validate_answers(the_form(), answers, ON, the_reference()),
        "reference": the_reference(),
        "names": the_names(),
        "rule_set": the_rules(),
        "home_division": "320583",
        "assurance": Assurance.TYPED,
        "provisioned": False,
        "name": name,
        "conflicts": met,
    }
    return FactInputs(**{**plain, **given})


def decide(*args, **given):
    wanted = inputs(*args, **given)
    verdict = apply(wanted.rule_set, gather(wanted), ON)
    return verdict.outcome, {line.rule for line in verdict.failed}


def changed(**answers):
    return decide(changed=answers)


def test_the_invented_example_is_approved():
    for seed in range(1, 20):
        assert decide(example_answers(seed)) == (Outcome.APPROVED, set())


def test_every_fact_is_gathered_with_its_type():
    facts = gather(inputs())
    assert set(facts) == set(FACTS)
    assert all(FACTS[fact].accepts(value) for fact, value in facts.items())


def test_empty_answers_gather_every_fact_and_are_returned():
    from kiosk.domain.answers import Answers

    outcome, failed = decide(Answers())
    assert outcome is Outcome.RETURNED
    assert {"form.complete", "identity.readable", "declarations.truth"} <= failed
    assert "proprietor.under_16" not in failed


def test_a_business_without_a_name_is_approved():
    assert changed(name__none=True) == (Outcome.APPROVED, set())


def born(years, days=0):
    birth = date(ON.year - years, ON.month, ON.day) + timedelta(days=days)
    return identity(birth=birth.strftime("%Y%m%d"), order="002")


@pytest.mark.parametrize(
    ("number", "outcome", "rule"),
    [
        (born(16, 1), Outcome.REFUSED, "proprietor.under_16"),
        (born(16), Outcome.REFERRED, "proprietor.aged_16_17"),
        (born(18, 1), Outcome.REFERRED, "proprietor.aged_16_17"),
        (born(18), Outcome.APPROVED, None),
    ],
)
def test_age_counts_from_the_birthday(number, outcome, rule):
    found = changed(proprietor__id_number=number, proprietor__sex="female")
    assert found == (outcome, {rule} - {None})


def test_a_wrong_identity_number_is_returned_once_and_refuses_nobody():
    good = identity()
    outcome, failed = changed(proprietor__id_number=good[:-1] + ("1" if good[-1] != "1" else "2"))
    assert outcome is Outcome.RETURNED
    assert failed == {"identity.readable"}


def test_an_abolished_division_prefix_is_good():
    assert changed(proprietor__id_number=identity("320523"))[1] == set()


def test_an_unknown_division_prefix_only_warns():
    outcome, failed = changed(proprietor__id_number=identity("119999"))
    assert (outcome, failed) == (Outcome.APPROVED, {"proprietor.id_division"})


def test_a_foreign_permanent_resident_is_referred():
    outcome, failed = changed(
        proprietor__id_type="foreign_permanent",
        proprietor__id_number="932682198501010017",
        proprietor__sex="male",
    )
    assert outcome is Outcome.REFERRED
    assert "proprietor.foreign" in failed


def test_a_card_is_good_through_its_last_day():
    assert changed(proprietor__id_valid_until=ON.isoformat())[1] == set()
    yesterday = (ON - timedelta(days=1)).isoformat()
    assert changed(proprietor__id_valid_until=yesterday)[1] == {"proprietor.id_expired"}
    assert changed(proprietor__id_valid_until="长期")[1] == set()


@pytest.mark.parametrize(
    ("given", "rule", "outcome"),
    [
        ({"barred": True}, "proprietor.barred_3_years", Outcome.REFUSED),
        ({"businesses": 5}, "proprietor.several_businesses", Outcome.REFERRED),
        ({"neighbours": 5}, "premises.shared", Outcome.APPROVED),
        ({"card_agrees": False}, "identity.card_differs", Outcome.RETURNED),
        ({"help_wanted": True}, "help.wanted", Outcome.REFERRED),
        ({"paused": True}, "approval.paused", Outcome.REFERRED),
        ({"provisioned": True}, "identity.assurance", Outcome.REFERRED),
        (
            {"provisioned": True, "assurance": Assurance.CHIP},
            "identity.assurance",
            Outcome.REFERRED,
        ),
        ({"unprintable": {"name": ("𰻝",)}}, "name.unprintable", Outcome.RETURNED),
        ({"unprintable": {"person": ("𰻝",)}}, "person.unprintable", Outcome.REFERRED),
        ({"unprintable": {"premises": ("𰻝",)}}, "premises.unprintable", Outcome.REFERRED),
    ],
)
def test_what_is_looked_up_decides(given, rule, outcome):
    assert decide(**given) == (outcome, {rule})


@pytest.mark.parametrize("assurance", [Assurance.MATCHED, Assurance.IN_PERSON])
def test_a_provisioned_terminal_approves_a_sure_identity(assurance):
    assert decide(provisioned=True, assurance=assurance)[0] is Outcome.APPROVED


def test_premises_of_another_county_are_returned_with_its_name():
    facts = gather(inputs(changed={"premises__division": "320581"}))
    assert facts["premises.outside"] == ("江苏省苏州市常熟市（登记机关：常熟市市场监督管理局）",)


def test_a_home_needs_the_commitment():
    assert "premises.home_commitment" in changed(premises__kind="residential")[1]
    good = changed(premises__kind="residential", premises__commitment=True)
    assert good == (Outcome.APPROVED, set())


def test_a_restaurant_in_a_home_is_referred():
    outcome, failed = changed(
        premises__kind="residential",
        premises__commitment=True,
        scope__items=["餐饮服务"],
        scope__main="餐饮服务",
        name__industry="餐饮",
        name__organisation_form="店",
    )
    assert (outcome, failed) == (Outcome.REFERRED, {"premises.home_items"})


ONLINE = {
    "premises__kind": "platform",
    "premises__platform_name": "示例平台",
    "premises__platform_shop": "示例小店",
    "premises__platform_url": "https://shop.example.com/1",
    "premises__residence": "江苏省昆山市玉山镇示例新村8幢301室",
}
HOSTED = {
    "premises__kind": "cluster",
    "premises__host_name": "示例托管公司",
    "premises__host_contract": "示例1号",
    "premises__host_until": "2027-11-23",
}
EATING = {
    "scope__items": ["餐饮服务"],
    "scope__main": "餐饮服务",
    "name__industry": "餐饮",
    "name__organisation_form": "店",
}


def test_a_place_on_a_platform_is_for_online_business():
    assert changed(**ONLINE) == (Outcome.RETURNED, {"premises.platform_offline"})
    assert changed(**ONLINE, business__online=True) == (Outcome.APPROVED, set())


def test_a_place_on_a_platform_lacks_nothing_of_a_shop_with_walls():
    for part in ("platform_name", "platform_shop", "platform_url", "residence"):
        given = {**ONLINE, "business__online": True, f"premises__{part}": None}
        assert changed(**given) == (Outcome.RETURNED, {"premises.complete"}), part


def test_who_lives_elsewhere_registers_an_online_shop_there():
    home = {"premises__residence": "江苏省常熟市虞山街道示例新村8幢", "business__online": True}
    assert changed(**{**ONLINE, **home}) == (Outcome.RETURNED, {"premises.complete"})


def test_a_hosted_address_is_looked_at_with_its_contract():
    assert changed(**HOSTED) == (Outcome.REFERRED, {"premises.host_contract"})
    assert decide(changed=HOSTED, attachments=frozenset({"host_contract"}))[1] == set()
    ended = {**HOSTED, "premises__host_until": "2026-11-22"}
    assert changed(**ended) == (
        Outcome.RETURNED,
        {"premises.host_contract", "premises.host_contract_ended"},
    )


@pytest.mark.parametrize("place", [ONLINE, HOSTED])
def test_what_needs_a_site_is_not_done_without_one(place):
    outcome, failed = changed(**{**place, **EATING, "business__online": True})
    assert outcome is Outcome.RETURNED
    assert "premises.items_need_site" in failed


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"number": None}, "premises.complete"),
        ({"road": None, "number": None}, "premises.complete"),
        ({"road": "示例路18号"}, "premises.complete"),
        ({"number": "十八"}, "premises.complete"),
        ({"town": "320583401"}, "premises.complete"),
        ({"number": None, "landmark": "老王家"}, "premises.complete"),
        ({"division": "320581", "town": None}, "premises.elsewhere"),
        ({"kind": "residential"}, "premises.home_commitment"),
    ],
)
def test_each_line_about_premises_returns_what_can_be_mended(parts, rule):
    outcome, failed = changed(**{f"premises__{part}": value for part, value in parts.items()})
    assert (outcome, failed) == (Outcome.RETURNED, {rule})


def test_an_unusual_road_is_a_warning_alone():
    outcome, failed = changed(premises__road="示例")
    assert (outcome, failed) == (Outcome.APPROVED, {"premises.road_unusual"})


def test_scope_items_are_judged_one_by_one():
    items = ["日用百货销售", "卖东西", "快递服务", "职业中介活动"]
    facts = gather(inputs(changed={"scope__items": items, "scope__main": items[0]}))
    assert facts["scope.unknown"] == ("卖东西",)
    assert facts["scope.company_only"] == ("快递服务",)
    assert facts["scope.limited"] == ("职业中介活动",)
    assert facts["scope.permit_missing"] == ("快递服务",)
    assert facts["scope.problems"] == ()


def test_an_item_with_and_without_its_limit_is_a_contradiction():
    items = ["食品销售", "食品销售（仅销售预包装食品）"]
    facts = gather(inputs(changed={"scope__items": items, "scope__main": items[0]}))
    assert facts["scope.conflicts"] == ("食品销售 / 食品销售（仅销售预包装食品）",)
    assert facts["scope.uneasy"] == ()


def test_items_that_should_not_share_a_place_are_told_and_those_with_other_permits_stop():
    items = ["农药零售", "食用农产品零售", "餐饮服务", "小餐饮店经营（三小行业）"]
    facts = gather(inputs(changed={"scope__items": items, "scope__main": items[0]}))

    assert facts["scope.conflicts"] == ("餐饮服务 / 小餐饮店经营（三小行业）",)
    assert set(facts["scope.uneasy"]) == {f"农药零售 / {other}" for other in items[1:]}


def fireworks(**permit):
    record = {"item": FIREWORKS, "number": "示例1号", "issued_on": "2026-10-01", **permit}
    answers = {"scope__items": [FIREWORKS], "scope__main": FIREWORKS, "name__none": True}
    return changed(**answers, scope__permits=[record])


def test_a_prior_permit_must_be_there():
    found = changed(scope__items=[FIREWORKS], scope__main=FIREWORKS, name__none=True)
    assert found == (Outcome.RETURNED, {"scope.permit_missing"})


@pytest.mark.parametrize(
    ("permit", "expired"),
    [
        ({"issued_on": (ON - timedelta(days=90)).isoformat()}, False),
        ({"issued_on": (ON - timedelta(days=91)).isoformat()}, True),
        ({"issued_on": "2020-01-01", "valid_until": ON.isoformat()}, False),
        ({"issued_on": "2026-11-01", "valid_until": "2026-11-22"}, True),
        ({"issued_on": "2020-01-01", "valid_until": "长期"}, False),
        ({"issued_on": (ON + timedelta(days=1)).isoformat()}, True),
    ],
)
def test_a_prior_permit_is_good_for_its_term_or_ninety_days(permit, expired):
    outcome, failed = fireworks(**permit)
    assert ("scope.permit_expired" in failed) is expired
    assert "scope.permit_copies" in failed
    assert outcome is (Outcome.RETURNED if expired else Outcome.REFERRED)


def test_a_prior_permit_whose_copy_is_there_approves():
    record = {"item": FIREWORKS, "number": "示例1号", "issued_on": "2026-10-01"}
    answers = {"scope__items": [FIREWORKS], "scope__main": FIREWORKS, "name__none": True}
    found = decide(
        changed={**answers, "scope__permits": [record]}, attachments=frozenset({"permit_copy"})
    )
    assert found == (Outcome.APPROVED, set())


def test_a_family_business_needs_members_and_brings_its_proof():
    outcome, failed = changed(particulars__composition="family")
    assert (outcome, failed) == (Outcome.RETURNED, {"family.members", "family.proof"})


@pytest.mark.parametrize("which", ["truth", "name", "premises", "permits"])
def test_each_missing_declaration_is_told_once(which):
    outcome, failed = changed(**{f"declarations__{which}": False})
    assert (outcome, failed) == (Outcome.RETURNED, {f"declarations.{which}"})


def test_without_a_name_the_declaration_on_it_is_not_asked():
    assert changed(name__none=True, declarations__name=False)[0] is Outcome.APPROVED


def test_an_agent_is_sent_to_the_counter():
    outcome, failed = changed(filing__by="agent")
    assert outcome is Outcome.RETURNED
    assert "filing.agent" in failed


def test_a_missing_part_of_the_name_is_told_once():
    assert changed(name__brand="")[1] == {"form.complete"}
    assert changed(name__organisation_form="")[1] == {"form.complete"}
    assert changed(name__industry="", name__organisation_form="部")[1] == {"name.n2_industry"}


def test_a_form_that_says_the_industry_needs_no_word_for_it():
    failed = changed(name__industry="", name__organisation_form="餐馆")[1]
    assert not failed & {"form.complete", "name.n2_industry", "name.n2_general"}


NAME = {"name__brand": "晨光里", "name__place": "", "name__industry": "百货"}


def named(*registered, accepted=()):
    return decide(
        registered=registered, changed={**NAME, "name__warnings_accepted": list(accepted)}
    )


def test_a_registered_name_is_returned():
    assert named("昆山市晨光里百货商行")[0] is Outcome.RETURNED


def test_a_like_sound_is_returned_until_it_is_accepted_by_its_rule():
    other = "昆山市陈光里百货店"
    assert named(other) == (Outcome.RETURNED, {"name.a2_sound", "name.warnings"})
    assert named(other, accepted=["name.s1_same"])[0] is Outcome.RETURNED
    assert named(other, accepted=["name.a2_sound"]) == (Outcome.APPROVED, {"name.a2_sound"})


def test_accepting_warnings_heals_no_harder_conflict():
    outcome, failed = named("昆山市辰光里百货店", accepted=["name.a2_like", "name.a2_sound"])
    assert (outcome, failed) == (Outcome.RETURNED, {"name.a2_like"})


@pytest.mark.parametrize(
    ("county", "written"),
    [("320583", "昆山市"), ("320506", "苏州市吴中区"), ("110101", "北京市东城区")],
)
def test_a_district_has_its_city_before_it(county, written):
    found = division_in_names(county, the_reference())
    assert found == written


def test_an_unclear_wording_takes_the_class_of_the_main_item():
    answers = effective(the_form(), example_answers(name__industry="捞月亮"))
    name = business_name_of(answers, the_reference())
    index = index_of(name, answers, the_reference(), the_names())
    assert index.industry_class == "5211"


def test_the_suffix_stands_at_the_end_of_the_name():
    answers = effective(the_form(), example_answers(**NAME))
    name = business_name_of(answers, the_reference(), "（个体工商户）")
    assert name.full.startswith("昆山市晨光里百货")
    assert name.full.endswith("（个体工商户）")
