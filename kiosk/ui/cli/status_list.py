"""kiosk status-list: publish the signed lists of licence statuses."""

import argparse
from pathlib import Path

from kiosk.ui.cli.exits import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    publish = actions.add_parser("publish", help="write what changed or is due; safe to repeat")
    publish.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder of the verify site (default: published/ in the data folder)",
    )


def run(args: argparse.Namespace) -> int:
    """Publish and say how many lists were written."""
    from kiosk.assembly import assemble
    from kiosk.services.publish_lists import publish
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        folder = args.out or services.settings.data / "published"
        done = publish(
            services.house, services.inspector, services.trust, folder, services.list_policy
        )
    print(f"{folder}: lists written {done.written}, still good {done.kept}")
    return DONE
