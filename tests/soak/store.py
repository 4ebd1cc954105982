"""Kills and power cuts for as long as wanted: ``python -m tests.soak.store --minutes 10``."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

from kiosk.adapters.store import open_store
from tests.adapters.store.crowd import kill_in_a_loop
from tests.adapters.store.power import count_losses, replay
from tests.adapters.store.records import KEYS, new_id
from tests.adapters.store.test_power_cut import ALL, a_day_of_work, faults_after_cut
from tests.adapters.store.work import faults_of, publish
from tests.parts import has


def kills(url: str, random: Random) -> Iterator[tuple[int, list[str]]]:
    """One register, killed at again and again; (newly acknowledged, faults) a round."""
    store = open_store(url, KEYS, "X01", new_id)
    publish(store)
    acknowledged: list[tuple[str, str]] = []
    while len(acknowledged) < 20_000:  # then a fresh register, so that the check stays quick
        before = len(acknowledged)
        acknowledged += kill_in_a_loop(url, 10, random.randrange(4), random)
        codes = [code for _, code in acknowledged if code]
        doubled = (
            [f"{len(codes) - len(set(codes))} doubled"] if len(set(codes)) < len(codes) else []
        )
        yield len(acknowledged) - before, doubled + faults_of(store, acknowledged)
    store.close()


def cuts(folder: Path, random: Random) -> Iterator[tuple[int, list[str]]]:
    """One script of statements, cut at random operations; (cuts, faults) after each round."""
    script = a_day_of_work(folder, 40)
    _, operations = replay(script, folder, cut=ALL, torn=None)
    for number in range(20):
        yield (
            20,
            count_losses(
                script,
                folder / str(number),
                cuts=random.sample(range(1, operations), 20),
                torn=random if number % 2 else None,
                synchronous=None,
                examine=faults_after_cut,
            ),
        )


def main() -> int:
    """Run until the time is over; 1 when anything was lost, doubled or half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    until = time.monotonic() + 60 * options.minutes
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    random = Random(seed)
    totals = {"kill sqlite": 0, "kill postgres": 0, "power cut": 0}
    faults: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = None
        if has("postgres"):
            from tests.adapters.store.postgres import running_server

            server = stack.enter_context(running_server())
        running: dict[str, Iterator[tuple[int, list[str]]]] = {}
        number = 0
        while time.monotonic() < until and not faults:
            for kind in totals:
                if kind == "kill postgres" and server is None:
                    continue
                if kind not in running:
                    number += 1
                    place = folder / f"{number}"
                    place.mkdir()
                    url = f"sqlite:///{place / 'r'}"
                    running[kind] = {
                        "kill sqlite": lambda url=url: kills(url, random),
                        "kill postgres": lambda: kills(server.fresh(), random),
                        "power cut": lambda place=place: cuts(place, random),
                    }[kind]()
                try:
                    count, found = next(running[kind])
                except StopIteration:
                    del running[kind]
                    continue
                totals[kind] += count
                faults += [f"{kind}: {fault}" for fault in found]
    print(json.dumps({"seed": seed, "done": totals, "faults": faults[:20]}, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
