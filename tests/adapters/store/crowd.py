"""Many processes at one register: started by fork, each with a store of its own."""

import multiprocessing
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from kiosk.adapters.store import open_store
from tests.adapters.store.records import KEYS, new_id
from tests.adapters.store.work import issue, own_name, submit

_fork = multiprocessing.get_context("fork")


def race(url: str, runners: int, rounds: int, run: Callable) -> list[list[object]]:
    """Let ``run(store, terminal, runner, round)`` go at once in all; results[round][runner]."""
    barrier = _fork.Barrier(runners)
    results = _fork.SimpleQueue()

    def body(runner: int) -> None:
        terminal = f"T{runner:02}"
        store = open_store(url, KEYS, terminal, new_id)
        try:
            for number in range(rounds):
                barrier.wait(60)
                try:
                    outcome = run(store, terminal, runner, number)
                except BaseException as error:  # noqa: BLE001
                    outcome = error
                results.put((number, runner, outcome))
        finally:
            store.close()

    processes = [_fork.Process(target=body, args=(runner,)) for runner in range(runners)]
    for process in processes:
        process.start()
    table: list[list[object]] = [[None] * runners for _ in range(rounds)]
    for _ in range(runners * rounds):
        number, runner, outcome = results.get()
        table[number][runner] = outcome
    for process in processes:
        process.join(60)
    return table


class Kiosk:
    """A process that submits and issues without end and reports what it has acknowledged."""

    def __init__(self, url: str, terminal: str) -> None:
        self.acknowledged: list[tuple[str, str]] = []
        self._reader, writer = os.pipe()
        self._process = _fork.Process(target=_work, args=(url, terminal, writer))
        self._process.start()
        os.close(writer)

    def wait_for_work(self) -> None:
        """Come back when the first acknowledgement waits in the pipe."""
        select.select([self._reader], [], [], 60)

    def kill(self) -> None:
        """kill -9, then read what it had reported."""
        if self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()
        with os.fdopen(self._reader, "rb") as pipe:
            lines = pipe.read().decode().split("\n")
        for line in lines[:-1]:  # the last one may be cut
            number, code = line.split(" ")
            self.acknowledged.append((number, code))


def _work(url: str, terminal: str, writer: int) -> None:
    store = open_store(url, KEYS, terminal, new_id)
    while True:
        one = submit(store, terminal)
        os.write(writer, f"{one.number} \n".encode())
        code = issue(store, terminal, one, own_name())
        os.write(writer, f"{one.number} {code}\n".encode())


@contextmanager
def kiosks(url: str, *terminals: str) -> Iterator[list[Kiosk]]:
    """Working kiosks, all killed at the end."""
    running = [Kiosk(url, terminal) for terminal in terminals]
    try:
        yield running
    finally:
        for kiosk in running:
            kiosk.kill()


def kill_in_a_loop(url: str, loops: int, others: int, random: Random) -> list[tuple[str, str]]:
    """Start a kiosk and kill it at a random moment, again and again; what was acknowledged."""
    acknowledged: list[tuple[str, str]] = []
    with kiosks(url, *(f"W{number:02}" for number in range(others))) as steady:
        for _ in range(loops):
            victim = Kiosk(url, "K01")
            victim.wait_for_work()
            time.sleep(random.uniform(0.03, 0.2))
            victim.kill()
            acknowledged += victim.acknowledged
    for kiosk in steady:
        acknowledged += kiosk.acknowledged
    return acknowledged
