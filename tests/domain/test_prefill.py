"""What an identity card answers: what the form asks of it, nothing it does not say."""

from dataclasses import replace
from datetime import date

from kiosk.domain.card import Card
from kiosk.domain.identity_number import check_character
from kiosk.domain.prefill import card_fields, from_card
from tests.builders import ON, identity, the_form

CARD = Card(
    name="陈安柏",
    number=identity(),
    sex="male",
    nation="汉族",
    birth=date(1995, 6, 7),
    address="江苏省昆山市玉山镇示例新村8幢301室",
    issuer="示例市公安局",
    valid_from=date(2016, 6, 7),
    valid_until=date(2036, 6, 7),
)


def number(prefix: str) -> str:
    return prefix + check_character(prefix)


def test_a_resident_card_answers_every_field_that_asks_it():
    assert from_card(the_form(), CARD, ON) == {
        "proprietor.name": "陈安柏",
        "proprietor.id_type": "resident",
        "proprietor.id_number": identity(),
        "proprietor.id_valid_until": "2036-06-07",
        "proprietor.sex": "male",
        "proprietor.nation": "汉族",
        "proprietor.home": "江苏省昆山市玉山镇示例新村8幢301室",
        "premises.residence": "江苏省昆山市玉山镇示例新村8幢301室",
    }


def test_a_card_without_a_last_day_is_valid_for_ever():
    told = from_card(the_form(), replace(CARD, valid_until=None), ON)

    assert told["proprietor.id_valid_until"] == "长期"


def test_the_number_tells_hong_kong_and_taiwan_permits_apart():
    kinds = [
        from_card(the_form(), replace(CARD, number=number(prefix), kind="hk_macao_taiwan"), ON)[
            "proprietor.id_type"
        ]
        for prefix in ("81000019950607001", "82000019950607001", "83000019950607001")
    ]

    assert kinds == ["hk_macao", "hk_macao", "taiwan"]


def test_what_the_card_leaves_empty_is_not_answered():
    told = from_card(the_form(), replace(CARD, address="", nation=""), ON)

    assert not {"proprietor.home", "proprietor.nation"} & set(told)


def test_the_fields_of_a_card_are_those_that_it_may_answer():
    assert set(from_card(the_form(), CARD, ON)) == set(card_fields(the_form()))
