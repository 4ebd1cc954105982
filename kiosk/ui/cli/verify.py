"""kiosk verify: check a licence PDF or the text of its QR code."""

import argparse
import json
import sys
from pathlib import Path

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE

MOST_BYTES = 32 * 1024 * 1024


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("target", metavar="FILE.pdf|QR-TEXT")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--offline", action="store_true", help="ask neither the register nor the status"
    )


def run(args: argparse.Namespace) -> int:
    """Print signature, status and register apart; only a valid real licence is 0."""
    from kiosk.adapters.signer.inspect import Inspector
    from kiosk.assembly import assemble
    from kiosk.services.verify import lookups_of, verify
    from kiosk.settings import load_settings

    target = _target(args.target)
    if target is None:
        print(f"{args.target}: neither a readable file nor the text of a QR code", file=sys.stderr)
        return USE
    with assemble(load_settings()) as services:
        register, status = (None, None) if args.offline else lookups_of(services.house.store)
        report = verify(target, services.trust, Inspector(), register=register, status=status)
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(f"{'valid' if report.valid else 'not a valid licence'}: {report.reason.value}")
        print(f"  signature  {report.signature}\n  status     {report.status}")
        print(f"  register   {report.register}")
        for key, value in report.fields.items():
            print(f"  {key:<16} {value}")
    return DONE if report.valid else NEGATIVE


def _target(text: str) -> bytes | str | None:
    if text[:8].upper() == "HTTPS://":
        return text
    file = Path(text)
    try:
        if file.is_dir():
            return None
        if file.is_file():
            with file.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
    except OSError:
        return None
    return None if file.suffix.lower() == ".pdf" else text
