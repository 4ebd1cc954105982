"""kill -9 at any moment of submitting, deciding and issuing, alone and beside other writers."""

from random import Random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.states import ApplicationState
from kiosk.services.answer import answer
from kiosk.services.process import resume_unfinished
from tests.journeys import brands
from tests.journeys.census import faults_of
from tests.journeys.worker import kill_in_a_loop, settings_of

POOL = [brands.Wanted(first + "栩洛甄") for first in "芃芮芷苒苓茉"]
"""Few names for many: most filings meet another one's name, before or after the decision."""


def some_filing(chance):
    """A free name, a fought-over one, or an application that must be returned."""
    kind = chance.randrange(4)
    if kind == 0:
        return brands.filing(chance, declarations__truth=None)
    return brands.filing(chance, chance.choice(POOL) if kind == 1 else None)


def faults_after(settings, acknowledged):
    """Start once more, as the next morning; what is wrong then, and how many are there."""
    with assemble(settings) as services:
        house = services.house
        resume_unfinished(house)
        with house.store.read() as uow:
            returned = list(uow.applications.in_state(ApplicationState.RETURNED))
        for application in returned:
            answer(house, application)  # a letter that the kill kept from being made
        assert resume_unfinished(house) == 0
        return faults_of(services, acknowledged)


@pytest.mark.parametrize(
    ("register", "others", "kills"),
    [("sqlite", 0, 8), ("sqlite", 2, 6), ("postgres", 2, 6)],
)
def test_a_kill_loses_nothing_acknowledged_and_doubles_nothing(
    request, tmp_path, register, others, kills
):
    url = "" if register == "sqlite" else request.getfixturevalue("postgres").fresh()
    victim = settings_of(tmp_path / "data", "K01", url)
    steady = [settings_of(tmp_path / "data", f"W{number:02}", url) for number in range(others)]

    acknowledged: list[tuple[str, str]] = []
    for _ in range(5):  # a laden machine gets less done before it is killed
        acknowledged += kill_in_a_loop(victim, steady, some_filing, kills, Random())
        if {"new", "issued"} <= {state for _, state in acknowledged}:
            break

    assert {"new", "issued"} <= {state for _, state in acknowledged}
    assert faults_after(victim, acknowledged) == []
