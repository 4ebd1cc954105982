"""Names keyed with other tables are refused in a search, told by the self-test, and keyed anew."""

from dataclasses import replace

import pytest

from kiosk.assembly import assemble
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.ports import SystemFault
from kiosk.services.name_import import import_names
from kiosk.services.name_rebuild import rebuild_keys, require_current_keys
from kiosk.services.naming import comparison_area
from kiosk.settings import load_settings
from kiosk.ui.cli.check import judge_name

NAMES = ["昆山市晨光里早餐店", "昆山市晨光里快餐店", "昆山市云朵书店", "昆山市安顺汽车维修店"]


@pytest.fixture
def services(tmp_path):
    with assemble(load_settings({"KIOSK_DATA": str(tmp_path / "data")})) as services:
        file = tmp_path / "n.csv"
        file.write_text("name,area\n" + "".join(f"{name},320583\n" for name in NAMES), "utf-8")
        import_names(old_house(services), file)
        yield services


def old_house(services):
    """The house as it was before the tables of names changed."""
    names = replace(services.house.names, keyset="of-before", generic=frozenset())
    return replace(services.house, names=names)


def keysets(services):
    with services.house.store.read() as uow:
        return [claim.index.keyset for claim in uow.register.claims()]


def test_a_search_with_other_keys_is_refused_and_the_rebuilt_register_answers(services):
    with pytest.raises(SystemFault) as fault:
        judge_name(services.house, "昆山市晨光里早餐店", "320583", (), "")
    assert (fault.value.code, fault.value.detail) == ("register_keys_old", "of-before")

    seen = []
    assert rebuild_keys(services.house, seen.append, batch=3) == len(NAMES)

    assert seen == [3, 4]
    assert set(keysets(services)) == {services.house.names.keyset}
    report = judge_name(services.house, "昆山市晨光里早餐店", "320583", (), "")
    assert not report.acceptable
    assert rebuild_keys(services.house) == 0


def test_rebuilding_goes_on_where_it_was_broken_off(services):
    class Stopped(Exception):
        pass

    def stop(_done):
        raise Stopped

    with pytest.raises(Stopped):
        rebuild_keys(services.house, stop, batch=1)
    assert keysets(services).count("of-before") == len(NAMES) - 1
    with pytest.raises(SystemFault), services.house.store.read() as uow:
        require_current_keys(services.house, uow)

    assert rebuild_keys(services.house, batch=1) == len(NAMES) - 1


def test_rebuilt_names_are_those_that_a_fresh_import_makes(services):
    rebuild_keys(services.house)
    house = services.house
    with house.store.read() as uow:
        for claim in uow.register.claims():
            fresh = name_index(split_name(claim.index.name, house.names), house.names)
            assert (claim.index.brand, claim.index.keys) == (fresh.brand, fresh.keys)
            found = uow.register.similar(comparison_area(house), fresh.keys, house.today(), "")
            assert claim.index.name in [other.index.name for other in found]
