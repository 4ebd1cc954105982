import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.operators import OPERATORS, ParameterKind, parameter_fits
from kiosk.domain.reasons import reasons
from kiosk.domain.rule_diff import diff
from kiosk.domain.rules import (
    Basis,
    MissingFact,
    ParameterValue,
    Rule,
    RuleFault,
    RuleSet,
    apply,
    failed_warnings,
)
from kiosk.domain.states import Outcome, Severity
from tests.builders import ROOT, the_rules

ON = date(2026, 11, 23)
GOLDEN = json.loads((ROOT / "tests/data/operators.json").read_text(encoding="utf-8"))


def frozen(value):
    return tuple(value) if isinstance(value, list) else value


def rule(rule_id="test.one", **changed):
    plain = Rule(
        id=rule_id,
        version=1,
        since=date(2022, 1, 1),
        until=None,
        fact="filing.by_agent",
        operator="is_false",
        parameter=None,
        parameter_name="",
        on_fail=Severity.RETURN,
        field="filing.by",
        basis=(Basis("条例第十八条", confirmed=True),),
        message={"zh": "请到窗口", "en": "To the counter"},
    )
    return dataclasses.replace(plain, **changed)


def age_rule(**changed):
    return rule("test.age", fact="proprietor.age", operator="at_least", parameter=18, **changed)


def outcome(facts, *rules, on=ON):
    return apply(RuleSet(rules), facts, on).outcome


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_meaning_of_an_operator_is_frozen(operator):
    examples = GOLDEN[operator]
    assert {held for _, _, held, _ in examples} == {True, False}
    for value, parameter, held, found in examples:
        test = OPERATORS[operator].bind(frozen(parameter))
        assert test(frozen(value)) == (held, tuple(found))


def test_the_golden_file_pins_every_operator_and_no_other():
    assert set(GOLDEN) == set(OPERATORS)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (ParameterKind.NONE, None, 1),
        (ParameterKind.INT, 5, True),
        (ParameterKind.INT, 5, "5"),
        (ParameterKind.RANGE, "16..17", "17..16"),
        (ParameterKind.RANGE, "0..15", "0-15"),
        (ParameterKind.TEXT, "甲", ("甲",)),
        (ParameterKind.LIST, ("甲",), ()),
    ],
)
def test_a_parameter_has_the_shape_its_operator_wants(kind, good, bad):
    assert parameter_fits(kind, good)
    assert not parameter_fits(kind, bad)


def test_the_gravest_failed_rule_decides():
    ladder = [*reversed(Severity)]
    outcomes = [
        Outcome.APPROVED, Outcome.REFERRED, Outcome.RETURNED, Outcome.REFUSED, Outcome.REFERRED,
    ]  # fmt: skip
    for count in range(1, 6):
        rules = [rule(f"test.r{n}", on_fail=severity) for n, severity in enumerate(ladder[:count])]
        for order in (rules, rules[::-1]):
            assert outcome({"filing.by_agent": True}, *order) is outcomes[count - 1]


def test_rules_that_hold_approve():
    assert outcome({"filing.by_agent": False}, rule(on_fail=Severity.REFUSE)) is Outcome.APPROVED


def test_a_missing_fact_is_a_fault_and_never_a_pass():
    with pytest.raises(MissingFact, match=r"filing\.by_agent"):
        outcome({}, rule())


@pytest.mark.parametrize("value", [0, 1, "", (), None, "False"])
def test_a_fact_of_another_type_is_a_fault_and_never_a_pass(value):
    with pytest.raises(MissingFact):
        outcome({"filing.by_agent": value}, rule())


def test_a_flag_is_not_taken_for_a_number():
    with pytest.raises(MissingFact):
        outcome({"proprietor.age": True}, age_rule())


def test_lines_remembered_for_a_number_do_not_answer_for_a_flag():
    rules = RuleSet((rule(), age_rule()))
    assert apply(rules, {"filing.by_agent": False, "proprietor.age": 1}, ON).outcome
    trace = apply(rules, {"filing.by_agent": True, "proprietor.age": 0}, ON).trace
    assert [type(line.value) for line in trace] == [bool, int]


def test_a_rule_counts_from_its_first_to_its_last_day():
    dated = rule(since=date(2026, 1, 1), until=date(2026, 12, 31))
    always = age_rule()
    facts = {"filing.by_agent": True, "proprietor.age": 20}
    for day, wanted in [
        (date(2025, 12, 31), Outcome.APPROVED),
        (date(2026, 1, 1), Outcome.RETURNED),
        (date(2026, 12, 31), Outcome.RETURNED),
        (date(2027, 1, 1), Outcome.APPROVED),
    ]:
        assert outcome(facts, dated, always, on=day) is wanted


def test_a_day_without_any_rule_approves_nobody():
    with pytest.raises(RuleFault, match="no rule"):
        outcome({"filing.by_agent": False}, rule(), on=date(2021, 1, 1))


def dated_set(*values):
    named = dataclasses.replace(age_rule(), parameter=None, parameter_name="least")
    return RuleSet((named,), {"least": values})


def test_a_named_parameter_has_the_value_of_the_day():
    rules = dated_set(
        ParameterValue(20, date(2027, 1, 1)),
        ParameterValue(18, date(2022, 1, 1), date(2026, 12, 31)),
    )
    facts = {"proprietor.age": 19}
    assert apply(rules, facts, date(2026, 12, 31)).outcome is Outcome.APPROVED
    assert apply(rules, facts, date(2027, 1, 1)).outcome is Outcome.RETURNED


def test_a_gap_in_a_named_parameter_is_a_fault():
    rules = dated_set(ParameterValue(18, date(2022, 1, 1), date(2026, 1, 1)))
    with pytest.raises(RuleFault, match="least"):
        apply(rules, {"proprietor.age": 19}, ON)


def test_the_trace_tells_value_parameter_and_what_was_found():
    homes = rule(
        fact="premises.residential_items", operator="contains_none_of", parameter=("餐饮服务",)
    )
    (line,) = apply(
        RuleSet((homes,)), {"premises.residential_items": ("美甲", "餐饮服务")}, ON
    ).trace
    assert line.value == ("美甲", "餐饮服务")
    assert line.parameter == ("餐饮服务",)
    assert line.found == ("餐饮服务",)
    assert not line.held


def test_canonical_bytes_bring_the_same_rule_set_back():
    again = RuleSet.from_canonical(the_rules().canonical())
    assert again.rules == the_rules().rules
    assert again.parameters == the_rules().parameters
    assert again.sha256 == the_rules().sha256


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b'{"schema":9}', b"\xff"])
def test_bytes_that_are_no_rule_set_are_a_fault(damage):
    with pytest.raises(RuleFault):
        RuleSet.from_canonical(damage)


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"until": date(2030, 1, 1)},
        {"on_fail": Severity.REFER},
        {"message": {"zh": "请到柜台", "en": "To the counter"}},
        {"basis": (Basis("条例第十八条", confirmed=False),)},
        {"unconfirmed": True},
        {"each": True},
        {"field": "proprietor.name"},
    ],
)
def test_whatever_changes_in_a_rule_changes_the_hash(changed):
    assert RuleSet((rule(),)).sha256 != RuleSet((rule(**changed),)).sha256


def test_a_changed_parameter_changes_the_hash():
    one, other = (dated_set(ParameterValue(n, date(2022, 1, 1))) for n in (18, 19))
    assert one.sha256 != other.sha256


VALUES = {
    bool: st.booleans(),
    int: st.integers(-1, 120),
    str: st.sampled_from(["", "resident", "foreign_permanent"]),
    tuple: st.lists(st.sampled_from(["餐饮服务", "甲", "乙@x"]), max_size=3).map(tuple),
}


@given(st.data())
def test_the_same_facts_give_the_same_trace_from_the_stored_bytes(data):
    from kiosk.domain.facts import FACTS

    facts = {fact: data.draw(VALUES[kind.kind.python_type]) for fact, kind in FACTS.items()}
    stored = RuleSet.from_canonical(the_rules().canonical())
    assert apply(the_rules(), facts, ON) == apply(stored, facts, ON)


def test_failed_warnings_are_told_by_their_rule():
    rules = RuleSet((rule(on_fail=Severity.WARN), age_rule(on_fail=Severity.WARN)))
    facts = {"filing.by_agent": True, "proprietor.age": 3}
    assert failed_warnings(rules, facts, ON, "filing.") == ("test.one",)
    assert failed_warnings(rules, facts, ON, "proprietor.") == ("test.age",)


def told(verdict_facts, *rules, language="zh", say=None):
    rule_set = RuleSet(rules)
    return reasons(apply(rule_set, verdict_facts, ON), rule_set, language, say)


def test_reasons_fill_value_parameter_and_found_into_the_words():
    message = {"zh": "{value}岁，须满{parameter}岁", "en": "{value} of {parameter}{found}"}
    (reason,) = told({"proprietor.age": 16}, age_rule(message=message))
    assert reason.message == "16岁，须满18岁"
    (reason,) = told({"proprietor.age": 16}, age_rule(message=message), language="en")
    assert reason.message == "16 of 18"
    assert reason.basis == "条例第十八条"


def test_a_value_cannot_smuggle_a_placeholder_into_the_words():
    message = {"zh": "“{found}”", "en": "{found}"}
    unknown = rule(fact="scope.unknown", operator="empty", message=message)
    (reason,) = told({"scope.unknown": ("{value.__class__}", "{found}")}, unknown)
    assert reason.message == "“{value.__class__}、{found}”"


def test_the_gravest_reason_is_told_first_and_warnings_last():
    found = told(
        {"filing.by_agent": True},
        rule("test.warns", on_fail=Severity.WARN),
        rule("test.refers", on_fail=Severity.REFER),
        rule("test.refuses", on_fail=Severity.REFUSE),
    )
    assert [reason.rule for reason in found] == ["test.refuses", "test.refers", "test.warns"]


def test_each_problem_of_the_form_is_a_reason_at_its_own_field():
    form = rule(
        "form.complete",
        fact="form.problems",
        operator="empty",
        each=True,
        message={"zh": "{found}", "en": "{found}"},
    )
    facts = {"form.problems": ("required@proprietor.mobile", "count_range@particulars.copies")}
    found = told(facts, form, say=lambda code, field: f"<{code} {field}>")
    assert [(reason.field, reason.message) for reason in found] == [
        ("proprietor.mobile", "<required proprietor.mobile>"),
        ("particulars.copies", "<count_range particulars.copies>"),
    ]


def test_equal_rule_sets_do_not_differ():
    assert diff(the_rules(), RuleSet.from_canonical(the_rules().canonical())) == []


def test_a_difference_names_rule_part_and_both_values():
    old = RuleSet((rule(), age_rule()))
    new = RuleSet((rule(on_fail=Severity.REFER), rule("test.new")))
    changes = [(c.kind, c.subject, c.part, c.before, c.after) for c in diff(old, new)]
    assert ("changed", "rule test.one", "on_fail", '"return"', '"refer"') in changes
    assert str(diff(old, new)[2]) == 'changed: rule test.one, on_fail: "return" -> "refer"'
    assert str(diff(old, new)[0]) == "removed: rule test.age"
    assert [(kind, subject) for kind, subject, *_ in changes] == [
        ("removed", "rule test.age"),
        ("added", "rule test.new"),
        ("changed", "rule test.one"),
    ]


def test_a_changed_parameter_is_a_difference():
    one, other = (dated_set(ParameterValue(n, date(2022, 1, 1))) for n in (18, 19))
    (change,) = diff(one, other)
    assert change.subject == "parameter least"


def test_another_order_of_the_same_rules_is_a_difference():
    (change,) = diff(RuleSet((rule(), age_rule())), RuleSet((age_rule(), rule())))
    assert change.subject == "order of the rules"
