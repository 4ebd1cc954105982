"""A pick-up code is guessed at most five times, whichever terminal or sitting it is tried in."""

import pytest

from kiosk.domain.problems import Problem
from kiosk.services.collect import NotFound, Standing, standing
from kiosk.services.pickup import find_by_code
from kiosk.services.slip import make_slip
from tests.builders import card_of
from tests.services.test_slip import done, folder, house  # noqa: F401


def codes(house, application):  # noqa: F811
    right = make_slip(house, application.id).pickup_code
    return right, f"{(int(right) + 1) % 1_000_000:06}"


def told(found):
    return found.code if isinstance(found, Problem) else type(found).__name__


def test_five_wrong_tries_close_it_even_to_the_right_code_until_a_new_one(house):  # noqa: F811
    application = done(house)
    right, wrong = codes(house, application)
    tries = [told(find_by_code(house, application.number, wrong)) for _ in range(6)]
    assert tries == ["lookup_not_open"] * 5 + ["lookup_card_needed"]
    assert told(find_by_code(house, application.number, right)) == "lookup_card_needed"
    assert standing(house, application.number, card=card_of(application)).proven

    newer, _ = codes(house, application)
    assert find_by_code(house, application.number, newer).proven


def test_the_right_code_makes_the_tries_begin_anew(house):  # noqa: F811
    application = done(house)
    right, wrong = codes(house, application)
    for _ in range(2):
        for _ in range(4):
            find_by_code(house, application.number, wrong)
        assert isinstance(find_by_code(house, application.number, right), Standing)


def test_no_code_and_no_number_open_nothing(house):  # noqa: F811
    application = done(house)
    assert told(find_by_code(house, application.number, "")) == "lookup_not_open"
    with pytest.raises(NotFound):
        find_by_code(house, "20261123-K01-99999-X", "000000")
