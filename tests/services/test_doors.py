"""An address that many share is noticed, and a road is offered once many have it."""

import random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.states import Outcome
from kiosk.services.decide import facts_of
from kiosk.services.doors import roads_worth_offering
from kiosk.services.process import process
from kiosk.services.submit import Filing
from kiosk.settings import load_settings
from tests.builders import ON, the_form

SPELLINGS = (
    {"number": "12-1", "building": "2", "room": "102"},
    {"number": "12号-1", "building": "2幢", "room": "102室"},
    {"number": "12号之1", "building": "2栋", "room": "102房"},
    {"number": "１２－１", "building": "2楼", "room": "１０２"},
    {"number": "12-1号", "building": "2#", "room": "102号房"},
)
ONLINE = {
    "kind": "platform", "platform_name": "示例平台", "platform_shop": "示例店",
    "platform_url": "https://shop.example/1", "residence": "昆山市玉山镇示例新村8幢",
}  # fmt: skip


def answers(road, **premises):
    made = make_example(the_form(), random.SystemRandom(), ON)["answers"]
    given = {"town": "320583107", "road": road, "building": None, "room": None, **premises}
    changed = {f"premises.{part}": value for part, value in given.items()}
    return Answers({k: v for k, v in {**made, **changed}.items() if v is not None})


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Five shops at one door, each with its own spelling; two on a road of two."""
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        house = services.house
        places = [("众人路", parts) for parts in SPELLINGS]
        places += [("二人路", {"number": number}) for number in "12"]
        for road, parts in places:
            done = process(house, Filing("establishment", answers(road, **parts)))
            assert done.decision.verdict.outcome is Outcome.APPROVED
        yield house


def test_five_spellings_of_one_door_are_one_door_and_the_sixth_is_warned_of(house):
    done = process(house, Filing("establishment", answers("众人路", **SPELLINGS[0])))

    assert done.decision.facts["premises.businesses"] == 5
    assert [line.rule for line in done.decision.verdict.failed] == ["premises.shared"]
    assert done.decision.verdict.outcome is Outcome.APPROVED


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"number": "12-1", "building": "2", "room": "103"},
        {"number": "12-1"},
        {"town": "320583109", "number": "12-1", "building": "2", "room": "102"},
        ONLINE,
    ],
)
def test_another_door_has_no_neighbours(house, elsewhere):
    done = process(house, Filing("establishment", answers("众人路", **elsewhere)))
    with house.store.read() as uow:
        assert facts_of(house, uow, done.application)["premises.businesses"] <= 1  # itself


def test_a_road_is_offered_when_three_persons_have_it_and_shipped_ones_follow(house):
    offered = roads_worth_offering(house)["320583107"]

    assert offered == ("众人路", "全福路")
    assert "二人路" not in offered


def test_every_town_has_roads_to_offer_and_never_too_many(house):
    offered = roads_worth_offering(house)
    most = house.reference.premises.roads_offered

    assert set(offered) == {t.code for t in house.reference.divisions.towns_of("320583")}
    assert all(1 <= len(roads) <= most for roads in offered.values())


def test_a_place_on_platforms_is_licensed_for_online_business_with_every_shop(house):
    more = [
        {"platform": "样例商城", "shop": f"示例{n}店", "url": f"https://{n}.example/"} for n in "23"
    ]
    online = answers("众人路", **ONLINE, more_shops=more).with_answer("business.online", value=True)
    entry = process(house, Filing("establishment", online)).entry

    assert entry.scope_text.endswith("（仅限于通过互联网从事经营活动）")
    assert entry.premises.count("；") == 2
    assert all(shop in entry.premises for shop in ("示例店", "示例2店", "示例3店"))
    shop = process(house, Filing("establishment", answers("众人路", number="8"))).entry
    assert "互联网" not in shop.scope_text
