import re
import shutil

import pytest

from kiosk.catalogue.cases import lint_rules, load_cases, run_cases, untried
from kiosk.catalogue.rules import LANGUAGES, load_rule_set
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.operators import OPERATORS
from kiosk.domain.states import Severity
from tests.builders import ROOT, the_rules

STOCK = ROOT / "forms/establishment"
GOOD = """\
version: "1"
rules:
  - id: test.age
    version: 1
    since: 2026-01-01
    fact: proprietor.age
    operator: at_least
    named: least
    on_fail: refuse
    field: proprietor.id_number
    basis:
      - {article: 民法典第十八条, confirmed: true}
    message:
      zh: "{value}岁，须满{parameter}岁"
      en: "{value}, must be {parameter}"
"""
PARAMETERS = """\
parameters:
  least:
    kind: int
    values:
      - {since: 2026-01-01, value: 18, basis: 民法典第十八条, confirmed: true}
"""


def load(tmp_path, rules=GOOD, parameters=PARAMETERS):
    (tmp_path / "rules.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "parameters.yaml").write_text(parameters, encoding="utf-8")
    return load_rule_set(tmp_path)


def fault(tmp_path, rules=GOOD, parameters=PARAMETERS):
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, rules, parameters)
    return caught.value


def test_good_rules_load(tmp_path):
    rules = load(tmp_path)
    assert rules.rule("test.age").on_fail is Severity.REFUSE


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("fact: proprietor.age", "fact: proprietor.aeg", 6, "proprietor.age meant"),
        ("operator: at_least", "operator: at_last", 7, "no operator at_last"),
        ("operator: at_least", "operator: is_true", 7, "does not go with"),
        ("operator: at_least", "operator: outside", 8, "takes range, least is int"),
        ("named: least", "named: most", 8, "no parameter most"),
        ("named: least", "parameter: many", 8, "parameter of type int"),
        ("named: least", "parameter: true", 8, ""),
        ("named: least", "named: least\n    parameter: 3", 8, "names one"),
        ("    named: least\n", "", 3, "parameter of type int"),
        ("on_fail: refuse", "on_fail: reject", 9, ""),
        ("    message:\n", "    massage:\n", 3, "missing"),
        ("      en: ", "      fr: ", 13, "missing"),
        ("{value}岁", "{name}岁", 13, "{name} is no placeholder"),
        ("{value}岁", "{value.x}岁", 13, "brace"),
        ("      - {article: 民法典第十八条, confirmed: true}\n", "      []\n", 11, ""),
        ("confirmed: true", "confirmed: false", 11, "mark the rule unconfirmed"),
        ("since: 2026-01-01", "since: 2026-13-01", 5, ""),
        ("since: 2026-01-01", "since: 2026-01-01\n    until: 2025-01-01", 6, "ends before"),
        ("since: 2026-01-01", "since: 2025-12-31", 8, "no value on 2025-12-31"),
        ("id: test.age", "id: age", 3, ""),
        ("id: test.age", "id: test.age\n    colour: red", 4, "no key that is known"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path, good, bad, line, says):
    assert good in GOOD
    error = fault(tmp_path, GOOD.replace(good, bad, 1))
    assert error.file.endswith("rules.yaml")
    assert error.line == line, error
    assert says in error.message


def test_a_rule_stands_only_once(tmp_path):
    second = GOOD.partition("rules:\n")[2]
    error = fault(tmp_path, GOOD + second)
    assert (error.line, error.message) == (16, "test.age: stands here twice")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("    basis:\n", "    unconfirmed: true\n    basis:\n"),
        (
            "confirmed: true}\n",
            "confirmed: true}\n      - {article: 办法第十条, confirmed: false}\n",
        ),
    ],
)
def test_a_rule_on_an_unconfirmed_basis_never_refuses(tmp_path, good, bad):
    doubtful = GOOD.replace(good, bad)
    assert "never refuse" in fault(tmp_path, doubtful).message
    for milder in ("return", "refer", "warn"):
        load(tmp_path, doubtful.replace("on_fail: refuse", f"on_fail: {milder}"))


def test_an_unconfirmed_threshold_never_refuses(tmp_path):
    doubtful = PARAMETERS.replace("confirmed: true", "confirmed: false")
    assert "unconfirmed" in fault(tmp_path, parameters=doubtful).message


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ("{since: 2026-01-01, until: 2026-06-30, value: 18}", "no value on 2026-07-01"),
        (
            "{since: 2026-01-01, until: 2026-06-30, value: 18}, {since: 2026-07-02, value: 19}",
            "no value on 2026-07-01",
        ),
        ("{since: 2026-01-01, value: 18}, {since: 2026-01-01, value: 19}", "two values begin"),
        ("{since: 2026-01-01, value: many}", "is no int"),
    ],
)
def test_dated_parameters_have_no_gap_and_no_doubt(tmp_path, values, says):
    listed = values.replace("}", ", basis: x, confirmed: true}")
    text = f"parameters:\n  least:\n    kind: int\n    values: [{listed}]\n"
    assert says in fault(tmp_path, parameters=text).message


def test_values_that_follow_each_other_have_no_gap(tmp_path):
    text = (
        "parameters:\n  least:\n    kind: int\n    values:\n"
        "      - {since: 2026-01-01, until: 2026-06-30, value: 18, basis: x, confirmed: true}\n"
        "      - {since: 2026-07-01, value: 19, basis: x, confirmed: true}\n"
    )
    assert len(load(tmp_path, parameters=text).parameters["least"]) == 2


def test_all_faults_are_told_at_once(tmp_path):
    bad = GOOD.replace("proprietor.age", "nobody.age").replace("{value}岁", "{name}岁")
    assert len(fault(tmp_path, bad).findings) == 2


def test_the_stock_rules_have_no_fault():
    assert lint_rules(STOCK) == []


def test_every_case_comes_out_as_its_sentence_says():
    assert run_cases(the_rules(), load_cases(STOCK / "cases.yaml")) == []


def test_every_rule_fails_and_passes_at_least_once():
    assert list(untried(the_rules(), load_cases(STOCK / "cases.yaml"))) == []


def test_a_case_that_comes_out_differently_is_told(tmp_path):
    shutil.copytree(STOCK, tmp_path / "p")
    path = tmp_path / "p/cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{proprietor.age: 17}", "{proprietor.age: 18}"), encoding="utf-8")
    (first, second) = lint_rules(tmp_path / "p")
    assert "“A 17-year-old is referred” comes out approved, not referred" in first.message
    assert "fails nothing" in second.message
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "A 17-year-old is referred" in lines[first.line - 1]


def test_a_rule_without_a_case_is_told(tmp_path):
    shutil.copytree(STOCK, tmp_path / "p")
    path = tmp_path / "p/cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  - case: An agent.*?\n  - ", "  - ", text, flags=re.DOTALL), "utf-8")
    assert [finding.message for finding in lint_rules(tmp_path / "p")] == [
        "filing.agent: no case makes it fail"
    ]


def test_a_case_with_an_unknown_or_mistyped_fact_is_told(tmp_path):
    for bad, says in [("{nobody.age: 1}", "no fact nobody.age"), ("{proprietor.age: old}", "int")]:
        text = f"on: 2026-11-23\nbase: {bad}\ncases:\n  - {{case: A case, outcome: approved}}\n"
        (tmp_path / "cases.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError, match=says):
            load_cases(tmp_path / "cases.yaml")


def test_machines_refuse_on_two_hard_bars_alone():
    refusing = {rule.id for rule in the_rules().rules if rule.on_fail is Severity.REFUSE}
    assert refusing == {"proprietor.under_16", "proprietor.barred_3_years"}


def test_every_rule_has_a_basis_and_words_in_every_language():
    for rule in the_rules().rules:
        assert rule.basis
        assert all(rule.message[language] for language in LANGUAGES)
        assert not re.search("[\u4e00-\u9fff]", re.sub("店, 馆, 部, 行", "", rule.message["en"]))


def test_the_rules_of_the_names_cover_every_step():
    ids = " ".join(rule.id for rule in the_rules().rules)
    for step in ("n1", "n2", "n3", "n4", "n5", "n6", "s1", "s2", "s3", "a1", "a2"):
        assert f"name.{step}_" in ids


def test_every_fact_has_a_rule_and_every_operator_its_use_or_its_golden_lines():
    from kiosk.domain.facts import FACTS

    asked = {rule.fact for rule in the_rules().rules}
    assert set(FACTS) - asked == {"filing.for_person", "name.used", "proprietor.region"}
    assert {rule.operator for rule in the_rules().rules} <= set(OPERATORS)
