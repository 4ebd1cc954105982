"""Branches far from their register: their settings, and what a register must hold in the end."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.assembly import Services, assemble
from kiosk.domain.states import ApplicationState, Outcome
from kiosk.services.forward import backlog, forward
from kiosk.services.house import House
from kiosk.services.process import take_up
from kiosk.services.submit import submit
from kiosk.services.trail_check import verify_trail
from kiosk.settings import Settings, load_settings
from tests.journeys import brands

PATIENCE = 60  # seconds until a test gives up waiting


def branch_of(folder: Path, terminal: str, url: str, keys: Path | None = None) -> Settings:
    """The settings of a branch, from a file as an operator writes it.

    ``keys`` are the key folder of a terminal of the same register.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "kiosk.toml"
    file.write_text(
        f'[terminal]\nid = "{terminal}"\n[register]\nurl = "{url}"\n'
        "[branch]\nseals = true\npatience_seconds = 2\nagain_seconds = 0.1\n",
        "utf-8",
    )
    if keys is not None:
        shutil.copytree(keys, folder / "data" / "keys")
    return load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(folder / "data")})


def until(done: Callable[[], bool]) -> None:
    """Wait for something that another process, or a register that rests, will bring."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def forward_all(house: House) -> None:
    """Rounds until nothing waits and everything is decided."""

    def round_is_last() -> bool:
        report = take_up(house)
        assert report.left == ()
        return not report.fault and backlog(house.near).waiting == 0

    until(round_is_last)


def faults_of(services: Services, numbers: list[str]) -> list[str]:
    """What is wrong in the register when just these applications were received, once each."""
    faults: list[str] = []
    house = services.house
    with house.store.read() as uow:
        found = list(uow.applications.in_state(*ApplicationState))
        seals = list(uow.seals.every())
        for application in found:
            kinds = Counter(n.kind for n in uow.outbox.of(application.id))
            decisions = uow.decisions.of(application.id)
            if not decisions:
                faults.append(f"{application.number}: {application.state.value}")
                continue
            last = decisions[-1].verdict.outcome
            told = "approved" if last is Outcome.APPROVED else last.value
            if kinds != Counter(["accepted", told]):
                faults.append(f"{application.number}: notices {dict(kinds)}")
    if Counter(a.number for a in found) != Counter(numbers):
        faults.append(f"{len(found)} arrived of {len(numbers)}")
    for terminal in {seal.terminal for seal in seals}:
        own = [seal.sequence for seal in seals if seal.terminal == terminal]
        if own != list(range(1, len(own) + 1)):
            faults.append(f"{terminal}: seals {own}")
    if {seal.application_id for seal in seals} != {a.id for a in found}:
        faults.append("seals and applications differ")
    if not verify_trail(house.store, services.signed_by_this_house).whole:
        faults.append("the trail is broken")
    return faults


def _produce(settings: Settings, writer: int) -> None:
    chance = random.Random(os.urandom(8))
    with assemble(settings) as services:
        for _ in range(6):  # no more than can be decided in the time of a test
            application = submit(services.house, brands.filing(chance)).application
            os.write(writer, f"{application.number}\n".encode())
            time.sleep(0.05)
        time.sleep(600)  # until it is killed


def _forward_for_ever(settings: Settings, _writer: int) -> None:
    with assemble(settings) as services:
        while True:
            forward(services.house)
            time.sleep(0.01)


class Forked:
    """A forked process; what it wrote is read when it has been killed."""

    def __init__(self, body: Callable[[Settings, int], None], settings: Settings) -> None:
        self._reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                body(settings, writer)
            finally:
                os._exit(1)
        os.close(writer)

    def kill(self) -> list[str]:
        """kill -9; the whole lines that it wrote."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with os.fdopen(self._reader) as pipe:
            return [one for one in pipe.read().split("\n")[:-1] if one]


@dataclass(frozen=True)
class Outlived:
    """What two branches received while register and forwarders were killed, and what is wrong."""

    acknowledged: list[str]
    sealed: list[str]
    faults: list[str]


def killed_under_load(
    folder: Path, url: str, server, chance: random.Random, rounds: int
) -> Outlived:
    """Three producers and two forwarders at two branches; each round kills one and the server."""
    one = branch_of(folder / "B01", "B01", url)
    with assemble(one) as services:
        acknowledged = [submit(services.house, brands.filing(chance)).application.number]
    other = branch_of(folder / "B02", "B02", url, keys=one.data / "keys")
    for _ in range(rounds):
        producers = [Forked(_produce, each) for each in (one, one, other)]
        forwarders = [Forked(_forward_for_ever, each) for each in (one, other)]
        time.sleep(chance.uniform(0.8, 1.3))
        forwarders.pop().kill()
        server.kill()
        time.sleep(chance.uniform(0.3, 0.6))
        server.start()
        time.sleep(chance.uniform(0.3, 0.8))
        for each in forwarders + producers:
            acknowledged += each.kill()
    sealed: list[str] = []
    for each in (one, other):
        with assemble(each) as services:
            forward_all(services.house)
            with services.house.near.read() as uow:
                sealed += [a.number for a in uow.applications.in_state(*ApplicationState)]
    with assemble(one) as services:
        faults = faults_of(services, sealed)
    lost = sorted(set(acknowledged) - set(sealed))
    return Outlived(acknowledged, sealed, faults + [f"{number}: lost" for number in lost])
