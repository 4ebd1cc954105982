"""A full outbox is drained by a process that is killed in the middle, and by the next one."""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from kiosk.catalogue.delivery import DeliveryPolicy, load_delivery
from kiosk.catalogue.notices import load_notices
from kiosk.domain.records import Notice
from kiosk.ports import SentMessage, Store
from kiosk.services.notify import deliver
from tests.desk import MOBILE, REFERENCE, ROOT, OneProcedure, TestDesk, a_store, add, an_application

MESSAGES = 10_000


class RealClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Now."""
        return datetime.now(UTC)


class LoadedDesk(TestDesk):
    """Its messages are read once, as a house does."""

    __test__ = False
    procedures: ClassVar = {
        "establishment": OneProcedure(load_notices(ROOT / "forms/establishment"))
    }


class LineGateway:
    """Writes one line a message, at once and whole, into a file that outlives a killed process."""

    def __init__(self, place: Path) -> None:
        self._file = place.open("ab", buffering=0)

    def send(self, _template, params, _text, _mobile, dedupe) -> SentMessage:
        """Take it."""
        self._file.write(f"{dedupe}\n".encode())
        return SentMessage(dedupe)


def policy() -> DeliveryPolicy:
    """The stock policy with a short lease and no limit: every message goes to one number."""
    stock = load_delivery(REFERENCE)
    return replace(stock, lease_seconds=1, rules=replace(stock.rules, per_number=()))


def drain(folder: Path, owner: str) -> None:
    """Send until nothing is due and nobody holds anything."""
    store = a_store(folder)
    desk = LoadedDesk(store, RealClock())
    gateway = LineGateway(folder / "sent.txt")
    while True:
        deliver(desk, gateway, policy(), owner, limit=1_000_000)
        with store.read() as uow:
            waiting = uow.outbox.waiting(desk.clock.now())
        if waiting.due + waiting.held == 0:
            break
        time.sleep(0.1)
    store.close()


def fill(store: Store, many: int) -> None:
    """Queue so many notices, the last one due first."""
    desk = LoadedDesk(store, RealClock())
    application = an_application(at=desk.clock.now())
    add(store, application)
    due = desk.clock.now() - timedelta(days=1)
    with store.write() as uow:
        for n in range(many):
            uow.outbox.put(
                Notice(
                    id=desk.new_id(),
                    application_id=application.id,
                    kind="accepted",
                    template="establishment/accepted.plain.zh",
                    params={"number": application.number, "telephone": "0000-00000000"},
                    mobile=MOBILE,
                    dedupe=f"{many - n:06}",
                    due_at=due + timedelta(seconds=many - n),
                )
            )
        uow.commit()


def bench_outbox(messages: int = MESSAGES) -> dict[str, object]:
    """Messages a second through two processes, the first killed at a third; what was lost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = a_store(folder)
        fill(store, messages)
        begun = time.monotonic()
        command = [sys.executable, "-m", "tests.benchmarks.bench_outbox", str(folder)]
        first = subprocess.Popen([*command, "first"], cwd=ROOT)
        sent = folder / "sent.txt"
        while not sent.exists() or sent.stat().st_size < 7 * messages // 3:
            time.sleep(0.005)
        first.kill()
        first.wait()
        before = len(sent.read_text().split())
        subprocess.run([*command, "second"], cwd=ROOT, check=True)
        seconds = time.monotonic() - begun
        told = sent.read_text().split()
        with store.read() as uow:
            states = dict(uow.outbox.counts())
        store.close()
    counted = Counter(told)
    late = told[before - 1]  # the one that the kill may have kept from being noted
    ordered = [one for one in dict.fromkeys(told) if one != late]
    return {
        "messages": messages,
        "sent_before_kill": before,
        "lost": messages - len(counted),
        "duplicates": counted.total() - len(counted),
        "in_order": ordered == sorted(ordered),
        "states": ", ".join(f"{state} {n}" for state, n in sorted(states.items())),
        "seconds": round(seconds, 1),
        "a_second": round(messages / seconds),
    }


if __name__ == "__main__":
    drain(Path(sys.argv[1]), sys.argv[2])
