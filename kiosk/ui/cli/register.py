"""kiosk register: names that exist already, in and out."""

import argparse
import sys
from pathlib import Path

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, how_many, typed


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    bring = actions.add_parser("import", help="add the names of a CSV file")
    bring.add_argument("file", type=Path, metavar="FILE.csv")
    export = actions.add_parser("export", help="write every blocking name as CSV")
    export.add_argument("--out", type=Path, help="file (default: standard output)")
    search = actions.add_parser("search", help="names that contain a text")
    search.add_argument("text", type=typed, metavar="TEXT")
    search.add_argument("--limit", type=how_many, default=50)
    bars = actions.add_parser("bar", help="take in the authority's list of barred persons")
    bars.add_argument("file", type=Path, metavar="FILE.csv")
    actions.add_parser("rebuild-keys", help="key every name anew after a change of the tables")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.services.bar import import_bars
    from kiosk.services.names_in_bulk import NotImportable, export_names, import_names, rebuild_keys
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        house = services.house
        if args.action == "rebuild-keys":
            print(f"{rebuild_keys(house)} name(s) keyed anew")
        elif args.action == "export" and args.out is None:
            export_names(house, sys.stdout)
        elif args.action == "export":
            with args.out.open("w", encoding="utf-8", newline="") as file:
                print(f"{export_names(house, file)} name(s)")
        elif args.action == "search":
            with house.store.read() as uow:
                found = uow.register.search(args.text, args.limit)
            for claim in found:
                print(f"{claim.area}  {claim.state.value}  {claim.index.name}")
            return DONE if found else NEGATIVE
        else:
            try:
                if args.action == "bar":
                    print(f"{import_bars(house, args.file)} person(s) barred")
                    return DONE
                report = import_names(house, args.file, _show)
            except NotImportable as refused:
                print(f"kiosk register: {refused}", file=sys.stderr)
                return USE
            print(f"{report.rows} name(s) read, {report.added} added")
    return DONE


def _show(rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{rows} names", end="", file=sys.stderr, flush=True)
