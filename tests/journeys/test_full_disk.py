"""A full disk from the command line: exit 3 in words, nothing lost, and on it goes with room."""

import json
import subprocess
import sys
from pathlib import Path

from tests.parts import needs, small_disk

ROOT = Path(__file__).resolve().parents[2]


def test_a_full_disk_is_three_in_words_and_loses_nothing(tmp_path):
    needs("small-disk")
    ran = subprocess.run(
        [*small_disk(100), sys.executable, "-m", "tests.journeys.fill_disk", "/mnt", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    said = told["said"]

    exits = {step: each["exit"] for step, each in said.items()}
    assert exits == {
        "first use of a full disk": 3,
        "enough room": 0,
        "below the gate": 3,
        "no room at all": 3,
        "status on a full disk": 3,
        "hardly any room": 3,
        "room again": 0,
    }
    words = {step: each["out"] + each["err"] for step, each in said.items()}
    assert not any("Traceback" in each or "unexpected" in each for each in words.values())
    full = exits.keys() - {"enough room", "room again"}
    assert [step for step in full if "disk_full" not in words[step]] == []
    assert told["faults"] == []
    assert told["taken"] == 3
