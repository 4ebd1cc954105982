"""Figures of the scope search: milliseconds a keystroke, and how often it finds what was meant."""

import statistics
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from kiosk.catalogue.names import load_names
from kiosk.catalogue.reference import load_reference
from kiosk.domain.scope import ScopeCatalogue, ScopeItem
from kiosk.domain.scope_search import ScopeSearch

ROOT = Path(__file__).resolve().parents[2]
NATIONAL = 1_800
"""About so many items the national catalogue has; it is not to be had, so ours stands in."""


def bench_scope(resources: Path = ROOT / "resources") -> dict[str, float]:
    """Every beginning of every labelled query, items and trades both, as a citizen types it.

    ``*_national`` are the same over a catalogue of the national one's size, made from ours.
    """
    reference = load_reference(resources / "reference")
    sounds = load_names(resources / "reference").sounds
    asked = _labelled()
    begun = time.perf_counter()
    search = ScopeSearch(reference.scope, reference.trades, sounds)
    build = time.perf_counter() - begun
    wide = ScopeCatalogue(_as_many(reference.scope.items), reference.scope.wording)
    own = _keystrokes(search, asked)
    national = _keystrokes(ScopeSearch(wide, reference.trades, sounds), asked)
    found = [([i.text for i in search.find_items(query, 5)], items) for query, items in asked]
    return {
        "items": len(reference.scope),
        "queries": len(asked),
        "keystrokes": len(own),
        "p50_ms": round(statistics.median(own), 3),
        "p99_ms": round(statistics.quantiles(own, n=100)[98], 3),
        "p50_ms_national": round(statistics.median(national), 3),
        "p99_ms_national": round(statistics.quantiles(national, n=100)[98], 3),
        "recall_at_1": round(
            sum(bool(items & {*five[:1]}) for five, items in found) / len(asked), 3
        ),
        "recall_at_5": round(sum(bool(items & {*five}) for five, items in found) / len(asked), 3),
        "build_ms": round(build * 1e3, 1),
    }


def _labelled() -> list[tuple[str, frozenset[str]]]:
    lines = (ROOT / "tests/data/scope_queries.tsv").read_text("utf-8").splitlines()[1:]
    return [(query, frozenset(i.split("|"))) for query, i in (line.split("\t") for line in lines)]


def _keystrokes(search: ScopeSearch, asked: list[tuple[str, frozenset[str]]]) -> list[float]:
    """Milliseconds, the search warm; each keystroke is the median of three."""
    begun = {query[:end] for query, _ in asked for end in range(1, len(query) + 1)}
    return [statistics.median(_taken(search, text) for _ in range(3)) for text in sorted(begun)]


def _taken(search: ScopeSearch, text: str) -> float:
    start = time.perf_counter()
    search.find_items(text)
    search.find_trades(text)
    return (time.perf_counter() - start) * 1e3


def _as_many(items: tuple[ScopeItem, ...]) -> list[ScopeItem]:
    """Further items in the words of ours, shuffled; an authority's come without keywords."""
    rng = Random(7)
    parts = [item.text[at : at + 2] for item in items for at in range(0, len(item.text) - 1, 2)]
    made = [
        replace(rng.choice(items), text="".join(rng.choices(parts, k=4)), keywords=())
        for _ in range(NATIONAL - len(items))
    ]
    return [*items, *made]
