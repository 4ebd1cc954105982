"""kiosk verify: check a licence PDF or the text of its QR code."""

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE

_ROOT = re.compile(r"[0-9a-f]{64}")
MOST_BYTES = 32 * 1024 * 1024
_STAMPS = {
    "none": "none: the instant of signing is the signer's own word",
    "not judged": "there, but not judged: the instant of signing is the signer's own word",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("target", metavar="FILE.pdf|QR-TEXT")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--site", default="", metavar="DIR|URL", help="ask this verify site, not the own register"
    )
    parser.add_argument(
        "--root", default="", metavar="SHA256", help="believe the site's trust list by this root"
    )
    parser.add_argument(
        "--offline", action="store_true", help="ask neither the register nor the status"
    )


def run(args: argparse.Namespace) -> int:
    """Print signature, status and register apart; only a valid real licence is 0."""
    from kiosk.assembly import assemble
    from kiosk.services.verify import Checks, verify
    from kiosk.settings import load_settings

    target = _target(args.target)
    if target is None:
        print(f"{args.target}: neither a readable file nor the text of a QR code", file=sys.stderr)
        return USE
    settings = load_settings()
    root = "".join(args.root.split()).lower()
    if words := _wrong(args, root, settings.verify.site):
        print(f"kiosk verify: {words}", file=sys.stderr)
        return USE
    with assemble(settings) as services:
        now = services.house.clock.now()
        checks = (
            Checks(services.trust, host=services.house.profile.verify_host)
            if args.offline
            else services.checks(args.site, root)
        )
        report = verify(
            target,
            checks.trust,
            services.inspector,
            register=checks.register,
            status=checks.status,
            host=checks.host,
        )
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(f"{'valid' if report.valid else 'not a valid licence'}: {report.reason.value}")
        as_of = _aged(report.status_as_of, now) if report.status_as_of else ""
        print(f"  signature  {report.signature}\n  status     {report.status}{as_of}")
        print(f"  register   {report.register}")
        if isinstance(target, bytes):
            stamp = _STAMPS.get(report.time_stamp, report.time_stamp)
            print(f"  time stamp {stamp}")
        if report.other_host:
            print(f"  code       leads to {report.other_host}, which is not {checks.host.lower()}:")
            print("             do not believe the page it opens, and ask where it comes from")
        for key, value in report.fields.items():
            print(f"  {key:<16} {value}")
    return DONE if report.valid else NEGATIVE


def _wrong(args: argparse.Namespace, root: str, site: str) -> str:
    """What is wrong with the options, empty when nothing is: none is passed over in silence."""
    if args.offline and (args.site or root):
        return "--offline asks nobody; leave out --site and --root"
    if root and not (args.site or site):
        return "--root says by whom a site's list is signed; name the site with --site"
    if root and not _ROOT.fullmatch(root):
        return "--root wants the root's SHA-256, 64 digits from 0 to f, as the authority tells it"
    return ""


def _aged(as_of: datetime, now: datetime) -> str:
    """When the list was made that told the status, and how long ago that is."""
    minutes = int((now - as_of).total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60
    age = f"{days} days" if days > 1 else f"{hours} h" if hours else f"{max(0, minutes)} min"
    return f", by a list of {as_of:%Y-%m-%d %H:%M} UTC, {age} old"


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
