"""SDT frames and texts: the published octets, any noise, any chunks, any chip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.card_reader.card_fields import WIDTHS, card_of
from kiosk.adapters.card_reader.sdt_dialogue import Command
from kiosk.adapters.card_reader.sdt_frames import LONGEST, PREAMBLE, Deframer, frame
from kiosk.adapters.card_reader.sdt_text import LENGTH, fields_of, newest_address, text_of
from kiosk.domain.card import Card
from kiosk.domain.card_agreement import contradictions
from kiosk.domain.problems import Problem
from tests.adapters.card_reader.cards import ALL, RESIDENT
from tests.builders import identity

PUBLISHED = {
    Command.RESET: "AAAAAA9669 0003 10FF EC",
    Command.STATUS: "AAAAAA9669 0003 11FF ED",
    Command.FIND: "AAAAAA9669 0003 2001 22",
    Command.SELECT: "AAAAAA9669 0003 2002 21",
    Command.READ_TEXT: "AAAAAA9669 0003 3001 32",
    Command.READ_NEWEST_ADDRESS: "AAAAAA9669 0003 3003 30",
}
PUBLISHED_ANSWERS = {
    "000090": "AAAAAA9669 0004 000090 94",
    "000060": "AAAAAA9669 0004 000060 64",
    "000080": "AAAAAA9669 0004 000080 84",
    "00009F00000000": "AAAAAA9669 0008 00009F00000000 97",
    "0000900000000000000000": "AAAAAA9669 000C 0000900000000000000000 9C",
    "000081": "AAAAAA9669 0004 000081 85",
    "000041": "AAAAAA9669 0004 000041 45",
}
NOISE = st.binary(max_size=40).filter(lambda noise: b"\xaa" not in noise)
BODIES = st.binary(min_size=2, max_size=60)


def all_of(deframer):
    bodies = []
    while (body := deframer.take()) is not None:
        bodies.append(bytes(body))
    return bodies


@pytest.mark.parametrize("command", Command)
def test_every_command_is_the_published_frame(command):
    assert frame(command.value) == bytes.fromhex(PUBLISHED[command])


@pytest.mark.parametrize(("body", "octets"), PUBLISHED_ANSWERS.items())
def test_every_published_answer_is_understood(body, octets):
    deframer = Deframer()
    deframer.feed(bytes.fromhex(octets))
    assert all_of(deframer) == [bytes.fromhex(body)]


def test_an_answer_with_text_and_photo_has_the_published_length():
    body = bytes.fromhex("00009001000400") + bytes(256 + 1024)
    assert len(frame(body)) == 1295
    assert frame(body)[5:7] == bytes.fromhex("0508")


@given(st.lists(st.tuples(NOISE, BODIES), max_size=5), st.lists(st.integers(1, 30), min_size=1))
def test_frames_are_found_between_any_noise_however_the_octets_are_cut(sent, cuts):
    octets = b"".join(noise + frame(body) for noise, body in sent)
    deframer, found, at = Deframer(), [], 0
    for turn in range(len(octets)):
        cut = cuts[turn % len(cuts)]
        deframer.feed(octets[at : at + cut])
        found += all_of(deframer)
        at += cut
    assert found == [body for _, body in sent]
    assert deframer.broken == 0


@given(BODIES, st.integers(0), st.integers(1, 255))
def test_a_spoilt_frame_is_never_taken_for_a_right_one(body, where, how):
    octets = frame(body)
    octets[where % len(octets)] ^= how
    deframer = Deframer()
    deframer.feed(octets)
    assert bytes(body) not in all_of(deframer)


@given(st.lists(st.binary(max_size=LONGEST), max_size=4))
def test_any_octets_at_all_leave_it_ready_for_the_next_frame(noise):
    deframer = Deframer()
    for octets in noise:
        deframer.feed(octets)
        all_of(deframer)
    deframer.forget()
    deframer.feed(frame(b"\0\0\x90"))
    assert all_of(deframer) == [b"\0\0\x90"]


def test_a_preamble_that_lies_about_its_length_costs_only_itself():
    deframer = Deframer()
    deframer.feed(PREAMBLE + b"\xff\xff" + PREAMBLE + b"\0\x01" + frame(b"\0\0\x90"))
    assert all_of(deframer) == [b"\0\0\x90"]
    assert deframer.broken == 2


def test_what_was_taken_and_what_was_dropped_is_overwritten():
    deframer = Deframer()
    deframer.feed(b"noise" + frame(b"a secret of the chip") + b"more")
    assert all_of(deframer) == [b"a secret of the chip"]
    deframer.forget()
    assert bytes(deframer._octets).strip(b"\0") == b""


@pytest.mark.parametrize("kind", ALL)
def test_every_layout_fills_the_chip_and_is_read_as_it_was_written(kind):
    fields = {key: value.replace("-", "") for key, value in ALL[kind].items()}
    text = text_of(fields)
    assert len(text) == LENGTH
    assert str(text[248:250], "utf-16-le") == fields.get("type", " ")
    told = fields_of(memoryview(text))
    assert {key: told[key] for key in fields} == fields


def test_the_fields_stand_where_the_interface_says():
    text = text_of(RESIDENT | {"to": "长期"})
    assert str(text[0:6], "utf-16-le") == "赵试例"
    assert str(text[30:32], "utf-16-le") == "女"
    assert str(text[36:52], "utf-16-le") == "19950607"
    assert str(text[122:158], "utf-16-le") == RESIDENT["number"]
    assert str(text[158:170], "utf-16-le") == "示例市公安局"
    assert str(text[188:204], "utf-16-le") == "20200101"
    assert str(text[204:220], "utf-16-le") == "长期      "


def test_a_cut_text_is_no_text():
    with pytest.raises(ValueError, match="text of a chip"):
        fields_of(memoryview(bytearray(LENGTH - 2)))
    with pytest.raises(ValueError, match="name"):
        text_of({"name": "很" * 16})


def test_inner_spaces_stay_and_an_address_of_nothing_is_empty():
    told = fields_of(memoryview(text_of(RESIDENT | {"address": "示例路 1 号", "to": "长期"})))
    assert told["address"] == "示例路 1 号"
    assert newest_address(memoryview(bytearray("  ".encode("utf-16-le") * 17 + b"\0\0"))) == ""


@given(st.binary(min_size=LENGTH, max_size=LENGTH), st.sampled_from([" ", "J", "I", "Y", "?"]))
def test_any_chip_at_all_is_a_card_or_a_problem_without_its_values(octets, flag):
    text = bytearray(octets)
    text[248:250] = flag.encode("utf-16-le")
    card = card_of(fields_of(memoryview(text)))
    assert isinstance(card, Card | Problem)


@given(st.fixed_dictionaries({key: st.text(max_size=12) for key in WIDTHS}))
def test_any_fields_at_all_are_a_card_or_a_problem(fields):
    assert isinstance(card_of(RESIDENT | fields), Card | Problem)


def card(**changed):
    made = card_of(RESIDENT | changed)
    assert isinstance(made, Card)
    return made


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"to": "长期"}, []),
        ({"sex": "男"}, ["card_sex_differs"]),
        ({"birth": "19950608"}, ["card_birth_differs"]),
        ({"type": "J"}, ["card_kind_differs"]),
        ({"number": identity(division="830000", order="002")}, ["card_kind_differs"]),
        ({"to": "20190101"}, ["card_ends_before_it_begins"]),
        ({"number": RESIDENT["number"][:-1] + "?"}, ["id_character"]),
        ({"sex": "男", "birth": "19950608"}, ["card_birth_differs", "card_sex_differs"]),
    ],
)
def test_a_card_says_where_it_contradicts_itself(changed, codes):
    assert [problem.code for problem in contradictions(card(**changed))] == codes
