"""Processes of the whole house: each puts it together for itself, as the product does."""

import gc
import multiprocessing
import os
import queue
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.assembly import assemble
from kiosk.domain.states import ApplicationState
from kiosk.services.decide import decide
from kiosk.services.house import House
from kiosk.services.issue import issue
from kiosk.services.process import process, resume_unfinished
from kiosk.services.submit import Filing, submit
from kiosk.settings import Settings, load_settings
from tests.journeys import brands

_fork = multiprocessing.get_context("fork")
_UNFINISHED = {ApplicationState.SUBMITTED: decide, ApplicationState.APPROVED: issue}
_OPEN = b"open\n"
PATIENCE = 120  # seconds until a test gives up waiting for a process


def settings_of(data: Path, terminal: str = "K01", url: str = "") -> Settings:
    """The settings of one terminal, read from a file as an operator writes it."""
    data.mkdir(exist_ok=True)
    file = data / f"{terminal}.toml"
    file.write_text(f'[terminal]\nid = "{terminal}"\n[register]\nurl = "{url}"\n', "utf-8")
    return load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(data)})


@cache
def warm() -> None:
    """Import and load, once, what every process needs, so that forked ones start fast."""
    with TemporaryDirectory() as folder, assemble(settings_of(Path(folder))) as services:
        process(services.house, brands.filing(random.Random()))
    gc.freeze()  # a collection would copy every page of the forked processes


def race(
    settings: Sequence[Settings], rounds: int, run: Callable[[House, int, int], object]
) -> list[list[object]]:
    """Let ``run(house, runner, round)`` go at once in a process each; results[round][runner].

    Nobody has opened the register before: the first start is part of the race.
    """
    warm()
    barrier, results = _fork.Barrier(len(settings)), _fork.Queue()

    def body(runner: int) -> None:
        try:
            with assemble(settings[runner]) as services:
                for number in range(rounds):
                    barrier.wait(PATIENCE)
                    try:
                        outcome = run(services.house, runner, number)
                    except Exception as error:  # noqa: BLE001
                        outcome = error
                    results.put((number, runner, outcome))
        except Exception as error:  # noqa: BLE001
            barrier.abort()
            results.put((0, runner, error))

    processes = [_fork.Process(target=body, args=(each,)) for each in range(len(settings))]
    for one in processes:
        one.start()
    table: list[list[object]] = [[None] * len(settings) for _ in range(rounds)]
    missing = rounds * len(settings)
    try:
        while missing:
            number, runner, outcome = results.get(timeout=PATIENCE)
            table[number][runner] = outcome
            missing -= 1
            if isinstance(outcome, Exception) and barrier.broken:
                break
    except queue.Empty:
        table[0][0] = TimeoutError("a process stopped answering")
    for one in processes:
        one.join(PATIENCE)
        if one.is_alive():
            one.kill()
    return table


class Worker:
    """A process that carries filings through without end and reports every step it has done.

    It takes up what was left first, as every start does. A line it wrote is an acknowledgement:
    ``number new`` when it is submitted, ``number STATE`` after each decision and issue.
    """

    def __init__(self, settings: Settings, filings: Callable[[random.Random], Filing]) -> None:
        warm()
        self.acknowledged: list[tuple[str, str]] = []
        self._reader, writer = os.pipe()
        self._process = _fork.Process(target=_work, args=(settings, filings, writer))
        self._process.start()
        os.close(writer)

    def wait_until_open(self) -> None:
        """Wait for the line that says that the house stands open."""
        os.read(self._reader, len(_OPEN))

    def kill(self) -> bool:
        """kill -9, then read what it had reported; False when it had ended by itself before."""
        was_alive = self._process.is_alive()
        if self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()
        with os.fdopen(self._reader, "rb") as pipe:
            lines = pipe.read().removeprefix(_OPEN).decode().split("\n")
        for line in lines[:-1]:  # the last one may be cut
            number, state = line.split(" ")
            self.acknowledged.append((number, state))
        return was_alive


def _work(settings: Settings, filings: Callable[[random.Random], Filing], writer: int) -> None:
    chance = random.Random(os.urandom(8))
    with assemble(settings) as services:
        house = services.house
        os.write(writer, _OPEN)
        resume_unfinished(house)
        while True:
            for number, state in _steps(house, filings(chance)):
                os.write(writer, f"{number} {state}\n".encode())


def _steps(house: House, filing: Filing) -> Iterator[tuple[str, str]]:
    application = submit(house, filing).application
    yield application.number, "new"
    state = application.state
    while state in _UNFINISHED:
        state = _UNFINISHED[state](house, application)
        yield application.number, state.value


@contextmanager
def workers(
    settings: Sequence[Settings], filings: Callable[[random.Random], Filing]
) -> Iterator[list[Worker]]:
    """Working processes, all killed at the end; one that ended by itself fails the test."""
    running = [Worker(each, filings) for each in settings]
    alive = []
    try:
        yield running
    finally:
        alive = [worker.kill() for worker in running]
    assert all(alive), "a worker ended by itself"


def kill_in_a_loop(
    victim: Settings,
    steady: Sequence[Settings],
    filings: Callable[[random.Random], Filing],
    kills: int,
    chance: random.Random,
) -> list[tuple[str, str]]:
    """Start a worker and kill it at a random moment, again and again; what was acknowledged.

    Most are let to open the house first, so that a busy machine is killed at work too.
    """
    acknowledged: list[tuple[str, str]] = []
    with workers(steady, filings) as others:
        for number in range(kills):
            worker = Worker(victim, filings)
            if number % 4:
                worker.wait_until_open()
            time.sleep(chance.uniform(0, 0.7))
            assert worker.kill(), "a worker ended by itself"
            acknowledged += worker.acknowledged
    for worker in others:
        acknowledged += worker.acknowledged
    return acknowledged
