"""A kiosk killed while it prints through a real cupsd: at the next start nothing is made up."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.print_job import PrintState
from kiosk.domain.printout import Blank, Printout
from kiosk.services.blanks import stock
from kiosk.services.collect import standing
from kiosk.services.printouts import answer_printout, take_up
from kiosk.services.process import process
from kiosk.settings import load_settings
from tests.adapters.printer.print_worker import settings_for
from tests.adapters.printer.test_cups import cups
from tests.adapters.printer.virtual import until
from tests.builders import card_of
from tests.desk import REFERENCE, ROOT
from tests.services.test_slip import filing

POLICY = load_print_policy(REFERENCE)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house(data):
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


class Kiosk:
    """One application whose licence is printed by a process that is killed."""

    def __init__(self, data, house, uri: str) -> None:
        self.data, self.house, self.uri = data, house, uri
        self.application = process(house, filing()).application

    @contextmanager
    def printing(self) -> Iterator[None]:
        """The process at work; it is killed with SIGKILL at the end of the block."""
        settings_for(self.data, self.uri)
        command = [sys.executable, "-m", "tests.adapters.printer.print_worker"]
        worker = subprocess.Popen(
            [*command, str(self.data), self.uri, self.application.number], cwd=ROOT
        )
        try:
            yield
            assert worker.poll() is None, "it ended by itself"
        finally:
            worker.kill()
            worker.wait()

    @property
    def printouts(self) -> list[Printout]:
        with self.house.store.read() as uow:
            return list(uow.printouts.of(self.application.id))

    def is_at_the_printer(self) -> bool:
        return any(one.device_job for one in self.printouts)

    def starts_again(self, counts: str = "auto") -> Printout:
        """What the next start makes of the newest job."""
        device = cups(uri=self.uri, counts=counts, timeout_seconds="3")
        later = self.house.clock.now()
        assert take_up(self.house, lambda: device, POLICY, later, lambda _s: False) == 1
        assert take_up(self.house, lambda: device, POLICY, later, lambda _s: False) == 0
        return self.printouts[-1]

    @property
    def used(self) -> int:
        return stock(self.house.store, self.house.terminal)[Blank.COPY].used


def test_a_job_that_came_to_its_end_meanwhile_is_printed_where_the_device_counts(
    data, house, behind_cups
):
    cupsd, printer = behind_cups
    kiosk, printer.hold = Kiosk(data, house, cupsd.uri), True
    with kiosk.printing():
        until(kiosk.is_at_the_printer, 60)
    assert kiosk.printouts[-1].is_open
    before, used, printer.hold = len(printer.printed), kiosk.used, False
    until(lambda: len(printer.printed) > before)
    told = _settled(kiosk, "yes")
    assert (told.job.state, kiosk.used) == (PrintState.PRINTED, used + 1)


def _settled(kiosk: Kiosk, counts: str) -> Printout:
    """Once the queue, too, has heard that the device is done."""
    job = kiosk.printouts[-1].device_job
    device = cups(uri=kiosk.uri, counts=counts)
    until(lambda: device.ask(job).phase == "completed")
    return kiosk.starts_again(counts)


def test_what_nobody_counted_is_asked_when_the_card_is_laid_again(data, house, behind_cups):
    cupsd, printer = behind_cups
    kiosk, printer.hold = Kiosk(data, house, cupsd.uri), True
    with kiosk.printing():
        until(kiosk.is_at_the_printer, 60)
    printer.hold, used = False, kiosk.used
    told = _settled(kiosk, "auto")
    assert (told.job.asks, kiosk.used) == (True, used)
    card = card_of(kiosk.application)
    [asked] = standing(house, kiosk.application.number, card=card).asked
    assert answer_printout(house, asked.id, came_out=True)
    assert kiosk.used == used + 1


def test_a_job_that_waited_for_paper_is_called_back_and_comes_out_for_nobody(
    data, house, behind_cups
):
    cupsd, printer = behind_cups
    kiosk, printer.hold = Kiosk(data, house, cupsd.uri), True
    with kiosk.printing():
        until(kiosk.is_at_the_printer, 60)
        printer.reasons = ["media-empty-error"]
        device = cups(uri=cupsd.uri)
        job = kiosk.printouts[-1].device_job
        until(lambda: device.ask(job).fault == "printer_no_paper")
    came_out, used = len(printer.printed), kiosk.used
    told = kiosk.starts_again()
    assert (told.job.state, told.may_be_out) == (PrintState.CANCELLED, False)
    printer.reasons, printer.hold = [], False
    assert (len(printer.printed), kiosk.used) == (came_out, used)


def test_a_kiosk_killed_before_the_printer_answered_says_that_nobody_knows(data, house):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        uri = f"ipp://127.0.0.1:{deaf.getsockname()[1]}/ipp/print"
        kiosk = Kiosk(data, house, uri)
        with kiosk.printing():
            until(lambda: bool(kiosk.printouts), 60)
        assert (kiosk.printouts[-1].device_job, kiosk.printouts[-1].is_open) == ("", True)
        told = kiosk.starts_again()
    assert (told.job.state, told.job.asks) == (PrintState.SENT_UNCOUNTED, True)
    assert standing(house, kiosk.application.number, card=card_of(kiosk.application)).asked
