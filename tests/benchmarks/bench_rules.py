"""Figures of rules: microseconds a decision with its full trace."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.catalogue.cases import load_cases
from kiosk.catalogue.rules import load_rule_set
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


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    print(bench_rules())
