"""kiosk staff: who may open the staff page of the terminals, by name and PIN."""

import argparse
import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.problems import Problem
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, said

if TYPE_CHECKING:
    from kiosk.services.house import House


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser(
        "add", allow_abbrev=False, help="take a person in; the PIN is asked twice, unseen"
    )
    add.add_argument("--pin-file", type=Path, metavar="FILE", help="take the PIN from a file")
    remove = actions.add_parser("remove", help="take a person out")
    unlock = actions.add_parser("unlock", help="let a locked person try again")
    for action in (add, remove, unlock):
        action.add_argument("name", type=said, metavar="NAME")
        action.add_argument("--by", type=said, metavar="NAME", help="who does it, for the trail")
    listing = actions.add_parser("list", help="name everyone")
    listing.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Do what was asked, by the name given or that of the account."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    if args.action == "list":
        with assemble(load_settings()) as services:
            return _list(services.house.own, as_json=args.json)
    by = args.by or f"account {getpass.getuser()}"
    pin = _pin(args.pin_file) if args.action == "add" else ""
    if isinstance(pin, int):
        return pin
    with assemble(load_settings()) as services:
        return _act(services.house.own, args.action, args.name, pin, by)


def _act(house: "House", action: str, name: str, pin: str, by: str) -> int:
    from kiosk.services.staff import add_person, remove_person, unlock_person
    from kiosk.ui.cli.words import problem_words

    problem: Problem | None
    if action == "add":
        problem = add_person(house, name, pin, by)
    elif action == "unlock":
        problem = unlock_person(house, name, by)
    else:
        gone = remove_person(house, name, by)
        problem = None if gone else Problem("staff_unknown", params={"name": name})
    if problem is not None:
        print(problem_words(house, problem), file=sys.stderr)
        return NEGATIVE
    done = {"add": "added", "remove": "removed", "unlock": "unlocked"}[action]
    print(f"{name}: {done}")
    return DONE


def _pin(file: Path | None) -> str | int:
    """The PIN as typed twice or as the file's first line; an exit code when there is none."""
    from kiosk.ui.cli.words import bare_problem_words

    if file is not None:
        lines = file.read_text("utf-8", errors="replace").splitlines()
        return lines[0].strip() if lines else ""
    if not sys.stdin.isatty():
        print("a PIN is typed on a terminal, or comes with --pin-file FILE", file=sys.stderr)
        return USE
    pin = getpass.getpass("PIN: ")
    if getpass.getpass("PIN again: ") == pin:
        return pin
    print(bare_problem_words(Problem("pin_differs")), file=sys.stderr)
    return NEGATIVE


def _list(house: "House", *, as_json: bool) -> int:
    from kiosk.services.staff import persons

    everyone = persons(house)
    if as_json:
        rows = [
            {"name": p.name, "added_at": p.added_at.isoformat(), "by": p.added_by,
             "failures": p.failures, "locked": p.locked}
            for p in everyone
        ]  # fmt: skip
        print(json.dumps({"staff": rows}, ensure_ascii=False))
        return DONE
    for person in everyone:
        state = "locked" if person.locked else "ready"
        print(f"{person.name}  {state}  since {person.added_at:%Y-%m-%d} by {person.added_by}")
    if not everyone:
        print("nobody yet: kiosk staff add NAME")
    return DONE
