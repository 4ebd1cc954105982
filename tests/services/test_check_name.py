from uuid import UUID

import pytest

from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import RegisteredName
from kiosk.domain.scope import Openness
from kiosk.domain.states import ClaimState, Severity
from kiosk.services.check_name import NameInquiry, check_name
from tests.builders import ON, the_names, the_reference, the_rules

MEALS = ("小餐饮店经营（三小行业）",)


WORDLESS = ["专用设备修理", "通用设备修理", "城市绿化管理", "牲畜饲养"]
"""Items of a class for which no word of names is known."""


def ascii_head(text):
    return ascii(text[:6])


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
        "name.a3_contained",
        "name.a4_one",
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
    report = check("昆山市人民风早餐店", language="en")
    assert "officer" in report.problems[0].message


ODD = [
    "",
    "店",
    "（个体工商户）",
    "昆山市",
    "😀",
    "A" * 300,
    "（" * 50,
    "\ud800",
    "晨光\ud842早餐店",
]
LONG = ["昆山市" + "晨" * 10_000 + "早餐店", "昆山市" * 3_000, "店" * 10_000, "里厍社区" * 2_000]


@pytest.mark.parametrize("text", [*ODD, *LONG], ids=ascii_head)
def test_any_text_gets_an_answer_and_four_names_that_pass(text):
    report = check(text, scope=MEALS)
    assert not report.acceptable
    assert len(report.suggestions) == 4
    for suggestion in report.suggestions:
        assert check(suggestion, scope=MEALS).problems == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("晨光里早餐店", "昆山市晨光里早餐店"),
        ("吴江区晨光里早餐店", "昆山市晨光里早餐店"),
        ("上海市昆山市晨光里早餐店", "昆山市晨光里早餐店"),
        ("昆山市木渎镇晨光里早餐店", "昆山市晨光里早餐店"),
        ("晨光里（昆山市）早餐店", "昆山市晨光里早餐店"),
        ("昆山市晨光里早餐", "昆山市晨光里早餐店"),
        ("昆山市晨光里早餐局", "昆山市晨光里早餐店"),
        ("昆山市晨光里早餐有限公司", "昆山市晨光里早餐店"),
        ("昆山市晨光里书店", "昆山市晨光里小吃店"),
        ("昆山市晨·光里早餐店", "昆山市晨光里早餐店"),
        ("昆山市㊣宗早餐店", "昆山市正宗早餐店"),
        ("崑山市晨光裡早餐店", "昆山市晨光里早餐店"),
        ("昆山市晨光餐廳", "昆山市晨光餐厅"),
    ],
)
def test_the_first_suggestion_is_what_was_meant(text, meant):
    report = check(text, scope=MEALS)
    assert not report.acceptable
    assert report.suggestions[0] == meant
    assert len(report.suggestions) == 4


def test_no_suggestion_ends_its_brand_as_an_industry_does():
    shown: set[str] = set()
    for _ in range(8):
        report = check("昆山市瑞华五金店", "昆山市瑞华五金店", shown=frozenset(shown))
        shown |= set(report.brands)
        for suggestion, brand in zip(report.suggestions, report.brands, strict=True):
            assert split_name(suggestion, the_names()).brand == brand
    assert len(shown) == 32


def test_nearly_every_item_has_a_name_to_suggest_and_every_trade():
    reference = the_reference()
    items = [i.text for i in reference.scope.items if i.individual_ok is Openness.YES]
    fewer = [
        scope
        for scope in (
            *((item,) for item in items),
            *(trade.items for trade in reference.trades.all),
        )
        if len(check("昆山市云溪有限公司", scope=scope).suggestions) < 4
    ]
    assert set(fewer) <= {(item,) for item in WORDLESS}


def test_a_traditional_character_is_underlined_where_it_stands():
    (problem,) = check("昆山市晨光裡早餐店").problems
    assert "裡（→里）" in problem.message
    assert problem.places == (5,)


def test_what_was_meant_is_not_suggested_where_another_has_it():
    report = check("晨光里早餐店", "昆山市晨光里早餐店", scope=MEALS)
    assert len(report.suggestions) == 4
    for suggestion in report.suggestions:
        assert check(suggestion, "昆山市晨光里早餐店", scope=MEALS).problems == ()


@pytest.mark.parametrize("brand", ["苏州", "饭店", "早餐", "支付宝", "中国", "第一", "集团"])
def test_nothing_is_kept_of_a_brand_that_is_none(brand):
    report = check(f"昆山市{brand}早餐店", scope=MEALS)
    assert len(report.suggestions) == 4
    assert not any(brand in suggested for suggested in report.brands)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("昆山市早餐店", "name.n2_brand"), ("昆山市香小吃店", "name.n3_short")],
)
def test_a_brand_that_is_missing_or_short_is_told_as_that(text, rule):
    assert rules_of(check(text)) == [rule]


def test_unprintable_characters_are_told_when_fonts_are_known():
    report = check(
        "昆山市晨光里早餐店", missing_glyphs=lambda text: ("晨",) if "晨" in text else ()
    )
    assert rules_of(report) == ["name.unprintable"]


@pytest.mark.parametrize(
    ("wanted", "there", "rule", "ours", "theirs", "characters"),
    [
        ("昆山市晨光里早餐店", "昆山市辰光里早餐店", "name.a2_like", (3,), (3,), "晨辰"),
        (
            "昆山市晨光里早餐店",
            "昆山市玉山镇晨光里早餐铺",
            "name.s3_brand",
            (3, 4, 5),
            (6, 7, 8),
            "晨光里",
        ),
        (
            "昆山市老晨光里早餐店",
            "昆山市晨光里早餐店",
            "name.a3_contained",
            (4, 5, 6),
            (3, 4, 5),
            "晨光里",
        ),
        ("昆山市千禾里早餐店", "昆山市干禾里饭店", "name.a4_one", (3,), (3,), "千干"),
        ("昆山市 晨光里 早餐店", "昆山市陈光里早餐店", "name.a2_sound", (4,), (3,), "晨陈"),
    ],
)
def test_a_clash_shows_the_characters_in_both_names(wanted, there, rule, ours, theirs, characters):
    (problem,) = [p for p in check(wanted, there).problems if p.rule == rule]
    (clash,) = problem.clashes
    assert (clash.name, clash.characters) == (there, characters)
    assert (clash.ours, clash.theirs) == (ours, theirs)
    assert problem.places == ours
    assert problem.basis


@pytest.mark.parametrize(
    ("name", "rule", "shown"),
    [
        ("昆山市晨光K里早餐店", "name.n1_signs", "K"),
        ("昆山市晨囍里早餐店", "name.n1_characters", "囍"),
        ("昆山市中国风早餐店", "name.n6_hard", "中国"),
        ("昆山市第一早餐店", "name.n3_praise", "第一"),
        ("昆山市晨光里餐饮公司", "name.n5_reserved", "公司"),
        ("昆山市今朝鲜花店", "name.n6_border", "朝鲜"),
    ],
)
def test_every_verdict_shows_the_characters_it_is_about(name, rule, shown):
    (problem,) = [p for p in check(name).problems if p.rule == rule]
    assert "".join(name[place] for place in problem.places) == shown


def test_one_question_to_the_register_serves_a_dozen_suggestions():
    asked = []
    register = register_of("昆山市晨光里早餐店", "昆山市晨光早餐店", "昆山市晨曦早餐店")

    def lookup(keys):
        asked.append(len(keys))
        return register(keys)

    report = check("昆山市晨光里早餐店", lookup=lookup)
    assert len(report.suggestions) == 4
    assert len(asked) <= 3
