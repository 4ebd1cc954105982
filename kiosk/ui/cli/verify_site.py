"""kiosk verify-site: build the page on which anyone can check a licence."""

import argparse
from pathlib import Path

from kiosk.ui.cli.exits import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="the root of a web server; the page answers at /V/ and /v/",
    )


def run(args: argparse.Namespace) -> int:
    """Build the site and say what it weighs and what else belongs there."""
    from kiosk.assembly import assemble
    from kiosk.services.verify_site import PAGE, READER, build_site
    from kiosk.settings import load_settings, resources_dir

    with assemble(load_settings()) as services:
        bundle = services.keeper.trust_bundle(services.house.clock.now())
        host = services.house.profile.verify_host.lower()
    built = build_site(resources_dir() / "verify", args.out, bundle, host)
    page = args.out / PAGE
    size, reader = built.sizes[f"{PAGE}/index.html"], built.sizes[f"{PAGE}/{READER}"]
    print(
        f"{page}: for https://{host}/{PAGE}/; page {size / 1000:.1f} kB, reader {reader / 1000:.1f}"
    )
    print(f"The status lists belong beside it: kiosk status-list publish --out {page}")
    return DONE
