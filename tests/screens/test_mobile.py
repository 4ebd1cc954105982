"""The mobile number: typed on its own keys, proved by a code, and a way on where none comes."""

import re

import pytest
from PySide6.QtCore import Qt

from kiosk.adapters.sms.folder import FolderGateway
from kiosk.ports import Receipt, SentMessage
from kiosk.ui.touch.card_desk import CardDesk
from kiosk.ui.touch.mobile_desk import MobileDesk
from tests.desk import StillClock
from tests.screens.at_kiosk import at_kiosk

NUMBER = "15400012345"


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def kiosk(theatre, tmp_path, clock):
    with at_kiosk(tmp_path / "data", clock=clock) as opened:
        opened.sitting.begin("establishment")
        opened.come_to("notice")
        opened.tap("next")
        opened.come_to("identify")
        opened.lay()
        opened.wait(lambda: opened.desk(CardDesk).state == "read")
        opened.settle(300)
        opened.tap("next")
        opened.come_to("mobile")
        yield opened


def type_(kiosk, digits):
    for digit in digits:
        kiosk.tap(f"key_{digit}")


def ask_for_a_code(kiosk, number=NUMBER):
    type_(kiosk, number)
    kiosk.tap("next")
    kiosk.wait(lambda: kiosk.desk(MobileDesk).stage == "code")
    kiosk.settle(150)
    return newest_code(kiosk)


def newest_code(kiosk):
    return re.search(r"\d{6}", kiosk.services.gateway.received(1)[0].text).group()


def another_than(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def said(kiosk):
    return kiosk.desk(MobileDesk).problemWords


def test_the_page_says_how_many_digits_are_still_to_come(kiosk):
    type_(kiosk, NUMBER[:-1])

    assert kiosk.find("said").property("text") == "请再输入 1 位，手机号共 11 位"
    assert not kiosk.find("next").isEnabled()


def test_a_number_of_no_telephone_is_told_and_gets_no_code(kiosk):
    type_(kiosk, "12345678901")

    assert "13 至 19" in said(kiosk)
    assert not kiosk.find("next").isEnabled()


def test_the_sixth_digit_of_the_right_code_goes_on_by_itself(kiosk):
    type_(kiosk, ask_for_a_code(kiosk))

    kiosk.come_to("trade")
    assert kiosk.sitting.mobile_verified is True


def test_a_hardware_keyboard_writes_number_and_code_too(kiosk):
    for digit in NUMBER:
        kiosk.key(Qt.Key[f"Key_{digit}"])

    assert kiosk.desk(MobileDesk).number == NUMBER


def test_a_wrong_code_says_how_often_it_may_be_tried_and_takes_the_right_one(kiosk):
    code = ask_for_a_code(kiosk)
    type_(kiosk, another_than(code))
    kiosk.wait(lambda: "4 次" in said(kiosk))
    type_(kiosk, code)

    kiosk.come_to("trade")


def test_a_code_tried_too_often_is_spent(kiosk):
    code = ask_for_a_code(kiosk)
    for left in ("4 次", "3 次", "2 次", "1 次", "不能再用"):
        type_(kiosk, another_than(code))
        kiosk.wait(lambda left=left: left in said(kiosk))
    type_(kiosk, code)
    kiosk.settle(800)

    assert kiosk.page == "mobile"


def test_an_expired_code_is_told_as_such_and_a_new_one_opens(kiosk, clock):
    code = ask_for_a_code(kiosk)
    clock.go(minutes=6)
    type_(kiosk, code)
    kiosk.wait(lambda: "已过时" in said(kiosk))
    kiosk.desk(MobileDesk).send()
    kiosk.wait(lambda: len(kiosk.messages()) == 2 and not kiosk.desk(MobileDesk).sending)
    kiosk.settle(150)
    type_(kiosk, newest_code(kiosk))

    kiosk.come_to("trade")


def test_another_code_is_not_sent_before_its_time(kiosk):
    ask_for_a_code(kiosk)

    assert not kiosk.find("next").isEnabled()
    assert kiosk.desk(MobileDesk).wait > 0


def test_asking_at_once_for_the_same_number_again_keeps_the_first_code_open(kiosk):
    code = ask_for_a_code(kiosk)
    kiosk.tap("back")
    kiosk.settle(200)
    kiosk.tap("next")
    kiosk.wait(lambda: kiosk.desk(MobileDesk).stage == "code")
    kiosk.settle(150)
    type_(kiosk, code)

    kiosk.come_to("trade")


def test_a_dead_gateway_leaves_a_way_on_without_messages(kiosk):
    kiosk.services.gateway.set_fault("busy")
    type_(kiosk, NUMBER)
    kiosk.tap("next")
    kiosk.wait(lambda: kiosk.has("noMessage"))
    assert "没有发出去" in said(kiosk)
    kiosk.tap("noMessage")
    kiosk.settle(200)
    kiosk.tap("accept")

    kiosk.come_to("trade")
    assert kiosk.sitting.mobile_verified is False


def test_a_gateway_that_is_well_again_sends_at_once(kiosk):
    kiosk.services.gateway.set_fault("busy")
    type_(kiosk, NUMBER)
    kiosk.tap("next")
    kiosk.wait(lambda: said(kiosk) != "")
    kiosk.services.gateway.set_fault("")
    kiosk.tap("next")

    kiosk.wait(lambda: kiosk.desk(MobileDesk).stage == "code")


def test_a_changed_number_needs_a_code_of_its_own(kiosk):
    type_(kiosk, ask_for_a_code(kiosk))
    kiosk.come_to("trade")
    kiosk.tap("back")
    kiosk.come_to("mobile")
    assert kiosk.find("next").isEnabled()
    kiosk.tap("changeNumber")
    kiosk.settle(200)
    kiosk.tap("key_erase")
    type_(kiosk, "9")

    assert kiosk.desk(MobileDesk).stage == "number"
    assert kiosk.sitting.mobile_verified is None
    kiosk.sitting.next()
    assert kiosk.page == "mobile"


def test_a_proved_number_is_masked_and_goes_on_with_one_touch(kiosk):
    type_(kiosk, ask_for_a_code(kiosk))
    kiosk.come_to("trade")
    kiosk.tap("back")
    kiosk.come_to("mobile")

    assert kiosk.find("number").property("digits") == "154****2345"
    kiosk.tap("next")
    kiosk.come_to("trade")


def test_waiting_for_the_message_is_not_absence(kiosk):
    ask_for_a_code(kiosk)
    for _ in range(kiosk.services.settings.sitting.waiting_seconds):
        kiosk.sitting.idle.tick()

    assert kiosk.sitting.idle.countdown == 0


def test_a_wipe_leaves_neither_number_nor_code(kiosk):
    ask_for_a_code(kiosk)
    type_(kiosk, "123")
    kiosk.sitting.wipe()
    desk = kiosk.desk(MobileDesk)

    assert (desk.number, desk.code, desk.stage) == ("", "", "number")
    assert NUMBER not in repr(vars(desk))


class HearsReceipts(FolderGateway):
    """The folder, whose carrier also tells what became of each message."""

    told: tuple[Receipt, ...] = ()
    newest = ""

    def send(self, *message) -> SentMessage:
        sent = super().send(*message)
        self.newest = sent.gateway_id
        return sent

    def tell(self, state: str) -> None:
        self.told = (Receipt(self.newest, state, "carrier", self._clock.now()),)

    def receipts(self):
        return self.told

    def acknowledge(self, gateway_ids) -> None:
        self.told = ()


@pytest.fixture
def hearing(kiosk, clock):
    gateway = HearsReceipts(kiosk.services.settings.data / "sms", clock)
    vars(kiosk.services)["gateway"] = gateway
    return gateway


def test_a_receipt_says_that_the_message_is_on_the_telephone(kiosk, hearing):
    code, desk = ask_for_a_code(kiosk), kiosk.desk(MobileDesk)
    assert not desk.arrived
    hearing.tell("delivered")
    kiosk.wait(lambda: desk.arrived)
    assert "已经送到" in str(kiosk.find("code").property("hint"))
    type_(kiosk, code)
    kiosk.come_to("trade")


def test_a_number_that_was_not_reached_is_told_at_once_and_nobody_waits_the_minute(
    kiosk, hearing, clock
):
    code, desk = ask_for_a_code(kiosk), kiosk.desk(MobileDesk)
    assert desk.wait > 0
    hearing.tell("failed")
    kiosk.wait(lambda: desk.wait == 0 and "没有送到" in said(kiosk))
    assert kiosk.has("noMessage")
    clock.go(seconds=1)
    kiosk.tap("next")  # send again
    kiosk.wait(lambda: newest_code(kiosk) != code and not desk.sending)
    kiosk.settle(150)
    type_(kiosk, newest_code(kiosk))
    kiosk.come_to("trade")


def test_a_number_that_takes_no_message_is_told_before_anybody_waits(kiosk):
    kiosk.services.gateway.set_fault("refused")
    type_(kiosk, NUMBER)
    kiosk.tap("next")
    kiosk.wait(lambda: "发不到这个号码" in said(kiosk))
    assert (kiosk.desk(MobileDesk).stage, kiosk.has("noMessage")) == ("number", True)
