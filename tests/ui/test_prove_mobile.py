"""Proving a mobile number on the terminal: by the code that arrived, or without its messages."""

import re

import pytest

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.texts import load_texts
from kiosk.domain.messages import MessageEnd
from kiosk.ports import GatewayRefused
from kiosk.services.verify_mobile import check_code, send_code
from kiosk.ui.cli.prove_mobile import Proof
from tests.desk import MOBILE, ROOT, Telephone, TestDesk, a_store

FORM = load_form(ROOT / "forms/establishment")
TEXTS = load_texts(ROOT / "forms/establishment", FORM)["en"]


class Terminal:
    """Types line after line; ``CODE`` is what the newest message says, ``WRONG`` is not."""

    def __init__(self, desk: TestDesk) -> None:
        self.desk, self.telephone = desk, Telephone()
        self.end, self.said = MessageEnd.OPEN, []

    def send(self, number):
        self.desk.clock.go(seconds=1)
        return send_code(self.desk, self.telephone, number)

    def check(self, number, code):
        return check_code(self.desk, number, code)

    def end_of(self, sent):
        return self.end

    def prove(self, *lines, number=MOBILE):
        left = list(lines)

        def typed(prompt):
            line = left.pop(0)
            made = {"CODE": self.code, "WRONG": self.wrong}.get(line)
            return made() if made else line

        proved = Proof(self, TEXTS, typed, self.said.append).of(number)
        assert not left
        return proved

    def code(self):
        return re.search(r"\d{6}", self.telephone.sent[-1][2]).group()

    def wrong(self):
        return f"{(int(self.code()) + 1) % 1_000_000:06}"

    def heard(self, words):
        return any(words in line for line in self.said)


@pytest.fixture
def terminal(tmp_path):
    store = a_store(tmp_path)
    yield Terminal(TestDesk(store))
    store.close()


def test_the_code_of_the_message_proves_the_number(terminal):
    assert terminal.prove("y", "CODE") is True
    assert terminal.heard("138****1234")
    assert not terminal.heard(MOBILE)


def test_a_wrong_code_may_be_typed_again_and_a_spent_one_is_replaced(terminal):
    assert terminal.prove("y", "WRONG", "CODE") is True
    assert terminal.heard("This is not the code")
    terminal.desk.clock.go(hours=2)
    wrong = ["WRONG"] * terminal.desk.verification.tries
    assert terminal.prove("y", *wrong, "n") is False
    assert terminal.heard("cannot be used any more")


@pytest.mark.parametrize("answer", ["n", "", "later"])
def test_who_does_not_want_it_gets_no_message(terminal, answer):
    assert terminal.prove(answer) is False
    assert terminal.telephone.sent == []


def test_a_message_that_did_not_arrive_is_told_as_soon_as_it_is_asked_after(terminal):
    terminal.end = MessageEnd.FAILED
    assert terminal.prove("y", "", "n") is False
    assert terminal.heard("did not arrive")


def test_a_number_that_takes_no_message_is_told_at_once(terminal):
    terminal.telephone.refusals = [GatewayRefused("number", permanent=True), GatewayRefused("busy")]
    assert terminal.prove("y", "y", "y", "CODE") is True
    assert terminal.heard("No message can go to this number")
    assert terminal.heard("could not be sent")


def test_what_is_no_number_is_not_asked_about(terminal):
    assert terminal.prove(number="") is None
