"""Two branches whose register is killed again and again: ``python -m tests.soak.branch --minutes 10``."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.adapters.store.postgres import running_server
from tests.journeys.branches import killed_under_load

ROUNDS = 6


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    end = time.monotonic() + parser.parse_args().minutes * 60
    chance, received, kills = Random(), 0, 0
    while time.monotonic() < end:
        with running_server() as server, tempfile.TemporaryDirectory() as folder:
            done = killed_under_load(Path(folder), server.fresh(), server, chance, ROUNDS)
        received, kills = received + len(done.sealed), kills + ROUNDS
        print(json.dumps({"received": received, "kills": kills, "faults": done.faults}))
        if done.faults:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
