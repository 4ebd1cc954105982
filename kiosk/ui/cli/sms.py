"""kiosk sms: send a test message and follow its receipt; note who wants no notices."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from kiosk.domain.problems import Problem
from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, said, typed

if TYPE_CHECKING:
    from kiosk.assembly import Services
    from kiosk.services.send_test import TestSent

_ASK_SECONDS = 1.0


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    test = actions.add_parser("test", help="send one message and follow its receipt")
    test.add_argument("number", type=typed, metavar="NUMBER")
    test.add_argument(
        "--wait", type=int, metavar="SECONDS", help="how long to wait for the receipt"
    )
    for name, words in (("optout", "send a number no notices"), ("optin", "send them again")):
        action = actions.add_parser(name, help=words)
        action.add_argument("number", type=typed, metavar="NUMBER")
        action.add_argument("--by", type=said, required=True, metavar="NAME", help="who notes it")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        return _test(services, args) if args.action == "test" else _choose(services, args)


def _test(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.ports import GatewayRefused
    from kiosk.services.receipts import tells_receipts
    from kiosk.services.send_test import send_test
    from kiosk.ui.cli.words import problem_words

    house, gateway = services.house, services.gateway
    kind = services.settings.sms.kind
    try:
        sent = send_test(house, gateway, args.number, kind)
    except GatewayRefused as refusal:
        again = "it will never take it" if refusal.permanent else "it may take it later"
        print(f"gateway {kind}: not taken ({refusal}); {again}", file=sys.stderr)
        return NEGATIVE
    if isinstance(sent, Problem):
        print(problem_words(house, sent), file=sys.stderr)
        return USE
    print(f"gateway {kind}: took the message to {sent.masked}")
    if not tells_receipts(gateway):
        print("this gateway tells no receipts: whether it arrived, only the telephone shows")
        return DONE
    wait = services.delivery.receipt_wait_seconds if args.wait is None else args.wait
    return _follow(services, sent, wait)


def _follow(services: "Services", sent: "TestSent", wait: int) -> int:
    from kiosk.domain.messages import MessageEnd
    from kiosk.services.send_test import follow_test, has_ended

    end = time.monotonic() + wait
    message = follow_test(services.house, services.gateway, sent, services.delivery.rules)
    while not has_ended(message) and time.monotonic() < end:
        time.sleep(_ASK_SECONDS)
        message = follow_test(services.house, services.gateway, sent, services.delivery.rules)
    word = f" ({message.code})" if message.code else ""
    if message.end is MessageEnd.DELIVERED:
        print(f"delivered: the telephone has it{word}")
        return DONE
    if message.end is MessageEnd.FAILED:
        print(f"not delivered{word}: the number cannot be reached, or refuses messages")
        return NEGATIVE
    print(f"no receipt within {wait} s: the telephone may be off; the receipt is still awaited")
    return NEGATIVE


def _choose(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.services.hold_back import opt_in, opt_out
    from kiosk.ui.cli.words import problem_words

    house = services.house
    choose = opt_out if args.action == "optout" else opt_in
    changed = choose(house.store, house.clock, args.number, args.by)
    if isinstance(changed, Problem):
        print(problem_words(house, changed), file=sys.stderr)
        return USE
    state = "gets no notices" if args.action == "optout" else "gets notices"
    print(f"the number {state}" if changed else f"nothing to do: the number {state} already")
    return DONE
