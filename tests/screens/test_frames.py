"""The Kit's frames: whatever the screen and the look, everything fits and can be reached."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem

from tests.screens.geometry import clipped, in_sight, misplaced, overlapping, place, targets
from tests.screens.stage import RESOURCES, SIZES

GALLERY = RESOURCES.parent / "tests/screens/gallery.qml"
FRAME = """
PageFrame {{
    property string heard: ""
    anchors.fill: parent
    title: "给您的店起个名字"
    lead: "第 5 步，共 7 步"
    aside: Component {{ Panel {{ objectName: "licence"; Words {{ text: "执照" }} }} }}
    onNext: heard = "next"
    onBack: heard = "back"
    TextBox {{ objectName: "first"; label: "字号" }}
    Repeater {{ model: {rows}; Chip {{ required property int index; objectName: "row" + index; text: "第" + index }} }}
    TextBox {{ objectName: "last"; label: "手机号" }}
}}
"""


@pytest.mark.parametrize("size", SIZES)
def test_the_way_on_and_back_is_always_in_sight(stage, size):
    shown = stage(FRAME.format(rows=30), size, textSize=1.6)

    assert all(in_sight(shown.find(n)) == place(shown.find(n)) for n in ("next", "back"))
    assert not in_sight(shown.find("last")).height()


def test_buttons_scroll_a_long_page_and_a_short_one_has_none(stage):
    short, long = (stage(FRAME.format(rows=rows)) for rows in (1, 30))

    for _ in range(6):
        long.tap("scroll_down")
        long.settle(300)

    assert not short.has("scroll_down")
    assert in_sight(long.find("last")).height() == long.find("last").height()


def test_a_long_page_follows_a_finger(stage):
    shown = stage(FRAME.format(rows=30))
    shown.wait(lambda: shown.has("scroll_down"))
    before = place(shown.find("row0")).top()

    shown.drag(QPoint(700, 1200), QPoint(700, 700))
    shown.settle(300)

    assert place(shown.find("row0")).top() < before - 200


def test_what_tab_reaches_comes_into_sight(stage):
    shown = stage(FRAME.format(rows=30))
    for _ in range(25):
        shown.key(Qt.Key.Key_Tab)
    shown.settle(300)

    held = shown.window.activeFocusItem()

    assert held.objectName().startswith("row")
    assert in_sight(held).height() == held.height()


@pytest.mark.parametrize("size", SIZES)
def test_the_box_being_written_in_stays_above_the_keyboard(stage, size):
    shown = stage(FRAME.format(rows=6), size)
    theme = shown.engine.singletonInstance("Kit", "Theme")
    shown.find("last").forceActiveFocus()

    theme.setProperty("keyboardHeight", 440)
    shown.settle(400)

    writing = shown.window.activeFocusItem()
    assert in_sight(writing).height() == writing.height()
    assert place(writing).bottom() <= shown.window.height() - 440


@pytest.mark.parametrize(("size", "beside"), [("landscape", True), ("portrait", False)])
def test_the_aside_stands_beside_where_there_is_room_and_below_elsewhere(stage, size, beside):
    shown = stage(FRAME.format(rows=0), size)

    licence, box = place(shown.find("licence")), place(shown.find("last"))

    assert (licence.left() > box.right()) is beside
    assert (licence.top() > box.bottom()) is not beside


def test_escape_goes_back(stage):
    shown = stage(FRAME.format(rows=0))
    shown.find("first").forceActiveFocus()

    shown.key(Qt.Key.Key_Escape)

    assert shown.root.property("heard") == "back"


@pytest.mark.parametrize("count", [0, 30])
def test_wheelchair_reach_keeps_every_target_in_the_lower_60_per_cent(stage, count):
    page = FRAME.format(rows=count).strip()
    shown = stage(f"Shell {{ count: 7; current: 5; {page} }}", reach=True)

    highest = min(place(i).top() for i in targets(shown) if in_sight(i).height() > 1)

    assert highest >= shown.window.height() * 0.4


def _boxes(shown) -> dict[str, QQuickItem]:
    names = ("help", "voice", "care", "display", "language", "leave")
    return {name: shown.find(f"switch_{name}") for name in names}


LOOKS = [
    *({"textSize": s, "language": lang} for s in (1.0, 1.2, 1.4, 1.6) for lang in ("zh", "en")),
    *({"care": True, "language": lang} for lang in ("zh", "en")),
    {"contrast": "dark", "textSize": 1.2},
    {"contrast": "strong", "textSize": 1.6},
    {"reach": True, "textSize": 1.4, "language": "en"},
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
def test_everything_fits_is_large_enough_and_apart_in_every_look(stage, size, look):
    shown = stage(GALLERY, size, **look)
    theme = shown.engine.singletonInstance("Kit", "Theme")
    keys = set(shown.items(shown.find("keys")))

    found = [*clipped(shown), *overlapping(shown)]
    found += misplaced(shown, theme.property("target"), theme.property("gap"), keys)

    assert found == []
    assert all(in_sight(box) == place(box) for box in _boxes(shown).values())


@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_of_sizes_and_colours_fits_at_the_largest_text(stage, size):
    shown = stage(GALLERY, size, textSize=1.6, language="en")

    shown.tap("switch_display")
    shown.settle(250)

    assert [*clipped(shown), *overlapping(shown)] == []
    assert in_sight(shown.find("accept")) == place(shown.find("accept"))


def test_the_switches_switch_in_place(stage):
    shown = stage(GALLERY)

    shown.find("search").setProperty("text", "晨光")
    shown.tap("switch_care")
    shown.tap("switch_language")
    shown.tap("switch_voice")

    assert (shown.look.care, shown.look.language, shown.look.voice) == (True, "en", False)
    assert shown.find("search").property("text") == "晨光"


def test_help_and_leave_are_told_and_belong_to_a_sitting(stage):
    shown = stage(GALLERY)
    shown.tap("switch_help")
    heard = shown.root.property("heard")

    shown.root.setProperty("sitting", False)
    shown.settle()

    assert heard == "help"
    assert not any(shown.has(f"switch_{name}") for name in ("help", "leave"))
    assert shown.has("switch_voice")
    assert all(shown.has(f"switch_{name}") for name in ("care", "display", "language"))


def test_the_sheet_sets_size_contrast_reach_and_motion(stage):
    shown = stage(GALLERY)
    shown.tap("switch_display")
    shown.settle(250)

    for name in ("chip_dark", "chip_1.2", "reach", "reduced_motion"):
        shown.tap(name)
        shown.settle(250)
    look = shown.look

    assert (look.contrast, look.textSize, look.reach, look.reducedMotion) == (
        "dark",
        1.2,
        True,
        True,
    )


def test_a_question_keeps_the_keyboard_until_it_is_answered(stage):
    shown = stage(GALLERY)
    shown.tap("switch_leave")
    shown.settle(250)

    reached = set()
    for _ in range(6):
        shown.key(Qt.Key.Key_Tab)
        reached.add(shown.window.activeFocusItem().objectName())
    shown.key(Qt.Key.Key_Escape)
    shown.settle(250)

    assert reached == {"accept", "reject"}
    assert shown.root.property("heard") == "leave"


def test_tab_reaches_every_control_and_a_ring_shows_where_it_is(stage):
    shown = stage(GALLERY)
    wanted = {i.objectName() for i in targets(shown) if i.objectName()}
    reached = set()
    for _ in range(70):
        shown.key(Qt.Key.Key_Tab)
        held = shown.window.activeFocusItem()
        reached.add(held.objectName())
        ringed = held.property("visualFocus") or held.inherits("QQuickTextInput")
        assert ringed, held.objectName()

    assert wanted <= reached


def test_arrows_move_from_one_control_to_the_next_and_back(stage):
    shown = stage(GALLERY)
    shown.find("chip_a").forceActiveFocus(Qt.FocusReason.TabFocusReason)

    shown.key(Qt.Key.Key_Right)
    after = shown.window.activeFocusItem().objectName()
    shown.key(Qt.Key.Key_Left)

    assert after == "chip_b"
    assert shown.window.activeFocusItem().objectName() == "chip_a"
