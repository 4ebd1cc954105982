"""Imports, their going on and rebuilding, through the services, on SQLite and on a real PostgreSQL."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.assembly import assemble
from kiosk.services.check_name import NameInquiry, check_name
from kiosk.services.name_import import import_names
from kiosk.services.name_rebuild import rebuild_keys
from kiosk.settings import load_settings
from tests.builders import ROOT

BRANDS = (ROOT / "resources/demo/brands.txt").read_text("utf-8").split()[:6000]

IMPORTING = """
import pathlib, sys
from dataclasses import replace
from kiosk.adapters.store import open_store
from kiosk.assembly import assemble
from kiosk.services.name_import import import_names
from kiosk.settings import load_settings
from tests.adapters.store.records import KEYS, new_id
with assemble(load_settings()) as services:
    house = replace(services.house, store=open_store(sys.argv[1], KEYS, "K01", new_id))
    tell = lambda done, of: print(done, flush=True)
    import_names(house, pathlib.Path(sys.argv[2]), tell, batch=500)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with assemble(load_settings({"KIOSK_DATA": str(tmp_path_factory.mktemp("data"))})) as services:
        yield services.house


def names_of(store):
    with store.read() as unit:
        return [claim.index.name for claim in unit.register.claims()]


def test_a_killed_import_goes_on_and_the_register_can_be_keyed_anew_and_asked(
    url, store, house, tmp_path
):
    file = tmp_path / "n.csv"
    wanted = [f"昆山市{brand}五金店" for brand in BRANDS]
    file.write_text("name,area\n" + "".join(f"{name},320583\n" for name in wanted), "utf-8")
    before = killed_after(1_000, url, file, tmp_path)

    assert 1_000 <= len(names_of(store)) < len(wanted)
    house = replace(house, store=store)
    report = import_names(house, file)

    assert (report.resumed_after > before, report.added) == (True, len(wanted))
    assert names_of(store) == wanted

    later = replace(house.names, keyset="of-later", generic=frozenset())
    assert rebuild_keys(replace(house, names=later), batch=2_500) == len(wanted)
    assert rebuild_keys(house) == len(wanted)
    with store.read() as unit:
        inquiry = NameInquiry(
            name=f"昆山市{BRANDS[7]}五金商行",
            division="320583",
            on=house.today(),
            lookup=lambda keys: unit.register.similar("3205", keys, house.today(), ""),
        )
        rules = house.procedures["establishment"].rules
        report = check_name(inquiry, rules, house.reference, house.names)
    assert wanted[7] in report.problems[0].conflicts_with
    assert report.suggestions


def killed_after(lines: int, url: str, file: Path, folder: Path) -> int:
    """Import in another process and end it without warning; returns the lines it had told."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORTING, url, str(file)],
        env={**os.environ, "KIOSK_DATA": str(folder / "other"), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    told = next(int(line) for line in process.stdout if int(line) > lines)
    time.sleep(0.01)  # into the next batch
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()
    return told - 1
