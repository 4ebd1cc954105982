"""kiosk outbox: list, deliver or retry notices."""

import argparse
import json
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, how_many

if TYPE_CHECKING:
    from kiosk.assembly import Services


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="the newest notices")
    listing.add_argument("--limit", type=how_many, default=50)
    listing.add_argument("--json", action="store_true")
    deliver = actions.add_parser("deliver", help="hand what is due to the gateway")
    deliver.add_argument("--limit", type=how_many, default=10_000)
    retry = actions.add_parser("retry", help="wake a message that was given up")
    retry.add_argument("id", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    actions = {"list": _list, "deliver": _deliver, "retry": _retry}
    with assemble(load_settings()) as services:
        return actions[args.action](services, args)


def _list(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.domain.mobile import mask_mobile
    from kiosk.services.notify import listing

    for notice in listing(services.house.store, args.limit):
        row = {
            "id": str(notice.id),
            "kind": notice.kind,
            "to": mask_mobile(notice.mobile),
            "state": notice.state.value,
            "attempts": notice.attempts,
            "due_at": notice.due_at.isoformat(timespec="seconds"),
            "error": notice.last_error,
        }
        print(
            json.dumps(row, ensure_ascii=False) if args.json else "  ".join(map(str, row.values()))
        )
    return DONE


def _deliver(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.services.notify import DeliveryReport, deliver

    def show(report: DeliveryReport) -> None:
        if sys.stderr.isatty():
            print(f"\r{report.total} tried, {report.sent} sent", end="", file=sys.stderr)

    report = deliver(
        services.house,
        services.gateway,
        services.delivery,
        services.house.terminal,
        limit=args.limit,
        provider=services.settings.sms.kind,
        on_progress=show,
    )
    print(
        f"sent {report.sent}, to be tried again {report.failed}, given up {report.dead},"
        f" perhaps twice {report.maybe_twice}"
    )
    return NEGATIVE if report.dead else DONE


def _retry(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.services.notify import retry

    try:
        notice_id = UUID(args.id)
    except ValueError:
        print(f"{args.id}: not the id of a notice; `kiosk outbox list` shows them", file=sys.stderr)
        return USE
    if not retry(services.house, notice_id):
        print(f"{args.id}: no message that was given up has this id", file=sys.stderr)
        return NEGATIVE
    print(f"{args.id}: queued again")
    return DONE
