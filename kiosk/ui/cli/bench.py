"""kiosk bench: measure and print the figures; the measuring itself lies in tests/benchmarks."""

import argparse
import importlib
import json
import sys
from pathlib import Path

from kiosk.ui.cli.exits import DONE, USE

CHECKOUT = Path(__file__).resolve().parents[3]
FIGURES: dict[str, tuple[str, ...]] = {
    "rules": ("bench_rules:bench_rules",),
    "names": ("bench_rules:bench_names",),
    "document": ("bench_document:bench_documents", "bench_document:bench_qr"),
    "signing": ("bench_signing:bench_credential", "bench_signing:bench_document"),
    "licence": ("bench_core:bench_licence",),
    "batch": ("bench_core:bench_batch",),
    "start": ("bench_core:bench_start",),
    "decide": ("bench_core:bench_decide",),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(FIGURES))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Measure what is asked for, else everything, one after the other."""
    unknown = [what for what in args.what if what not in FIGURES]
    if unknown:
        print(
            f"kiosk bench: there is no {unknown[0]}; there is {', '.join(FIGURES)}", file=sys.stderr
        )
        return USE
    if not (CHECKOUT / "tests" / "benchmarks").is_dir():
        print("kiosk bench: the benchmarks come with the source checkout", file=sys.stderr)
        return USE
    sys.path.insert(0, str(CHECKOUT))
    for what in args.what or FIGURES:
        for place in FIGURES[what]:
            module, _, function = place.partition(":")
            measured = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)()
            if args.json:
                print(json.dumps({"bench": f"{what}.{function}", **measured}), flush=True)
            else:
                figures = "  ".join(f"{key} {value}" for key, value in measured.items())
                print(f"{what:<9} {function:<18} {figures}", flush=True)
    return DONE
