"""The licence fills in beside the form: every answer at once, the step's own lines lit, a text for it."""

import pytest
from PySide6.QtGui import QAccessible

from kiosk.ui.touch.preview import Preview
from tests.screens.at_kiosk import CARD, at_kiosk
from tests.screens.standing import BEFORE_NAME, IDENTITY, MOBILE, NAME, stand_at


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), (1080, 1920)) as opened:
        yield opened


def lines(kiosk):
    desk = kiosk.desk(Preview)
    return {line["key"]: line for line in [*desk.left, *desk.right]}


def lit(kiosk):
    return {key for key, line in lines(kiosk).items() if line["lit"]}


def ink_on(kiosk, item):
    """How many pixels of the sheet are darker than its paper."""
    place = item.mapRectToScene(item.boundingRect()).toRect()
    image = kiosk.grab().copy(place)
    return sum(
        image.pixelColor(x, y).lightness() < 110
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_each_answer_stands_on_the_licence_at_once(kiosk):
    stand_at(kiosk, "name", BEFORE_NAME)
    assert lines(kiosk)["name"]["waiting"]
    kiosk.sitting.set_answers(NAME)

    assert lines(kiosk)["name"]["text"] == "昆山市芃芮菀早餐店"
    assert lines(kiosk)["proprietor"]["text"] == CARD["name"]
    assert lines(kiosk)["premises"]["text"] == "昆山市玉山镇示例路18号"
    assert lines(kiosk)["scope"]["text"].startswith("许可项目：餐饮服务")


def test_the_lines_of_the_present_step_are_lit(kiosk):
    stand_at(kiosk, "name", BEFORE_NAME)
    assert lit(kiosk) == {"name"}
    stand_at(kiosk, "premises", {**IDENTITY, **MOBILE})
    assert lit(kiosk) == {"premises"}


def test_where_it_is_a_strip_a_touch_opens_and_closes_it(kiosk):
    stand_at(kiosk, "mobile", IDENTITY)
    shown = kiosk.has("licence")
    kiosk.tap("see_licence")
    kiosk.wait(lambda: kiosk.has("licence") is not shown)
    kiosk.tap("see_licence")
    kiosk.wait(lambda: kiosk.has("licence") is shown)


def test_what_is_answered_is_drawn(kiosk):
    stand_at(kiosk, "mobile", {})
    if not kiosk.has("licence"):
        kiosk.tap("see_licence")
        kiosk.wait(lambda: kiosk.has("licence"))
    kiosk.settle(300)
    sheet = kiosk.find("licence")
    before = ink_on(kiosk, sheet)
    kiosk.sitting.set_answers(BEFORE_NAME)

    kiosk.wait(lambda: ink_on(kiosk, sheet) > before * 1.2)


def test_who_listens_hears_the_lines(kiosk):
    QAccessible.setActive(True)
    stand_at(kiosk, "name", {**BEFORE_NAME, **NAME})
    told = QAccessible.queryAccessibleInterface(kiosk.find("licence"))

    assert told.role() == QAccessible.Role.Graphic
    assert "昆山市芃芮菀早餐店" in told.text(QAccessible.Text.Description)


def test_the_longest_answers_stay_on_the_sheet(kiosk):
    items = [item.text for item in kiosk.services.house.reference.scope.items[:25]]
    stand_at(
        kiosk, "name", {**BEFORE_NAME, **NAME, "scope.items": items, "premises.landmark": "甲" * 80}
    )
    sheet = kiosk.find("licence_sheet")
    edge = sheet.mapRectToScene(sheet.boundingRect())
    for item in kiosk.items(sheet):
        if item.isVisible() and item.inherits("QQuickText") and item.property("text"):
            high, wide = item.property("contentHeight"), item.property("contentWidth")
            at = item.mapRectToScene(item.boundingRect())
            assert high <= item.height() + 2, item.property("text")[:20]
            assert wide <= item.width() + 2, item.property("text")[:20]
            if item.rotation() == 0:
                assert edge.contains(at), item.property("text")[:20]


def test_after_the_wipe_the_sheet_knows_nothing(kiosk):
    stand_at(kiosk, "name", {**BEFORE_NAME, **NAME})
    kiosk.sitting.wipe()

    assert kiosk.desk(Preview).reading == ""
    assert lines(kiosk) == {}
