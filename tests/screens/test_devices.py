"""What the devices do reaches the screen: cards laid and lifted, faults that come and go, paper."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.domain.card import Card
from kiosk.ui.touch.reader import CardWatch
from tests.builders import identity

ON = date(2026, 11, 23)
PATIENCE = 20


def until(is_so: Callable[[], bool]) -> None:
    """Let Qt go on until it is so; patient, since machines are slow."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def a_card(order: str = "001") -> bytes:
    fields = {
        "name": "赵试例", "sex": "女男"[int(order) % 2], "nation": "汉", "birth": "19950607", "address": "示例路1号",
        "number": identity(order=order), "issuer": "示例市公安局", "from": "20200101", "to": "长期",
    }  # fmt: skip
    return json.dumps(fields).encode()


class Desk:
    """A reader, its watch, and all that the watch said."""

    def __init__(self, folder: Path) -> None:
        self.reader = EmulatedReader(folder / "card.json", ON, slow_seconds=0.3)
        self.watch = CardWatch(self.reader, 5)
        self.said: list[str] = []
        self.watch.laid.connect(lambda card: self.said.append(f"laid {card.number[-4:-1]}"))
        self.watch.lifted.connect(lambda: self.said.append("lifted"))
        self.watch.failed.connect(self.said.append)
        self.watch.well.connect(lambda: self.said.append("well"))

    def hears(self, *words: str) -> None:
        until(lambda: len(self.said) >= len(words))
        self.rest()
        assert self.said == list(words)
        self.said.clear()

    def rest(self) -> None:
        """Several looks at the reader later."""
        end = time.monotonic() + 0.1
        while time.monotonic() < end:
            QCoreApplication.processEvents()


@pytest.fixture
def desk(theatre, tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.watch.close()


def test_a_card_is_told_once_and_so_is_that_it_was_lifted(desk):
    desk.watch.start()
    desk.reader.lay(a_card())
    desk.hears("laid 001")
    desk.reader.take_away()
    desk.hears("lifted")


def test_a_card_that_lay_there_before_is_told_at_the_start(desk):
    desk.reader.lay(a_card())
    desk.watch.start()
    desk.hears("laid 001")


def test_a_reader_without_cable_fails_once_and_is_well_again_by_itself(desk):
    desk.reader.set_fault("cable_out")
    desk.watch.start()
    desk.hears("reader_cable_out")
    desk.reader.set_fault("")
    desk.hears("well")


def test_a_card_lifted_early_is_asked_back_until_it_is_read(desk):
    desk.watch.start()
    desk.reader.set_fault("lifted_early")
    desk.reader.lay(a_card())
    desk.hears("reader_card_lifted")
    assert desk.reader.read() is None
    desk.reader.lay(a_card())
    desk.hears("well", "laid 001")


def test_noise_is_told_until_a_card_is_read(desk):
    desk.watch.start()
    desk.reader.set_fault("noise")
    desk.reader.lay(a_card())
    desk.hears("reader_card_unreadable")
    desk.reader.take_away()
    desk.reader.set_fault("")
    desk.rest()
    assert desk.said == []
    desk.reader.lay(a_card())
    desk.hears("well", "laid 001")


def test_a_slow_reader_is_waited_for_and_never_asked_twice_at_once(desk):
    desk.reader.set_fault("slow")
    desk.reader.lay(a_card())
    desk.watch.start()
    desk.watch.stop()
    desk.watch.start()
    desk.hears("laid 001")


def test_a_stopped_watch_is_silent(desk):
    desk.watch.start()
    desk.watch.stop()
    desk.reader.lay(a_card())
    desk.rest()
    assert desk.said == []


def test_a_card_left_behind_is_not_the_next_citizens(desk):
    desk.reader.lay(a_card())
    desk.watch.start()
    desk.hears("laid 001")
    desk.watch.forget()
    desk.watch.stop()
    desk.watch.start()
    desk.hears("reader_card_left")
    desk.reader.take_away()
    desk.hears("well")
    desk.reader.lay(a_card("002"))
    desk.hears("laid 002")


def test_a_card_taken_away_after_the_sitting_may_be_laid_at_once_for_the_next(desk):
    desk.reader.lay(a_card())
    desk.watch.start()
    desk.hears("laid 001")
    desk.watch.stop()
    desk.watch.forget()
    desk.reader.take_away()
    until(lambda: not desk.watch._old)  # it was seen to be gone
    desk.reader.lay(a_card("002"))
    desk.watch.start()
    desk.hears("laid 002")


def test_a_driver_that_raises_anything_is_a_fault_without_its_words(theatre):
    class Driver:
        def read(self) -> Card | None:
            raise RuntimeError("赵试例")

    watch, said = CardWatch(Driver(), 5), []
    watch.failed.connect(said.append)
    watch.start()
    until(lambda: bool(said))
    watch.close()
    assert said == ["card_reader_failed"]


def test_the_reader_has_one_owner():
    """Two that ask a real one in turn would each get half of a card."""
    room = Path(__file__).resolve().parents[2] / "kiosk/ui/touch"
    asks = [file.name for file in room.glob("*.py") if ".card_reader.read(" in file.read_text()]

    assert asks == ["card_desk.py"]
