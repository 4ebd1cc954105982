"""Trade, premises and particulars fit every screen, text size, language, contrast and the care mode."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.screens.at_kiosk import at_kiosk
from tests.screens.every_kind import STILL
from tests.screens.geometry import at_rest, faults, targets
from tests.screens.stage import SCREENS, SIZES
from tests.screens.standing import BEFORE_NAME, IDENTITY, MOBILE, PREMISES, TRADE, stand_at

PAGES = {
    "trade": {**IDENTITY, **MOBILE, "scope.items": ["餐饮服务", "外卖递送服务", "烟花爆竹零售"]},
    "premises": {**IDENTITY, **MOBILE, **TRADE, **PREMISES, "premises.kind": "residential"},
    "fields": {
        **BEFORE_NAME,
        "name.none": True,
        "particulars.composition": "family",
        "particulars.paper_licence": True,
        "liaison.same": False,
    },
}
TEXT_SIZES = (1.0, 1.6)
"""Those between are seen on every page in test_every_page."""


@pytest.fixture(scope="module", params=SCREENS)
def kiosk(request, theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), SIZES[request.param], STILL) as opened:
        yield opened


def wrong_with(kiosk, least, apart):
    kiosk.settle(150)
    return at_rest(kiosk, lambda: faults(kiosk, round(least), round(apart)))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_size_fits_and_every_target_is_large_and_apart(kiosk, page, language):
    stand_at(kiosk, page, PAGES[page])
    look = kiosk.sitting.touch.look
    look.setLanguage(language)
    millimetre = 1 / look.mmPerPx
    found = {}
    for size in TEXT_SIZES:
        look.setTextSize(size)
        found[size] = wrong_with(kiosk, 20 * millimetre, 4 * millimetre)
    look.setCare(True)
    found["care"] = wrong_with(kiosk, 30 * millimetre, 4 * millimetre)

    assert {size: told for size, told in found.items() if told} == {}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("contrast", ["strong", "dark"])
def test_another_contrast_moves_nothing(kiosk, page, contrast):
    stand_at(kiosk, page, PAGES[page])
    look = kiosk.sitting.touch.look
    look.setContrast(contrast)

    assert wrong_with(kiosk, 20 / look.mmPerPx, 4 / look.mmPerPx) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_lowest_of_a_long_page_can_be_reached_by_buttons(kiosk, page):
    stand_at(kiosk, page, PAGES[page])
    for _ in range(20):
        if not (kiosk.has("scroll_down") and kiosk.find("scroll_down").isEnabled()):
            break
        kiosk.tap("scroll_down")
        kiosk.settle(80)

    assert wrong_with(kiosk, 20 / 0.248, 4 / 0.248) == []
    assert kiosk.has("next")


def names(item):
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_target_and_each_tells_its_name(kiosk, page):
    stand_at(kiosk, page, PAGES[page])
    QAccessible.setActive(True)
    # but for the buttons of a long page: Tab has shown all of it by itself
    wanted = {
        id(item): item for item in targets(kiosk) if not item.objectName().startswith("scroll_")
    }
    reached, held = set(), None
    for _ in range(4 * len(wanted)):
        kiosk.key(Qt.Key.Key_Tab)
        held = kiosk.window.activeFocusItem()
        while held is not None and id(held) not in wanted:
            held = held.parentItem()
        if held is not None:
            reached.add(id(held))

    assert [names(item) for key, item in wanted.items() if key not in reached] == []
    assert [item.objectName() for item in wanted.values() if not names(item).strip()] == []
