"""Races and kills of whole houses: ``python -m tests.soak.journeys --minutes 10``."""

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random

from kiosk.assembly import assemble
from kiosk.services.process import process
from tests.journeys.census import faults_of
from tests.journeys.test_kills import faults_after, some_filing
from tests.journeys.test_races import KIOSKS, NAMES, filings_for, settings_for
from tests.journeys.worker import kill_in_a_loop, race, settings_of
from tests.parts import has

WINNERS = {"same": 1, "like glyphs": 1, "synonyms": 1, "sound alone": 2, "own": KIOSKS}
KILLS = 20


def raced(folder: Path, url: str, chance: Random) -> tuple[int, list[str]]:
    """Five rounds of fifteen processes on one register; (applications, faults)."""
    filings = {kind: filings_for(make(chance), chance) for kind, make in NAMES.items()}

    def run(house, runner, number):
        return process(house, filings[list(NAMES)[number]][runner]).application.state.value

    settings = settings_for(folder, url)
    rows = race(settings, len(NAMES), run)
    faults = []
    for kind, row in zip(NAMES, rows, strict=True):
        if row.count("issued") != WINNERS[kind] or set(row) - {"issued", "returned"}:
            faults.append(f"{kind}: {row}")
    with assemble(settings[0]) as services:
        return KIOSKS * len(NAMES), faults + faults_of(services)


def killed(folder: Path, url: str, chance: Random) -> tuple[int, int, list[str]]:
    """Twenty kills beside none to three writers; (acknowledged, kills, faults)."""
    others = chance.randrange(4)
    victim = settings_of(folder, "K01", url)
    steady = [settings_of(folder, f"W{number:02}", url) for number in range(others)]
    acknowledged = kill_in_a_loop(victim, steady, some_filing, KILLS, chance)
    new = {number for number, _ in acknowledged}
    return len(new), KILLS + others, faults_after(victim, acknowledged)


def main() -> int:
    """Run until the time is over; 1 when anything was lost, doubled or half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    until = time.monotonic() + 60 * options.minutes
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    chance = Random(seed)
    done: dict[str, dict[str, int]] = {}
    faults: list[str] = []
    with ExitStack() as stack:
        base = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = {"sqlite": None}
        if has("postgres"):
            from tests.adapters.store.postgres import running_server

            servers["postgres"] = stack.enter_context(running_server())
        turn = 0
        while time.monotonic() < until and not faults:
            for kind, server in servers.items():
                turn += 1
                totals = done.setdefault(kind, {"raced": 0, "acknowledged": 0, "kills": 0})
                url = server.fresh() if server else ""
                raced_count, found = raced(base / f"r{turn}", url, chance)
                totals["raced"] += raced_count
                faults += [f"{kind}: {fault}" for fault in found]
                url = server.fresh() if server else ""
                acknowledged, kills, found = killed(base / f"k{turn}", url, chance)
                totals["acknowledged"] += acknowledged
                totals["kills"] += kills
                faults += [f"{kind}: {fault}" for fault in found]
    print(json.dumps({"seed": seed, "done": done, "faults": faults[:20]}, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
