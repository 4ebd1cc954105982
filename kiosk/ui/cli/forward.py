"""kiosk forward: hand over what a branch sealed, and decide it."""

import argparse
import json
import sys

from kiosk.ports import SystemFault
from kiosk.ui.cli.exits import DONE, FAULT, NEGATIVE, USE
from kiosk.ui.cli.words import fault_words


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Forward everything that waits, and say what is left and why.

    A register that cannot be used is exit 3, an application that it does not take is exit 1.
    """
    from kiosk.assembly import assemble
    from kiosk.services.forward import backlog
    from kiosk.services.process import take_up
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        house = services.house
        if house.near is None:
            print("kiosk forward: this is no branch (branch.seals)", file=sys.stderr)
            return USE
        report = take_up(
            house, lambda one, why: print(one.number, fault_words(why), sep=": ", file=sys.stderr)
        )
        waits = backlog(house.near)
    since = waits.since.isoformat(timespec="seconds") if waits.since else None
    if args.json:
        left = [{"application": number, "fault": code} for number, code in report.left]
        told = {"arrived": report.arrived, "waiting": waits.waiting, "since": since, "left": left}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"arrived {report.arrived}, waiting {waits.waiting}")
    for number, code in report.left:
        print(fault_words(SystemFault(code, number)), file=sys.stderr)
    if report.fault:
        print(fault_words(SystemFault(report.fault, f"{waits.waiting}")), file=sys.stderr)
        return FAULT
    return NEGATIVE if report.left else DONE
