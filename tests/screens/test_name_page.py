"""The name page: judged while it is typed, free names to tap, nothing stale, back when scope moves."""

import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from kiosk.ui.touch.name_desk import NameDesk
from kiosk.ui.touch.preview import Preview
from tests.screens.at_kiosk import at_kiosk
from tests.screens.standing import BEFORE_NAME, COMPLETE, stand_at, take_name

FREE = "芃芮菀"


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), (1920, 1080)) as opened:
        take_name(opened, "晨光")
        take_name(opened, "陈涵里")
        yield opened


@pytest.fixture
def page(kiosk):
    """At the name page, with nothing typed yet."""
    stand_at(kiosk, "name", BEFORE_NAME)
    return kiosk


def desk(kiosk):
    return kiosk.desk(NameDesk)


def becomes(kiosk, *states):
    kiosk.wait(lambda: desk(kiosk).state in states)
    kiosk.settle(60)


@contextmanager
def no_thread_free(kiosk):
    """Every thread of the interface is busy until the block ends."""
    gate = threading.Event()
    work = kiosk.sitting.touch.work
    for _ in range(3):
        work.run(gate.wait, lambda _result: None, lambda _fault: None)
    try:
        yield
    finally:
        gate.set()


def banner(kiosk):
    shown = kiosk.find("verdict")
    return f"{shown.property('title')} {shown.property('text')}"


def test_division_industry_and_form_are_there_before_a_touch(page):
    assert desk(page).division == "昆山市"
    assert (desk(page).industry, desk(page).organisationForm) == ("早餐", "店")
    assert not page.find("next").isEnabled()


def test_the_brand_has_the_cursor_and_the_keyboard_is_open(page):
    assert page.find("brand_field").hasActiveFocus()
    assert page.find("keyboard").isVisible()


def test_a_taken_name_shows_whom_it_meets_and_a_tapped_suggestion_is_free(page):
    page.write("晨光")
    becomes(page, "taken")
    assert "昆山市晨光早餐店" in banner(page)
    assert not page.find("next").isEnabled()
    assert len(desk(page).brands) == 4
    ours, theirs = desk(page).compared
    assert [run["text"] for run in ours if run["met"]] == ["晨光早餐店"]
    assert [run["text"] for run in theirs if not run["met"]] == ["昆山市"]

    brand = desk(page).brands[0]["code"]
    page.tap(f"brand_{brand}")
    becomes(page, "free")

    assert page.find("brand_field").property("text") == brand
    assert page.find("next").isEnabled()
    page.tap("next")
    page.come_to("fields")
    assert page.sitting.answers.text("name.brand") == brand


def test_another_lot_of_suggestions_comes_at_a_touch(page):
    page.write("晨光")
    becomes(page, "taken")
    before = [chip["code"] for chip in desk(page).brands]

    page.tap("others")
    page.wait(lambda: [chip["code"] for chip in desk(page).brands] != before)

    assert len(desk(page).brands) == 4
    assert desk(page).state == "taken"


def test_the_licence_marks_the_brand_that_cannot_stay(page):
    page.write("晨光")
    becomes(page, "taken")
    line = next(line for line in page.desk(Preview).left if line["key"] == "name")

    assert (line["before"], line["brand"], line["after"]) == ("昆山市", "晨光", "早餐店")
    assert line["lit"]
    assert desk(page).clash
    page.sitting.answer("name.brand", FREE)
    becomes(page, "free")
    assert not desk(page).clash


def test_an_answer_to_an_older_wording_is_never_shown(page):
    told = []

    def note():
        told.append((desk(page).brand, desk(page).state))

    desk(page).changed.connect(note)
    try:
        with no_thread_free(page):
            page.write("晨光")
            page.settle(400)  # the question is asked, nobody can answer it yet
            desk(page).setBrand(FREE)
            page.settle(50)
        becomes(page, "free")
    finally:
        desk(page).changed.disconnect(note)

    assert ("晨光", "taken") not in told
    assert {state for brand, state in told if brand == FREE} <= {"checking", "free"}
    assert told[-1] == (FREE, "free")


def test_what_is_found_after_the_sitting_is_told_to_nobody(page):
    with no_thread_free(page):
        page.write("晨光")
        page.settle(400)
        page.sitting.wipe()
    page.settle(400)

    assert page.page == "attract"
    assert desk(page).state == "empty"
    assert (desk(page).problems, desk(page).brands, desk(page).whole) == ([], [], "")
    assert (desk(page).brand, desk(page).industry, desk(page).moved) == ("", "", "")


def test_a_name_that_sounds_alike_is_accepted_by_its_own_touch(page):
    page.write("晨涵里")
    becomes(page, "warned")
    rule = desk(page).warnings[0]["rule"]
    assert not page.find("next").isEnabled()

    page.tap(f"warning_{rule}")
    becomes(page, "accepted")
    assert page.sitting.answers.texts("name.warnings_accepted") == (rule,)
    assert page.find("next").isEnabled()


def test_an_acceptance_falls_with_the_name_it_was_given_for(page):
    page.write("晨涵里")
    becomes(page, "warned")
    page.tap(f"warning_{desk(page).warnings[0]['rule']}")
    becomes(page, "accepted")

    desk(page).setIndustry("餐饮")
    page.wait(lambda: desk(page).state != "checking")

    assert page.sitting.answers.texts("name.warnings_accepted") == ()


def test_a_refused_name_says_what_to_do(page):
    page.write("第一")
    becomes(page, "refused")

    assert not page.find("next").isEnabled()
    assert desk(page).problems[0]["message"] in banner(page)


def test_without_a_name_the_way_goes_on_at_once(page):
    page.tap("none")
    becomes(page, "none")

    assert page.find("next").isEnabled()
    line = next(line for line in page.desk(Preview).left if line["key"] == "name")
    assert line["text"] == page.services.house.procedures["establishment"].design.words.no_name
    assert not page.has("brand")
    page.tap("none")
    becomes(page, "empty")
    assert page.has("brand")


def test_industry_and_form_are_changed_by_a_chip_or_in_ones_own_words(page):
    page.write(FREE)
    becomes(page, "free")
    page.tap("industry")
    page.settle(300)
    page.tap("chip_小吃")
    page.settle(300)
    assert desk(page).industry == "小吃"

    page.tap("form")
    page.settle(300)
    page.tap("formPicker_own")
    page.settle(300)
    page.write("小馆")
    page.tap("accept")
    page.settle(300)
    assert desk(page).organisationForm == "小馆"
    page.wait(lambda: desk(page).state != "checking")
    assert desk(page).whole == f"昆山市{FREE}小吃小馆"


def test_a_place_enters_the_name_by_a_chip_and_leaves_it_by_another_touch(page):
    page.write(FREE)
    becomes(page, "free")
    page.tap("place")
    page.settle(300)
    page.tap("chip_玉山镇")
    page.settle(300)
    becomes(page, "free")
    assert desk(page).whole == f"昆山市玉山镇{FREE}早餐店"

    page.tap("place")
    becomes(page, "free")
    assert desk(page).whole == f"昆山市{FREE}早餐店"


def test_a_place_of_the_old_premises_does_not_stay_in_the_name(page):
    desk(page).setPlace("玉山镇")
    page.sitting.answer("premises.town", "320583101")

    assert desk(page).place == ""


def test_another_scope_leads_back_to_the_name_and_says_so(kiosk):
    stand_at(kiosk, "review", {**COMPLETE, "name.brand": FREE})
    kiosk.sitting.goTo("trade")
    kiosk.sitting.answer("scope.items", ["理发服务"])
    kiosk.sitting.next()
    kiosk.come_to("name")
    kiosk.wait(lambda: desk(kiosk).state != "checking")

    assert desk(kiosk).moved == "scope"
    assert kiosk.has("moved")
    assert desk(kiosk).industry == "理发", "what the scope had suggested follows the scope"
    kiosk.sitting.next()
    kiosk.come_to("review")


def test_a_chosen_industry_stays_and_is_told_when_the_scope_no_longer_bears_it(kiosk):
    stand_at(kiosk, "name", BEFORE_NAME)
    kiosk.write(FREE)
    desk(kiosk).setIndustry("小吃")
    becomes(kiosk, "free")
    kiosk.sitting.goTo("trade")
    kiosk.sitting.answer("scope.items", ["理发服务"])
    kiosk.sitting.goTo("name")
    kiosk.come_to("name")
    kiosk.wait(lambda: desk(kiosk).state != "checking")

    assert desk(kiosk).industry == "小吃"
    assert desk(kiosk).state == "refused"
    assert [row["rule"] for row in desk(kiosk).problems] == ["name.n4_outside"]


def test_a_name_taken_meanwhile_is_seen_at_the_page_again(page):
    page.write("栩泓")
    becomes(page, "free")
    page.tap("next")
    page.come_to("fields")
    take_name(page, "栩泓")
    page.sitting.back()
    page.come_to("name")
    becomes(page, "taken")


def test_when_the_register_cannot_be_asked_the_way_goes_on_and_it_is_asked_again(page):
    file = page.data / "register.sqlite"
    with closing(sqlite3.connect(file)) as register:
        register.execute("ALTER TABLE name_key RENAME TO gone")
        register.commit()
        try:
            page.write(FREE)
            becomes(page, "unknown")
            assert desk(page).faultWords
            assert page.find("next").isEnabled()
        finally:
            register.execute("ALTER TABLE gone RENAME TO name_key")
            register.commit()
    page.tap("look_again")
    becomes(page, "free")


def test_another_language_says_the_same_at_once(page):
    page.write("晨光")
    becomes(page, "taken")
    chinese = desk(page).problems[0]["message"]
    page.sitting.touch.look.setLanguage("en")
    page.wait(lambda: desk(page).problems and desk(page).problems[0]["message"] != chinese)

    assert desk(page).state == "taken"


def test_typing_never_waits_for_the_register(page):
    with no_thread_free(page):
        for character in "晨光里小满":
            page.write(character)
        assert page.find("brand_field").property("text") == "晨光里小满"
        assert desk(page).state == "checking"
    page.wait(lambda: desk(page).state != "checking")
