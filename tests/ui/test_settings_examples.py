"""The settings examples load as they stand, hold no password and know their register."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kiosk.adapters.system import SystemClock
from kiosk.assembly import _factory
from kiosk.catalogue.procedure import load_procedures
from kiosk.ports import Fitting
from kiosk.settings import forms_dir, load_settings

EXAMPLES = Path(__file__).resolve().parents[2] / "packaging/examples"


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_example_is_understood_and_holds_no_secret(file, tmp_path):
    settings = load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(tmp_path)})
    written = tomllib.loads(file.read_text("utf-8"))

    assert settings.terminal.id == written["terminal"]["id"]
    assert settings.terminal.hall == written["terminal"]["hall"]
    assert make_url(settings.register_url).password is None


def test_a_hall_shares_one_register_over_a_line_that_is_checked(tmp_path):
    hall = load_settings({"KIOSK_CONFIG": str(EXAMPLES / "hall.toml"), "KIOSK_DATA": str(tmp_path)})
    url = make_url(hall.register_url)

    assert url.get_backend_name() == "postgresql"
    assert url.query["sslmode"] == "verify-full"
    assert hall.sitting.idle_seconds < 60


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.toml")), ids=lambda file: file.stem)
def test_the_devices_of_an_example_take_its_options(file, tmp_path):
    settings = load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(tmp_path)})
    chosen = {
        "kiosk.sms": settings.sms,
        "kiosk.card_readers": settings.card_reader,
        "kiosk.printers": settings.printer,
    }

    for group, device in chosen.items():
        fitting = Fitting(tmp_path, SystemClock(), date(2026, 11, 24), device.options)
        assert _factory(group, device.kind)(fitting) is not None


def test_a_branch_offers_a_procedure_of_its_own_in_its_own_look(tmp_path):
    settings = load_settings(
        {"KIOSK_CONFIG": str(EXAMPLES / "bank-branch.toml"), "KIOSK_DATA": str(tmp_path)}
    )
    known = load_procedures(forms_dir(), settings.procedures_dir)

    assert settings.procedures.offered == ("establishment", "account_opening")
    assert set(settings.procedures.offered) <= known.keys()
    assert settings.branding.accent
    assert settings.sitting.idle_seconds > 60
