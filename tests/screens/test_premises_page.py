"""The premises page: a town and a door at a few touches, the whole address as it will stand."""

import pytest

from tests.screens.at_kiosk import at_kiosk
from tests.screens.every_kind import STILL, fingers
from tests.screens.geometry import at_rest, clipped, overlapping
from tests.screens.standing import IDENTITY, MOBILE, PREMISES, TRADE, stand_at

BEFORE = {**IDENTITY, **MOBILE, **TRADE}


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), toml=STILL) as opened:
        yield opened


@pytest.fixture
def page(kiosk):
    """At the premises page, with nothing said yet."""
    stand_at(kiosk, "premises", BEFORE)
    return fingers(kiosk)


def answers(page):
    return page.kiosk.sitting.answers


def address(page):
    return page.kiosk.find("address_words").property("text")


def put(page, box, text):
    page.touch(box)
    page.kiosk.write(text)


def fill(page):
    page.touch("chip_320583100", under="towns")
    put(page, "box_premises.road", "示例路")
    put(page, "box_premises.number", "18")


def test_town_road_and_number_are_enough(page):
    fill(page)

    assert address(page) == "昆山市玉山镇示例路18号"
    page.touch("next", to="name")


def test_the_address_grows_as_it_will_stand(page):
    fill(page)
    put(page, "box_premises.building", "1")
    put(page, "box_premises.room", "102")

    assert address(page) == "昆山市玉山镇示例路18号1号楼102室"


def test_numbers_open_the_digits_and_the_road_does_not(page):
    page.touch("box_premises.number")
    page.kiosk.settle(300)
    assert page.kiosk.has("key_7") and not page.kiosk.has("key_q")
    page.touch("box_premises.road")
    page.kiosk.settle(300)

    assert page.kiosk.has("key_q")


def test_without_a_plate_a_landmark_leads_there(page):
    page.touch("chip_320583103", under="towns")
    put(page, "box_premises.number", "18")
    page.touch("no_plate")

    assert "premises.number" not in answers(page)
    page.touch("next")
    box = page.kiosk.find("box_premises.landmark")
    assert box.property("problem") != "" and box.property("writing") is True
    page.kiosk.write("村委会东侧50米")

    assert address(page).endswith("村委会东侧50米")
    page.touch("next", to="name")


def test_a_village_stands_where_there_is_no_road(page):
    page.touch("chip_320583100", under="towns")
    page.touch("villages")
    put(page, "search_premises.village", "新溪")
    chip = next(i for i in page.kiosk.items() if i.property("text") == "新溪社区" and i.isVisible())
    page._reach(chip)
    page.kiosk.tap(chip)
    put(page, "box_premises.number", "8")

    assert address(page) == "昆山市玉山镇新溪社区8号"


def test_another_town_takes_the_village_with_it(page):
    page.kiosk.sitting.set_answers({"premises.town": "320583100"})
    village = page.kiosk.services.house.reference.divisions.villages_of("320583100")[0]
    page.kiosk.sitting.set_answers({"premises.village": village.code})
    page.touch("chip_320583101", under="towns")

    assert "premises.village" not in answers(page)


def test_a_home_asks_for_the_owners_word(page):
    assert not page.kiosk.has("field_premises.commitment")
    page.touch("chip_residential", under="field_premises.kind")
    fill(page)
    page.touch("next")
    assert page.kiosk.page == "premises"  # not without the owners' word
    page.touch("declare_premises.commitment")

    assert answers(page).flag("premises.commitment")
    page.touch("next", to="name")


def test_a_platform_asks_for_its_shop_alone(page):
    page.kiosk.sitting.set_answers({"premises.residence": IDENTITY["proprietor.home"]})
    page.touch("chip_platform", under="field_premises.kind")
    page.kiosk.settle(100)

    assert not page.kiosk.has("box_premises.road") and not page.kiosk.has("towns")
    put(page, "box_premises.platform_name", "示例商城")
    put(page, "box_premises.platform_shop", "一店")
    put(page, "box_premises.platform_url", "https://shop.example/1")
    assert address(page) == "示例商城“一店”（https://shop.example/1）"
    assert answers(page).flag("business.online")
    page.touch("next", to="name")


def test_a_hosted_address_names_its_host_and_contract(page):
    before = {f.id for f in page.kiosk.sitting.wizard.step.fields}
    page.touch("chip_cluster", under="field_premises.kind")
    more = {f.id for f in page.kiosk.sitting.wizard.step.fields} - before

    put(page, "box_premises.host_name", "示例托管公司")
    assert answers(page).text("premises.host_name") == "示例托管公司"
    assert more == {f"premises.host_{part}" for part in ("name", "code", "contract", "until")}
    assert all(page.kiosk.has(f"field_{field}") for field in more)  # the page knows none of them


def test_another_county_is_told_where_to_go(page):
    page.touch("chip_…", under="towns")
    put(page, "search_premises.division", "常熟")
    page.touch("chip_320581", under="field_premises.division")
    page.kiosk.settle(100)

    banner = page.kiosk.find("elsewhere")
    assert "常熟市" in banner.property("title")
    assert "常熟市市场监督管理局" in banner.property("text")


def test_a_road_that_is_touched_opens_the_digits_of_its_number(page):
    assert not page.kiosk.has("chip_人民路")
    page.touch("chip_320583100", under="towns")
    page.touch("chip_人民路")
    page.kiosk.settle(300)
    page.keys("18")

    assert address(page) == "昆山市玉山镇人民路18号"
    assert page.kiosk.find("box_premises.road").property("text") == "人民路"
    page.touch("chip_320583107", under="towns")
    assert page.kiosk.has("chip_全福路") and not page.kiosk.has("chip_人民路")


@pytest.mark.parametrize("care", [False, True])
def test_the_roads_of_a_town_come_into_sight_when_it_is_touched(page, care):
    page.kiosk.sitting.touch.look.setCare(care)
    page.touch("chip_320583100", under="towns")
    page.kiosk.settle(200)

    assert page._in_sight(page.kiosk.find("chip_人民路"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["platform", "cluster"])
def test_what_a_kind_asks_for_besides_fits(page, kind, language):
    look = page.kiosk.sitting.touch.look
    look.setLanguage(language)
    page.kiosk.sitting.set_answers({"premises.kind": kind, **PREMISES})
    page.kiosk.sitting.next()  # with every problem told
    found = {}
    for size in (1.0, 1.6):
        look.setTextSize(size)
        page.kiosk.settle(150)
        found[size] = at_rest(page.kiosk, lambda: clipped(page.kiosk) + overlapping(page.kiosk))

    assert found == {1.0: [], 1.6: []}


def test_a_number_in_the_road_is_told_at_its_field(page):
    page.touch("chip_320583100", under="towns")
    put(page, "box_premises.road", "示例路18号")
    page.touch("box_premises.number")
    page.kiosk.settle(100)

    assert "门牌号" in page.kiosk.find("box_premises.road").property("problem")


def test_a_town_that_was_given_is_not_lost_on_coming_back(page):
    fill(page)
    page.touch("next", to="name")
    page.kiosk.sitting.back()
    page.kiosk.come_to("premises")

    assert answers(page).text("premises.town") == "320583100"
    assert page.kiosk.find("box_premises.road").property("text") == "示例路"


def test_a_village_is_found_by_initials_before_they_are_a_word(page):
    page.touch("chip_320583100", under="towns")
    page.touch("villages")
    page.touch("search_premises.village")
    page.kiosk.settle(300)
    page.keys("xinxi")
    page.kiosk.settle(100)
    chip = next(i for i in page.kiosk.items() if i.property("text") == "新溪社区" and i.isVisible())
    page._reach(chip)
    page.kiosk.tap(chip)

    village = answers(page).text("premises.village")
    assert page.kiosk.services.house.reference.divisions.name_of(village) == "新溪社区"
