"""kiosk outbox: list, deliver or retry notices."""

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.ui.cli.exits import DONE, NEGATIVE, USE, how_many

if TYPE_CHECKING:
    from kiosk.assembly import Services

_HELD_SECONDS = 1.0


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="the newest notices")
    listing.add_argument("--limit", type=how_many, default=50)
    listing.add_argument("--json", action="store_true")
    deliver = actions.add_parser("deliver", help="hand what is due to the gateway")
    deliver.add_argument("--limit", type=how_many, default=10_000)
    actions.add_parser(
        "drain", help="hand over everything that is due, and what a stopped sender held"
    ).set_defaults(limit=1_000_000)
    retry = actions.add_parser("retry", help="send again what was given up or not delivered")
    retry.add_argument("id", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Do what the action says."""
    from kiosk.assembly import assemble
    from kiosk.settings import load_settings

    actions = {"list": _list, "deliver": _deliver, "drain": _deliver, "retry": _retry}
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
    from kiosk.services.process import take_up
    from kiosk.services.receipts import take_receipts
    from kiosk.ui.cli.progress import Progress

    house = services.house
    if house.near is not None:
        take_up(house)
    with house.store.read() as uow:
        due = min(args.limit, uow.outbox.waiting(house.clock.now()).due)
    progress = Progress("messages")

    def show(report: DeliveryReport) -> None:
        if due > 1:
            progress.tell(report.total, max(due, report.total))

    heard = take_receipts(house, services.gateway, services.delivery.rules, house.near)
    report = DeliveryReport()
    while True:
        before = report

        def tell(part: DeliveryReport, so_far: DeliveryReport = before) -> None:
            show(so_far + part)

        report += deliver(
            house,
            services.gateway,
            services.delivery,
            house.terminal,
            limit=args.limit,
            provider=services.settings.sms.kind,
            on_progress=tell,
        )
        if args.action == "deliver" or not _is_held(services):
            break
        time.sleep(_HELD_SECONDS)
    progress.end()
    print(
        f"sent {report.sent}, to be tried again {report.failed}, given up {report.dead},"
        f" perhaps twice {report.maybe_twice}, put off {report.put_off}"
    )
    if heard.changed:
        print(f"receipts: delivered {heard.delivered}, not delivered {heard.failed}")
    return NEGATIVE if report.dead else DONE


def _is_held(services: "Services") -> bool:
    """Whether something is due that this process does not have: another sender, or its lease."""
    house = services.house
    with house.store.read() as uow:
        waiting = uow.outbox.waiting(house.clock.now())
    return waiting.due + waiting.held > 0


def _retry(services: "Services", args: argparse.Namespace) -> int:
    from kiosk.services.notify import retry

    try:
        notice_id = UUID(args.id)
    except ValueError:
        print(f"{args.id}: not the id of a notice; `kiosk outbox list` shows them", file=sys.stderr)
        return USE
    if not retry(services.house, notice_id):
        print(
            f"{args.id}: no message that was given up or not delivered has this id", file=sys.stderr
        )
        return NEGATIVE
    print(f"{args.id}: queued again")
    return DONE
