"""What every card reader keeps to, whichever way it reads."""

import logging
import time

import pytest

from kiosk.adapters.card_reader.card_file import parse_card
from kiosk.domain.card import Card
from kiosk.ports import CardReader, SystemFault
from tests.adapters.card_reader.benches import BENCHES
from tests.adapters.card_reader.cards import ALL, ON, RESIDENT, laid


@pytest.fixture(params=BENCHES)
def bench(request, tmp_path):
    bench = BENCHES[request.param](tmp_path)
    yield bench
    bench.close()


def until(answer, seconds=5.0):
    """Ask as the terminal does, again and again, until it answers so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (said := answer()) is not None:
            return said
        time.sleep(0.02)
    raise AssertionError("it never came")


def fault_of(reader: CardReader) -> str | None:
    try:
        reader.read()
    except SystemFault as fault:
        return fault.code
    return None


def card_on(reader: CardReader) -> Card | None:
    try:
        return reader.read()
    except SystemFault:
        return None


def gone(reader: CardReader) -> bool | None:
    return True if reader.read() is None else None


def test_no_card_is_none(bench):
    assert bench.reader.read() is None
    assert bench.reader.read() is None


@pytest.mark.parametrize("kind", ALL)
def test_a_card_of_every_kind_is_read_whole(bench, kind):
    bench.double.lay(laid(ALL[kind]))
    assert bench.reader.read() == parse_card(laid(ALL[kind]), on=ON)


def test_a_card_is_there_until_it_is_taken_away_and_the_next_is_another(bench):
    bench.double.lay(laid())
    first = bench.reader.read()
    assert bench.reader.read() == first
    bench.double.take_away()
    until(lambda: gone(bench.reader))
    bench.double.lay(laid(name="钱试例"))
    assert until(lambda: card_on(bench.reader)).name == "钱试例"


def test_a_card_that_is_swapped_between_two_looks_is_never_taken_for_the_first(bench):
    bench.double.lay(laid())
    assert bench.reader.read().name == "赵试例"
    bench.double.lay(laid(name="钱试例"))
    assert until(lambda: card_on(bench.reader)).name == "钱试例"


def test_a_card_that_is_lifted_early_is_asked_back_and_then_read(bench):
    bench.double.set_fault("lifted_early")
    bench.double.lay(laid())
    assert fault_of(bench.reader) == "reader_card_lifted"
    assert bench.reader.read() is None
    bench.double.lay(laid())
    assert until(lambda: card_on(bench.reader)).name == "赵试例"


def test_a_reader_whose_cable_is_out_says_so_and_comes_back_by_itself(bench):
    assert bench.reader.read() is None
    bench.double.set_fault("cable_out")
    assert until(lambda: fault_of(bench.reader)) == "reader_cable_out"
    assert until(lambda: fault_of(bench.reader)) == "reader_cable_out"
    bench.double.lay(laid())
    bench.double.set_fault("")
    assert until(lambda: card_on(bench.reader)).name == "赵试例"


def test_what_is_no_card_is_unreadable_and_none_of_it_is_told(bench):
    bench.double.lay(laid(sex="?"))
    with pytest.raises(SystemFault) as raised:
        bench.reader.read()
    assert raised.value.code == "reader_card_unreadable"
    assert raised.value.args[-1].endswith("card_sex_unknown card.sex")


def test_nothing_of_a_person_is_in_a_picture_of_the_reader_or_in_the_log(bench, caplog):
    caplog.set_level(logging.DEBUG)
    bench.double.lay(laid())
    card = bench.reader.read()
    bench.double.lay(laid(sex="?"))
    fault_of(bench.reader)
    said = [repr(card), repr(bench.reader), repr(vars(bench.reader)), caplog.text]
    values = {v for k, v in RESIDENT.items() if k in {"name", "number", "address", "birth"}}
    assert [value for value in values for text in said if value in text] == []
