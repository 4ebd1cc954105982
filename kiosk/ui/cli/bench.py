"""kiosk bench: measure and print the figures; the measuring itself lies in tests/benchmarks."""

import argparse
import importlib
import inspect
import json
import sys
from pathlib import Path

from kiosk.ui.cli.exits import DONE, USE, how_many

CHECKOUT = Path(__file__).resolve().parents[3]
FIGURES: dict[str, tuple[str, ...]] = {
    "rules": ("bench_rules:bench_rules",),
    "names": (
        "bench_names:bench_keys",
        "bench_split:bench_split",
        "bench_recall:bench_recall",
        "bench_recall:bench_pairs",
        "bench_names:bench_names",
        "bench_names:bench_suggestions",
        "bench_scope:bench_scope",
    ),
    "scope": ("bench_scope:bench_scope",),
    "document": ("bench_document:bench_documents", "bench_document:bench_qr"),
    "signing": ("bench_signing:bench_credential", "bench_signing:bench_document"),
    "status-list": ("bench_signing:bench_status_list",),
    "verify-page": ("bench_verify_page:bench_verify_page",),
    "licence": ("bench_core:bench_licence",),
    "batch": ("bench_core:bench_batch",),
    "start": ("bench_core:bench_start",),
    "outbox": ("bench_outbox:bench_outbox",),
    "typing": ("bench_typing:bench_typing", "bench_keyboard:bench_keyboard"),
    "handwriting": ("bench_typing:bench_handwriting",),
    "decide": ("bench_core:bench_decide",),
    "citizen": ("bench_touch:bench_citizen",),
    "kiosk": (
        "bench_touch:bench_start",
        "bench_touch:bench_restart",
        "bench_touch:bench_pages",
        "bench_touch:bench_memory",
    ),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(FIGURES))
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--names",
        type=how_many,
        metavar="N",
        help="names in the largest register (default 100000; 10000000 takes an hour)",
    )


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
            bench = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)
            takes_size = args.names and "names" in inspect.signature(bench).parameters
            measured = bench(names=args.names) if takes_size else bench()
            if args.json:
                print(json.dumps({"bench": f"{what}.{function}", **measured}), flush=True)
            else:
                _print(what, function, measured)
    return DONE


def _print(what: str, function: str, measured: dict[str, object]) -> None:
    """Lists stand above, a line a member; the figures in one line."""
    for rows in (rows for rows in measured.values() if isinstance(rows, list)):
        for row in rows:
            print("  " + "  ".join(f"{key} {value}" for key, value in row.items()))
    figures = (f"{k} {v}" for k, v in measured.items() if not isinstance(v, list))
    print(f"{what:<9} {function:<18} {'  '.join(figures)}", flush=True)
