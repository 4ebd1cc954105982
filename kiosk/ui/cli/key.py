"""kiosk key: make, show, export or rotate keys, or take a recovery key."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from kiosk.ui.cli.exits import DONE, said


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("init", help="make practice keys; safe when there are some")
    show = actions.add_parser("show", help="the keys in force")
    show.add_argument("--json", action="store_true")
    export = actions.add_parser("export", help="the request an authority certifies")
    export.add_argument(
        "--trust", action="store_true", help="instead the signed trust list, for verifiers"
    )
    export.add_argument("--out", type=Path, help="file (default: standard output)")
    rotate = actions.add_parser("rotate", help="make fresh signing keys")
    rotate.add_argument("--by", type=said, required=True, metavar="NAME")
    recovery = actions.add_parser("recovery", help="a new recovery key, shown this once")
    recovery.add_argument("--by", type=said, required=True, metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.services.keys import rotate_keys, take_recovery_key
    from kiosk.settings import load_settings

    with assemble(load_settings()) as services:
        keeper, house = services.keeper, services.house
        now, specimen = house.clock.now(), house.signer.specimen
        if args.action == "export":
            if args.trust:
                text = keeper.trust_bundle(now).decode()
            else:
                text = json.dumps(keeper.request(now), indent=2)
            if args.out is None:
                print(text)
            else:
                fresh = args.out.with_name(f"{args.out.name}.new")  # a web server may serve it
                fresh.write_text(text + "\n", "utf-8")
                fresh.replace(args.out)
        elif args.action == "rotate":
            made = rotate_keys(keeper, house.store, now, args.by, specimen=specimen)
            print("made: " + ", ".join(made))
        elif args.action == "recovery":
            print("Write this down and lock it away; it is shown this once:\n")
            print(take_recovery_key(keeper, house.store, now, args.by, specimen=specimen))
        else:
            report = {key: str(value) for key, value in asdict(keeper.report()).items()}
            if getattr(args, "json", False):
                print(json.dumps(report, ensure_ascii=False))
            else:
                for key, value in report.items():
                    print(f"{key:<22} {value}")
    return DONE
