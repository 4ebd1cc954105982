"""The on-screen keyboard writes: every way of entering a character, by real touches."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.ui.touch.composer import Composer
from kiosk.ui.touch.look import Look
from tests.parts import needs
from tests.screens.stage import Theatre
from tests.screens.writing import Writer, engine, writer, zinnia

NI = [  # 你, its seven strokes, in parts of the pad's height
    [(0.33, 0.12), (0.27, 0.28), (0.17, 0.44)],
    [(0.26, 0.32), (0.26, 0.60), (0.26, 0.88)],
    [(0.50, 0.12), (0.46, 0.24), (0.38, 0.38)],
    [(0.46, 0.28), (0.65, 0.26), (0.82, 0.24), (0.78, 0.34)],
    [(0.62, 0.32), (0.62, 0.60), (0.62, 0.84), (0.54, 0.78)],
    [(0.48, 0.46), (0.43, 0.60), (0.36, 0.70)],
    [(0.74, 0.46), (0.80, 0.56), (0.86, 0.68)],
]


def test_two_keys_and_a_candidate_write_a_character(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.type("ni")
    assert person.typed() == "ni"
    assert person.text() == "", "nothing enters the field before it is chosen"
    person.pick("你")
    assert person.text() == "你"
    assert not person.composer.composing


@pytest.mark.parametrize(
    ("keys", "phrase"),
    [
        ("chenguang", "晨光"),
        ("getigongshanghu", "个体工商户"),
        ("gtgsh", "个体工商户"),
        ("yyzz", "营业执照"),
    ],
)
def test_a_phrase_is_written_whole_or_by_its_initials(
    stage: Theatre, keys: str, phrase: str
) -> None:
    person = writer(stage, "landscape")
    person.go("name")
    person.type(keys)
    person.pick(phrase)
    assert person.text() == phrase


def test_a_phrase_is_chosen_piece_by_piece(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.type("chenguang")
    person.pick("晨")
    assert person.text() == "晨"
    assert person.typed() == "guang"
    person.pick("光")
    assert person.text() == "晨光"


def test_the_apostrophe_divides_syllables(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.type("x", "i", "'", "a", "n")
    person.pick("西安")
    assert person.text() == "西安"


def test_nine_keys_write_a_phrase_and_open_first_in_care_mode(stage: Theatre) -> None:
    person = writer(stage, care=True)
    person.go("name")
    assert person.composer.board == "nine"
    person.type("64")
    person.pick("你")
    assert person.text() == "你"


def test_strokes_write_a_character_that_few_can_read(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.way("strokes")
    person.type("hh")
    assert person.typed() == "一一"
    person.type("shhssnzhhshn")
    person.pick("𬎆")
    assert person.text() == "𬎆"


@pytest.mark.parametrize(("parts", "character"), [("fang'fang'tu", "堃"), ("wang'ying", "𬎆")])
def test_its_components_write_a_character_nobody_can_read(
    stage: Theatre, parts: str, character: str
) -> None:
    person = writer(stage)
    person.go("name")
    person.way("parts")
    person.type(parts)
    person.pick(character)
    assert person.text() == character


def test_a_code_point_shows_its_character_large_and_writes_it(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.way("code")
    person.type("2", "C", "3", "8", "6")
    panel = person.stage.find("glyphPanel")
    glyphs = [i for i in person.stage.items(panel) if i.property("text") == "𬎆"]
    assert glyphs
    assert glyphs[0].height() > panel.height() * 0.5
    person.pick("𬎆")
    assert person.text() == "𬎆"


def test_a_character_is_written_by_hand(stage: Theatre) -> None:
    needs("zinnia")
    person = writer(stage, "portrait", zinnia())
    person.go("name")
    person.act("hand")
    person.draw(NI)
    person.until(lambda: bool(person.composer.candidates))
    person.pick("你")
    assert person.text() == "你"
    assert person.stage.find("writingPad").property("count") == 0


def test_strokes_by_hand_are_taken_back_one_by_one_and_all_at_once(stage: Theatre) -> None:
    needs("zinnia")
    person = writer(stage, "landscape", zinnia())
    person.go("name")
    person.act("hand")
    pad = person.stage.find("writingPad")
    person.draw(NI[:3])
    person.act("undo")
    assert pad.property("count") == 2
    person.act("rewrite")
    assert pad.property("count") == 0
    assert person.composer.candidates == []


def test_without_a_recogniser_no_key_for_handwriting_shows(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    for board in ("pinyin", "nine", "strokes", "ways"):
        person.composer.choose(board)
        person.stage.settle(80)
        assert not {key.objectName() for key in person.board_keys()} & {"key_hand", "key_way_hand"}


def test_english_letters_small_and_capital(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.way("letters")
    person.type("a")
    person.act("capital")
    person.type("bc")
    person.act("space", "capital")
    person.type("d")
    assert person.text() == "aBC d"
    person.act("chinese")
    assert person.composer.board == "pinyin"


def test_digits_marks_and_door_plate_words(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.act("symbols")
    person.type("1", "2", "号", "3", "单元")
    person.act("back")
    assert person.text() == "12号3单元"
    assert person.composer.board == "pinyin"


@pytest.mark.parametrize(
    ("field", "keys", "text"),
    [
        ("digits", "1542", "1542"),
        ("identity", "19X", "19X"),
        ("number", "1.5", "1.5"),
        ("letters", "abc", "abc"),
        ("capitals", "9a0", "9A0"),
    ],
)
def test_a_field_opens_the_board_for_what_it_takes(
    stage: Theatre, field: str, keys: str, text: str
) -> None:
    person = writer(stage)
    person.go(field)
    person.type(keys)
    assert person.text(field) == text


def test_digits_alone_have_no_x(stage: Theatre) -> None:
    person = writer(stage)
    person.go("digits")
    assert "key_X" not in {key.objectName() for key in person.board_keys()}
    assert (
        len({key.objectName() for key in person.board_keys()} & {f"key_{n}" for n in range(10)})
        == 10
    )


def test_erasing_takes_the_last_key_first_and_then_the_character(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.type("ni")
    person.pick("你")
    person.type("ha")
    person.act("erase")
    assert person.typed() == "h"
    person.act("erase")
    assert person.text() == "你"
    person.act("erase")
    assert person.text() == ""


def test_a_held_erase_key_goes_on_erasing(stage: Theatre) -> None:
    person = writer(stage)
    person.go("digits")
    person.type("123456")
    place = person.stage.middle("key_erase")
    touch(person, place, 900)
    assert len(person.text("digits")) <= 3


def test_a_touch_that_slides_onto_a_key_does_not_press_it(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.stage.drag("key_q", "key_t")
    person.stage.drag("key_a", "typed")
    assert not person.composer.composing
    person.type("n")
    assert person.typed() == "n"


def test_all_candidates_stand_on_pages_that_buttons_turn(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.type("yi")
    bar = {o["text"] for o in person.composer.candidates}
    person.stage.tap("more")
    seen: list[str] = []
    while True:
        page = [
            str(item.property("text"))
            for item in person.stage.items()
            if item.objectName().startswith("all_") and item.isVisible()
        ]
        assert page
        seen += page
        if not person.stage.find("page_ahead").isEnabled():
            break
        person.stage.tap("page_ahead")
    assert set(seen) == bar
    assert len(seen) == len(bar)
    person.pick(seen[-1])
    assert person.text() == seen[-1]


def test_the_keyboard_comes_with_a_field_and_goes_without(stage: Theatre) -> None:
    person = writer(stage)
    board = person.stage.find("keyboard")
    assert not board.property("shown")
    person.go("name")
    assert board.property("shown")
    person.act("hide")
    assert not board.property("shown")
    person.go("name")
    assert board.property("shown")
    person.type("ni")
    person.stage.find("nowhere").forceActiveFocus()
    person.stage.settle()
    assert not board.property("shown")
    assert not person.composer.composing


def test_another_field_begins_with_nothing_typed(stage: Theatre) -> None:
    person = writer(stage)
    person.go("name")
    person.way("strokes")
    person.type("h")
    person.go("digits")
    assert person.composer.board == "digits"
    assert not person.composer.composing
    person.go("name")
    assert person.composer.board == "strokes", "the way the citizen chose is kept for the sitting"
    assert person.typed() == ""


def touch(person: Writer, place: QPoint, milliseconds: int) -> None:
    """Hold a finger on a place for so long."""
    window, device = person.stage.window, person.stage._touch
    QTest.touchEvent(window, device).press(0, place, window).commit()
    QTest.qWait(milliseconds)
    QTest.touchEvent(window, device).release(0, place, window).commit()
    QTest.qWait(40)


HIDES = """
import Board

FocusScope {
    focus: true

    TextBox { objectName: "shy"; label: "字号"; visible: !gone; width: 800; property bool gone: false
        Binding on gone { when: board.shown; value: true; restoreMode: Binding.RestoreNone } }
    Keyboard {
        id: board
        objectName: "keyboard"
        Binding { target: Theme; property: "keyboardHeight"; value: board.shown ? board.boardHeight : 0 }
    }
}
"""


def test_a_field_that_the_board_takes_away_takes_the_board_with_it(stage: Theatre) -> None:
    look = Look()
    composer = Composer(engine(), None, look)
    shown = stage(HIDES, "portrait", look, composer)
    board = shown.find("keyboard")
    shown.tap("shy_field")
    shown.settle(300)

    assert not shown.has("shy")
    assert not board.property("shown")
