"""A demonstration has invented people and a register to clash with, on a practice install alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.adapters.card_reader.emulated import parse_card
from kiosk.assembly import Services, assemble
from kiosk.catalogue.demo import load_demo
from kiosk.domain.card import Card
from kiosk.domain.names.split import split_name
from kiosk.domain.states import ClaimState
from kiosk.ports import SystemFault
from kiosk.services.check_name import NameInquiry, NameReport, check_name
from kiosk.services.demo import fill_demo_register, require_demo_allowed
from kiosk.services.naming import comparison_area
from kiosk.settings import load_settings
from tests.builders import ON, ROOT

DEMO = load_demo(ROOT / "resources/demo")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with assemble(load_settings({"KIOSK_DATA": str(tmp_path / "data")})) as services:
        yield services


def names_of(services: Services) -> list[str]:
    with services.house.store.read() as uow:
        return sorted(claim.index.name for claim in uow.register.claims())


def judged(services: Services, name: str) -> NameReport:
    house = services.house
    with house.store.read() as uow:
        inquiry = NameInquiry(
            name=name,
            division="320583",
            on=ON,
            lookup=lambda keys: uow.register.similar(comparison_area(house), keys, ON, ""),
        )
        return check_name(
            inquiry, house.procedures["establishment"].rules, house.reference, house.names
        )


def test_an_empty_register_is_filled_once_and_with_the_same_names(services, tmp_path):
    assert fill_demo_register(services.house, DEMO.register_) == DEMO.register_.names
    names = names_of(services)
    assert len(names) == len(set(names)) == DEMO.register_.names
    assert "昆山市周市镇晨光早餐店" in names
    assert fill_demo_register(services.house, DEMO.register_) == 0
    assert names_of(services) == names
    other = load_settings({"KIOSK_DATA": str(tmp_path / "other")})
    with assemble(other) as again:
        fill_demo_register(again.house, DEMO.register_)
        assert names_of(again) == names


def test_every_made_up_name_reads_back_into_its_parts(services):
    fill_demo_register(services.house, DEMO.register_)
    with services.house.store.read() as uow:
        for claim in uow.register.claims():
            name = split_name(claim.index.name, services.house.names)
            assert (name.division, name.brand, name.industry) == (
                "昆山市",
                claim.index.brand,
                claim.index.industry,
            ), claim.index.name


def test_a_register_of_any_size_has_the_shares_of_a_real_one(services):
    told = []
    names = 6_000
    added = fill_demo_register(
        services.house, DEMO.register_, names, lambda done, of: told.append((done, of))
    )
    with services.house.store.read() as uow:
        claims = list(uow.register.claims())

    assert added == len(claims) == len({claim.index.name for claim in claims}) == names
    assert told == [(names, names)]
    share = {state: sum(c.state is state for c in claims) / names for state in ClaimState}
    assert 0.01 < share[ClaimState.RESERVED] < 0.03
    assert 0.035 < share[ClaimState.FREED] < 0.065
    assert all(claim.until for claim in claims if claim.state is not ClaimState.REGISTERED)
    with_suffix = sum(claim.index.name.endswith("（个体工商户）") for claim in claims) / names
    assert 0.35 < with_suffix < 0.45
    brands = Counter(claim.index.brand for claim in claims)
    assert brands.most_common(1)[0][1] > 10  # common brands are common, in many trades
    assert len(brands) > names / 2  # and most are nearly alone
    groups = Counter(claim.index.industry_group for claim in claims)
    assert groups["meals"] / names > 0.15


def test_the_clash_that_is_shown_clashes_and_another_brand_is_free(services):
    fill_demo_register(services.house, DEMO.register_)
    clash = judged(services, "昆山市玉山镇晨光早餐店")
    free = judged(services, "昆山市玉山镇霁川早餐店")
    assert not clash.acceptable
    assert clash.suggestions
    assert free.acceptable


def test_a_register_that_holds_a_name_is_left_alone(services):
    fill_demo_register(services.house, DEMO.register_.model_copy(update={"names": 1}))
    assert fill_demo_register(services.house, DEMO.register_) == 0
    assert len(names_of(services)) == 1


def test_a_provisioned_terminal_gives_no_demonstration(services):
    provisioned = replace(services.house, provisioned=True)
    for act in (require_demo_allowed, lambda house: fill_demo_register(house, DEMO.register_)):
        with pytest.raises(SystemFault) as raised:
            act(provisioned)
        assert raised.value.code == "demo_refused"
    require_demo_allowed(services.house)
    assert names_of(services) == []


@pytest.mark.parametrize("card", DEMO.cards, ids=lambda card: card.id)
def test_every_demo_card_is_one_that_the_reader_takes(card):
    read = parse_card(card.content, on=ON)
    assert isinstance(read, Card), read
    assert read.name == card.name
    assert read.number[:6] in {"320523", "810000"}


def test_the_demo_has_a_child_an_expired_card_a_rare_character_and_a_permit():
    cards = {one.id: parse_card(one.content, on=ON) for one in DEMO.cards}
    assert ON.year - cards["young"].birth.year < 16
    assert cards["expired"].valid_until < ON
    assert max(map(ord, cards["rare"].name)) > 0xFFFF
    assert cards["hongkong"].kind == "hk_macao_taiwan"
    assert DEMO.cards[0].id == "plain"
