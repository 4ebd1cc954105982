"""kiosk licence: suspend, revoke or reinstate, by name and ground."""

import argparse
import sys

from kiosk.domain.states import LicenceStatus
from kiosk.ui.cli.exits import DONE, NEGATIVE, said, typed

_TO = {
    "suspend": LicenceStatus.SUSPENDED,
    "revoke": LicenceStatus.REVOKED,
    "reinstate": LicenceStatus.VALID,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("action", choices=sorted(_TO))
    parser.add_argument("code", type=typed, metavar="CODE", help="the licence's credit code")
    parser.add_argument(
        "--by", type=said, required=True, metavar="NAME", help="the official who decides"
    )
    parser.add_argument(
        "--ground", type=said, required=True, metavar="TEXT", help="the legal ground"
    )
    parser.add_argument(
        "--false-registration",
        action="store_true",
        help="with revoke: the proprietor answers for a false registration, three years' bar",
    )


def run(args: argparse.Namespace) -> int:
    """Change the status and say what it was before."""
    from kiosk.assembly import assemble
    from kiosk.services.supervise import NoSuchLicence, StatusNotAllowed, change_licence_status
    from kiosk.settings import load_settings

    to = _TO[args.action]
    with assemble(load_settings()) as services:
        try:
            before = change_licence_status(
                services.house,
                args.code,
                to,
                args.by,
                args.ground,
                false_registration=args.false_registration,
            )
        except NoSuchLicence:
            print(f"{args.code}: the register holds no licence under this code", file=sys.stderr)
            return NEGATIVE
        except StatusNotAllowed as refused:
            print(
                f"{args.code}: the licence is {refused.present}; it cannot become {to}",
                file=sys.stderr,
            )
            return NEGATIVE
    print(f"{args.code}: {before} → {to}")
    return DONE
