"""Starts the SMPP carrier of tests/peers on loopback, gives it orders and collects what it tells."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.parts import needs

SCRIPT = Path(__file__).parents[2] / "peers" / "smpp" / "carrier.js"


class Carrier:
    """The process; ``told`` holds every event so far."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            ["node", str(SCRIPT), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.told: list[dict] = []
        self.port = self.wait("port")["port"]

    def order(self, **orders: object) -> None:
        """Tell it how to behave from now on, and wait until it heard."""
        before = self.count("heard")
        self._process.stdin.write(json.dumps(orders) + "\n")
        while self.count("heard") == before:
            self._read()

    def count(self, kind: str) -> int:
        return sum(kind in event for event in self.told)

    def seen(self, kind: str) -> int:
        """How many events of this kind there were up to now."""
        self.order()
        return self.count(kind)

    def wait(self, kind: str, times: int = 1) -> dict:
        """The so-manieth event of this kind."""
        while self.count(kind) < times:
            self._read()
        return [event for event in self.told if kind in event][times - 1]

    def submits(self) -> list[dict]:
        """Everything taken so far."""
        self.order()
        return [event for event in self.told if "submit" in event]

    def fresh(self) -> "Carrier":
        """As new: every order taken back, nothing told."""
        self.order(bind=0, plan=[], every=0, fault="", receipt="tlv", state="DELIVRD", slow=300)
        self.order(spelling="same", cut=True)
        self.told.clear()
        return self

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def _read(self) -> None:
        line = self._process.stdout.readline()
        if not line:
            raise EOFError("the carrier is gone")
        self.told.append(json.loads(line))


@contextmanager
def a_carrier(*arguments: str) -> Iterator[Carrier]:
    needs("smpp-peer")
    carrier = Carrier(*arguments)
    try:
        yield carrier
    finally:
        carrier.stop()


def within(seconds: float, holds) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
