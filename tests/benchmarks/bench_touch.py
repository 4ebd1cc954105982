"""Figures of the touch application: the citizen's way, its start, its pages, its memory."""

import itertools
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.screens.at_kiosk import at_kiosk
from tests.screens.citizen import Citizen

ROOT = Path(__file__).resolve().parents[2]


UPRIGHT, WIDE = (1080, 1920), (1920, 1080)


def bench_citizen() -> dict[str, object]:
    """Touches and keystroke-level-model seconds of the shortest honest way, step by step.

    Those of an upright screen stand first; ``looks`` has the sums of other looks, and of a
    citizen whose road is not among those on offer.
    """
    citizen = _citizen(UPRIGHT)
    others = {
        "portrait": citizen,
        "landscape": _citizen(WIDE),
        "care": _citizen(UPRIGHT, care=True),
        "road typed": _citizen(UPRIGHT, types_road=True),
    }
    return {
        "looks": {look: _sums(one) for look, one in others.items()},
        **_sums(citizen),
        "sms_wait_seconds": round(sum(step.sms_wait for step in citizen.steps), 2),
        "steps": [
            {
                "page": step.page,
                "touches": step.touches,
                "model_seconds": round(step.seconds, 2),
                "response_seconds": round(step.response, 2),
            }
            for step in citizen.steps
        ],
    }


def _citizen(size: tuple[int, int], *, care: bool = False, types_road: bool = False) -> Citizen:
    with tempfile.TemporaryDirectory() as folder, at_kiosk(Path(folder) / "data", size) as kiosk:
        kiosk.sitting.touch.look.setCare(care)
        citizen = Citizen(kiosk, types_road=types_road)
        citizen.go()
    return citizen


def _sums(citizen: Citizen) -> dict[str, object]:
    return {
        "touches": citizen.touches,
        "klm_seconds": round(citizen.klm_seconds, 1),
    }


def bench_start(runs: int = 5) -> dict[str, float]:
    """Milliseconds from the start of the process to the first usable frame, files warm."""
    with tempfile.TemporaryDirectory() as folder:
        warm = [_start(Path(folder) / "data") for _ in range(runs + 1)][1:]
    return {"median_ms": round(statistics.median(warm)), "worst_ms": round(max(warm))}


def bench_restart(runs: int = 3) -> dict[str, float]:
    """The same on the first start after the power went while an application was handed in."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            command = [sys.executable, "-m", "tests.screens.power_cut", "handed_in", str(data)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode != -signal.SIGKILL:
                raise RuntimeError(done.stderr)
            times.append(_start(data))
    return {"median_ms": round(statistics.median(times)), "worst_ms": round(max(times))}


def _start(data: Path) -> float:
    environment = {**os.environ, "KIOSK_DATA": str(data)}
    command = [sys.executable, "-m", "tests.benchmarks.touch_start"]
    begun = time.monotonic()
    said = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return (float(said.stdout.split()[-1]) - begun) * 1000


def bench_pages() -> dict[str, float]:
    """Milliseconds from a touch to the next frame, and the frames while a page slides in."""
    with tempfile.TemporaryDirectory() as folder, at_kiosk(Path(folder) / "data") as kiosk:
        frames: list[float] = []
        kiosk.window.frameSwapped.connect(lambda: frames.append(time.perf_counter()))
        first, gaps = [], []
        citizen = Citizen(kiosk, look=lambda _name: None)
        turn = kiosk.shown.sitting.pageChanged
        begun: list[float] = []
        turn.connect(lambda: begun.append(time.perf_counter()))
        citizen.go()
        for start in begun:
            after = [at for at in frames if at >= start]
            if not after:
                continue
            first.append((after[0] - start) * 1000)
            sliding = [at for at in after if at <= after[0] + 0.18]
            gaps += [(b - a) * 1000 for a, b in itertools.pairwise(sliding)]
    return {
        "first_frame_median_ms": round(statistics.median(first), 1),
        "first_frame_worst_ms": round(max(first), 1),
        "sliding_frame_median_ms": round(statistics.median(gaps), 1),
        "sliding_frame_worst_ms": round(max(gaps), 1),
    }


def bench_memory(sittings: int = 200) -> dict[str, float]:
    """Megabytes of resident memory after ten, twenty and all of the scripted sittings.

    In a process of its own; six of the first sixty sittings go the whole way, the others leave
    after the card.
    """
    command = [sys.executable, "-m", "tests.benchmarks.touch_memory", str(sittings)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    after = {int(k): float(v) for k, v in json.loads(said.stdout.splitlines()[-1]).items()}
    return {
        **{f"after_{number}_mb": round(megabytes) for number, megabytes in after.items()},
        "grown_percent": round((after[sittings] / after[20] - 1) * 100, 1),
    }
