"""kiosk reference: take in an authority's catalogue of scope items, or go back to the one before."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.source import CatalogueError
from kiosk.settings import resources_dir
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, said
from kiosk.ui.cli.words import fault_words, problem_words

if TYPE_CHECKING:
    from kiosk.assembly import Services
    from kiosk.catalogue.scope_file import ImportedScope
    from kiosk.services.take_scope import ScopeChange

MOST_LINES = 50
"""So many faults or changes are printed; more are counted."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser("import", help="take in a catalogue, or go back")
    importing.add_argument("what", choices=["scope"])
    importing.add_argument("file", nargs="?", type=Path, metavar="FILE", help="table or pack")
    importing.add_argument("--dry-run", action="store_true", help="say what would change")
    importing.add_argument("--revert", action="store_true", help="go back to the one before")
    importing.add_argument("--by", type=said, metavar="NAME", help="who does it")
    importing.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Take in the file, only say what it would change, or go back."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    if (args.file is None) is not args.revert:
        print("kiosk reference import scope: FILE or --revert is wanted", file=sys.stderr)
        return USE
    if args.revert:
        with assemble(load_settings()) as services:
            return _revert(services, args)
    from kiosk.catalogue.scope_file import MOST_BYTES

    try:
        with args.file.open("rb") as file:
            pack = file.read(2 * MOST_BYTES)
    except OSError as error:
        print(f"{args.file}: cannot be read ({error.strerror})", file=sys.stderr)
        return USE
    with assemble(load_settings()) as services:
        return _import(services, args, pack)


def _import(services: "Services", args: argparse.Namespace, pack: bytes) -> int:
    from kiosk.catalogue.reference import load_reference
    from kiosk.domain.problems import Problem
    from kiosk.services.process import resume_unfinished
    from kiosk.services.take_scope import compare_scopes, take_scope

    house = services.house
    now = house.clock.now()
    offered = services.scope_shelf.open(pack, args.file.name, now)
    if isinstance(offered, Problem):
        print(f"{args.file}: {problem_words(house, offered)}", file=sys.stderr)
        return NEGATIVE
    try:
        after = load_reference(resources_dir() / "reference", offered)
    except CatalogueError as error:
        return _tell_faults(error)
    change = compare_scopes(house.reference, after)
    if not args.dry_run:
        # what was approved under the old catalogue is issued under it
        resume_unfinished(house, lambda left, why: print(left.number, fault_words(why), sep=": "))
        take_scope(house.store, services.scope_shelf, pack, offered, change, now, args.by or "")
    _tell(offered, change, taken=not args.dry_run, as_json=args.json)
    return DONE


def _revert(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.services.take_scope import leave_scope

    house = services.house
    origin = house.reference.scope.origin
    left = origin.version if origin.imported else ""
    problem = leave_scope(house.store, services.scope_shelf, left, house.clock.now(), args.by or "")
    if problem is not None:
        print(problem_words(house, problem), file=sys.stderr)
        return NEGATIVE
    present = services.scope_shelf.current()
    version = present.version if present else "stock"
    if args.json:
        print(json.dumps({"left": left, "version": version}))
    else:
        print(f"{left} is no longer in force; {version} is, from the next start of a kiosk on")
    return DONE


def _tell_faults(error: CatalogueError) -> int:
    for finding in error.findings[:MOST_LINES]:
        print(finding, file=sys.stderr)
    if (more := len(error.findings) - MOST_LINES) > 0:
        print(f"… and {more} more", file=sys.stderr)
    print("nothing was taken in", file=sys.stderr)
    return USE


def _tell(offered: "ImportedScope", change: "ScopeChange", *, taken: bool, as_json: bool) -> None:
    if as_json:
        told = {
            "taken": taken,
            "version": offered.version,
            "sha256": offered.sha256,
            "signed": offered.signed,
            "items": change.items,
            "added": list(change.added),
            "gone": list(change.gone),
            "altered": list(change.altered),
            "hidden_trades": list(change.hidden_trades),
        }
        print(json.dumps(told, ensure_ascii=False))
        return
    for words, texts in (
        ("new", change.added),
        ("gone", change.gone),
        ("altered", change.altered),
        ("trade hidden", change.hidden_trades),
    ):
        for text in texts[:MOST_LINES]:
            print(f"  {words}: {text}")
        if (more := len(texts) - MOST_LINES) > 0:
            print(f"  {words}: … and {more} more")
    print(
        f"{offered.version}: {change.items} items, {len(change.added)} new, {len(change.gone)} gone,"
        f" {len(change.altered)} altered, {len(change.hidden_trades)} trades hidden"
    )
    end = "in force from the next start of a kiosk on" if taken else "nothing was taken in"
    print(f"sha256 {offered.sha256}; {end}")
