"""The demonstration's dock: what is touched there befalls the devices, and the kiosk says so."""

from dataclasses import replace

import pytest

from kiosk.ports import SystemFault
from kiosk.ui.touch.app import Window, run_touch
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.dock import Dock
from kiosk.ui.touch.mobile_desk import MobileDesk
from tests.screens.at_kiosk import at_kiosk
from tests.screens.citizen import MOBILE
from tests.screens.geometry import at_rest, clipped, overlapping, place
from tests.screens.stage import SIZES


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(tmp_path / "data", demo=True) as kiosk:
        yield kiosk


def come_to_identify(kiosk):
    kiosk.tap("begin_establishment")
    kiosk.come_to("notice")
    kiosk.tap("next")
    kiosk.come_to("identify")


def come_to_mobile(kiosk):
    come_to_identify(kiosk)
    kiosk.tap("lay_plain")
    kiosk.wait(lambda: kiosk.has("holderName"))
    kiosk.tap("next")
    kiosk.come_to("mobile")


def type_keys(kiosk, digits):
    for digit in digits:
        kiosk.tap(f"key_{digit}")


def said(kiosk, words):
    """Whether the kiosk's picture shows these words."""
    return bool(words) and any(
        words in str(item.property("text"))
        for item in kiosk.items(kiosk.find("picture"))
        if item.isVisible() and item.inherits("QQuickText")
    )


def words_for(kiosk, code):
    return kiosk.sitting.fault_words(SystemFault(code))


def test_the_dock_stands_beside_a_picture_that_keeps_its_size(kiosk):
    picture = place(kiosk.find("picture"))
    assert (picture.width(), picture.height()) == (1080, 1920)
    assert kiosk.window.width() == 1080 + 420
    assert place(kiosk.find("lay_plain")).left() >= picture.right()


def test_a_card_laid_on_the_dock_is_read_and_taken_away_again(kiosk):
    come_to_identify(kiosk)
    kiosk.tap("lay_plain")
    kiosk.wait(lambda: kiosk.has("holderName"))
    assert kiosk.sitting.card.name == "陈安柏"
    kiosk.tap("takeAway")
    assert kiosk.services.card_reader.read() is None
    assert kiosk.desk(Dock).lying == ""


def test_a_card_lifted_early_is_asked_back_and_read_when_it_is_laid_again(kiosk):
    come_to_identify(kiosk)
    kiosk.tap("liftEarly")
    words = words_for(kiosk, "reader_card_lifted")
    kiosk.wait(lambda: said(kiosk, words))
    kiosk.wait(lambda: kiosk.desk(Dock).lying == "")
    assert kiosk.services.card_reader.fault == ""
    kiosk.tap("lay_plain")
    kiosk.wait(lambda: kiosk.has("holderName"))
    assert not said(kiosk, words)


def test_where_no_reader_looks_a_hand_that_lifts_early_leaves_nothing_behind(kiosk):
    kiosk.tap("liftEarly")
    kiosk.wait(lambda: kiosk.desk(Dock).lying == "")
    assert kiosk.services.card_reader.fault == ""
    assert kiosk.services.card_reader.read() is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [("cable_out", "reader_cable_out"), ("noise", "reader_card_unreadable")],
)
def test_a_fault_of_the_reader_is_said_until_it_is_mended(kiosk, fault, code):
    come_to_identify(kiosk)
    kiosk.tap(f"fault_reader_{fault}")
    kiosk.tap("lay_plain")
    words = words_for(kiosk, code)
    kiosk.wait(lambda: said(kiosk, words))
    assert kiosk.desk(CardDesk).state == "waiting"
    kiosk.tap("well_reader")
    kiosk.wait(lambda: kiosk.has("holderName"))
    assert not said(kiosk, words)


def test_the_code_arrives_on_the_telephone_and_opens_the_next_page(kiosk):
    come_to_mobile(kiosk)
    type_keys(kiosk, MOBILE)
    kiosk.tap("next")
    kiosk.wait(lambda: kiosk.has("code_0") and kiosk.desk(MobileDesk).stage == "code")
    code = kiosk.find("code_0").property("text")
    assert code in kiosk.find("message_0").property("text")
    assert kiosk.desk(Dock).messages[0]["mobile"] == MOBILE
    type_keys(kiosk, code)
    kiosk.wait(lambda: kiosk.desk(MobileDesk).verified)


def test_a_busy_gateway_is_said_and_sends_when_it_is_mended(kiosk):
    come_to_mobile(kiosk)
    kiosk.tap("fault_gateway_busy")
    type_keys(kiosk, MOBILE)
    kiosk.tap("next")
    kiosk.wait(lambda: bool(kiosk.desk(MobileDesk).problemWords))
    kiosk.wait(lambda: said(kiosk, kiosk.desk(MobileDesk).problemWords))
    assert kiosk.desk(Dock).messages == []
    kiosk.tap("well_gateway")
    assert kiosk.services.gateway.fault == ""


def test_every_fault_of_the_printer_is_set_and_mended_and_its_pages_are_counted(kiosk):
    printer = kiosk.services.printer
    for fault in printer.faults:
        kiosk.tap(f"fault_printer_{fault}")
        assert printer.fault == fault
    kiosk.tap("well_printer")
    assert printer.fault == ""
    printer.print(kiosk.services.house.renderer.seal_pdf("示例", "示例", specimen=True), "示例")
    kiosk.wait(lambda: kiosk.desk(Dock).sheets == 1)


def test_a_card_can_be_laid_and_taken_while_a_sheet_lies_over_the_page(kiosk):
    come_to_identify(kiosk)
    kiosk.tap("switch_leave")
    kiosk.settle(300)
    kiosk.tap("lay_plain")
    assert kiosk.desk(Dock).lying == "plain"
    kiosk.tap("takeAway")
    assert kiosk.desk(Dock).lying == ""


def test_the_register_is_filled_behind_the_first_page(kiosk):
    def clash():
        with kiosk.services.house.store.read() as uow:
            return any("晨光早餐" in claim.index.name for claim in uow.register.search("晨光", 50))

    assert kiosk.page == "attract"
    kiosk.wait(clash)


def test_a_kiosk_without_a_demonstration_has_no_dock(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as kiosk:
        assert kiosk.window.width() == 1080
        assert not any(isinstance(desk, Dock) for desk in kiosk.shown.desks)


def test_a_provisioned_terminal_refuses_before_anything_shows(kiosk):
    provisioned = replace(kiosk.services, house=replace(kiosk.services.house, provisioned=True))
    with pytest.raises(SystemFault) as raised:
        run_touch(provisioned, Window(1080, 1920), demo=True)
    assert raised.value.code == "demo_refused"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_the_dock_is_cut_or_lies_over_something_else(theatre, tmp_path, size):
    with at_kiosk(tmp_path / "data", SIZES[size], demo=True) as kiosk:
        for text in ("验证码 482913，5 分钟内有效。", "取照码 739204。" + "示例" * 60):
            kiosk.services.gateway.send("t", {}, text, MOBILE, text)
        kiosk.tap("lay_long")
        for device in ("reader", "printer", "gateway"):
            kiosk.tap(f"fault_{device}_slow")
        kiosk.wait(lambda: len(kiosk.desk(Dock).messages) == 2)
        faults = []
        for language in ("zh", "en"):
            for care in (False, True):
                kiosk.sitting.touch.look.setLanguage(language)
                kiosk.sitting.touch.look.setCare(care)
                kiosk.settle(200)
                faults += [
                    f"{language}: {f}"
                    for f in at_rest(kiosk, lambda: clipped(kiosk) + overlapping(kiosk))
                ]
        assert faults == []
