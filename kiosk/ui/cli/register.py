"""kiosk register: names that exist already, in and out."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, how_many, typed
from kiosk.ui.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.services.house import House


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    bring = actions.add_parser("import", help="add the names of a CSV file")
    bring.add_argument("file", type=Path, metavar="FILE.csv")
    bring.add_argument(
        "--skip-bad",
        type=Path,
        metavar="BAD.csv",
        help="leave bad lines out and write them with their reasons to this file",
    )
    export = actions.add_parser("export", help="write every blocking name as CSV")
    export.add_argument("--out", type=Path, help="file (default: standard output)")
    search = actions.add_parser("search", help="names that contain a text")
    search.add_argument("text", type=typed, metavar="TEXT")
    search.add_argument("--limit", type=how_many, default=50)
    bars = actions.add_parser("bar", help="take in the authority's list of barred persons")
    bars.add_argument("file", type=Path, metavar="FILE.csv")
    demo = actions.add_parser(
        "demo", help="fill an empty register with invented names (practice only)"
    )
    demo.add_argument(
        "--names", type=how_many, metavar="N", help="how many (default: as the demonstration)"
    )
    actions.add_parser("rebuild-keys", help="key every name anew after a change of the tables")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.services.names_in_bulk import NotImportable
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        try:
            return _ACTIONS[args.action](services.house, args)
        except NotImportable as refused:
            print(f"kiosk register: {refused}", file=sys.stderr)
            return USE


def _import(house: "House", args: argparse.Namespace) -> int:
    from kiosk.services.name_import import import_names

    progress = Progress("lines")
    try:
        report = import_names(house, args.file, progress.tell, skip_bad=args.skip_bad)
    finally:
        progress.end()
    if report.resumed_after:
        print(f"went on after line {report.resumed_after}, where the last run had stopped")
    print(f"{report.rows} name(s) read, {report.added} added")
    if report.bad:
        print(f"{report.bad} bad line(s) left out: {args.skip_bad}", file=sys.stderr)
    return DONE


def _export(house: "House", args: argparse.Namespace) -> int:
    from kiosk.services.names_in_bulk import export_names

    if args.out is None:
        export_names(house, sys.stdout)
    else:
        with args.out.open("w", encoding="utf-8", newline="") as file:
            print(f"{export_names(house, file)} name(s)")
    return DONE


def _search(house: "House", args: argparse.Namespace) -> int:
    with house.store.read() as uow:
        found = uow.register.search(args.text, args.limit)
    for claim in found:
        print(f"{claim.area}  {claim.state.value}  {claim.index.name}")
    return DONE if found else NEGATIVE


def _bar(house: "House", args: argparse.Namespace) -> int:
    from kiosk.services.bar import import_bars

    print(f"{import_bars(house, args.file)} person(s) barred")
    return DONE


def _demo(house: "House", args: argparse.Namespace) -> int:
    from kiosk.catalogue.demo import load_demo
    from kiosk.services.demo import fill_demo_register
    from kiosk.settings import resources_dir

    wanted = load_demo(resources_dir() / "demo").register_
    progress = Progress("names")
    try:
        print(f"{fill_demo_register(house, wanted, args.names, progress.tell)} name(s) added")
    finally:
        progress.end()
    return DONE


def _rebuild(house: "House", _args: argparse.Namespace) -> int:
    from kiosk.services.name_rebuild import rebuild_keys

    progress = Progress("names")
    try:
        count = rebuild_keys(house, progress.tell)
    finally:
        progress.end()
    print(f"{count} name(s) keyed anew")
    return DONE


_ACTIONS: "Mapping[str, Callable[[House, argparse.Namespace], int]]" = {
    "import": _import,
    "export": _export,
    "search": _search,
    "bar": _bar,
    "demo": _demo,
    "rebuild-keys": _rebuild,
}
