"""The review: everything read back and amended, declarations one by one, signed by hand or card."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from kiosk.domain.states import DocumentKind, Outcome
from kiosk.ui.touch.card_signing import CardSigning
from kiosk.ui.touch.outcome import Outcome as OutcomeDesk
from kiosk.ui.touch.review_desk import ReviewDesk
from tests.builders import identity
from tests.screens.at_kiosk import CARD, at_kiosk
from tests.screens.standing import COMPLETE, stand_at, take_name

DECLARATIONS = ("truth", "name", "premises", "permits")
ORDERS = (f"{2 * n + 1:03}" for n in range(100))
BRANDS = (
    f"{first}{second}{third}" for first in "芃霁衍" for second in "芮飏珂" for third in "菀鹭泓"
)
"""Invented people and free names, another for each test."""


@pytest.fixture(scope="module")
def kiosk(theatre, tmp_path_factory):
    with at_kiosk(tmp_path_factory.mktemp("kiosk"), (1920, 1080)) as opened:
        yield opened


@pytest.fixture
def page(kiosk):
    """At the review of complete answers, of somebody with a name of their own."""
    kiosk.services.card_reader.take_away()
    own = {"name.brand": next(BRANDS), "proprietor.id_number": identity(order=next(ORDERS))}
    stand_at(kiosk, "review", {**COMPLETE, **own})
    kiosk.wait(lambda: desk(kiosk).lacks == "signature")
    kiosk.settle(100)
    return kiosk


def desk(kiosk):
    return kiosk.desk(ReviewDesk)


def at(kiosk, across, down):
    pad = kiosk.find("pad")
    place = pad.mapRectToScene(QRectF(0, 0, pad.width(), pad.height()))
    return QPoint(
        round(place.x() + place.width() * across), round(place.y() + place.height() * down)
    )


def sign(kiosk):
    kiosk.drag(at(kiosk, 0.3, 0.2), at(kiosk, 0.8, 0.2))
    kiosk.drag(at(kiosk, 0.6, 0.1), at(kiosk, 0.6, 0.5))


def declare(kiosk):
    for name in DECLARATIONS:
        kiosk.tap(f"declare_declarations.{name}")


def filed(kiosk):
    """The application as it stands in the register."""
    with kiosk.services.house.store.read() as uow:
        return uow.applications.by_key(kiosk.sitting.key)


def words(kiosk):
    """Every text that can be seen."""
    return [str(item.property("text")) for item in kiosk.items() if item.isVisible()]


def test_numbers_are_masked_and_the_rest_is_read_back(page):
    said = " ".join(words(page))

    number = page.sitting.answers.text("proprietor.id_number")
    assert number not in said
    assert "15400012345" not in said
    assert f"{number[:3]}***" in said
    assert "154****2345" in said
    assert "昆山市玉山镇示例路18号" in said
    assert desk(page).groups[4]["first"][0]["value"].startswith("昆山市")


def test_no_declaration_is_ticked_before_it_is_touched(page):
    assert [row["ticked"] for row in desk(page).declarations] == [False] * 4


def test_each_declaration_is_its_own_touch_and_can_be_taken_back(page):
    sign(page)
    for count, name in enumerate(DECLARATIONS, start=1):
        assert not page.find("next").isEnabled()
        page.tap(f"declare_declarations.{name}")
        assert sum(row["ticked"] for row in desk(page).declarations) == count
    assert page.find("next").isEnabled()

    page.tap("declare_declarations.premises")
    assert not page.find("next").isEnabled()
    assert desk(page).lacks == "declarations"


def test_the_button_says_what_lacks(page):
    texts = []
    for act in (lambda: None, lambda: sign(page), lambda: declare(page)):
        act()
        texts.append(page.find("next").property("text"))

    assert texts == ["还差签名", "还差承诺", "提交，马上审批"]


def test_strokes_are_kept_in_thousandths_of_the_pad_and_in_the_answers_alone(page):
    sign(page)
    across, down = page.sitting.answers["signature"]

    assert across[0] == pytest.approx([300, 300 * _ratio(page)], abs=8) or across[0][0] in range(
        285, 316
    )
    assert 770 <= across[-1][0] <= 815
    assert abs(down[0][0] - down[-1][0]) <= 5
    assert desk(page).strokes == page.sitting.answers["signature"]


def _ratio(kiosk):
    pad = kiosk.find("pad")
    return pad.height() / pad.width()


def test_what_was_written_is_seen(page):
    pad = page.find("pad")
    place = pad.mapRectToScene(QRectF(0, 0, pad.width(), pad.height())).toRect()
    before = page.grab().copy(place)
    sign(page)
    after = page.grab().copy(place)

    ink = sum(
        after.pixelColor(x, y).lightness() < 80 and before.pixelColor(x, y).lightness() > 200
        for x in range(0, place.width(), 2)
        for y in range(0, place.height() // 2, 2)
    )
    assert ink > 100


def test_a_signature_from_a_higher_pad_is_seen_whole(page):
    low = 1000 * _ratio(page) + 80  # lower than this pad goes
    stroke = [[200, 20], [200, low], [800, low]]
    page.sitting.set_answers({"signature": [stroke]})
    page.settle(100)
    pad = page.find("pad")
    place = pad.mapRectToScene(QRectF(0, 0, pad.width(), pad.height())).toRect()
    picture = page.grab().copy(place)
    dark = [
        (x, y)
        for x in range(place.width() // 4, place.width() * 3 // 4)
        for y in range(place.height() // 2, place.height())
        if picture.pixelColor(x, y).lightness() < 80
    ]

    assert len({x for x, y in dark if y > place.height() - 40}) > place.width() // 5
    assert page.sitting.answers["signature"] == [stroke]


def test_a_signature_is_written_again_at_a_touch(page):
    sign(page)
    assert desk(page).signed
    page.tap("sign_again")

    assert not desk(page).signed
    assert "signature" not in page.sitting.answers
    assert page.has("by_card")


def test_a_dot_is_no_signature(page):
    page.tap(at(page, 0.5, 0.3))

    assert len(desk(page).strokes) == 1
    assert not desk(page).signed


def test_a_step_is_amended_and_leads_back_with_everything_kept(page):
    sign(page)
    page.tap("declare_declarations.truth")
    page.tap("amend_particulars")
    page.come_to("fields")
    page.sitting.answer("particulars.capital", "10")
    page.tap("next")
    page.come_to("review")
    lines = [line for group in desk(page).groups for line in group["first"]]

    assert next(line for line in lines if line["id"] == "particulars.capital")["value"] == "10"
    assert desk(page).signed
    assert page.sitting.answers.flag("declarations.truth")


def test_what_is_wrong_anywhere_is_told_with_the_way_there(page):
    sign(page)
    declare(page)
    page.sitting.answer("proprietor.education", None)
    page.settle(100)

    assert not page.find("next").isEnabled()
    assert [row["stepId"] for row in desk(page).problems] == ["particulars"]
    page.tap("mend_particulars")
    page.come_to("fields")


def test_a_name_that_was_taken_meanwhile_is_told_before_handing_in(page):
    brand = page.sitting.answers.text("name.brand")
    page.tap("amend_particulars")
    page.come_to("fields")
    take_name(page, brand)
    page.tap("next")
    page.come_to("review")
    page.wait(lambda: desk(page).lacks == "problems")

    assert [row["stepId"] for row in desk(page).problems] == ["name"]
    page.tap("mend_name")
    page.come_to("name")


def test_an_application_that_is_signed_and_declared_is_approved(page):
    sign(page)
    declare(page)
    page.tap("next")
    page.come_to("result", 60)

    assert page.desk(OutcomeDesk).outcome == Outcome.APPROVED.value
    assert filed(page).answers["signature"]


def test_a_disabled_button_hands_nothing_in(page):
    declare(page)
    page.tap("next")
    page.settle(200)
    desk(page).submit()

    assert page.page == "review"


def test_after_the_wipe_neither_lines_nor_strokes_are_left(page):
    sign(page)
    page.sitting.wipe()

    assert desk(page).groups == []
    assert desk(page).strokes == []
    assert desk(page).problems == []
    assert page.desk(CardSigning).state == "off"


# ── who cannot write ─────────────────────────────────────────────────────────────────────────
def signing(kiosk):
    return kiosk.desk(CardSigning)


def lay_own(kiosk):
    kiosk.lay({**CARD, "number": kiosk.sitting.answers.text("proprietor.id_number")})


def newest_code(page):
    """The newest code; the courier's notices may arrive among the codes."""
    message = [text for text in page.messages() if "验证码" in text][-1]
    digits = "".join(c if c.isdigit() else " " for c in message).split()
    return next(part for part in digits if len(part) == 6)


def test_card_and_code_stand_for_a_signature(page):
    page.sitting.answer("proprietor.mobile", "15400012301")
    page.tap("by_card")
    page.wait(lambda: signing(page).state == "card")
    lay_own(page)
    before = len(page.messages())
    page.wait(lambda: signing(page).state == "code")
    page.wait(lambda: len(page.messages()) > before)
    page.settle(200)
    for digit in newest_code(page):
        page.tap(f"key_{digit}")
    page.wait(lambda: desk(page).byCard)
    page.settle(300)
    assert page.has("signed_by_card")
    assert not page.has("pad")

    declare(page)
    page.tap("next")
    page.come_to("result", 60)
    application = filed(page)
    assert application.answers.flag("signature.by_card")
    with page.services.house.store.read() as uow:
        kinds = {document.kind for document in uow.licences.documents(application.id)}
    assert DocumentKind.APPLICATION_FORM in kinds


def test_another_card_does_not_sign(page):
    page.lay({**CARD, "number": identity(order="999"), "name": "赵试例"})
    page.tap("by_card")
    page.wait(lambda: signing(page).state == "other")
    page.settle(300)
    assert page.has("card_problem")

    page.tap("reject")
    page.settle(200)
    assert signing(page).state == "off"
    assert not desk(page).signed


def test_a_reader_that_fails_while_signing_says_so_and_is_asked_on(page):
    reader = page.services.card_reader
    page.sitting.answer("proprietor.mobile", "15400012305")
    reader.set_fault("cable_out")
    try:
        page.tap("by_card")
        page.wait(lambda: page.has("card_problem"))
    finally:
        reader.set_fault("")
    page.wait(lambda: not page.has("card_problem"))
    lay_own(page)
    page.wait(lambda: signing(page).state == "code")
    signing(page).stop()


def test_a_wrong_code_is_told_and_another_try_is_open(page):
    page.sitting.answer("proprietor.mobile", "15400012302")
    lay_own(page)
    page.tap("by_card")
    page.wait(lambda: signing(page).state == "code")
    page.settle(300)
    wrong = f"{(int(newest_code(page)) + 1) % 1000000:06d}"
    signing(page).enter(wrong)
    page.wait(lambda: signing(page).state == "code" and signing(page).said != "")

    assert not desk(page).byCard
    signing(page).enter(newest_code(page))
    page.wait(lambda: signing(page).state == "done")


def test_by_hand_again_takes_the_card_back(page):
    page.sitting.set_answers({"signature.by_card": True})
    page.settle(200)
    page.tap("by_hand")
    page.settle(200)

    assert not desk(page).byCard
    assert page.has("pad")


def test_the_citizen_is_not_absent_while_the_card_is_waited_for(page):
    page.tap("by_card")
    page.wait(lambda: signing(page).state == "card")
    for _ in range(200):
        page.sitting.idle.tick()
    assert page.page == "review"

    signing(page).stop()
    for _ in range(200):
        page.sitting.idle.tick()
    assert page.page == "attract"


# ── without a finger ─────────────────────────────────────────────────────────────────────────
def test_the_keyboard_alone_declares_signs_by_card_and_hands_in(page):
    page.sitting.answer("proprietor.mobile", "15400012303")
    lay_own(page)
    done = set()
    for _ in range(80):
        page.key(Qt.Key.Key_Tab)
        holder = page.window.activeFocusItem()
        name = holder.objectName() if holder else ""
        if name.startswith("declare_") and name not in done:
            page.key(Qt.Key.Key_Space)
            done.add(name)
        if name == "by_card" and not desk(page).byCard:
            page.key(Qt.Key.Key_Return)
            page.wait(lambda: signing(page).state == "code")
            page.settle(300)
            for digit in newest_code(page):
                page.key(Qt.Key(Qt.Key.Key_0.value + int(digit)))
            page.wait(lambda: desk(page).byCard)
            page.settle(300)
        if name == "next" and desk(page).lacks == "":
            page.key(Qt.Key.Key_Return)
            break
    page.come_to("result", 60)
