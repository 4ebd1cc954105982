"""Claims about divisions, addresses and the scope text."""

from datetime import date

import pytest

from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers
from kiosk.domain.divisions import AreaRow, Divisions
from kiosk.domain.scope import ItemKind, Openness, Stage
from tests.builders import example_answers, the_reference


def address(**parts):
    answers = {
        "premises.division": "320583",
        "premises.town": "320583100",
        "premises.kind": "physical",
    }
    answers |= {f"premises.{name}": value for name, value in parts.items()}
    reference = the_reference()
    return address_of(Answers(answers), reference.divisions, reference.address_wording)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {"road": "示例路", "number": "18", "building": "1", "room": "102"},
            "昆山市玉山镇示例路18号1号楼102室",
        ),
        (
            {"road": "示例路", "number": "18号", "building": "1幢", "room": "A102室"},
            "昆山市玉山镇示例路18号1幢A102室",
        ),
        ({"road": "示例路", "number": "18-2", "building": "B"}, "昆山市玉山镇示例路18-2号B座"),
        ({"road": "示例路", "number": "25弄"}, "昆山市玉山镇示例路25弄"),
        ({"village": "320583100202", "number": "7"}, "昆山市玉山镇庙灯村7号"),
        ({"village": "320583100202", "road": "示例路", "number": "7"}, "昆山市玉山镇示例路7号"),
        ({"landmark": "庙灯村村委会东侧50米"}, "昆山市玉山镇庙灯村村委会东侧50米"),
        ({"road": "示例路", "number": "1", "landmark": "桥边"}, "昆山市玉山镇示例路1号"),
        ({"kind": "cluster", "road": "示例路", "number": "1"}, "昆山市玉山镇示例路1号（集群登记）"),
        (
            {
                "kind": "platform",
                "platform_name": "示例平台",
                "platform_url": "https://shop.example.com/1",
            },
            "示例平台（https://shop.example.com/1）",
        ),
    ],
)
def test_an_address_is_written_down_to_the_door(parts, text):
    assert address(**parts).text == text


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"road": "示例路", "number": "1"}, []),
        ({"village": "320583100202", "number": "1"}, []),
        ({"landmark": "桥边"}, []),
        ({"kind": "platform"}, []),
        ({}, ["address_incomplete"]),
        ({"number": "1"}, ["address_incomplete"]),
        ({"road": "示例路"}, ["address_number_missing"]),
    ],
)
def test_an_address_is_complete_when_the_door_can_be_found(parts, codes):
    assert [problem.code for problem in address(**parts).faults()] == codes


def test_an_address_shows_no_further_than_the_town_by_itself():
    home = address(kind="residential", road="示例路", number="18")

    assert "示例路" not in f"{home} {home!r}"


def test_kunshan_has_its_ten_towns_and_its_zone():
    towns = the_reference().divisions.towns_of("320583")

    assert [town.name for town in towns if not town.is_zone] == [
        "玉山镇", "巴城镇", "周市镇", "陆家镇", "花桥镇", "淀山湖镇", "张浦镇", "周庄镇", "千灯镇", "锦溪镇",
    ]  # fmt: skip
    assert [town.name for town in towns if town.is_zone] == ["开发区"]
    assert all(town.name_en and town.postcode.startswith("2153") for town in towns)


def test_every_village_belongs_to_a_town_and_the_statistical_unit_to_none():
    divisions = the_reference().divisions
    towns = [town.code for town in divisions.towns_of("320583")]
    villages = [village for town in towns for village in divisions.villages_of(town)]

    assert len(villages) == 355
    assert "320583401" not in towns
    assert "东浜村" in {village.name for village in divisions.villages_of("320583107")}
    assert all(divisions.villages_of(town) for town in towns)


def test_names_are_found_at_every_level():
    divisions = the_reference().divisions

    assert divisions.name_of("32") == "江苏省"
    assert divisions.name_of("320583") == "昆山市"
    assert divisions.name_of("320583107") == "周庄镇"
    assert divisions.name_of("320583401210") == "东浜村"
    assert divisions.name_of("999999") == divisions.name_of("320583999") == ""
    assert divisions.full_name_of("320583") == "江苏省苏州市昆山市"
    assert divisions.full_name_of("110105") == "北京市朝阳区"


def test_the_comparison_area_is_the_newest_row_of_the_longest_prefix():
    nothing = dict
    rows = [
        AreaRow("32", "32", date(2020, 1, 1)),
        AreaRow("320583", "320583", date(2021, 1, 1)),
        AreaRow("320583", "3205", date(2026, 1, 1)),
    ]
    divisions = Divisions(nothing, nothing, tuple, tuple, lambda: rows)

    assert divisions.area_of("320583") == "3205"
    assert divisions.area_of("320583", date(2025, 12, 31)) == "320583"
    assert divisions.area_of("320583", date(2020, 12, 31)) == "32"
    assert divisions.area_of("110105") == "110105"


def test_the_stock_table_compares_kunshan_within_suzhou():
    assert the_reference().divisions.area_of("320583") == "3205"


def test_tables_are_read_when_first_asked_for():
    asked = []

    def table(name):
        def read():
            asked.append(name)
            return {}

        return read

    divisions = Divisions(table("current"), table("abolished"), tuple, tuple, tuple)
    assert asked == []
    assert divisions.name_of("320583") == ""
    divisions.name_of("320583")
    assert asked == ["current", "abolished"]


def test_the_scope_text_puts_general_items_first_with_their_statutory_words():
    text = the_reference().scope.licence_text(["餐饮服务", "日用百货销售", "茶具销售"])

    assert text == (
        "一般项目：日用百货销售；茶具销售（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
        "。许可项目：餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准）"
    )


def test_an_online_business_carries_its_limit_once():
    text = the_reference().scope.licence_text(
        ["互联网销售（除销售需要许可的商品）"], online_only=True
    )

    assert text.endswith("（仅限于通过互联网从事经营活动）")
    assert text.count("仅限于") == 1
    assert the_reference().scope.licence_text([], online_only=True) == ""


def test_an_item_is_printed_once_and_an_unknown_one_never():
    scope = the_reference().scope

    assert scope.licence_text(["日用百货销售"] * 3).count("日用百货销售") == 1
    with pytest.raises(KeyError):
        scope.licence_text(["卖梦"])


def test_filings_are_printed_among_general_items():
    text = the_reference().scope.licence_text(["食品销售（仅销售预包装食品）"])

    assert text.startswith("一般项目：")


def test_the_catalogue_knows_companies_only_and_permits_before_the_licence():
    scope = the_reference().scope

    assert len(scope) == 220
    assert scope.get("快递服务").individual_ok is Openness.NO
    assert scope.get("烟花爆竹零售").stage is Stage.PRE
    assert scope.get("餐饮服务").kind is ItemKind.PERMIT
    assert all(item.unconfirmed for item in scope.items)
    assert "餐饮服务" in {item.text for item in scope.of_bundle("餐馆")}
    assert all(item.permit for item in scope.items if item.kind is not ItemKind.GENERAL)


def test_the_example_lies_at_a_door():
    answers = example_answers()
    reference = the_reference()

    text = address_of(answers, reference.divisions, reference.address_wording).text
    assert text.startswith("昆山市玉山镇示例路")
