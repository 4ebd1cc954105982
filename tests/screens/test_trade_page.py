"""The trade page: a chip ticks its usual items, search finds by words and initials, the licence is told."""

import pytest

from kiosk.ui.touch.scope_rows import row_of
from kiosk.ui.touch.trade_desk import TradeDesk
from tests.builders import the_reference
from tests.screens.at_kiosk import at_kiosk
from tests.screens.every_kind import STILL, fingers
from tests.screens.standing import IDENTITY, MOBILE, stand_at

BEFORE = {**IDENTITY, **MOBILE}


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), toml=STILL) as opened:
        yield opened


@pytest.fixture
def page(kiosk):
    """At the trade page, with nothing chosen."""
    stand_at(kiosk, "trade", BEFORE)
    return fingers(kiosk)


def answers(page):
    return page.kiosk.sitting.answers


def items(page):
    return list(answers(page).texts("scope.items"))


def rows(page):
    return [row["code"] for row in page.kiosk.desk(TradeDesk).rows]


def seek(page, text):
    page.touch("search")
    page.kiosk.write(text)
    page.kiosk.settle(100)


def test_nothing_is_ticked_before_a_touch_and_next_waits(page):
    assert items(page) == []
    assert not page.kiosk.find("next").isEnabled()


def test_a_trade_ticks_its_usual_items_and_offers_what_goes_with_them(page):
    page.touch("chip_早餐店")

    assert items(page) == ["餐饮服务"]
    assert rows(page)[:2] == ["餐饮服务", "外卖递送服务"]
    assert page.kiosk.find("next").property("text") == "下一步（已选 1 项）"


def test_another_trade_takes_the_place_of_what_the_first_brought(page):
    page.touch("chip_早餐店")
    page.touch("item_外卖递送服务")
    page.touch("chip_五金店")

    assert items(page) == ["五金产品零售", "电线、电缆经营", "外卖递送服务"]


def test_the_same_trade_again_takes_back_what_it_brought(page):
    page.touch("chip_理发店")
    page.touch("chip_理发店")

    assert items(page) == []


def test_the_licence_is_told_word_for_word(page):
    page.touch("chip_早餐店")
    page.touch("item_外卖递送服务")
    scope = page.kiosk.services.house.reference.scope

    told = page.kiosk.find("licence_words").property("text")
    assert told == scope.licence_text(["餐饮服务", "外卖递送服务"])
    assert told.startswith("一般项目：外卖递送服务")
    assert page.kiosk.find("main_class").property("text") == "所属行业：正餐服务 6210"


@pytest.mark.parametrize("text", ["自行车修理", "zixingchexiuli", "zxcxl"])
def test_an_item_is_found_by_words_syllables_and_initials(page, text):
    seek(page, text)

    assert "自行车修理服务" in rows(page)


def test_letters_find_before_they_are_a_word_and_stay_when_the_box_is_left(page):
    page.touch("search")
    page.kiosk.settle(300)
    page.keys("wujin")
    page.kiosk.settle(100)

    assert "五金产品零售" in rows(page)
    page.touch("item_五金产品零售")
    assert items(page) == ["五金产品零售"]
    assert "五金产品零售" in rows(page)


def test_what_is_not_found_is_said(page):
    seek(page, "𰻝𰻝")

    assert "换个说法" in page.kiosk.find("list_of").property("text")


def test_a_trade_out_of_the_search_answers_it(page):
    seek(page, "配钥匙")
    page.touch("chip_修配店", under="trades")

    assert items(page) == ["日用产品修理"]
    assert page.kiosk.find("search").property("text") == ""


def test_every_trade_stands_under_its_heading(page):
    page.touch("chip_…", under="trades")
    page.touch("chip_养鱼养虾")

    assert items(page) == ["水产养殖"]
    assert page.kiosk.find("chip_养鱼养虾").property("chosen") is True


def test_what_only_companies_may_do_cannot_be_ticked_and_says_why(page):
    closed = next(
        item
        for item in page.kiosk.services.house.reference.scope.items
        if item.individual_ok.value == "no"
    )
    seek(page, closed.text)
    row = page.kiosk.find(f"item_{closed.text}")

    assert not row.isEnabled()
    assert "公司" in row.property("words")
    page.kiosk.tap(row)
    assert items(page) == []


def test_what_one_may_do_instead_stands_below_it_to_be_ticked(page):
    seek(page, "快递服务")
    closed = rows(page).index("快递服务")

    assert "可以改选：居民日常生活服务、外卖递送服务" in page.kiosk.find("item_快递服务").property(
        "words"
    )
    assert set(rows(page)[: closed + 3]) >= {"居民日常生活服务", "外卖递送服务"}
    page.touch("item_外卖递送服务")
    assert items(page) == ["外卖递送服务"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("餐饮服务", "拿到执照后，还要到市场监督管理局办“食品经营许可证”才能开业。"),
        ("机动车修理和维护", "拿到执照后，到交通运输局办“机动车维修经营备案”。"),
        ("烟花爆竹零售", "要先到应急管理局办好“烟花爆竹经营（零售）许可证”，才能办执照。"),
        ("餐饮服务", "要有实体店面，一般不能开在住宅里。"),
        ("住宿服务", "公安局、卫生健康委员会"),
    ],
)
def test_a_row_says_which_permit_from_whom_and_when(page, item, told):
    seek(page, item)

    assert told in page.kiosk.find(f"item_{item}").property("words")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_row_leaves_a_gap_where_an_office_or_a_permit_should_stand(language):
    scope = the_reference().scope
    for item in scope.items:
        row = row_of(item, scope, language)
        assert bool(row["permit"]) is (row["badge"] != "free"), item.text
        assert row["authority"] or row["badge"] == "free", item.text
        assert bool(row["why"]) is row["closed"], item.text
        if language == "en":
            assert (str(row["permit"]) + str(row["authority"])).isascii(), item.text


def test_two_that_exclude_each_other_stop_the_way_until_one_is_taken_away(page):
    desk = page.kiosk.desk(TradeDesk)
    for text in ("食品销售", "食品销售（仅销售预包装食品）"):
        desk.toggle(text)
    page.kiosk.settle(100)

    assert not page.kiosk.find("next").isEnabled()
    assert page.kiosk.find("next").property("text") == "请先去掉一项"
    page.touch("chip_食品销售", under="drop")
    assert items(page) == ["食品销售（仅销售预包装食品）"]
    assert page.kiosk.find("next").isEnabled()


def test_two_that_should_not_share_a_place_are_told_and_may_go_on(page):
    desk = page.kiosk.desk(TradeDesk)
    for text in ("农药零售", "食用农产品零售"):
        desk.toggle(text)
    page.kiosk.settle(100)

    (clash,) = desk.clashes
    assert (clash["returns"], "分开场所" in clash["words"]) == (False, True)
    assert page.kiosk.find("next").isEnabled()


def test_thirty_items_stay_in_hand(page):
    """The main one is chosen among a few, with the rest a touch away; the page says it is much."""
    desk, scope = page.kiosk.desk(TradeDesk), page.kiosk.services.house.reference.scope
    many = [item.text for item in scope.items if item.kind.value == "general"][:30]
    page.kiosk.sitting.set_answers({"scope.items": many})
    desk.search("")
    page.kiosk.settle(100)

    assert rows(page) == many
    assert page.kiosk.find("next").property("text") == "下一步（已选 30 项）"
    assert page.kiosk.find("too_many").isVisible()
    page.touch("chip_…", under="main")
    page.touch(f"chip_{many[-1]}", under="main")
    assert desk.main == many[-1]
    assert desk.mainClass.endswith(scope.get(many[-1]).industry_class)
    page.touch(f"item_{many[3]}")
    assert len(items(page)) == 29


def test_no_trade_ticks_what_needs_its_permit_first(page):
    desk, house = page.kiosk.desk(TradeDesk), page.kiosk.services.house
    for trade in house.reference.trades.all:
        desk.pick(trade.code)
        stages = {house.reference.scope.get(text).stage.value for text in desk.chosen}
        assert "pre" not in stages, trade.code
        desk.pick(trade.code)


def test_a_permit_is_asked_when_it_must_be_there_first(page):
    first = next(
        item
        for item in page.kiosk.services.house.reference.scope.items
        if item.stage.value == "pre" and item.individual_ok.value == "yes"
    )
    assert not page.kiosk.has("permit_first")
    seek(page, first.text)
    page.touch(f"item_{first.text}")
    page._reach(page.kiosk.find("permit_first"))

    assert first.permit in page.kiosk.find("permit_first").property("text")
    page.touch("add_scope.permits")
    page.touch("box_number", under="entry_scope.permits_0")
    page.kiosk.write("示例许可1号")
    assert answers(page).records("scope.permits") == ({"number": "示例许可1号"},)


def test_the_main_item_is_named_and_stays_when_another_is_ticked(page):
    page.touch("chip_早餐店")
    page.touch("item_外卖递送服务")
    page.touch("chip_外卖递送服务", under="main")
    page.touch("item_小餐饮店经营（三小行业）")

    assert answers(page).text("scope.main") == "外卖递送服务"


def test_a_trade_proposes_the_names_end_and_the_online_question(page):
    page.touch("chip_网店")

    assert answers(page).text("name.industry") == "电子商务"
    assert answers(page).text("name.organisation_form") == "商行"
    assert answers(page).flag("business.online")
    page.touch("chip_理发店")
    assert answers(page).text("name.industry") == "理发"
    assert "business.online" not in answers(page)


def test_what_the_citizen_wrote_into_the_name_stays(page):
    page.touch("chip_早餐店")
    page.kiosk.sitting.answer("name.industry", "包子")
    page.touch("chip_理发店")

    assert answers(page).text("name.industry") == "包子"
    assert answers(page).text("name.organisation_form") == "店"


def test_items_ticked_by_hand_need_no_trade(page):
    seek(page, "新鲜水果零售")
    page.touch("item_新鲜水果零售")
    page.touch("next", to="premises")

    assert items(page) == ["新鲜水果零售"]
    page.kiosk.sitting.back()
    page.kiosk.come_to("trade")
    assert rows(page) == ["新鲜水果零售"]


def test_nothing_of_it_stays_after_the_sitting(page):
    page.touch("chip_早餐店")
    seek(page, "修车")
    page.kiosk.sitting.wipe()
    desk = page.kiosk.desk(TradeDesk)

    assert (desk.trade, desk.chosen, desk.rows, desk.licenceText) == ("", [], [], "")
