"""Figures of typing: loading the engine, keys to candidates, handwriting recognised."""

import gc
import resource
import statistics
import time
from random import Random

from kiosk.adapters.handwriting.zinnia import open_handwriting
from kiosk.catalogue.input import load_engine
from kiosk.domain.input.engine import Engine, Mode
from kiosk.domain.input.sounds import NINE_KEYS
from tests.engine import TABLES
from tests.medians import written_characters

RUNS = 5
PHRASES = 400
LONG = 48
"""Letters of the longest code that is looked at whole."""


def bench_typing() -> dict[str, float]:
    """Milliseconds from a key to its candidates, over every key of many phrases in each mode.

    ``worst_ms`` is the slowest of the codes made to be slow. Memory is what loading added.
    """
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    engine = load_engine(TABLES)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loads = []
    for _ in range(RUNS):
        start = time.perf_counter()
        load_engine(TABLES)
        loads.append(time.perf_counter() - start)
    figures: dict[str, float] = {
        "load_ms": round(statistics.median(loads) * 1e3, 1),
        "memory_mb": round((after - before) / 1024, 1),
    }
    gc.collect()
    for mode, codes in _codes().items():
        times = sorted(_time(engine, mode, code) for code in codes)
        figures[f"{mode}_p50_ms"] = round(statistics.median(times), 2)
        figures[f"{mode}_p99_ms"] = round(times[int(len(times) * 0.99)], 2)
    slow = [
        *((Mode.PINYIN, (text * LONG)[:LONG]) for text in ("zs", "zhshch", "xian", "gan", "a")),
        *((Mode.NINE, text * LONG) for text in ("2", "26", "9426", "97")),
        *((Mode.STROKES, key) for key in "hspnz"),
        *((Mode.PARTS, name) for name in ("shui", "yi", "ren'yi")),
    ]
    figures["worst_ms"] = round(
        max(min(_time(engine, *code) for _ in range(RUNS)) for code in slow), 2
    )
    return figures


def bench_handwriting() -> dict[str, float]:
    """How many of the 6,763 characters of GB 2312, written in order, come first or among ten."""
    recogniser = open_handwriting()
    if recogniser is None:
        return {"characters": 0}
    first = ten = count = 0
    start = time.perf_counter()
    for character, strokes in written_characters():
        found = recogniser.recognise(strokes)
        count += 1
        first += found[:1] == (character,)
        ten += character in found
    elapsed = time.perf_counter() - start
    return {
        "characters": count,
        "first_percent": round(100 * first / count, 1),
        "among_ten_percent": round(100 * ten / count, 1),
        "ms_each": round(1e3 * elapsed / count, 1),
    }


def _codes() -> dict[Mode, list[str]]:
    """Every beginning of the codes of phrases and characters picked at random."""
    rng = Random(1)
    lines = (TABLES / "phrases.txt").read_text("utf-8").splitlines()
    sounds = [line.split(" ")[1].replace("'", "") for line in rng.sample(lines, PHRASES)]
    strokes = (TABLES / "strokes.txt").read_text("utf-8").splitlines()
    shapes = [line.split(" ")[1] for line in rng.sample(strokes, PHRASES)]
    parts = (TABLES / "parts.txt").read_text("utf-8").splitlines()
    return {
        Mode.PINYIN: _beginnings(sounds),
        Mode.NINE: _beginnings([sound.translate(NINE_KEYS) for sound in sounds]),
        Mode.STROKES: _beginnings(shapes),
        Mode.PARTS: _beginnings([line.split(" ")[0] for line in rng.sample(parts, PHRASES)]),
    }


def _beginnings(codes: list[str]) -> list[str]:
    return [code[:length] for code in codes for length in range(1, len(code) + 1)]


def _time(engine: Engine, mode: Mode, code: str) -> float:
    start = time.perf_counter()
    engine.candidates(mode, code)
    return (time.perf_counter() - start) * 1e3


if __name__ == "__main__":
    print(bench_typing(), bench_handwriting())
