"""The card on the reader: read at once, faults told and outlived, typed where there is none."""

from datetime import timedelta

import pytest

from kiosk.domain.answers import Answers
from kiosk.services.drafts import find_draft, save_draft
from kiosk.ui.touch.card_desk import CardDesk
from tests.builders import identity
from tests.screens.at_kiosk import CARD, at_kiosk

ANOTHER = {**CARD, "name": "林知夏", "number": identity(order="003")}


@pytest.fixture
def kiosk(theatre, tmp_path):
    with at_kiosk(tmp_path / "data") as opened:
        come_to_the_card(opened)
        yield opened


def come_to_the_card(kiosk):
    kiosk.tap("begin_establishment")
    kiosk.come_to("notice")
    kiosk.tap("next")
    kiosk.come_to("identify")


def lay(kiosk, card=CARD):
    kiosk.services.card_reader.take_away()
    kiosk.settle(600)
    kiosk.lay(card)
    kiosk.wait(lambda: kiosk.desk(CardDesk).name == card["name"])
    kiosk.settle(300)


def said(kiosk):
    return kiosk.find("readerFault").property("text") if kiosk.has("readerFault") else ""


def test_without_a_card_nobody_goes_on(kiosk):
    assert not kiosk.find("next").isEnabled()


def test_a_card_fills_the_form_at_once_and_shows_its_number_masked(kiosk):
    lay(kiosk)

    assert kiosk.sitting.answers.text("proprietor.home") == CARD["address"]
    assert kiosk.find("holderName").property("text") == CARD["name"]
    assert kiosk.find("holderNumber").property("text") == "320***********0012"


def test_the_card_may_be_taken_away_once_it_was_read(kiosk):
    lay(kiosk)
    kiosk.services.card_reader.take_away()
    kiosk.settle(600)
    kiosk.tap("next")

    kiosk.come_to("mobile")
    assert kiosk.sitting.card is not None


def test_an_unplugged_reader_says_so_and_reads_on_when_it_is_well(kiosk):
    kiosk.services.card_reader.set_fault("cable_out")
    kiosk.wait(lambda: said(kiosk) != "")
    kiosk.services.card_reader.set_fault("")
    kiosk.wait(lambda: said(kiosk) == "")
    lay(kiosk)

    assert kiosk.find("next").isEnabled()


def test_a_card_lifted_early_says_so_and_can_be_laid_again(kiosk):
    kiosk.services.card_reader.set_fault("lifted_early")
    kiosk.lay()
    kiosk.wait(lambda: said(kiosk) != "")
    assert kiosk.sitting.card is None
    kiosk.lay()
    kiosk.wait(lambda: kiosk.desk(CardDesk).state == "read")

    assert said(kiosk) == ""


def test_another_persons_card_starts_over(kiosk):
    lay(kiosk)
    kiosk.tap("next")
    kiosk.come_to("mobile")
    kiosk.tap("key_1")
    kiosk.tap("back")
    kiosk.come_to("identify")
    lay(kiosk, ANOTHER)

    assert kiosk.sitting.answers.text("proprietor.name") == ANOTHER["name"]
    assert kiosk.sitting.answers.text("proprietor.mobile") == ""


def test_what_the_card_does_not_say_is_asked(kiosk):
    lay(kiosk, {**CARD, "address": ""})

    assert not kiosk.find("next").isEnabled()
    assert kiosk.has("box_proprietor.home")


def test_an_expired_card_is_told_before_two_minutes_are_spent(kiosk):
    lay(kiosk, {**CARD, "to": "20200607"})

    assert kiosk.has("expired")


def test_without_a_card_the_same_is_typed_and_a_card_is_taken_after_all(kiosk):
    kiosk.tap("typeInstead")
    kiosk.settle(300)
    assert kiosk.has("box_proprietor.id_number")
    kiosk.sitting.answer("proprietor.name", "误打字")
    lay(kiosk)

    assert kiosk.sitting.answers.text("proprietor.name") == CARD["name"]


def test_a_waiting_screen_counts_absence_only_after_a_while(kiosk):
    for _ in range(kiosk.services.settings.sitting.waiting_seconds):
        kiosk.sitting.idle.tick()
    assert kiosk.sitting.idle.countdown == 0
    for _ in range(kiosk.services.settings.sitting.idle_seconds):
        kiosk.sitting.idle.tick()

    assert kiosk.sitting.idle.countdown > 0


# ── drafts ───────────────────────────────────────────────────────────────────────────────────


def keep(kiosk, **answers):
    form = kiosk.sitting.form
    save_draft(kiosk.services.house, CARD["number"], form.procedure, form.version, Answers(answers))


def draft(kiosk):
    return find_draft(kiosk.services.house, CARD["number"])


def test_the_same_card_is_offered_what_it_left_and_goes_on_with_it(kiosk):
    keep(kiosk, **{"proprietor.mobile": "15400012345", "scope.items": ["餐饮服务"]})
    lay(kiosk)
    kiosk.wait(lambda: kiosk.has("draft"))
    kiosk.tap("next")
    kiosk.come_to("mobile")

    assert kiosk.sitting.answers.texts("scope.items") == ("餐饮服务",)
    assert kiosk.sitting.answers.text("proprietor.mobile") == "15400012345"
    assert kiosk.sitting.mobile_verified is None


def test_what_was_left_can_be_thrown_away(kiosk):
    keep(kiosk, **{"proprietor.mobile": "15400012345"})
    lay(kiosk)
    kiosk.wait(lambda: kiosk.has("startAnew"))
    kiosk.tap("startAnew")
    kiosk.wait(lambda: draft(kiosk) is None)

    assert kiosk.sitting.answers.text("proprietor.mobile") == ""


def test_another_card_is_offered_nothing(kiosk):
    keep(kiosk, **{"proprietor.mobile": "15400012345"})
    lay(kiosk, ANOTHER)
    kiosk.settle(500)

    assert not kiosk.has("draft")


def test_a_step_done_is_kept_over_a_wipe_and_dropped_by_leaving(kiosk):
    lay(kiosk)
    kiosk.tap("next")
    kiosk.wait(lambda: draft(kiosk) is not None)
    kiosk.sitting.wipe()
    kiosk.settle(300)
    kept = draft(kiosk)
    assert kept is not None
    assert not kept.kept
    kiosk.services.card_reader.take_away()
    kiosk.settle(600)
    come_to_the_card(kiosk)
    lay(kiosk)
    kiosk.tap("switch_leave")
    kiosk.settle(200)
    kiosk.tap("reject")

    kiosk.wait(lambda: draft(kiosk) is None)
    assert kiosk.page == "attract"


def test_the_citizen_may_have_it_kept_for_days(kiosk):
    lay(kiosk)
    kiosk.tap("switch_leave")
    kiosk.settle(200)
    kiosk.tap("keep")
    kiosk.come_to("attract")
    kept = draft(kiosk)

    assert kept is not None
    assert kept.expires_at - kept.saved_at == timedelta(days=7)


def test_a_typed_identity_leaves_no_draft(kiosk):
    kiosk.tap("typeInstead")
    kiosk.sitting.set_answers(
        {
            "proprietor.name": CARD["name"],
            "proprietor.id_number": CARD["number"],
            "proprietor.nation": "汉族",
            "proprietor.home": CARD["address"],
        }
    )
    kiosk.settle(200)
    kiosk.tap("next")
    kiosk.come_to("mobile")
    kiosk.settle(500)

    assert draft(kiosk) is None


# ── names that a chip does not tell whole ────────────────────────────────────────────────────


def test_a_private_character_is_asked_anew_in_words_and_can_be_put_right(kiosk):
    lay(kiosk, {**CARD, "name": "陈安\ue863"})

    assert not kiosk.find("next").isEnabled()
    assert kiosk.has("box_proprietor.name")
    kiosk.sitting.answer("proprietor.name", "陈安𬀩")
    kiosk.wait(lambda: kiosk.find("next").isEnabled())


def test_a_name_that_fills_the_chip_can_be_completed(kiosk):
    lay(kiosk, {**CARD, "name": "阿卜杜热合曼·阿卜杜克热木江·"})

    assert kiosk.has("box_proprietor.name")


def test_a_name_of_one_character_is_taken_from_the_card(kiosk):
    lay(kiosk, {**CARD, "name": "䶮"})

    assert kiosk.find("next").isEnabled()
    assert not kiosk.has("box_proprietor.name")
