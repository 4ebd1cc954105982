"""A keyboard on the desk writes Chinese through the same input method, and leaves nothing behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screens.stage import Theatre
from tests.screens.writing import Writer, writer

Key = Qt.Key


def press(person: Writer, keys: str) -> None:
    """Press letters, digits and signs of a keyboard."""
    for key in keys:
        QTest.keyClick(person.stage.window, key)
    person.stage.settle(40)


def at_name(stage: Theatre, **look: object) -> Writer:
    """Somebody who writes in the field for Chinese."""
    person = writer(stage, "landscape", **look)
    person.go("name")
    return person


def test_letters_become_candidates_and_a_number_chooses(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "ni")
    assert person.typed() == "ni"
    assert person.text() == ""
    second = person.composer.candidates[1]["text"]
    press(person, "2")
    assert person.text() == second


def test_candidates_show_their_numbers_to_a_keyboard_alone(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "ni")
    assert [person.stage.find(f"candidate_{n}").property("number") for n in range(3)] == [1, 2, 3]
    press(person, " ")
    person.type("ni")
    assert person.stage.find("candidate_0").property("number") == 0


def test_space_chooses_the_first_and_letters_go_on(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "chenguang zaocan ")
    assert person.text() == "晨光早餐"


def test_enter_keeps_the_letters_and_escape_drops_them(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "abc")
    person.stage.key(Key.Key_Return)
    assert person.text() == "abc"
    press(person, "ni")
    person.stage.key(Key.Key_Escape)
    assert (person.text(), person.typed()) == ("abc", "")


def test_backspace_takes_letters_before_characters(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "ni hao")
    first = person.text()
    for _ in range(3):
        person.stage.key(Key.Key_Backspace)
    assert (person.text(), person.typed()) == (first, "")
    person.stage.key(Key.Key_Backspace)
    assert person.text() == first[:-1]


def test_page_keys_turn_the_candidates_and_numbers_mean_those_in_sight(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "yi")
    assert person.stage.has("candidate_0")
    person.stage.key(Key.Key_PageDown)
    shown = [
        item
        for item in person.stage.items()
        if item.objectName().startswith("candidate_") and item.isVisible()
    ]
    assert "candidate_0" not in {item.objectName() for item in shown}
    wanted = str(shown[2].property("text"))
    press(person, "3")
    assert person.text() == wanted
    press(person, "yi")
    person.stage.key(Key.Key_PageDown)
    person.stage.key(Key.Key_PageUp)
    assert person.stage.has("candidate_0")


def test_tab_moves_on_and_drops_what_was_not_chosen(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "ni")
    person.stage.key(Key.Key_Tab)
    assert person.text() == ""
    assert not person.composer.composing
    press(person, "12")
    assert person.text("digits") == "12"


def test_a_sign_comes_after_the_first_candidate(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "ni,")
    assert person.text() == "你,"


def test_capital_letters_and_digits_go_straight_into_the_field(stage: Theatre) -> None:
    person = at_name(stage)
    press(person, "12AB")
    assert person.text() == "12AB"


def test_letters_mean_pinyin_while_nine_keys_lie_open(stage: Theatre) -> None:
    person = at_name(stage, care=True)
    assert person.composer.board == "nine"
    press(person, "ni ")
    assert person.text() == "你"
    assert person.composer.board == "nine"


def test_on_the_code_board_digits_are_code(stage: Theatre) -> None:
    person = at_name(stage)
    person.way("code")
    press(person, "2c386 ")
    assert person.text() == "𬎆"


@pytest.mark.parametrize("field", ["digits", "letters"])
def test_fields_without_chinese_take_letters_as_they_are(stage: Theatre, field: str) -> None:
    person = writer(stage)
    person.go(field)
    press(person, "ni1")
    assert person.text(field) == "ni1"
    assert not person.composer.composing


def test_a_put_away_board_comes_back_with_the_first_letter(stage: Theatre) -> None:
    person = at_name(stage)
    person.act("hide")
    assert not person.stage.find("keyboard").property("shown")
    press(person, "ni")
    assert person.stage.find("keyboard").property("shown")
    person.pick("你")
    assert person.text() == "你"
