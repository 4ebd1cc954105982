"""The Kit's controls: they hear a finger and a key once, and tell who cannot see what they are."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor

from tests.screens.geometry import place
from tests.screens.stage import RESOURCES

BUTTON = """
Item {
    property int count: 0
    ActionButton { objectName: "b"; x: 300; y: 300; text: "好"; onActivated: parent.count++ }
}
"""


def test_a_touch_that_begins_and_ends_inside_counts_once(stage):
    shown = stage(BUTTON)

    shown.tap("b")

    assert shown.root.property("count") == 1


def test_a_touch_that_leaves_or_comes_from_elsewhere_does_not_count(stage):
    shown = stage(BUTTON)
    inside, outside = shown.middle("b"), QPoint(700, 900)

    shown.drag(inside, outside)
    shown.drag(outside, inside)

    assert shown.root.property("count") == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_what_has_the_focus_once(stage, key):
    shown = stage(BUTTON)
    shown.key(Qt.Key.Key_Tab)

    shown.key(key)

    assert shown.root.property("count") == 1


def test_a_busy_button_hears_nothing_and_shows_that_it_works_until_it_may_stop(stage):
    shown = stage(BUTTON)
    button = shown.find("b")
    button.setProperty("busy", True)

    shown.tap("b")
    button.setProperty("busy", False)

    assert shown.root.property("count") == 0
    signs = [i for i in shown.items(button) if i.property("shown") is not None]
    assert [i.property("shown") for i in signs] == [True]


def _accessible(shown, name):
    QAccessible.setActive(True)
    item = shown.find(name)
    found = QAccessible.queryAccessibleInterface(item)
    assert found is not None, name
    return found


def test_a_screen_reader_finds_a_button_by_name_and_presses_it_once(stage):
    shown = stage(BUTTON)
    button = _accessible(shown, "b")

    button.actionInterface().doAction("Press")
    shown.settle()

    assert button.role() == QAccessible.Role.Button
    assert button.text(QAccessible.Text.Name) == "好"
    assert shown.root.property("count") == 1


def test_a_tick_tells_whether_it_is_ticked_and_asks_to_be_toggled(stage):
    shown = stage(
        'Item { Tick { objectName: "t"; width: 600; text: "我承诺"; onToggled: ticked = !ticked } }'
    )

    before = _accessible(shown, "t").state().checked
    shown.tap("t")

    assert _accessible(shown, "t").role() == QAccessible.Role.CheckBox
    assert (before, _accessible(shown, "t").state().checked) == (0, 1)


BOX = """
Item {
    property var told: []
    property int quits: 0
    ColumnLayout {
        width: 800
        TextBox { objectName: "one"; label: "字号"; placeholder: "写两个字"
                  onEdited: text => told = told.concat(text); onLeftField: quits++ }
        TextBox { objectName: "two"; label: "手机号"; digits: true; problem: "请再输入一位" }
    }
}
"""


def test_a_text_box_takes_any_character_tells_it_and_tells_when_it_is_left(stage):
    shown = stage(BOX)

    shown.tap("one")
    shown.write("𬎆光")
    shown.tap("two")

    assert shown.find("one").property("text") == "𬎆光"
    assert shown.root.property("told").toVariant() == ["𬎆光"]
    assert shown.root.property("quits") == 1


def test_no_text_box_lets_an_input_method_learn(stage):
    shown = stage(BOX)
    hints = [shown.find(name).property("inputMethodHints") for name in ("one_field", "two_field")]

    assert all(Qt.InputMethodHint.ImhSensitiveData in Qt.InputMethodHint(h) for h in hints)
    assert Qt.InputMethodHint.ImhDigitsOnly in Qt.InputMethodHint(hints[1])


def test_what_to_do_stands_under_its_box_and_in_its_description(stage):
    shown = stage(BOX)
    words = next(i for i in shown.items() if i.property("text") == "请再输入一位")

    box = shown.find("two")

    assert words.isVisible()
    assert place(box).contains(place(words))
    assert _accessible(shown, "two_field").text(QAccessible.Text.Description) == "请再输入一位"


def test_chips_tell_the_code_that_was_picked_and_show_the_chosen_ones(stage):
    shown = stage(
        'Item { property string code; ChipFlow { width: 900; chosen: ["b"]; '
        'model: [{ text: "早餐店", code: "a" }, { text: "网店", code: "b" }]; '
        "onPicked: code => parent.code = code } }"
    )

    shown.tap("chip_a")

    assert shown.root.property("code") == "a"
    assert [shown.find(f"chip_{c}").property("chosen") for c in "ab"] == [False, True]


def test_a_stepper_keeps_between_least_and_most(stage):
    shown = stage(
        'Item { Stepper { objectName: "s"; value: 1; least: 1; most: 2; '
        "onChanged: number => value = number } }"
    )

    shown.tap("s_less")
    for _ in range(3):
        shown.tap("s_more")

    assert shown.find("s").property("value") == 2


KEYPAD = """
Item {
    property string told: ""
    Keypad { objectName: "pad"; width: 600; height: 500; focus: true; withX: true
             onTyped: key => told += key; onErased: told = told.slice(0, -1) }
}
"""


def test_a_keypad_hears_fingers_and_keys_alike(stage):
    shown = stage(KEYPAD)
    shown.find("pad").forceActiveFocus()

    for key in ("key_3", "key_2", "key_erase", "key_X"):
        shown.tap(key)
    for key in (Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_Backspace, Qt.Key.Key_X):
        shown.key(key)

    assert shown.root.property("told") == "3X7X"


def test_every_icon_is_drawn_in_the_colour_it_is_told(stage):
    names = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))
    shown = stage(
        "Flow {{ Repeater {{ model: {}; Icon {{ required property string modelData; "
        'name: modelData; size: 90; color: "#ff0000" }} }} }}'.format(str(names).replace("'", '"')),
        (1080, 900),
    )
    image = shown.grab()

    icons = [i for i in shown.root.childItems() if i.property("name")]
    red = QColor("#ff0000")
    for icon in icons:
        at = icon.mapToScene(QPointF(0, 0)).toPoint()
        part = image.copy(at.x(), at.y(), 90, 90)
        assert any(part.pixelColor(x, y) == red for x in range(90) for y in range(90)), (
            icon.property("name")
        )
    assert len(icons) == len(names)
