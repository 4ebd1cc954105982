"""The application form in the archive says how it was signed: by hand, by card, or not at all."""

import random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.services.papers import application_paper
from kiosk.services.process import process
from kiosk.services.submit import Filing
from kiosk.settings import load_settings
from tests.builders import ON, the_form


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def paper(house, **signed):
    answers = Answers(make_example(the_form(), random.SystemRandom(), ON)["answers"])
    answers = answers.without("signature")
    for field_id, value in signed.items():
        answers = answers.with_answer(field_id.replace("__", "."), value)
    done = process(house, Filing("establishment", answers))
    return application_paper(house, done.application)


STROKES = [[[0, 0], [100, 100]], [[100, 0], [0, 100]]]


def test_each_way_of_signing_has_its_words(house):
    words = house.procedures["establishment"].papers.application_form

    assert paper(house, signature=STROKES).signature_note == words.signed
    assert paper(house, signature__by_card=True).signature_note == words.signed_by_card
    assert paper(house).signature_note == words.unsigned


def test_a_hand_outweighs_a_card(house):
    both = paper(house, signature=STROKES, signature__by_card=True)

    assert both.strokes
    assert both.signature_note == house.procedures["establishment"].papers.application_form.signed


def test_the_means_of_signing_is_no_row_among_the_answers(house):
    label = the_form().field("signature.by_card").label("zh")

    assert label not in [row[0] for row in paper(house, signature__by_card=True).rows]


def test_the_owners_word_for_a_home_stands_among_the_declarations(house):
    home = paper(house, premises__kind="residential", premises__commitment=True)
    label = the_form().field("premises.commitment").label("zh")
    heading, _, declared = home.tables[-1]

    assert heading == house.procedures["establishment"].papers.application_form.declarations_heading
    assert label in [row[0] for row in declared]
    assert label not in [row[0] for row in home.rows]
