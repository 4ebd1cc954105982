"""Fifteen processes of the whole house at once, on SQLite and on PostgreSQL alike."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from kiosk.assembly import assemble
from kiosk.services.process import process, resume_unfinished
from kiosk.services.submit import submit
from tests.journeys import brands
from tests.journeys.census import faults_of
from tests.journeys.worker import race, settings_of

KIOSKS, TERMINALS = 15, 5
NAMES = {
    "same": lambda chance: [brands.same(chance)],
    "like glyphs": lambda chance: brands.same_sound(chance, alike=True),
    "synonyms": brands.synonymous,
    "sound alone": lambda chance: brands.same_sound(chance, alike=False),
    "own": lambda chance: [brands.same(chance) for _ in range(KIOSKS)],
}
ONE_WINNER = {"issued": 1, "returned": KIOSKS - 1}


def settings_for(data, url):
    """Fifteen kiosks, three on each terminal: processes of one terminal and of several meet."""
    return [settings_of(data, f"T{runner % TERMINALS:02}", url) for runner in range(KIOSKS)]


def filings_for(names, chance):
    """Fifteen filings of as many proprietors, who take the wanted names in turn."""
    accepted = {"name__warnings_accepted": ["name.a2_sound"]}
    return [
        brands.filing(chance, names[runner % len(names)], **accepted) for runner in range(KIOSKS)
    ]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """The register's address in the settings; empty is SQLite in the data folder."""
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres").fresh()


def test_of_fifteen_at_once_each_name_has_one_winner_and_nobody_is_lost(url, tmp_path):
    chance = Random()
    filings = {kind: filings_for(make(chance), chance) for kind, make in NAMES.items()}

    def run(house, runner, number):
        done = process(house, filings[list(NAMES)[number]][runner])
        failed = {line.rule for line in done.decision.verdict.failed}
        code = done.entry.credit_code if done.entry else ""
        return done.application.number, done.application.state.value, code, failed

    settings = settings_for(tmp_path / "data", url)
    rows = race(settings, len(NAMES), run)
    results = [result for row in rows for result in row]
    assert [result for result in results if not isinstance(result, tuple)] == []

    table = dict(zip(NAMES, rows, strict=True))
    states = {kind: Counter(state for _, state, _, _ in row) for kind, row in table.items()}
    grounds = {kind: set().union(*(each[3] for each in row)) for kind, row in table.items()}
    assert states == {
        "same": ONE_WINNER,
        "like glyphs": ONE_WINNER,
        "synonyms": ONE_WINNER,
        "sound alone": {"issued": 2, "returned": KIOSKS - 2},
        "own": {"issued": KIOSKS},
    }
    assert grounds["same"] == {"name.s1_same"}
    assert {"name.a2_like"} <= grounds["like glyphs"] <= {"name.a2_like", "name.s1_same"}
    assert {"name.a1_synonym"} <= grounds["synonyms"] <= {"name.a1_synonym", "name.s1_same"}
    assert "name.a2_like" not in grounds["sound alone"]
    assert len({number for number, *_ in results}) == len(NAMES) * KIOSKS
    assert len({code for _, _, code, _ in results if code}) == 1 + 1 + 1 + 2 + KIOSKS
    with assemble(settings[0]) as services:
        assert faults_of(services) == []


def test_one_key_at_fifteen_kiosks_is_one_application(url, tmp_path):
    chance = Random()
    filing = replace(brands.filing(chance), key="counter-7")

    def run(house, _runner, _number):
        done = process(house, filing)
        return done.application.number, done.entry.credit_code

    settings = settings_for(tmp_path / "data", url)
    (row,) = race(settings, 1, run)

    assert len(set(row)) == 1
    assert isinstance(row[0], tuple)
    with assemble(settings[0]) as services:
        assert faults_of(services) == []


def test_what_was_left_is_taken_up_by_fifteen_starts_at_once_and_done_once(url, tmp_path):
    chance = Random()
    settings = settings_for(tmp_path / "data", url)
    wanted = brands.same(chance)
    with assemble(settings[0]) as services:
        left = [submit(services.house, brands.filing(chance)) for _ in range(2)]
        left += [submit(services.house, brands.filing(chance, wanted)) for _ in range(2)]

    (row,) = race(settings, 1, lambda house, _runner, _number: resume_unfinished(house))

    assert [result for result in row if not isinstance(result, int)] == []
    with assemble(settings[0]) as services:
        assert faults_of(services, [(each.application.number, "new") for each in left]) == []
        assert len(list(_entries(services))) == 2 + 1


def _entries(services):
    with services.house.store.read() as uow:
        return list(uow.register.entries())
