"""A terminal is closed and opened by name and ground, alone, and the trail says so."""

from kiosk.assembly import assemble
from kiosk.services.out_of_service import close_terminal, is_out_of_service, open_terminal
from kiosk.settings import load_settings


def a_house(data, terminal="K01"):
    config = data.parent / f"{terminal}.toml"
    config.write_text(f'[terminal]\nid = "{terminal}"\n', encoding="utf-8")
    return assemble(load_settings({"KIOSK_DATA": str(data), "KIOSK_CONFIG": str(config)}))


def test_a_closed_terminal_stays_closed_until_it_is_opened_and_others_go_on(tmp_path):
    data = tmp_path / "data"
    with a_house(data) as services:
        assert close_terminal(services.house, "Operator A", "printer is being changed")
        assert not close_terminal(services.house, "Operator B", "again")
    with a_house(data) as services:
        assert is_out_of_service(services.house)
    with a_house(data, "K02") as services:
        assert not is_out_of_service(services.house)
    with a_house(data) as services:
        assert open_terminal(services.house, "Operator A", "done")
        assert not open_terminal(services.house, "Operator A", "done")
        assert not is_out_of_service(services.house)
        with services.house.store.read() as uow:
            told = [(r.event, r.subject, r.details["by"]) for r in uow.trail.rows("K01")]
    assert ("terminal_closed", "K01", "Operator A") in told
    assert ("terminal_opened", "K01", "Operator A") in told
