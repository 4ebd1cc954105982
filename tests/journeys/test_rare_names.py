"""Persons with rare, very short, very long or pointed names, whatever their card's chip tells."""

import io
import re
from dataclasses import replace

import pypdf
import pytest

from kiosk.domain.checks import validate_answers
from kiosk.domain.person_name import (
    is_cut_short,
    is_same_name,
    may_be_on_card,
    parse_person_name,
)
from kiosk.domain.states import Assurance, DocumentKind, Outcome
from kiosk.services.explain import reasons_of
from kiosk.services.process import process
from kiosk.services.submit import filing_with_card
from tests import desk
from tests.builders import ON, card_of, example_answers, the_form, the_reference
from tests.journeys.test_rare_characters import PERSONS, SAMPLE

DOTS = "·•．.‧・･∙⋅●"
UYGHUR = "阿卜杜热合曼·阿卜杜克热木江"
AS_ON_A_CHIP = UYGHUR + "·"
"""Fifteen units of a longer name, as a chip holds it."""
PRIVATE = "\ue863"


def faults(name):
    found = validate_answers(
        the_form(), example_answers(proprietor__name=name), ON, the_reference()
    )
    return [(problem.field, problem.code) for problem in found]


def filed(house, make, on_chip, name, **changes):
    """What becomes of the filing of somebody whose chip tells the one and who writes the other."""
    mine = make(**{"proprietor__name": name, **changes})
    card = card_of(replace(desk.an_application(), answers=mine.answers))
    prefill = house.procedures["establishment"].form.prefill()
    return process(house, filing_with_card(mine, replace(card, name=on_chip), prefill))


def told(house, done):
    return {reason.field: reason for reason in reasons_of(house, done.application, done.decision)}


def licence_text(house, done):
    with house.store.read() as unit:
        paper = unit.licences.document(done.application.id, DocumentKind.LICENCE_COPY, 1)
    pages = pypdf.PdfReader(io.BytesIO(paper.content)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("name", [SAMPLE[0], PERSONS[1], UYGHUR], ids=["1", "25", "pointed"])
def test_a_rare_a_short_and_a_long_name_of_a_chip_come_to_stand_on_a_licence(house, filing, name):
    done = filed(house, filing, name, name)

    assert done.decision.verdict.outcome is Outcome.APPROVED, told(house, done)
    assert done.application.assurance is Assurance.CHIP
    assert done.entry.proprietor == name
    assert name in licence_text(house, done)


def test_names_of_one_to_twenty_five_characters_are_taken_where_a_card_tells_them():
    for length in range(1, 26):
        assert faults(SAMPLE[:length]) == []
    assert faults("") == [("proprietor.name", "required")]


def test_one_character_is_no_name_where_no_card_can_tell_it():
    assert parse_person_name("王").code == "name_too_short"
    assert parse_person_name("王", least=1).text == "王"
    assert parse_person_name("A", least=1).code == "name_too_short"


@pytest.mark.parametrize("dot", DOTS)
def test_every_point_is_the_same_point_and_stays_as_the_card_writes_it(dot):
    """民委发〔2016〕33号 has one separator; cards were written with others."""
    on_card = f"买买提{dot}吐尔逊"

    assert faults(on_card) == []
    assert parse_person_name(on_card).text == on_card
    assert is_same_name(on_card, "买买提·吐尔逊")
    assert not is_same_name(on_card, "买买提吐尔逊")


def test_a_card_with_another_point_agrees_with_what_was_typed(house, filing):
    done = filed(house, filing, "买买提•吐尔逊", "买买提·吐尔逊")

    assert done.decision.verdict.outcome is Outcome.APPROVED, told(house, done)
    assert done.application.assurance is Assurance.CHIP


def test_a_private_character_is_said_plainly_and_nothing_is_printed_with_it(house, filing):
    name = f"林{PRIVATE}"
    done = filed(house, filing, name, name)

    assert done.decision.verdict.outcome is Outcome.RETURNED
    said = [reason.message for reason in reasons_of(house, done.application, done.decision)]
    assert any("第 2 个字" in message for message in said)
    several = ("\ue500", "\ue003", "\ue863", "\U000f0001")
    assert house.renderer.missing_glyphs("".join(several)) == several


def test_the_citizen_may_put_the_right_character_in_its_place(house, filing):
    done = filed(house, filing, f"林{PRIVATE}", f"林{SAMPLE[0]}")

    assert not done.application.card_differs
    assert done.application.assurance is Assurance.TYPED
    assert done.entry.proprietor == f"林{SAMPLE[0]}"


@pytest.mark.parametrize(
    ("on_chip", "name", "may_be"),
    [
        (f"林{PRIVATE}", "林𬀩", True),
        ("林\U000f1234", "林𬀩", True),
        (f"林{PRIVATE}", "林", False),
        (f"林{PRIVATE}", "林𬀩𬀩", False),
        (f"林{PRIVATE}", "陈𬀩", False),
        (f"林{PRIVATE}", "林A", False),
        (f"林{PRIVATE}", f"林{PRIVATE}", True),
        ("林𬀩", f"林{PRIVATE}", False),
        (AS_ON_A_CHIP, UYGHUR + "·麦麦提", True),
        (AS_ON_A_CHIP, UYGHUR, False),
        ("林安", "林安安", False),
    ],
)
def test_a_chip_that_tells_no_whole_name_allows_no_other_person(on_chip, name, may_be):
    assert may_be_on_card(on_chip, name) == may_be


def test_a_name_that_fills_the_chip_may_be_longer_and_is_then_taken_as_typed(house, filing):
    assert is_cut_short(AS_ON_A_CHIP)
    assert is_cut_short("𬀩" * 7)
    assert not is_cut_short("买买提·吐尔逊")
    done = filed(house, filing, AS_ON_A_CHIP, f"{AS_ON_A_CHIP}麦麦提")

    assert not done.application.card_differs
    assert done.application.assurance is Assurance.TYPED
    assert done.entry.proprietor == f"{AS_ON_A_CHIP}麦麦提"


def test_another_name_than_the_cards_is_still_returned(house, filing):
    done = filed(house, filing, f"林{PRIVATE}安", "陈𬀩安")

    assert done.application.card_differs
    assert done.decision.verdict.outcome is Outcome.RETURNED
