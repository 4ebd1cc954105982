"""kiosk sheets: blank licence sheets of this terminal, and papers nobody saw come out."""

import argparse
import getpass
import json
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.domain.printout import Blank
from kiosk.ui.cli.exits import DONE, NEGATIVE, said

if TYPE_CHECKING:
    from kiosk.services.house import House

_WORDS = {Blank.COPY: "copy (副本)", Blank.ORIGINAL: "original (正本)"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="how many were loaded, used, spoiled and are left")
    show.add_argument("--json", action="store_true")
    load = actions.add_parser("load", help="count sheets that were put into the tray")
    spoil = actions.add_parser("spoil", help="take off sheets that nobody can use")
    for action in (load, spoil):
        action.add_argument("paper", choices=[paper.value for paper in Blank])
        action.add_argument("sheets", type=int, metavar="NUMBER")
    spoil.add_argument("--ground", type=said, required=True, metavar="TEXT")
    jobs = actions.add_parser("jobs", help="list papers of which nobody knows if they came out")
    jobs.add_argument("--json", action="store_true")
    answer = actions.add_parser("answer", help="say of such a paper whether it came out")
    answer.add_argument("job", type=UUID, metavar="JOB")
    answer.add_argument("came_out", choices=["yes", "no"])
    for action in (load, spoil, answer):
        action.add_argument("--by", type=said, metavar="NAME", help="who does it, for the trail")


def run(args: argparse.Namespace) -> int:
    """Do what was asked, by the name given or that of the account."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        house = services.house
        if args.action == "show":
            return _show(house, as_json=args.json)
        if args.action == "jobs":
            return _jobs(house, as_json=args.json)
        by = args.by or f"account {getpass.getuser()}"
        if args.action == "answer":
            return _answer(house, args.job, came_out=args.came_out == "yes", by=by)
        return _count(house, args, by, services.print_policy.most_sheets)


def _count(house: "House", args: argparse.Namespace, by: str, most: int) -> int:
    from kiosk.services.blanks import load_blanks, spoil_blanks
    from kiosk.ui.cli.words import problem_words

    paper, here = Blank(args.paper), (house.store, house.clock, house.terminal)
    if args.action == "load":
        problem = load_blanks(*here, paper, args.sheets, by, most)
    else:
        problem = spoil_blanks(*here, paper, args.sheets, by, args.ground)
    if problem is not None:
        print(problem_words(house, problem), file=sys.stderr)
        return NEGATIVE
    return _show(house, as_json=False)


def _show(house: "House", *, as_json: bool) -> int:
    from kiosk.services.blanks import stock

    for paper, now in stock(house.store, house.terminal).items():
        if as_json:
            row = {"paper": paper.value, "loaded": now.loaded, "used": now.used}
            print(json.dumps({**row, "spoiled": now.spoiled, "left": now.left}))
        else:
            told = f"{now.left} left of {now.loaded}; {now.used} used, {now.spoiled} spoiled"
            print(f"{_WORDS[paper]}: {told}")
    return DONE


def _jobs(house: "House", *, as_json: bool) -> int:
    from kiosk.services.house import LAW_TIME

    with house.store.read() as uow:
        here = [*uow.printouts.left_open(house.terminal), *uow.printouts.unknown(house.terminal)]
        rows = [(one, uow.applications.get(one.application_id).number) for one in here]
    for one, number in rows:
        at = f"{one.at.astimezone(LAW_TIME):%Y-%m-%d %H:%M}"
        if as_json:
            row = {"job": str(one.id), "application": number, "document": one.kind.value}
            more = {"copy": one.copy, "reprint": one.reprint, "state": one.job.state.value}
            answered = {"at": one.at.isoformat(), "came_out": one.job.came_out}
            print(json.dumps({**row, **more, **answered}))
        else:
            heard = "the citizen says no" if one.job.came_out is False else one.job.state.value
            print(f"{one.id}  {number}  {one.kind.value} {one.copy}  {at}  {heard}")
    if not rows and not as_json:
        print("none: of every paper it is known whether it came out")
    return DONE


def _answer(house: "House", job: UUID, *, came_out: bool, by: str) -> int:
    from kiosk.services.printouts import answer_printout

    if not answer_printout(house, job, came_out=came_out, by=by):
        print(f"{job}: nobody asks about this paper; kiosk sheets jobs lists them", file=sys.stderr)
        return NEGATIVE
    print(f"{job}: kept")
    return DONE
