"""kiosk retain: delete what the retention periods say is due."""

import argparse

from kiosk.settings import resources_dir
from kiosk.ui.cli.exits import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--dry-run", action="store_true", help="count only, change nothing")


def run(args: argparse.Namespace) -> int:
    """Delete or count, and say what."""
    from kiosk.assembly import assemble
    from kiosk.catalogue.retention import load_retention
    from kiosk.services.retain import retain
    from kiosk.settings import load_settings

    policy = load_retention(resources_dir() / "reference")
    with assemble(load_settings()) as services:
        house = services.house
        counts = retain(house.own.store, house.clock, policy, dry_run=args.dry_run)
        if house.near is not None:
            counts += retain(house.store, house.clock, policy, dry_run=args.dry_run)
    verb = "would delete" if args.dry_run else "deleted"
    print(
        f"{verb}: {counts.drafts} drafts, {counts.notices} notices,"
        f" {counts.mobile_codes} mobile codes, personal data of {counts.applications} applications"
    )
    return DONE
