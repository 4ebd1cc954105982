"""The emulated reader reads a laid card as a chip would give it, and survives any file."""

import json
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.card_reader.card_file import MOST_BYTES
from kiosk.adapters.card_reader.emulated import (
    FAULT_FILE,
    EmulatedReader,
    parse_card,
    read_card_file,
)
from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from tests.builders import identity

ON = date(2026, 11, 23)
CARD = {
    "name": "赵试例",
    "sex": "女",
    "nation": "汉",
    "birth": "19950607",
    "address": "示例省示例市示例镇示例路1号",
    "number": identity(order="002"),
    "issuer": "示例市公安局",
    "from": "20200101",
    "to": "2040-01-01",
    "type": "",
}


def laid(**changed) -> bytes:
    fields = {key: value for key, value in {**CARD, **changed}.items() if value is not None}
    return json.dumps(fields, ensure_ascii=False).encode()


def problem(content: bytes) -> tuple[str, str]:
    found = parse_card(content, on=ON)
    assert isinstance(found, Problem)
    return found.code, found.field


@pytest.mark.parametrize(
    ("told", "nation"),
    [
        ("01", "汉族"),
        ("1", "汉族"),
        ("56", "基诺族"),
        ("57", ""),
        ("汉", "汉族"),
        ("穿青人", "穿青人"),
    ],
)
def test_a_nation_is_told_by_its_code_or_in_words(told, nation):
    card = parse_card(laid(nation=told), on=ON)
    assert isinstance(card, Card)
    assert card.nation == nation


def test_a_card_is_read_whole():
    card = parse_card(laid(), on=ON)
    assert card == Card(
        name="赵试例",
        number=CARD["number"],
        sex="female",
        nation="汉族",
        birth=date(1995, 6, 7),
        address=CARD["address"],
        issuer="示例市公安局",
        valid_from=date(2020, 1, 1),
        valid_until=date(2040, 1, 1),
        kind="resident",
    )
    assert CARD["number"] not in repr(card)


@pytest.mark.parametrize(
    ("flag", "number", "kind"),
    [
        ("J", identity(division="830000", order="002"), "hk_macao_taiwan"),
        ("I", "USA321195060712", "foreign_permanent"),
        ("", CARD["number"], "resident"),
    ],
)
def test_the_type_flag_of_the_chip_tells_the_kind(flag, number, kind):
    card = parse_card(laid(type=flag, number=number), on=ON)
    assert isinstance(card, Card)
    assert card.kind == kind


def test_a_card_without_an_end_is_long_term_and_padding_is_dropped():
    card = parse_card(laid(to="长期", name="赵·试例  "), on=ON)
    assert isinstance(card, Card)
    assert card.valid_until is None
    assert card.name == "赵·试例"


@pytest.mark.parametrize("name", ["林\ue863", "林\U000f0001", "林\U000323af", "䶮", "欧阳𬀩"])
def test_a_rare_character_of_any_time_is_read_as_the_chip_tells_it(name):
    assert parse_card(laid(name=name, address=f"{name}路1号"), on=ON).name == name
    assert parse_card(laid(issuer="示例\ue863局"), on=ON).code == "card_field_character"


def test_half_a_character_at_the_end_of_a_name_that_fills_the_chip_is_dropped():
    def told(name):
        return parse_card(json.dumps(CARD | {"name": name}).encode(), on=ON)

    name = "阿卜杜热合曼·阿卜杜克热木江"
    assert told(f"{name}\ud86d").name == name
    assert told(f"林\ud86d{name[:4]}").code == "card_field_character"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "card_file_not_json", "card"),
        (b"{", "card_file_not_json", "card"),
        (b"[]", "card_file_not_an_object", "card"),
        (b"\xff\xfe{}", "card_file_not_utf8", "card"),
        (b"[" * 10_000, "card_file_not_json", "card"),
        (b" " * (MOST_BYTES + 1), "card_file_too_large", "card"),
        (b'{"name": "a", "name": "b"}', "card_field_twice", "card.name"),
        (laid(photo="x"), "card_field_unknown", "card.photo"),
        (laid(name=7), "card_field_not_text", "card.name"),
        (laid(name={"a": 1}), "card_field_not_text", "card.name"),
        (laid(name=None), "card_field_missing", "card.name"),
        (laid(name="   "), "card_field_missing", "card.name"),
        (laid(name="很" * 16), "card_field_too_long", "card.name"),
        (laid(name="赵\u202e例"), "card_field_character", "card.name"),
        (laid(address="a\x00b"), "card_field_character", "card.address"),
        (laid(birth="19950631"), "card_day_unreadable", "card.birth"),
        (laid(birth="１９９５０６０７"), "card_day_unreadable", "card.birth"),
        (laid(birth="19950608"), "card_birth_differs", "card.birth"),
        (laid(sex="男"), "card_sex_differs", "card.sex"),
        (laid(type="J"), "card_kind_differs", "card.type"),
        (laid(to="20190101"), "card_ends_before_it_begins", "card.to"),
        (laid(sex="?"), "card_sex_unknown", "card.sex"),
        (laid(type="K"), "card_type_unknown", "card.type"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(content, code, place):
    assert problem(content) == (code, place)


def test_a_false_check_character_is_found_on_the_card_too():
    wrong = CARD["number"][:-1] + ("1" if CARD["number"][-1] != "1" else "2")
    assert problem(laid(number=wrong))[1] == "card.number"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_card_or_a_problem(content):
    assert isinstance(parse_card(content, on=ON), Card | Problem)


@given(
    st.dictionaries(st.sampled_from([*CARD, "x"]), st.text(max_size=40) | st.none() | st.floats())
)
def test_any_values_are_a_card_or_a_problem(values):
    content = json.dumps({**CARD, **values}).encode()
    assert isinstance(parse_card(content, on=ON), Card | Problem)


def test_the_reader_gives_the_card_that_lies_on_it(tmp_path):
    reader = EmulatedReader(tmp_path / "reader" / "card.json", ON)
    assert reader.read() is None
    reader.lay(laid())
    assert reader.read() == parse_card(laid(), on=ON)
    reader.take_away()
    assert reader.read() is None


@pytest.mark.parametrize(
    ("fault", "code"), [("cable_out", "reader_cable_out"), ("noise", "reader_card_unreadable")]
)
def test_the_reader_can_be_told_to_fail(tmp_path, fault, code):
    reader = EmulatedReader(tmp_path / "card.json", ON)
    reader.lay(laid())
    reader.set_fault(fault)
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert raised.value.code == code
    reader.set_fault("")
    assert reader.read() is not None
    with pytest.raises(ValueError, match="tea"):
        reader.set_fault("tea")


def test_a_card_that_is_lifted_while_it_is_read_is_asked_back(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON, slow_seconds=60)
    reader.set_fault("slow")
    reader.lay(laid())
    hand = threading.Timer(0.2, reader.take_away)
    hand.start()
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert raised.value.code == "reader_card_lifted"
    assert reader.read() is None


def test_a_hand_that_lifts_early_does_so_once(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON)
    reader.set_fault("lifted_early")
    assert reader.read() is None
    assert reader.fault == "lifted_early"
    reader.lay(laid())
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert raised.value.code == "reader_card_lifted"
    assert reader.fault == ""
    reader.lay(laid())
    assert reader.read() is not None


def test_a_slow_reader_reads_right(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON, slow_seconds=0.1)
    reader.set_fault("slow")
    reader.lay(laid())
    assert reader.read() == parse_card(laid(), on=ON)


def test_another_object_sets_the_fault_while_the_reader_runs(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON)
    EmulatedReader(tmp_path / "card.json", ON).set_fault("cable_out")
    assert reader.fault == "cable_out"
    (tmp_path / FAULT_FILE).write_text("eaten by mice", "utf-8")
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert raised.value.code == "card_reader_failed"


def test_what_is_no_card_makes_the_reader_say_so_without_its_values(tmp_path):
    reader = EmulatedReader(tmp_path / "card.json", ON)
    reader.lay(laid(sex="?"))
    with pytest.raises(SystemFault) as raised:
        reader.read()
    assert str(raised.value) == "reader_card_unreadable: card_sex_unknown card.sex"


def test_a_card_file_that_is_not_there_is_a_problem(tmp_path):
    found = read_card_file(tmp_path / "none.json", on=ON)
    assert isinstance(found, Problem)
    assert found.code == "card_file_unreadable"
