"""Pages are read out when the voice is on; nothing personal is, unless a headset is plugged in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.touch.reading import messages_of, said_by
from kiosk.ui.touch.voice import Voice
from tests.screens.at_kiosk import CARD, AtKiosk, at_kiosk
from tests.screens.standing import COMPLETE, MOBILE, step_to

TALKING = '[voice]\nkind = "folder"\n'
HEADSET = TALKING + "headset = true\n"

PAGE = """
Item {
    Heading { text: "请放上您的身份证" }
    Words { text: "放好以后等一会儿" }
    Words { text: "放好以后等一会儿" }
    Words { text: "看不见"; visible: false }
    Item {
        property bool personal: true
        Words { text: "赵试例" }
    }
    TextBox { label: "店名"; text: "晨光" }
    Tick { text: "我已经看过" }
    ActionButton { text: "下一步" }
    Loader { sourceComponent: Quiet { text: "最后一句" } }
}
"""


def said(kiosk: AtKiosk) -> list[str]:
    return [file.read_text("utf-8") for file in sorted((kiosk.data / "voice").glob("*.txt"))]


def test_a_page_says_its_heading_text_and_labels_in_order_and_nothing_hidden(stage):
    item = stage(PAGE).root
    assert said_by(item, personal_too=False) == [
        "请放上您的身份证", "放好以后等一会儿", "店名", "我已经看过", "最后一句",
    ]  # fmt: skip
    assert "赵试例" in said_by(item, personal_too=True)


def test_of_a_message_its_words_are_read_and_not_its_title_alone(stage):
    message = """
Item {
    Words { text: "店名" }
    Banner { title: "没有存上"; text: "请再试一次"; Words { text: "或者找人" } }
    Banner { title: "看不见"; visible: false }
}
"""
    item = stage(message).root
    assert said_by(item, personal_too=False) == ["店名", "没有存上", "请再试一次", "或者找人"]
    assert list(messages_of(item, personal_too=False)) == [["没有存上", "请再试一次", "或者找人"]]


def test_pages_are_read_as_they_come_once_the_voice_is_on(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        kiosk.sitting.begin("establishment")
        kiosk.come_to("notice")
        kiosk.settle(400)
        assert said(kiosk) == []
        kiosk.tap("switch_voice")
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        kiosk.sitting.next()
        kiosk.come_to("identify")
        kiosk.wait(lambda: len(said(kiosk)) == 2)
        assert "身份证" in said(kiosk)[1]
        kiosk.shown.sitting.touch.look.setLanguage("en")
        kiosk.wait(lambda: len(said(kiosk)) == 3)
        assert "card" in said(kiosk)[2]
        kiosk.tap("switch_voice")
        kiosk.settle(400)
        assert len(said(kiosk)) == 3


def test_the_first_page_speaks_for_whoever_cannot_see_it(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        kiosk.tap("switch_voice")
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        assert "开店办照" in said(kiosk)[0]


def test_what_a_keyboard_reaches_is_said_and_what_a_finger_touches_is_not(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        kiosk.tap("switch_voice")
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        heard = ""
        for _ in range(12):
            kiosk.key(Qt.Key.Key_Tab)
            heard = "\n".join(said(kiosk)[1:])
        assert "我要开店" in heard
        assert "查进度" in heard
        kiosk.tap("begin_establishment")
        kiosk.come_to("notice")
        kiosk.settle(600)  # the page has been read
        before = len(said(kiosk))
        kiosk.tap("switch_voice")
        kiosk.tap("switch_voice")
        kiosk.wait(lambda: len(said(kiosk)) == before + 1)
        assert "办理前" in said(kiosk)[-1]


def test_a_message_that_comes_while_a_page_stands_is_said_once(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        step_to(kiosk, "trade", {})
        kiosk.sitting.touch.look.setVoice(True)
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        kiosk.settle(900)
        assert len(said(kiosk)) == 1  # what stood there is not said again
        kiosk.sitting.next()
        kiosk.wait(lambda: len(said(kiosk)) == 2)
        assert said(kiosk)[1] == "请填写“经营范围”。"
        kiosk.settle(900)
        assert len(said(kiosk)) == 2


def test_who_cannot_see_hears_the_warning_before_the_wipe_but_not_every_second(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        kiosk.sitting.begin("establishment")
        kiosk.come_to("notice")
        kiosk.sitting.touch.look.setVoice(True)
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        idle = kiosk.sitting.idle
        while idle.countdown == 0:
            idle.tick()
        kiosk.wait(lambda: len(said(kiosk)) == 2)
        assert "您还在吗" in said(kiosk)[1]
        assert "清空屏幕" in said(kiosk)[1]
        for _ in range(3):
            idle.tick()
            kiosk.settle(450)
        assert len(said(kiosk)) == 2
        kiosk.tap("accept")
        kiosk.settle(450)
        while idle.countdown == 0:
            idle.tick()
        kiosk.wait(lambda: len(said(kiosk)) == 3)  # the next warning is a new one


def test_a_personal_value_that_a_keyboard_reaches_stays_unsaid(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        step_to(kiosk, "review", COMPLETE)
        kiosk.sitting.touch.look.setVoice(True)
        kiosk.settle(600)
        for _ in range(30):
            kiosk.key(Qt.Key.Key_Tab)
        told = "\n".join(said(kiosk))

    assert "修改" in told
    for secret in (CARD["name"], CARD["number"], CARD["address"], MOBILE["proprietor.mobile"]):
        assert secret not in told


def test_the_care_mode_speaks_and_the_next_citizen_hears_nothing(theatre, tmp_path):
    with at_kiosk(tmp_path, toml=TALKING) as kiosk:
        kiosk.sitting.begin("establishment")
        kiosk.come_to("notice")
        kiosk.sitting.touch.look.setCare(True)
        kiosk.wait(lambda: len(said(kiosk)) == 1)
        kiosk.sitting.wipe()
        kiosk.come_to("attract")
        kiosk.settle(400)
        assert len(said(kiosk)) == 1


@pytest.mark.parametrize(("toml", "heard"), [(TALKING, False), (HEADSET, True)])
def test_what_the_card_says_is_heard_in_a_headset_alone(theatre, tmp_path: Path, toml, heard):
    with at_kiosk(tmp_path, toml=toml) as kiosk:
        kiosk.sitting.begin("establishment")
        kiosk.sitting.next()
        kiosk.come_to("identify")
        kiosk.lay()
        kiosk.wait(lambda: kiosk.sitting.card is not None)
        kiosk.settle(300)
        voice = kiosk.desk(Voice)
        voice.readPage(kiosk.window.contentItem())
        voice.read(f"您好，{CARD['name']}")
        voice.read(f"证号 {CARD['number']}")
        voice.read("电话 154****1234")
        told = "\n".join(said(kiosk))
        assert "本人" in told
        for secret in (CARD["name"], CARD["number"], "154****"):
            assert (secret in told) is heard


def test_a_terminal_without_a_voice_offers_none(theatre, tmp_path):
    with at_kiosk(tmp_path, toml='[voice]\nkind = "silent"\n') as kiosk:
        kiosk.sitting.begin("establishment")
        kiosk.come_to("notice")
        assert not kiosk.desk(Voice).available
        assert not kiosk.find("switch_voice").isVisible()
        assert kiosk.find("switch_help").isVisible()


def test_a_voice_that_is_misnamed_stops_no_sitting(theatre, tmp_path):
    with at_kiosk(tmp_path, toml='[voice]\nkind = "choir"\n') as kiosk:
        assert not kiosk.desk(Voice).available
        kiosk.desk(Voice).read("您好")
        kiosk.desk(Voice).stop()
