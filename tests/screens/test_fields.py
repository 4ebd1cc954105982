"""Fields of every kind are drawn and answered from a form file alone; nothing else is written for it."""

import pytest
from PySide6.QtCore import QPoint

from kiosk.domain.form import Kind
from tests.screens.at_kiosk import at_kiosk
from tests.screens.every_kind import STILL, fingers, stand_before

NUMBER = "320523199506070012"


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), toml=STILL) as opened:
        yield opened


@pytest.fixture
def page(kiosk, tmp_path):
    """Before the step that asks one question of every kind."""
    stand_before(kiosk, tmp_path / "invented")
    return fingers(kiosk)


@pytest.fixture
def rest(kiosk, tmp_path):
    """Before the step that asks, settles and spares."""
    stand_before(kiosk, tmp_path / "invented", "rest")
    return fingers(kiosk)


def answer(citizen, field_id):
    return citizen.kiosk.sitting.answers.get(field_id)


def put(citizen, box, text):
    """Touch the box and have the text written by an input method."""
    citizen.touch(box)
    citizen.kiosk.write(text)


def words(item):
    return [i.property("text") for i in item if i.inherits("QQuickText") and i.isVisible()]


def test_the_invented_form_asks_every_kind_there_is(page):
    assert {field.kind for field in page.kiosk.sitting.form.steps[0].fields} == set(Kind)


def test_every_kind_is_drawn_with_its_label_and_something_to_touch(page):
    kiosk = page.kiosk
    for field in kiosk.sitting.wizard.step.fields:
        drawn = kiosk.find(f"field_{field.id}")
        assert drawn.isVisible() and drawn.height() >= 81, field.id
        assert field.label("zh") in " ".join(words(kiosk.items(drawn))), field.id
        takes = [i for i in kiosk.items(drawn) if i.activeFocusOnTab() and i.isVisible()]
        assert takes or field.kind is Kind.STROKES, field.id


@pytest.mark.parametrize(
    ("field_id", "typed", "kept"),
    [
        ("a.text", "早点", "早点"),
        ("a.number", "32052319950607001x", "32052319950607001X"),
        ("a.capital", "2.5", "2.5"),
        ("a.email", "a@example.org", "a@example.org"),
        ("a.day", "20260102", "2026-01-02"),
        ("a.expiry", "20360607", "2036-06-07"),
    ],
)
def test_what_is_written_is_the_answer(page, field_id, typed, kept):
    put(page, f"box_{field_id}", typed)

    assert answer(page, field_id) == kept


@pytest.mark.parametrize(
    ("under", "chip", "kept"),
    [
        ("field_a.choice", "chip_two", "two"),
        ("field_a.capital", "chip_3", "3"),
        ("field_a.nation", "chip_回族", "回族"),
        ("field_a.flag", "no_a.flag", False),
        ("field_a.declaration", "declare_a.declaration", True),
        ("field_a.expiry", "never_a.expiry", "长期"),
        ("field_a.count", "count_a.count_more", 2),
    ],
)
def test_what_is_touched_is_the_answer(page, under, chip, kept):
    page.touch(chip, under=under)

    assert answer(page, under.removeprefix("field_")) == kept


def test_a_county_its_towns_and_villages_are_found_by_a_few_letters(page):
    put(page, "search_premises.division", "昆山")
    page.touch("chip_320583", under="field_premises.division")
    page.touch("chip_320583100", under="field_premises.town")
    put(page, "search_premises.village", "xx")
    found = [
        chip
        for chip in page.kiosk.items(page.kiosk.find("field_premises.village"))
        if chip.objectName().startswith("chip_320583100")
    ]

    assert [chip.property("text") for chip in found] == ["新溪社区"]
    page.touch(found[0].objectName(), under="field_premises.village")
    assert answer(page, "premises.village").startswith("320583100")


def test_items_are_found_added_and_dropped(page):
    put(page, "box_scope.items", "理发")
    page.touch("chip_理发服务", under="field_scope.items")

    assert answer(page, "scope.items") == ["理发服务"]
    page.touch("drop_理发服务")
    assert answer(page, "scope.items") is None


def test_entries_are_filled_in_added_and_dropped(page):
    entry = "entry_a.records_0"
    page.touch("box_name", under=entry)
    page.kiosk.write("陈安柏")
    page.touch("add_a.records")
    page.touch("box_number", under="entry_a.records_1")
    page.kiosk.write(NUMBER)

    assert answer(page, "a.records") == [{"name": "陈安柏"}, {"number": NUMBER}]
    page.touch("drop_a.records_0")
    assert answer(page, "a.records") == [{"number": NUMBER}]


def test_a_fault_in_an_entry_stands_beside_its_own_question(page):
    page.touch("box_number", under="entry_a.records_0")
    page.kiosk.write("123")
    page.touch("box_name", under="entry_a.records_0")
    page.kiosk.write("陈安柏")
    page.touch("yes_a.flag", under="field_a.flag")
    kiosk = page.kiosk
    first = kiosk.find("entry_a.records_0")
    boxes = {
        i.objectName(): i.property("problem")
        for i in kiosk.items(first)
        if i.objectName().startswith("box_") and i.property("problem") is not None
    }

    assert boxes["box_name"] == ""
    assert boxes["box_number"] != ""


def test_a_stroke_of_a_finger_is_kept_and_can_be_taken_back(page):
    paper = page.kiosk.find("paper_a.strokes")
    page._reach(paper)
    middle = page.kiosk.middle(paper)
    page.kiosk.drag(middle, middle + QPoint(120, 10))

    assert len(answer(page, "a.strokes")) == 1
    page.touch("again_a.strokes")
    assert answer(page, "a.strokes") is None


def test_a_problem_appears_when_the_field_is_left_and_goes_when_mended(page):
    box = page.kiosk.find("box_a.mobile")
    put(page, "box_a.mobile", "1540001234")
    assert box.property("problem") == ""
    page.touch("box_a.telephone")
    assert "11" in box.property("problem")
    put(page, "box_a.mobile", "5")

    assert box.property("problem") == ""


def test_next_goes_to_the_first_question_that_lacks_its_answer(page):
    page.touch("next")

    box = page.kiosk.find("box_a.text")
    assert page.kiosk.page == "fields"
    assert box.property("writing") is True
    assert box.property("problem") != ""


def test_an_answer_does_not_build_the_other_fields_anew(page):
    before = {id(i): i for i in page.kiosk.items(page.kiosk.find("field_a.choice"))}
    page.touch("chip_one", under="field_a.choice")
    put(page, "box_a.text", "早点")
    after = {id(i): i for i in page.kiosk.items(page.kiosk.find("field_a.choice"))}

    assert before.keys() == after.keys()


def test_what_is_settled_takes_a_line_and_opens_at_a_touch(rest):
    kiosk = rest.kiosk
    assert "几个" in words(kiosk.items(kiosk.find("settled_b.settled")))
    rest.touch("settled_b.settled")
    rest.touch("chip_many", under="field_b.settled")

    assert answer(rest, "b.settled") == "many"
    assert kiosk.find("field_b.follows").isVisible()


def test_what_may_stay_empty_waits_behind_a_button_until_it_is_answered(rest, tmp_path):
    kiosk = rest.kiosk
    assert not kiosk.has("field_b.spare")
    rest.touch("more_fields")
    put(rest, "box_b.spare", "有")
    kiosk.sitting.back()
    kiosk.settle(200)
    kiosk.sitting._move(kiosk.sitting.wizard.jump("rest"))
    kiosk.settle(300)

    assert kiosk.has("field_b.spare")


def test_the_page_speaks_english_at_once(page):
    look = page.kiosk.sitting.touch.look
    put(page, "box_a.text", "早点")
    look.setLanguage("en")
    page.kiosk.settle(200)

    assert page.kiosk.find("box_a.text").property("label") == "Text"
    assert answer(page, "a.text") == "早点"
    look.setLanguage("zh")


def test_scrolling_with_the_buttons_leaves_the_keyboard_where_it_is(page):
    page.touch("box_a.text")
    page.kiosk.settle(300)
    page.kiosk.tap("scroll_down")
    page.kiosk.settle(200)

    assert page.kiosk.find("box_a.text").property("writing") is True
    assert page.kiosk.has("keyboard")
