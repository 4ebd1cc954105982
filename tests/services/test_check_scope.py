"""A scope asked about before anything is filed meets the rules that will decide it."""

import json

import pytest

from kiosk.assembly import assemble
from kiosk.services.check_scope import check_scope
from kiosk.settings import load_settings
from kiosk.ui.cli.main import run as run_command

PACKED = "食品销售（仅销售预包装食品）"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def check(house, *texts, language="zh"):
    return check_scope(house, texts, "establishment", language)


def rules_of(report):
    return [problem.rule for problem in report.problems]


def test_items_that_fit_show_what_the_licence_will_say(house):
    report = check(house, "理发服务", "餐饮服务")

    assert report.acceptable
    assert report.problems == ()
    assert report.licence_text == house.reference.scope.licence_text(["理发服务", "餐饮服务"])


@pytest.mark.parametrize(
    ("items", "rules"),
    [
        (("快递服务",), ["scope.company_only"]),
        (("电影放映",), ["scope.limited"]),
        (("食品销售", PACKED), ["scope.conflicts"]),
        (("开饭馆",), ["scope.unknown"]),
        (("",), ["scope.unknown"]),
        (("食" * 3000,), ["scope.unknown"]),
    ],
)
def test_items_that_do_not_fit_say_why(house, items, rules):
    report = check(house, *items)

    assert not report.acceptable
    assert rules_of(report) == rules
    assert all(problem.basis for problem in report.problems)


def test_a_warning_alone_leaves_a_scope_acceptable(house):
    report = check(house, "烟花爆竹零售", "餐饮服务")

    assert rules_of(report) == ["scope.uneasy"]
    assert report.acceptable


def test_an_unknown_text_is_answered_with_what_it_may_mean(house):
    report = check(house, "餐饮")

    assert "餐饮服务" in report.near["餐饮"]
    assert report.licence_text == ""


def test_what_only_companies_may_do_names_what_else_there_is(house):
    report = check(house, "快递服务", language="en")

    assert report.instead["快递服务"]
    assert "individual" in report.problems[0].message


def test_the_command_tells_it_in_json_and_by_its_exit_code(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path))

    assert run_command(["check", "scope", "餐饮服务", "快递服务", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [item["individual_ok"] for item in told["items"]] == ["yes", "no"]
    assert told["problems"][0]["rule"] == "scope.company_only"
    assert run_command(["check", "scope", "餐饮服务"]) == 0
    assert "许可项目：餐饮服务" in capsys.readouterr().out
