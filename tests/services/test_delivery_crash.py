"""Senders are killed at any moment: every notice goes out, hardly any twice, and the trail holds."""

import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from random import Random

from kiosk.domain.states import NoticeState
from kiosk.services.notify import listing, queue_notice
from kiosk.services.trail_check import verify_trail
from tests.desk import ROOT, StillClock, TestDesk, a_store, add, an_application

MESSAGES = 150
KILLS = 6


def start(folder, owner):
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.services.outbox_worker", str(folder), owner],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == "ready"
    return worker


def test_no_notice_is_lost_and_duplicates_are_no_more_than_the_kills(tmp_path):
    store = a_store(tmp_path)
    desk = TestDesk(store, StillClock(datetime.now(UTC)))
    applications = [an_application(f"20261123-K01-{n:05d}-X") for n in range(1, MESSAGES + 1)]
    add(store, *applications)
    with store.write() as uow:
        for application in applications:
            assert queue_notice(desk, uow, application, "accepted", {})
        uow.commit()

    random = Random(7)
    for kill in range(KILLS):
        workers = [start(tmp_path, f"W{kill}-{n}") for n in range(2)]
        time.sleep(random.uniform(0.02, 0.15))
        for worker in workers:
            worker.kill()
            worker.communicate()
    last = start(tmp_path, "last")
    deadline = time.monotonic() + 60
    while any(n.state is not NoticeState.SENT for n in listing(store, MESSAGES)):
        assert time.monotonic() < deadline, "the last sender does not finish"
        time.sleep(0.2)
    last.kill()
    last.communicate()

    texts = Counter(
        file.read_text("utf-8").splitlines()[-1] for file in (tmp_path / "sms").glob("*.txt")
    )
    assert len(texts) == MESSAGES
    assert texts.total() - MESSAGES <= 2 * KILLS
    assert verify_trail(store, lambda *_: True).whole
    with store.read() as uow:
        events = Counter(row.event for row in uow.trail.rows())
    assert events == {"notice_sent": MESSAGES}
    store.close()
