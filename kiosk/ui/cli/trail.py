"""kiosk trail: verify or export the audit log."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE

if TYPE_CHECKING:
    from kiosk.assembly import Services


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help="check every row, checkpoint and kept head")
    verify.add_argument("--heads", type=Path, help="folder of the heads kept outside the register")
    export = actions.add_parser("export", help="write the rows as JSON lines")
    export.add_argument("--since", type=datetime.fromisoformat, help="ISO instant")
    export.add_argument("--out", type=Path, help="file (default: standard output)")


def run(args: argparse.Namespace) -> int:
    """Verify or export."""
    from kiosk.assembly import assemble
    from kiosk.services.trail_check import export_trail, verify_trail
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        store = services.house.own.store
        if args.action == "export":
            since = args.since and (
                args.since if args.since.tzinfo else args.since.replace(tzinfo=UTC)
            )
            if args.out is None:
                export_trail(store, sys.stdout, since)
                return DONE
            with args.out.open("w", encoding="utf-8") as file:
                print(f"{export_trail(store, file, since)} rows", file=sys.stderr)
            return DONE
        if args.heads and not args.heads.is_dir():
            print(f"{args.heads}: there is no such folder", file=sys.stderr)
            return USE
        heads = args.heads or services.heads_dir
        report = verify_trail(
            store, services.signed_by_this_house, heads if heads.is_dir() else None
        )
        chains = ", ".join(f"{name} {rows}" for name, rows in sorted(report.chains.items()))
        print(
            f"{report.rows} rows ({chains}), {report.checkpoints} checkpoints, {report.heads} heads"
        )
        sealed = _seals(services)
        if report.first_bad is None:
            print("the trail is whole")
            return sealed
        print(f"the trail is broken: {report.first_bad}", file=sys.stderr)
        return NEGATIVE


def _seals(services: "Services") -> int:
    """What branches sealed, where any did. A number that is not there yet is no fault.

    In practice every terminal has keys of its own, so that only its own seals can be checked.
    """
    from kiosk.services.seal_check import check_seals

    house = services.house
    report = check_seals(house.own.store, services.signed_by_this_house)
    if not report.seals:
        return DONE
    known = [one for one in report.unlike if house.provisioned or one[0] == house.terminal]
    print(f"{report.seals} seals of branches, {len(report.missing)} not there yet")
    for terminal, sequence in report.missing:
        print(f"  {terminal} {sequence}: not there yet")
    for terminal, sequence in known:
        print(f"{terminal} {sequence}: not as it was sealed", file=sys.stderr)
    return NEGATIVE if known else DONE
