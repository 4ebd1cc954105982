"""Figures of the whole way: submit to durable decision, a batch with documents, start, memory."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

from kiosk.assembly import assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.split import split_name
from kiosk.domain.records import NameClaim
from kiosk.domain.states import ClaimState
from kiosk.services.decide import decide
from kiosk.services.house import House
from kiosk.services.process import process
from kiosk.services.submit import Filing, submit
from kiosk.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
BATCH = 10_000


def bench_decide(names: int = 1_000_000, runs: int = 400) -> dict[str, float]:
    """Milliseconds from submission to the durable decision, in a register of ``names`` names.

    All names stand in one comparison area. The first fifth of the runs warms the caches.
    """
    rng = Random(7)
    with _a_house() as house:
        begun = time.perf_counter()
        added = _fill(house, names, rng)
        filled = time.perf_counter() - begun
        times = []
        for _ in range(runs):
            filing = _filing(house, rng)
            start = time.perf_counter()
            decide(house, submit(house, filing).application)
            times.append((time.perf_counter() - start) * 1000)
        warm = sorted(times[runs // 5 :])
        return {
            "names": added,
            "import_names_per_s": round(added / filled),
            "p50_ms": round(statistics.median(warm), 2),
            "p99_ms": round(warm[int(len(warm) * 0.99)], 2),
            "first_ms": round(times[0], 2),
        }


def bench_batch(runs: int = 60) -> dict[str, float]:
    """Applications a second with all documents on one core, and the CPU a licence costs."""
    rng = Random(11)
    with _a_house() as house:
        for _ in range(5):
            process(house, _filing(house, rng))
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(runs):
            process(house, _filing(house, rng))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "applications_per_s": round(runs / wall, 1),
        "wall_ms_each": round(wall / runs * 1000, 1),
        "cpu_ms_each": round(cpu / runs * 1000, 1),
    }


def bench_licence(runs: int = 40) -> dict[str, float]:
    """CPU milliseconds of one 副本 with QR, PDF/A-3u and signature, warm."""
    from kiosk.domain.states import DocumentKind
    from kiosk.services.papers import licence_content
    from kiosk.services.sign import signed_document

    rng = Random(13)
    with _a_house() as house:
        done = process(house, _filing(house, rng))
        assert done.entry is not None
        with house.store.read() as uow:
            licence = uow.licences.get(done.entry.credit_code)
        assert licence is not None
        times = []
        for _ in range(runs):
            content = licence_content(house, done.entry, done.application, licence.credential)
            start = time.process_time()
            kind = DocumentKind.LICENCE_COPY
            rendered = house.renderer.licence(content, kind)
            signed_document(house, done.application, kind, rendered, content.issued_at)
            times.append((time.process_time() - start) * 1000)
    return {"cpu_ms": round(statistics.median(times), 1)}


def bench_start(runs: int = 5) -> dict[str, float]:
    """Seconds of ``kiosk apply`` of one file from process start, and its peak memory."""
    rng = Random(17)
    times = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KIOSK_DATA": folder, "PYTHONPATH": str(ROOT)}
        for run in range(runs + 1):
            file = Path(folder) / f"{run}.json"
            file.write_text(json.dumps(_example(rng)), "utf-8")
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "kiosk", "apply", str(file)],
                env=environment,
                check=True,
                capture_output=True,
            )
            times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "first_s": round(times[0], 2),
        "median_s": round(statistics.median(times[1:]), 2),
        "rss_mb": round(peak),
    }


@contextmanager
def _a_house() -> Iterator[House]:
    with (
        tempfile.TemporaryDirectory() as folder,
        assemble(load_settings({"KIOSK_DATA": folder})) as services,
    ):
        yield services.house


def _fill(house: House, names: int, rng: Random) -> int:
    claims = _claims(house, names, rng)
    added = 0
    while batch := list(islice(claims, BATCH)):
        with house.store.write() as uow:
            added += uow.register.import_claims(batch)
            uow.commit()
    return added


def _claims(house: House, names: int, rng: Random) -> Iterator[NameClaim]:
    characters = sorted(house.names.characters)[:3500]
    trades = ["早餐", "百货", "服装", "五金", "书", "花卉", "水果", "美容", "汽车维修", "餐饮"]
    for _ in range(names):
        brand = "".join(rng.choice(characters) for _ in range(rng.choice((2, 2, 2, 3, 3, 4))))
        text = f"昆山市{brand}{rng.choice(trades)}{rng.choice(('店', '商行', '经营部'))}"
        yield NameClaim(
            id=house.new_id(),
            area="3205",
            index=name_index(split_name(text, house.names), house.names),
            state=ClaimState.REGISTERED,
        )


def _example(rng: Random) -> dict[str, object]:
    form = load_form_of_stock()
    return dict(make_example(form, rng, House.day_of(_now())))


def _filing(house: House, rng: Random) -> Filing:
    form = house.procedures["establishment"].form
    example = make_example(form, rng, house.today())
    answers = example["answers"]
    assert isinstance(answers, dict)
    return Filing("establishment", Answers(answers))


def load_form_of_stock():
    """The stock form."""
    from kiosk.catalogue.forms import load_form

    return load_form(ROOT / "forms" / "establishment")


def _now():
    from kiosk.adapters.system import SystemClock

    return SystemClock().now()
