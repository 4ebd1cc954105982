"""Claims about what an address must look like, and when two of them are the same door."""

import pytest

from kiosk.domain.address import address_of
from kiosk.domain.answers import Answers
from kiosk.domain.premises import (
    authority_of,
    comparison_key,
    implausible,
    is_usual_road,
    told_elsewhere,
)
from tests.builders import the_reference

DIVISIONS, POLICY = the_reference().divisions, the_reference().premises


def address(**parts):
    answers = {"kind": "physical", "division": "320583", "town": "320583100", **parts}
    given = Answers({f"premises.{name}": value for name, value in answers.items()})
    return address_of(given, DIVISIONS, the_reference().address_wording)


def codes(**parts):
    return [problem.code for problem in implausible(address(**parts), POLICY)]


def key(**parts):
    return comparison_key(address(**{"road": "示例路", "number": "18", **parts}), POLICY)


@pytest.mark.parametrize(
    ("part", "typed", "written"),
    [
        ("number", "１８", "示例路18号"),
        ("number", "018", "示例路18号"),
        ("number", "18#", "示例路18号"),
        ("number", "12号-1", "示例路12-1号"),
        ("number", "12 - 1 号", "示例路12-1号"),
        ("number", "12号之1", "示例路12-1号"),
        ("number", "18a", "示例路18A号"),
        ("building", "2栋", "示例路18号2幢"),
        ("building", "2#", "示例路18号2号楼"),
        ("building", "ｂ", "示例路18号B座"),
        ("room", "102房间", "示例路18号102室"),
        ("landmark", "桥(东侧)", "示例路18号"),
        ("road", "昆山市玉山镇示例路", "示例路18号"),
        ("road", "江苏省苏州市昆山市示例路", "示例路18号"),
        ("road", " 示 例 路 ", "示例路18号"),
    ],
)
def test_what_is_typed_in_many_ways_is_written_in_one(part, typed, written):
    assert (
        address(**{"road": "示例路", "number": "18", part: typed}).text == f"昆山市玉山镇{written}"
    )


@pytest.mark.parametrize(
    "doors",
    [
        [{"number": n} for n in ("12-1", "12号-1", "12-1号", "12号之1", "１２－１")],
        [{"building": b} for b in ("2", "2幢", "2栋", "2楼", "2号楼", "2#")],
        [{"room": r} for r in ("102", "102室", "102房", "102号房", "１０２")],
        [{"kind": k} for k in ("physical", "residential")],
        [{"landmark": text} for text in ("", "桥边")],
    ],
)
def test_spellings_of_one_door_are_one_key(doors):
    assert len({key(**door) for door in doors}) == 1


def test_other_doors_are_other_keys():
    doors = [
        {}, {"number": "181"}, {"number": "18-1"}, {"building": "1"}, {"room": "1"},
        {"building": "1", "room": "8"}, {"building": "18"}, {"town": "320583101"},
        {"road": "示例东路"}, {"number": "18", "room": "A1"},
    ]  # fmt: skip

    assert len({key(**door) for door in doors}) == len(doors)


def test_what_many_share_by_design_or_leads_nowhere_is_not_compared():
    assert key(kind="cluster") == key(kind="platform") == key(number="") == key(town="") == ""


@pytest.mark.parametrize(
    "road",
    [
        "示例路",
        "示例大道",
        "示例西街",
        "312国道",
        "经12路",
        "8号路",
        "示例村3组",
        "示例新村",
        "示例广场",
    ],
)
def test_roads_as_there_are_pass(road):
    assert codes(road=road, number="1") == []
    assert is_usual_road(road, POLICY)


@pytest.mark.parametrize("road", ["示例路18号", "示例路18", "示例路１８号", "8", "路"])
def test_a_road_holds_no_door_number(road):
    assert codes(road=road, number="1") == ["address_road_shape"]


def test_a_road_that_ends_as_none_does_is_only_unusual():
    assert codes(road="示例", number="1") == []
    assert not is_usual_road("示例", POLICY)


@pytest.mark.parametrize(
    "number",
    ["1", "18", "18号", "18-2", "12-1-3", "18A", "25弄", "25弄3号", "甲18", "18、20", "18-22号"],
)
def test_numbers_as_plates_have_them_pass(number):
    assert codes(road="示例路", number=number) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("十八", "address_number_shape"),
        ("示例路18", "address_number_shape"),
        ("18号楼2室", "address_number_shape"),
        ("18!", "address_number_shape"),
        ("0", "address_number_shape"),
        ("12345", "address_number_high"),
    ],
)
def test_numbers_that_no_plate_has_are_told(number, code):
    assert codes(road="示例路", number=number) == [code]


def test_buildings_and_rooms_are_short_and_plain():
    good = {"road": "示例路", "number": "1", "building": "A座", "room": "底层东间-3"}

    assert codes(**good) == []
    assert codes(**{**good, "room": "102;--"}) == ["address_unit_shape"]
    assert codes(**{**good, "building": "长" * 21}) == ["address_unit_shape"]


def test_a_landmark_leads_there_by_distance_or_side():
    assert codes(landmark="村委会东侧50米") == codes(landmark="桥边") == []
    assert codes(landmark="老王家") == ["address_landmark_vague"]
    assert codes(road="示例路", number="1", landmark="老王家") == []


@pytest.mark.parametrize(
    ("county", "name"),
    [
        ("320581", "常熟市市场监督管理局"),
        ("320506", "苏州市吴中区市场监督管理局"),
        ("110105", "北京市朝阳区市场监督管理局"),
        ("310115", "上海市浦东新区市场监督管理局"),
        ("441900", "东莞市市场监督管理局"),
        ("999999", ""),
    ],
)
def test_every_county_has_an_authority_to_go_to(county, name):
    assert authority_of(county, DIVISIONS, POLICY) == name


def test_no_county_of_the_country_is_left_without_an_authority():
    counties = [code for code in DIVISIONS.county_names() if not code.endswith("00")]

    assert len(counties) > 2800
    assert all(authority_of(code, DIVISIONS, POLICY) for code in counties)
    assert "常熟市市场监督管理局" in told_elsewhere("320581", DIVISIONS, POLICY)


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("江苏省昆山市玉山镇示例新村8幢301室", "320583"),
        ("安徽省六安市金安区示例路1号", "341502"),
        ("北京市朝阳区示例胡同", "110105"),
        ("辽宁省朝阳市双塔区示例路", "211302"),
        ("示例新村8幢", ""),
        ("朝阳区示例路", ""),
    ],
)
def test_the_county_that_an_address_names_is_found(text, county):
    assert DIVISIONS.county_in(text) == county


def test_several_shops_on_platforms_are_all_written():
    more = [{"platform": "样例商城", "shop": "二店", "url": "https://b.example/2"}]
    text = address(
        kind="platform",
        platform_name="示例平台",
        platform_shop="一店",
        platform_url="https://a.example/1",
        more_shops=more,
    ).text

    assert text == "示例平台“一店”（https://a.example/1）；样例商城“二店”（https://b.example/2）"


def test_villages_of_the_statistical_unit_belong_to_three_true_towns():
    towns = {name: code for code, name in ((t.code, t.name) for t in DIVISIONS.towns_of("320583"))}
    for name, villages in {
        "淀山湖镇": ["金家庄村", "度城村", "永新村", "杨湘泾村", "民和村", "淀山湖社区"],
        "周庄镇": ["东浜村", "祁浜村", "龙凤村", "贞丰里社区", "蚬江社区"],
        "锦溪镇": ["朱浜村", "计家墩村", "张家厍村", "盛塘村", "上下塘社区", "锦溪花园社区"],
    }.items():
        found = {village.name: village for village in DIVISIONS.villages_of(towns[name])}
        assert found.keys() >= set(villages)
        assert all(village.code.startswith("320583401") for village in found.values())
