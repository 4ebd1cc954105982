"""A disk that runs full costs the citizen nothing: it is said, kept, and gone on with."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.parts import needs, small_disk

ROOT = Path(__file__).resolve().parents[2]


def test_a_full_disk_is_told_nothing_is_lost_and_the_next_citizen_is_sent_elsewhere(tmp_path):
    needs("small-disk")
    done = subprocess.run(
        [*small_disk(260), sys.executable, "-m", "tests.screens.full_disk", "/mnt"],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])

    for moment in ("nearly full", "full"):
        words = "\n".join(told[moment]["words"])
        assert told[moment]["page"] == "deciding", moment
        assert "存储空间不足" in words, moment
        assert "再试一次" in words, moment
        assert told[moment]["answers"] == told["before"]["answers"], moment
        assert told[moment]["applications"] == [], moment
    assert told["room again"]["page"] == "result"
    assert told["room again"]["applications"] == ["issued"]
    assert "磁盘空间" in "\n".join(told["next citizen"]["words"])
