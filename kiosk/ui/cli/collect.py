"""kiosk collect: write a document for the proprietor's card."""

import argparse
import sys
from pathlib import Path

from kiosk.domain.problems import Problem
from kiosk.domain.states import DocumentKind
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, typed
from kiosk.ui.cli.words import problem_words

_KINDS = {
    "copy": DocumentKind.LICENCE_COPY,
    "original": DocumentKind.LICENCE_ORIGINAL,
    "overlay": DocumentKind.OVERLAY,
    "calibration": DocumentKind.CALIBRATION,
    "form": DocumentKind.APPLICATION_FORM,
    "approval": DocumentKind.APPROVAL_NOTICE,
    "receipt": DocumentKind.RECEIPT,
    "corrections": DocumentKind.CORRECTION_LIST,
    "refusal": DocumentKind.REFUSAL_NOTICE,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("number", type=typed, metavar="NUMBER", help="the application's number")
    parser.add_argument("--card", type=Path, help="a card to lay on the emulated reader (JSON)")
    parser.add_argument(
        "--code", type=typed, default="", help="the pick-up code; the card alone opens"
    )
    parser.add_argument("--document", choices=sorted(_KINDS), default="copy")
    parser.add_argument("--out", type=Path, default=Path())


def run(args: argparse.Namespace) -> int:
    """Write the PDF and print its path."""
    from kiosk.assembly import assemble
    from kiosk.services.collect import NotFound, NothingToCollect, NotYours, collect
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        card = services.lay_card(args.card) if args.card else services.read_card()
        if isinstance(card, Problem):
            print(problem_words(services.house, card), file=sys.stderr)
            return NEGATIVE if card.code == "card_absent" else USE
        kind = _KINDS[args.document]
        try:
            document = collect(services.house, args.number, card, kind)
        except NotFound:
            print(f"{args.number}: no application has this number", file=sys.stderr)
            return NEGATIVE
        except NotYours:
            print("This is not the proprietor's card; nothing was handed out.", file=sys.stderr)
            return NEGATIVE
        except NothingToCollect:
            print(f"{args.number}: there is no such document to collect", file=sys.stderr)
            return NEGATIVE
        args.out.mkdir(parents=True, exist_ok=True)
        target = args.out / f"{args.number}-{args.document}.pdf"
        target.write_bytes(document.content)
        print(target)
    return DONE
