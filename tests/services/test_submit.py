"""A number that was asked about and not proved gets no message, and the trail says so."""

import random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.services.process import process
from kiosk.services.submit import Filing
from kiosk.settings import load_settings
from tests.builders import ON, the_form


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


def filed(house, **changed):
    answers = Answers(make_example(the_form(), random.SystemRandom(), ON)["answers"])
    done = process(house, Filing("establishment", answers, **changed))
    with house.store.read() as uow:
        rows = [row for row in uow.trail.rows() if row.subject == done.application.number]
    return done, [row.event for row in rows], answers


def test_an_unproved_number_gets_no_message_and_leaves_a_mark(house):
    done, events, answers = filed(house, mobile_verified=False)

    assert events[:2] == ["application_submitted", "mobile_unverified"]
    assert done.notices == ()
    assert done.application.mobile == ""
    assert done.application.answers == answers  # the question keeps its answer


@pytest.mark.parametrize("verified", [True, None])
def test_a_proved_number_and_one_nobody_asked_about_get_their_messages(house, verified):
    done, events, _ = filed(house, mobile_verified=verified)

    assert "mobile_unverified" not in events
    assert {notice.kind for notice in done.notices} >= {"accepted"}
