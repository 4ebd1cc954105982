from uuid import UUID

import pytest

from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import RegisteredName
from kiosk.domain.states import ClaimState, Severity
from kiosk.services.check_name import NameInquiry, check_name
from tests.builders import ON, the_names, the_reference, the_rules


def register_of(*names):
    """A look-up over these names, by their keys alone."""
    indexes = [name_index(split_name(name, the_names()), the_names()) for name in names]

    def lookup(keys):
        return [
            RegisteredName(UUID(int=n), index, ClaimState.REGISTERED, own=False)
            for n, index in enumerate(indexes)
            if set(keys) & set(index.keys)
        ]

    return lookup


def check(name, *registered, language="zh", **given):
    plain = {"division": "320583", "on": ON, "lookup": register_of(*registered)}
    inquiry = NameInquiry(name=name, **{**plain, **given})
    return check_name(inquiry, the_rules(), the_reference(), the_names(), language)


def rules_of(report):
    return [problem.rule for problem in report.problems]


def test_a_free_name_is_acceptable():
    report = check("昆山市晨光里早餐店")
    assert report.acceptable
    assert report.problems == ()
    assert report.suggestions == ()


@pytest.mark.parametrize(
    ("there", "rule"),
    [
        ("昆山市玉山镇晨光里早餐店（个体工商户）", "name.s1_same"),
        ("昆山市早餐晨光里店", "name.s2_reordered"),
        ("昆山市晨光里早餐铺", "name.s3_brand"),
        ("昆山市晨光里饭店", "name.a1_synonym"),
        ("昆山市辰光里早餐店", "name.a2_like"),
    ],
)
def test_a_taken_name_shows_whom_it_meets_and_what_is_free(there, rule):
    report = check("昆山市晨光里早餐店", there)
    assert not report.acceptable
    assert rules_of(report) == [rule]
    assert report.problems[0].conflicts_with == (there,)
    assert there in report.problems[0].message
    assert report.problems[0].basis
    assert len(report.suggestions) == 4
    for suggestion in report.suggestions:
        assert check(suggestion, there).problems == ()


def test_a_like_sound_alone_leaves_a_name_acceptable():
    report = check("昆山市晨光里早餐店", "昆山市陈光里早餐店")
    assert report.acceptable
    assert [(p.rule, p.severity) for p in report.problems] == [("name.a2_sound", Severity.WARN)]
    assert report.suggestions


def test_rules_without_their_input_are_listed_as_not_applied():
    report = check("昆山市晨光里早餐店", lookup=None)
    assert set(report.not_applied) == {
        "name.n1_own_rare",
        "name.n4_outside",
        "name.s1_same",
        "name.s2_reordered",
        "name.s3_brand",
        "name.a1_synonym",
        "name.a2_like",
        "name.a2_sound",
        "name.unprintable",
    }
    full = check(
        "昆山市晨光里早餐店",
        scope=("小餐饮店经营（三小行业）",),
        proprietor="王晨",
        missing_glyphs=lambda _: (),
    )
    assert full.not_applied == ()


def test_an_industry_outside_the_given_scope_is_told():
    report = check("昆山市晨光里早餐店", scope=("日用百货销售",))
    assert rules_of(report) == ["name.n4_outside"]


def test_all_faults_of_a_name_are_told_at_once():
    report = check("晨光里K有限公司")
    assert {"name.n1_signs", "name.n2_division", "name.n5_reserved"} <= set(rules_of(report))


def test_the_words_follow_the_language():
    report = check("昆山市中国风早餐店", language="en")
    assert "officer" in report.problems[0].message


@pytest.mark.parametrize("text", ["", "店", "（个体工商户）", "昆山市", "😀", "A" * 300, "（" * 50])
def test_any_text_gets_an_answer(text):
    assert not check(text).acceptable


def test_unprintable_characters_are_told_when_fonts_are_known():
    report = check(
        "昆山市晨光里早餐店", missing_glyphs=lambda text: ("晨",) if "晨" in text else ()
    )
    assert rules_of(report) == ["name.unprintable"]
