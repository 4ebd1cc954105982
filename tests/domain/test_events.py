"""The trail takes documented events and details, and nothing personal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.events import DETAILS, Event, NotForTheTrail, check_event, looks_personal
from tests.builders import identity


@pytest.mark.parametrize(
    "text",
    [
        identity(),
        identity(birth="20080229", order="12"[:2] + "3"),
        f"由{identity()}申请",
        "320523 19950607 0018",
        "３２０５２３１９９５０６０７００１２",
        "320523950607001",
        "13800001234",
        "+86 138-0000-1234",
        "0086138 0000 1234",
        "电话13800001234。",
        "１３８００００１２３４",
    ],
)
def test_identity_and_mobile_numbers_are_seen_in_every_dress(text):
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "20261123-K01-00017-X",
        "92320583MAY00001XA",
        "2026-11-23T01:00:00.123456+00:00",
        "0512-57930000",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "01938e5c-0000-7000-8000-138000012345",
        "按局办〔2026〕12号暂停",
        "",
    ],
)
def test_numbers_of_the_house_are_not_taken_for_personal_ones(text):
    assert not looks_personal(text)


@given(st.sampled_from([e for e in Event if DETAILS[e]]), st.sampled_from("0123456789"))
def test_a_personal_value_is_refused_wherever_it_hides_and_never_repeated(event, digit):
    mobile = "1380000123" + digit
    keys = sorted(DETAILS[event])
    for details in ({keys[0]: mobile}, {keys[0]: [{"deep": [mobile]}]}, {keys[0]: int(mobile)}):
        with pytest.raises(NotForTheTrail) as refusal:
            check_event(event.value, "", details)
        assert mobile not in str(refusal.value)
        assert refusal.value.where == f"{event.value}.{keys[0]}"
    with pytest.raises(NotForTheTrail, match="subject"):
        check_event(event.value, mobile, {})


def test_what_is_not_documented_is_refused():
    with pytest.raises(NotForTheTrail, match="unknown_event: tea_break"):
        check_event("tea_break", "", {})
    with pytest.raises(NotForTheTrail, match=r"licence_issued\.proprietor"):
        check_event("licence_issued", "", {"proprietor": "x"})


def test_a_documented_event_passes():
    assert (
        check_event("rules_paused", "", {"by": "周值班", "ground": "系统演练"})
        is Event.RULES_PAUSED
    )
