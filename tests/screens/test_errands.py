"""The errands beside an application: progress, collecting, checking a licence, and staff's page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.states import DocumentKind
from kiosk.domain.verification import Reason, VerificationReport
from kiosk.services.house import LAW_TIME
from kiosk.services.printouts import PaperPrint, Wanted
from kiosk.services.publish_lists import publish
from kiosk.services.staff import add_person, persons
from kiosk.settings import ScannerSettings, VerifySettings
from kiosk.ui.touch.checker import Checker, verdict_of
from kiosk.ui.touch.lookup import Lookup
from kiosk.ui.touch.sheet_desk import SheetDesk
from kiosk.ui.touch.staff_desk import StaffDesk
from tests.builders import identity
from tests.desk import REFERENCE
from tests.screens.at_kiosk import CARD, AtKiosk
from tests.screens.errand import given, open_, said, text, trail
from tests.screens.every_kind import fingers
from tests.screens.pages import CODE_OF_NOBODY, PIN, STAFF, Stand, stand
from tests.screens.stage import SIZES

WRONG, OTHER = "735190", "吴示例"
NOT_A_LICENCE = "HTTPS://EXAMPLE.INVALID/#HELLO"


@pytest.fixture(scope="module")
def at(theatre, tmp_path_factory) -> Iterator[Stand]:
    """A kiosk at which somebody has been given a licence, and left."""
    with stand(tmp_path_factory.mktemp("errands"), SIZES["portrait"]) as opened:
        yield opened


@pytest.fixture(scope="module")
def licence(at) -> dict[str, str]:
    """Its number, codes and credential."""
    return given(at)


@pytest.fixture
def kiosk(at) -> Iterator[AtKiosk]:
    """At the first page, and left there."""
    at.clock.go(minutes=10)
    yield at.kiosk
    at.leave()


def had_printed(kiosk: AtKiosk, number: str, fault: str = "") -> None:
    """The licence went to the printer before, which had that fault."""
    services = kiosk.services
    services.printer.set_fault(fault)
    policy, wanted = load_print_policy(REFERENCE), Wanted(number, DocumentKind.LICENCE_COPY)
    paper = PaperPrint(services.house, services.printer, policy, wanted)
    paper.settle(paper.carry(lambda _s: False, lambda _s: False, lambda _job: None))
    services.printer.set_fault("")


def scan(kiosk: AtKiosk, what: str) -> None:
    """As a scanner does: every character a key, Enter at the end."""
    for letter in what:
        QTest.keyClick(kiosk.window, letter)
    kiosk.key(Qt.Key.Key_Return)


# ── progress ─────────────────────────────────────────────────────────────────────────────────
def test_the_card_alone_shows_where_an_application_stands(at, kiosk, licence):
    open_(kiosk, "progress")
    at.lay()
    kiosk.wait(lambda: kiosk.has("found"))

    assert licence["name"] in said(kiosk)
    assert licence["number"] in said(kiosk)
    assert CARD["number"] not in said(kiosk)
    kiosk.tap("next")
    kiosk.come_to("attract")


def test_number_and_code_show_it_too_and_guessing_ends_soon(at, kiosk, licence):
    open_(kiosk, "progress")
    hands, lookup = fingers(kiosk), kiosk.desk(Lookup)
    hands.touch("number")
    assert kiosk.has("key_k")  # capitals and digits, as numbers are made of
    kiosk.write(licence["number"].replace("-", "").lower())
    hands.touch("code")
    kiosk.write(licence["pickup"])
    kiosk.tap("next")
    kiosk.wait(lambda: lookup.asked)
    assert licence["name"] in said(kiosk)
    assert not kiosk.has("print")  # papers are the card's alone
    kiosk.tap("back")
    kiosk.settle(200)

    wrong = "000000" if licence["pickup"] != "000000" else "111111"
    told = []
    for _ in range(kiosk.services.house.verification.tries + 1):
        lookup.ask(licence["number"], wrong)
        kiosk.wait(lambda: not kiosk.sitting.touch.work._waiting)
        kiosk.settle(20)
        told.append(text(kiosk, "problem") or lookup.problemWords)
    assert "取照码不对" in told[0]
    assert "输错太多次" in told[-1]
    lookup.ask(licence["number"], licence["pickup"])
    kiosk.settle(100)
    assert not lookup.asked  # the right one opens nothing any more
    at.lay()
    kiosk.wait(lambda: kiosk.has("found"))


# ── collecting ───────────────────────────────────────────────────────────────────────────────
def test_a_paper_nobody_vouched_for_is_asked_about_when_its_card_is_laid_again(at, kiosk, licence):
    printer = kiosk.services.printer
    had_printed(kiosk, licence["number"])
    printer.set_fault("uncounted")
    open_(kiosk, "collect")
    at.lay()
    kiosk.wait(lambda: kiosk.has("print"))
    assert not kiosk.has("lastPrintout")
    assert kiosk.has("printedBefore")
    kiosk.tap("print")
    kiosk.wait(lambda: kiosk.has("notOut"))
    at.leave()  # without a word
    printer.set_fault("")

    open_(kiosk, "collect")
    at.lay()
    kiosk.wait(lambda: kiosk.has("lastPrintout"))
    assert "您拿到了吗" in said(kiosk)
    kiosk.tap("lastNotOut")
    kiosk.wait(lambda: not kiosk.has("lastPrintout"))

    told = [details for event, details in trail(kiosk) if event == "print_answered"][-1]
    assert (told["came_out"], told["reprint"] > 0, told["by"]) == (False, True, "citizen")


def test_another_persons_card_finds_nothing_of_it(at, kiosk, licence):
    open_(kiosk, "collect")
    at.lay(number=identity(order="007"))
    kiosk.wait(lambda: kiosk.has("nothing"))

    assert licence["name"] not in said(kiosk)
    assert not kiosk.has("print")


# ── checking ─────────────────────────────────────────────────────────────────────────────────
def test_a_genuine_code_that_leads_to_another_host_is_said(kiosk, licence):
    open_(kiosk, "verify")
    scan(kiosk, licence["qr"].replace("VERIFY.EXAMPLE", "VERIFY.EXAMPLE.EVIL.EXAMPLE"))
    kiosk.wait(lambda: kiosk.desk(Checker).verdict == "specimen")

    assert "verify.example.evil.example" in said(kiosk)
    found = VerificationReport(True, False, Reason.OK, "valid", "valid", "matches", {})
    assert verdict_of(found) == ("good", "ok")
    assert verdict_of(replace(found, other_host="evil.example")) == ("doubt", "elsewhere")


def test_a_scanner_types_into_the_page_wherever_the_focus_is(kiosk, licence):
    open_(kiosk, "verify")
    checker = kiosk.desk(Checker)
    scan(kiosk, licence["qr"])
    kiosk.wait(lambda: checker.verdict == "specimen")
    assert licence["name"] in said(kiosk)

    at_end = licence["qr"][-1]
    altered = licence["qr"][:-1] + ("B" if at_end != "B" else "C")
    kiosk.tap("switch_language")  # the focus is on a button now, and Enter is not its touch
    scan(kiosk, altered)
    kiosk.wait(lambda: checker.verdict == "bad")
    kiosk.settle(50)
    assert kiosk.sitting.touch.look.language == "en"
    assert licence["name"] not in said(kiosk)
    scan(kiosk, NOT_A_LICENCE)
    kiosk.wait(lambda: checker.verdict == "bad")
    kiosk.tap("switch_language")

    kiosk.key(Qt.Key.Key_Tab)
    assert checker.verdict == "bad"
    assert kiosk.page == "verify"


def test_without_a_scanner_in_the_settings_keys_are_no_scan(kiosk, licence):
    services = kiosk.services
    settings = services.settings
    none = settings.model_copy(update={"scanner": ScannerSettings(kind="none")})
    vars(services)["settings"] = none
    try:
        open_(kiosk, "verify")
        scan(kiosk, licence["qr"])
        kiosk.settle(100)
        assert kiosk.desk(Checker).verdict == ""
    finally:
        vars(services)["settings"] = settings


def test_a_status_from_a_published_list_comes_with_its_date(kiosk, licence, tmp_path):
    services = kiosk.services
    house, settings = services.house, services.settings
    publish(house, services.inspector, services.trust, tmp_path, services.list_policy)
    named = settings.model_copy(update={"verify": VerifySettings(site=str(tmp_path))})
    vars(services)["settings"] = named
    try:
        open_(kiosk, "verify")
        scan(kiosk, licence["qr"])
        kiosk.wait(lambda: kiosk.desk(Checker).verdict == "specimen")
    finally:
        vars(services)["settings"] = settings

    assert f"{house.clock.now().astimezone(LAW_TIME):%Y-%m-%d %H:%M}" in said(kiosk)
    assert "状态截至" in said(kiosk)


def test_a_code_is_typed_and_nonsense_is_said_to_be_nonsense(kiosk, licence):
    open_(kiosk, "verify")
    checker = kiosk.desk(Checker)
    hands = fingers(kiosk)
    for typed, verdict in ((licence["code"], "specimen"), (CODE_OF_NOBODY, "bad")):
        hands.touch("scanned")
        for key in typed[:4]:
            kiosk.tap(f"key_{key if key.isdigit() else key.lower()}")
        kiosk.write(typed[4:])
        hands.touch("next")
        kiosk.wait(lambda verdict=verdict: checker.verdict == verdict)
        hands.touch("next")
        assert checker.verdict == ""
    hands.touch("scanned")
    kiosk.write("早餐店")
    hands.touch("next")
    kiosk.settle(100)

    assert checker.verdict == ""
    assert text(kiosk, "verdict") != ""


# ── staff ────────────────────────────────────────────────────────────────────────────────────
def type_pin(kiosk: AtKiosk, name: str, pin: str) -> None:
    hands = fingers(kiosk)
    hands.touch(f"chip_{name}")
    for digit in pin:
        hands.touch(f"key_{digit}")
    hands.touch("next")
    kiosk.wait(lambda: not kiosk.sitting.touch.work._waiting)
    kiosk.settle(50)


def test_the_hidden_corner_opens_the_page_a_named_person_and_a_pin_the_terminal(at, kiosk):
    desk = kiosk.desk(StaffDesk)
    corner = QPoint(kiosk.window.width() - 30, kiosk.window.height() - 30)
    kiosk.tap(corner)
    kiosk.settle(100)
    assert kiosk.page == "attract"
    QTest.touchEvent(kiosk.window, kiosk._touch).press(0, corner, kiosk.window).commit()
    kiosk.wait(lambda: kiosk.page == "staff")
    QTest.touchEvent(kiosk.window, kiosk._touch).release(0, corner, kiosk.window).commit()
    kiosk.wait(lambda: kiosk.has(f"chip_{STAFF}"))
    type_pin(kiosk, STAFF, PIN)
    assert desk.person == STAFF
    kiosk.wait(lambda: kiosk.has("check"))

    hands = fingers(kiosk)
    before = len(kiosk.services.printer.tray())
    hands.touch("testPrint")
    kiosk.wait(lambda: len(kiosk.services.printer.tray()) == before + 1)
    assert not kiosk.find("toggleService").isEnabled()  # no ground, no closing
    for ground, page in (("换墨盒", "out_of_service"), ("换好了", "attract")):
        hands.touch("ground")
        kiosk.write(ground)
        hands.touch("toggleService")
        kiosk.wait(lambda page=page: desk.closed is (page == "out_of_service"))
        hands.touch("back")
        kiosk.come_to(page)
        if page == "out_of_service":
            desk.come()
            kiosk.come_to("staff")
            assert desk.person == ""
            kiosk.wait(lambda: kiosk.has(f"chip_{STAFF}"))
            type_pin(kiosk, STAFF, PIN)

    told = [(event, details) for event, details in trail(kiosk) if details.get("by") == STAFF]
    assert ("staff_signed_in", {"by": STAFF}) in told
    assert [d["ground"] for _, d in told if "ground" in d][-2:] == ["换墨盒", "换好了"]


def test_staff_count_blank_sheets_and_say_what_became_of_a_paper(at, kiosk, licence):
    had_printed(kiosk, licence["number"], "uncounted")
    desk = kiosk.desk(StaffDesk)
    desk.come()
    kiosk.come_to("staff")
    kiosk.wait(lambda: kiosk.has(f"chip_{STAFF}"))
    type_pin(kiosk, STAFF, PIN)
    kiosk.wait(lambda: kiosk.has("unknownPrintout"))
    hands = fingers(kiosk)

    def fill(name: str, what: str) -> None:
        hands.touch(name)
        kiosk.write(what)

    fill("sheetCount", "50")
    hands.touch("loadSheets")
    kiosk.wait(lambda: "装入50" in said(kiosk))
    fill("sheetCount", "3")
    assert not kiosk.find("spoilSheets").isEnabled()  # no ground, nothing is spoiled
    fill("spoilGround", "卡纸撕破")
    hands.touch("spoilSheets")
    kiosk.wait(lambda: "作废3" in said(kiosk))
    fill("sheetCount", "900")
    fill("spoilGround", "写错了")
    hands.touch("spoilSheets")
    kiosk.wait(lambda: "不能多于" in text(kiosk, "sheetProblem"))
    before = kiosk.desk(SheetDesk).unknown
    hands.touch("staffNotOut")
    kiosk.wait(lambda: len(kiosk.desk(SheetDesk).unknown) == len(before) - 1)

    told = [(event, details) for event, details in trail(kiosk) if details.get("by") == STAFF]
    assert ("blanks_loaded", {"paper": "copy", "sheets": 50, "by": STAFF}) in told
    spoiled = {"paper": "copy", "sheets": 3, "by": STAFF, "ground": "卡纸撕破"}
    assert ("blanks_spoiled", spoiled) in told
    assert told[-1][0] == "print_answered"
    kiosk.tap("back")
    kiosk.come_to("attract")


def test_guessing_a_pin_costs_time_that_doubles_then_locks_and_stands_in_the_trail(at, kiosk):
    house, desk = kiosk.services.house, kiosk.desk(StaffDesk)
    assert add_person(house, OTHER, PIN, "test") is None
    desk.come()
    kiosk.come_to("staff")
    kiosk.wait(lambda: kiosk.has(f"chip_{OTHER}"))
    type_pin(kiosk, OTHER, WRONG)
    assert "请等 2 秒" in text(kiosk, "problem")
    type_pin(kiosk, OTHER, PIN)  # right, but too soon
    assert desk.person == ""
    assert "请等" in text(kiosk, "problem")
    waits = []
    for _ in range(house.staff.lock_after - 1):
        at.clock.go(minutes=10)
        desk.signIn(OTHER, WRONG)
        kiosk.wait(lambda: not kiosk.sitting.touch.work._waiting)
        waits.append(desk._problem.params.get("seconds", ""))
    assert waits[:3] == ["4", "8", "16"]
    assert "已经锁定" in desk.problemWords
    at.clock.go(minutes=60)
    type_pin(kiosk, OTHER, PIN)

    assert desk.person == ""
    assert next(p.locked for p in persons(house) if p.name == OTHER)
    events = [event for event, details in trail(kiosk) if details.get("person") == OTHER]
    assert events.count("staff_refused") == house.staff.lock_after + 1
    assert events.count("staff_locked") == 1
    assert PIN not in str(trail(kiosk))
    kiosk.tap("back")
    kiosk.come_to("attract")
