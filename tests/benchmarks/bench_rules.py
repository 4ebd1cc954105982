"""Figures of rules and names: microseconds a decision with its full trace, names indexed a second."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from kiosk.catalogue.cases import load_cases
from kiosk.catalogue.names import load_names
from kiosk.catalogue.rules import load_rule_set
from kiosk.domain.names.keys import name_index
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name
from kiosk.domain.rules import RuleSet, apply

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15


def bench_rules(forms: Path = ROOT / "forms") -> dict[str, float]:
    """Microseconds to apply the establishment's rules with full trace, over all its cases.

    ``first`` binds the rules of the day, ``fresh`` knows no line yet, ``warm`` is the usual way.
    """
    folder = forms / "establishment"
    rules = load_rule_set(folder)
    cases = load_cases(folder / "cases.yaml")
    canonical = rules.canonical()

    def first() -> None:
        apply(RuleSet.from_canonical(canonical), cases[0].facts, cases[0].on)

    def warm() -> None:
        for case in cases:
            apply(rules, case.facts, case.on)

    def fresh() -> None:
        for case in cases:
            unused = RuleSet(rules.rules, rules.parameters)
            unused.ready(case.on)
            apply(unused, case.facts, case.on)

    warm()
    return {
        "rules": len(rules),
        "warm_us": round(_median(warm) / len(cases) * 1e6, 1),
        "fresh_us": round(_median(fresh) / len(cases) * 1e6, 1),
        "first_us": round(_median(first) * 1e6, 1),
        "load_ms": round(_median(lambda: load_rule_set(folder)) * 1e3, 1),
    }


def bench_names(resources: Path = ROOT / "resources", count: int = 20_000) -> dict[str, float]:
    """Names a second taken apart, and turned into the keys of the register."""
    folder = resources / "reference"
    reference = load_names(folder)
    texts = _invented_names(reference, count)
    start = time.perf_counter()
    names = [split_name(text, reference) for text in texts]
    split = time.perf_counter() - start
    start = time.perf_counter()
    indexes = [name_index(name, reference) for name in names]
    indexed = time.perf_counter() - start
    return {
        "names": count,
        "split_per_second": round(count / split),
        "indexed_per_second": round(count / indexed),
        "keys_per_name": round(sum(len(index.keys) for index in indexes) / count, 2),
        "load_ms": round(_median(lambda: load_names(folder)) * 1e3, 1),
    }


def _invented_names(reference: NameReference, count: int) -> list[str]:
    rng = Random(1)
    characters = sorted(reference.characters)
    words = sorted(word for word, code in reference.industries.words.items() if code)
    forms = ("店", "商行", "经营部", "馆")
    return [
        "昆山市"
        + "".join(rng.sample(characters, rng.choice((2, 2, 3, 4))))
        + rng.choice(words)
        + rng.choice(forms)
        for _ in range(count)
    ]


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    print(bench_rules(), bench_names())
