"""Claims about the invented application."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.example import make_example
from kiosk.domain.identity_number import parse_identity_number
from tests.builders import ON, the_form, the_reference


def made(seed):
    return make_example(the_form(), Random(seed), ON)["answers"]


def test_the_same_dice_give_the_same_application():
    assert made(7) == made(7)


def test_two_applications_differ_in_name_and_person():
    brands = {made(seed)["name.brand"] for seed in range(200)}
    numbers = {made(seed)["proprietor.id_number"] for seed in range(200)}

    assert len(brands) == len(numbers) == 200


@given(st.integers(0, 10**6))
def test_the_proprietor_is_of_age_and_nobody(seed):
    answers = made(seed)
    number = parse_identity_number(answers["proprietor.id_number"], on=ON)

    assert 20 <= number.age_on(ON) < 36
    # a prefix abolished before the person was born belongs to nobody
    assert not the_reference().divisions.is_current(number.division)
    assert number.birth.year > 1989
    assert answers["proprietor.mobile"].startswith("154")


@given(st.integers(0, 10**6))
def test_the_brand_is_of_four_different_characters(seed):
    assert len(set(made(seed)["name.brand"])) == 4
