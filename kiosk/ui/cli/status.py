"""kiosk status: where an application stands; more with the code or the card."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, typed
from kiosk.ui.cli.words import notice_words, problem_words, state_words

if TYPE_CHECKING:
    from kiosk.services.collect import Standing
    from kiosk.services.house import House


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("number", type=typed, metavar="NUMBER", help="the application's number")
    parser.add_argument("--code", type=typed, default="", help="the pick-up code from the SMS")
    card = parser.add_mutually_exclusive_group()
    card.add_argument("--card", type=Path, help="a card to lay on the emulated reader (JSON)")
    card.add_argument(
        "--read-card", action="store_true", help="read the card that lies on the card reader"
    )
    parser.add_argument("--json", action="store_true")


def _find(house: "House", number: str, code: str, card: Card | None) -> "Standing":
    """What the card opens, else the code; a code is counted, and why it opens nothing is told."""
    from kiosk.services.collect import standing
    from kiosk.services.pickup import find_by_code

    found = standing(house, number, card=card)
    if found.proven or not code:
        return found
    opened = find_by_code(house, number, code)
    if not isinstance(opened, Problem):
        return opened
    print(problem_words(house, opened), file=sys.stderr)
    return found


def run(args: argparse.Namespace) -> int:
    """Print the state, and entry, licence status and notices when the right is proven."""
    from kiosk.assembly import assemble
    from kiosk.domain.mobile import mask_mobile
    from kiosk.services.collect import NotFound
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        card = services.read_card() if args.read_card else None
        if args.card is not None:
            card = services.lay_card(args.card)
        if isinstance(card, Problem):
            print(problem_words(services.house, card), file=sys.stderr)
            return USE
        try:
            found = _find(services.house, args.number, args.code, card)
        except NotFound:
            print(f"{args.number}: no application has this number", file=sys.stderr)
            return NEGATIVE
        report: dict[str, object] = {
            "application": found.application.number,
            "state": found.application.state.value,
            "submitted_at": found.application.submitted_at.isoformat(),
        }
        if found.proven:
            report["notices"] = [
                {"kind": n.kind, "to": mask_mobile(n.mobile), "state": n.state.value}
                for n in found.notices
            ]
            if found.entry and found.licence:
                report["name"] = found.entry.name
                report["credit_code"] = found.entry.credit_code
                report["licence_status"] = found.licence.status.value
        elif args.code or card is not None:
            print("The code or the card does not fit; only the state is told.", file=sys.stderr)
        if args.json:
            print(json.dumps(report, ensure_ascii=False))
        else:
            print(f"{found.application.number}: {state_words(found.application.state)}")
            for key in ("name", "credit_code", "licence_status"):
                if key in report:
                    print(f"  {key}: {report[key]}")
            for notice in found.notices:
                told = notice_words(notice.state)
                print(f"  {notice.kind} to {mask_mobile(notice.mobile)}: {told}")
    return DONE
