"""Claims about judging a whole form: each fault in its field, all of them at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.agreement import id_type_of
from kiosk.domain.answers import Answers
from kiosk.domain.checks import validate_answers
from kiosk.domain.form import Kind
from kiosk.domain.identity_number import parse_identity_number
from kiosk.domain.problems import Problem
from kiosk.domain.shape import fault_of_shape
from tests.builders import ON, example_answers, identity, the_form, the_reference

HK = "810000199408230021"
PERMIT = {"item": "餐饮服务", "number": "JY1", "issued_on": "2026-01-31"}
MEMBER = {"name": "王芳", "id_number": identity("320524", "19900101", "024")}


def judge(answers):
    return validate_answers(the_form(), answers, ON, the_reference())


def faults(**changed):
    return [(problem.field, problem.code) for problem in judge(example_answers(**changed))]


@pytest.mark.parametrize("seed", range(20))
def test_every_invented_application_is_faultless(seed):
    assert judge(example_answers(seed)) == ()


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"proprietor__name": "王3"}, "proprietor.name", "name_character"),
        ({"proprietor__id_number": "110105194912310021"}, "proprietor.id_number", "id_check"),
        ({"proprietor__id_number": "610104620927690"}, "proprietor.id_number", "id_15_digits"),
        ({"proprietor__id_number": HK}, "proprietor.id_type", "id_type_differs"),
        ({"proprietor__id_type": "passport"}, "proprietor.id_type", "choice_unknown"),
        ({"proprietor__id_valid_until": "soon"}, "proprietor.id_valid_until", "expiry_shape"),
        ({"proprietor__id_valid_until": "20360101"}, "proprietor.id_valid_until", "expiry_shape"),
        ({"proprietor__nation": "汉人"}, "proprietor.nation", "nation_unknown"),
        ({"proprietor__mobile": "138"}, "proprietor.mobile", "mobile_length"),
        ({"proprietor__telephone": "call me"}, "proprietor.telephone", "telephone_shape"),
        ({"proprietor__postcode": "2153"}, "proprietor.postcode", "postcode_shape"),
        ({"proprietor__home": "路" * 201}, "proprietor.home", "too_long"),
        ({"scope__items": ["日用百货销售", "卖梦"]}, "scope.items[1]", "scope_item_unknown"),
        ({"scope__items": ["日用百货销售"] * 2}, "scope.items", "scope_item_doubled"),
        ({"scope__main": "餐饮服务"}, "scope.main", "scope_main_elsewhere"),
        ({"scope__permits": [PERMIT]}, "scope.permits[0].item", "permit_item_elsewhere"),
        (
            {"scope__permits": [{**PERMIT, "item": "日用百货销售", "issued_on": "2026-02-30"}]},
            "scope.permits[0].issued_on",
            "date_shape",
        ),
        (
            {"scope__permits": [{**PERMIT, "item": "日用百货销售", "number": " "}]},
            "scope.permits[0].number",
            "required",
        ),
        ({"premises__division": "320500000"}, "premises.division", "division_unknown"),
        ({"premises__division": "320523"}, "premises.division", "division_unknown"),
        ({"premises__town": "320583999"}, "premises.town", "town_unknown"),
        ({"premises__village": "320583401210"}, "premises.village", "village_elsewhere"),
        ({"premises__road": ""}, "premises.road", "address_incomplete"),
        ({"premises__number": ""}, "premises.number", "address_number_missing"),
        (
            {
                "premises__kind": "cluster",
                "premises__host_contract": "示例1号",
                "premises__host_until": "长期",
            },
            "premises.host_name",
            "required",
        ),
        ({"particulars__capital": 0}, "particulars.capital", "capital_not_positive"),
        ({"particulars__capital": 10_000_000}, "particulars.capital", "capital_too_large"),
        ({"particulars__copies": 0}, "particulars.copies", "count_range"),
        ({"particulars__copies": 11}, "particulars.copies", "count_range"),
        ({"particulars__composition": "family"}, "particulars.family_members", "required"),
        ({"declarations__permits": False}, "declarations.permits", "declaration_missing"),
        ({"name__brand": None}, "name.brand", "required"),
        ({"name__brand": "字" * 21}, "name.brand", "too_long"),
    ],
)
def test_one_fault_is_one_problem_in_its_field(changed, field, code):
    assert faults(**changed) == [(field, code)]


def test_all_faults_are_told_at_once_in_the_order_of_the_form():
    found = faults(
        proprietor__mobile="1", proprietor__name="王3", declarations__truth=False, premises__road=""
    )

    assert found == [
        ("proprietor.name", "name_character"),
        ("proprietor.mobile", "mobile_length"),
        ("declarations.truth", "declaration_missing"),
        ("premises.road", "address_incomplete"),
    ]


def test_a_sex_against_the_number_is_found_and_no_sex_is_fine():
    number = identity(order="002")

    assert faults(proprietor__id_number=number, proprietor__sex="male") == [
        ("proprietor.sex", "sex_differs")
    ]
    assert faults(proprietor__id_number=number, proprietor__sex="female") == []
    assert faults(proprietor__id_number=number) == []


def test_residents_of_hong_kong_are_not_asked_for_a_nation():
    assert (
        faults(proprietor__id_number=HK, proprietor__id_type="hk_macao", proprietor__nation=None)
        == []
    )


def test_a_family_without_fault_passes_and_a_doubled_member_does_not():
    family = {"particulars__composition": "family"}

    assert faults(**family, particulars__family_members=[MEMBER]) == []
    assert faults(**family, particulars__family_members=[MEMBER, MEMBER]) == [
        ("particulars.family_members[1].id_number", "member_doubled")
    ]
    own = example_answers().text("proprietor.id_number")
    assert faults(**family, particulars__family_members=[{**MEMBER, "id_number": own}]) == [
        ("particulars.family_members[0].id_number", "member_doubled")
    ]


def test_a_member_lacks_what_a_member_must_say():
    found = faults(
        particulars__composition="family", particulars__family_members=[{"id_type": "resident"}]
    )

    assert found == [
        ("particulars.family_members[0].name", "required"),
        ("particulars.family_members[0].id_number", "required"),
    ]


def test_a_liaison_of_his_own_must_be_named():
    assert [field for field, _ in faults(liaison__same=False)] == [
        "liaison.name",
        "liaison.id_number",
        "liaison.mobile",
    ]


@pytest.mark.parametrize(
    "url", ["shop.example.com", "https://", "javascript:alert(1)", "https://a b.com"]
)
def test_a_shop_on_a_platform_needs_its_whole_address(url):
    found = faults(
        premises__kind="platform",
        premises__platform_name="示例平台",
        premises__platform_shop="示例小店",
        premises__residence="昆山市玉山镇示例新村8幢",
        premises__platform_url=url,
    )

    assert found == [("premises.platform_url", "web_address_shape")]


def test_premises_elsewhere_are_no_fault_of_the_form():
    assert faults(premises__division="320505", premises__town=None) == []


def test_the_document_fits_the_number():
    assert id_type_of(parse_identity_number(HK, on=ON)) == "hk_macao"
    assert id_type_of(parse_identity_number("830000199201300022", on=ON)) == "taiwan"
    assert id_type_of(parse_identity_number("CAN110081080310", on=ON)) == "foreign_permanent"


def test_no_problem_carries_a_personal_value():
    answers = example_answers(
        proprietor__id_number="110105194912310021", proprietor__mobile="1381234567"
    )

    assert not any(
        value in str(problem.params)
        for problem in judge(answers)
        for value in ("110105194912310021", "1381234567")
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([field.id for field in the_form().fields]), JSON, max_size=8)
)
def test_no_answers_whatever_upset_the_judge(changed):
    problems = judge(Answers({**example_answers().as_json(), **changed}))

    assert all(isinstance(problem, Problem) for problem in problems)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(the_form().fields), JSON)
def test_a_shape_is_good_or_has_a_place(field, value):
    fault = fault_of_shape(field, value)

    assert fault is None or fault.place.startswith(field.id)
    if fault is None and value is not None and field.kind in {Kind.FLAG, Kind.DECLARATION}:
        assert isinstance(value, bool)
