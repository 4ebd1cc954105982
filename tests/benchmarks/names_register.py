"""Registers of made-up names for the benchmarks, built once and kept beside the temporary files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kiosk.adapters.store.schema import REVISION
from kiosk.assembly import Services, assemble
from kiosk.catalogue.demo import load_demo
from kiosk.domain.records import NameClaim
from kiosk.services.demo_names import MadeUpNames
from kiosk.services.house import House
from kiosk.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
BATCH = 500_000
"""Names of one transaction: large, so that a large register is built in minutes."""

AREAS = 600


@contextmanager
def a_register(names: int, areas: int = 1) -> Iterator[Services]:
    """A house whose register holds so many names, in one area or spread over so many."""
    cache = Path(tempfile.gettempdir()) / "zhaoban-bench"
    with assemble(load_settings({"KIOSK_DATA": str(cache / "empty")})) as services:
        keyset = services.house.names.keyset
    folder = cache / f"names-{names}-{areas}-{REVISION}-{keyset}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        with assemble(load_settings({"KIOSK_DATA": str(unfinished)})) as services:
            _fill(services.house, names, areas)
        unfinished.rename(folder)
    with assemble(load_settings({"KIOSK_DATA": str(folder)})) as services:
        yield services


def made_up(house: House, seed: int) -> MadeUpNames:
    """Names by the demonstration's shares, from another seed than its own."""
    wanted = load_demo(ROOT / "resources/demo").register_
    return MadeUpNames(house, wanted.model_copy(update={"seed": seed, "always": []}))


def area_codes(house: House, areas: int) -> list[str]:
    """The house's own area, and others after it."""
    own = house.reference.divisions.area_of(house.profile.division)
    others = (f"{number:06}" for number in range(1, areas))
    return [own, *others]


def _fill(house: House, names: int, areas: int) -> None:
    claims = _spread(house, made_up(house, names).claims(names), areas)
    while batch := list(islice(claims, BATCH)):
        with house.store.write() as uow:
            uow.register.import_claims(batch)
            uow.commit()


def _spread(house: House, claims: Iterator[NameClaim], areas: int) -> Iterator[NameClaim]:
    codes = area_codes(house, areas)
    for place, claim in enumerate(claims):
        yield claim if areas == 1 else replace(claim, area=codes[place % areas])
