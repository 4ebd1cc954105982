"""Delivers what is due until it is killed: ``outbox_worker.py FOLDER OWNER``."""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.adapters.sms.folder import FolderGateway
from kiosk.catalogue.delivery import load_delivery
from kiosk.services.notify import deliver
from tests.desk import REFERENCE, TestDesk, a_store


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SlowToMark(FolderGateway):
    """Gives a killer time between sending and marking."""

    def send(self, *args):
        sent = super().send(*args)
        time.sleep(0.004)
        return sent


def main(folder: Path, owner: str) -> None:
    stock = load_delivery(REFERENCE)
    rules = replace(stock.rules, per_number=())  # all of them go to one number
    policy = replace(stock, lease_seconds=1, rules=rules)
    desk = TestDesk(a_store(folder), RealClock())
    gateway = SlowToMark(folder / "sms", desk.clock)
    print("ready", flush=True)
    while True:
        report = deliver(desk, gateway, policy, owner)
        if report.maybe_twice:
            print("twice", report.maybe_twice, flush=True)
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
