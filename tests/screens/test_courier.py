"""Behind the screen: what was left is taken up, notices go out, and a sick terminal says so."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

from kiosk.adapters.sms.folder import FolderGateway
from kiosk.assembly import Services, assemble
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.print_job import PrintState
from kiosk.domain.records import Application
from kiosk.domain.states import ApplicationState, DocumentKind, NoticeState
from kiosk.services.notify import listing
from kiosk.services.out_of_service import close_terminal, open_terminal
from kiosk.services.printouts import Wanted, begin
from kiosk.services.process import carry_on
from kiosk.services.submit import Filing, submit
from kiosk.settings import load_settings
from kiosk.ui.touch import courier as module
from kiosk.ui.touch.courier import Courier, Light
from kiosk.ui.touch.sitting import ATTRACT, OUT_OF_SERVICE
from tests.screens.test_devices import until


class Screen(QObject):
    """The part of a sitting that the courier turns."""

    pageChanged = Signal()  # noqa: N815  # as Qt spells it

    def __init__(self) -> None:
        super().__init__()
        self.page = ATTRACT

    def open(self, page: str) -> None:
        self.page = page
        self.pageChanged.emit()

    def wipe(self) -> None:
        self.open(ATTRACT)


class Ahead:
    """The time, and more when told."""

    by = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


@pytest.fixture
def services(theatre, tmp_path: Path) -> Iterator[Services]:
    with assemble(load_settings({"KIOSK_DATA": str(tmp_path / "data")}), Ahead()) as services:
        quick = FolderGateway(services.settings.data / "sms", services.house.clock, 0.1, 0.1)
        vars(services)["gateway"] = quick  # else a dead one takes its eight seconds each time
        yield services


@contextmanager
def courier_of(services: Services) -> Iterator[tuple[Courier, Screen]]:
    screen = Screen()
    courier = Courier(services, screen)
    courier.start()
    try:
        yield courier, screen
    finally:
        courier.close()


def hand_in(services: Services, seed: int = 1) -> Application:
    house = services.house
    file = make_example(house.procedures["establishment"].form, Random(seed), house.today())
    return submit(house, Filing("establishment", Answers(file["answers"]))).application


def state_of(services: Services, application: Application) -> ApplicationState:
    with services.house.store.read() as uow:
        return uow.applications.get(application.id).state


def is_sent(services: Services) -> bool:
    notices = listing(services.house.store, 10)
    return bool(notices) and all(one.state is NoticeState.SENT for one in notices)


def test_what_was_submitted_and_left_is_decided_issued_and_told(services):
    application = hand_in(services)
    with courier_of(services):
        until(lambda: state_of(services, application) is ApplicationState.ISSUED)
        until(lambda: is_sent(services))
    assert services.gateway.received(9)


def test_a_print_job_that_a_power_cut_left_open_is_asked_after_at_the_start(services):
    application, house = hand_in(services), services.house
    carry_on(house, application)
    wanted = Wanted(application.number, DocumentKind.LICENCE_COPY)
    printout, paper = begin(house, wanted)  # and here the light went out
    job = services.printer.print(paper.content, wanted.title)
    with house.store.write() as uow:
        uow.printouts.keep(replace(printout, device_job=job, job=printout.job.handed_over()))
        uow.commit()

    def now() -> PrintState:
        with house.store.read() as uow:
            return uow.printouts.get(printout.id).job.state

    assert now() is PrintState.SENT
    with courier_of(services):
        until(lambda: now() is PrintState.PRINTED)
    assert state_of(services, application) is ApplicationState.COLLECTED


def test_a_dead_gateway_disturbs_nobody_and_a_living_one_gets_everything(services):
    services.gateway.set_fault("dead")
    application = hand_in(services)
    with courier_of(services) as (courier, screen):
        until(lambda: state_of(services, application) is ApplicationState.ISSUED)
        until(lambda: all(one.last_error for one in listing(services.house.store, 10)))
        assert (screen.page, courier.light) == (ATTRACT, Light())
        assert services.gateway.received(9) == []
        services.gateway.set_fault("")
        services.house.clock.by = timedelta(hours=2)  # past every wait, and no try is under way
        until(lambda: is_sent(services))
    assert services.gateway.received(9)


def test_a_missing_gateway_stops_neither_the_light_nor_the_end(theatre, tmp_path):
    (tmp_path / "kiosk.toml").write_text('[sms]\nkind = "pigeon"\n', "utf-8")
    environment = {"KIOSK_CONFIG": str(tmp_path / "kiosk.toml"), "KIOSK_DATA": str(tmp_path / "d")}
    with assemble(load_settings(environment)) as services:
        application = hand_in(services)
        with courier_of(services):
            until(lambda: state_of(services, application) is ApplicationState.ISSUED)
        assert not is_sent(services)


def test_a_locked_register_puts_the_terminal_out_of_service_until_it_is_free(services):
    file = services.settings.data / "register.sqlite"
    with courier_of(services) as (courier, screen):
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            until(lambda: screen.page == OUT_OF_SERVICE)
            assert courier.light.down == ("database_locked",)
            screen.wipe()
            until(lambda: screen.page == OUT_OF_SERVICE)
        until(lambda: screen.page == ATTRACT)
        assert courier.light.is_on


def test_a_sitting_goes_on_while_the_light_is_out(services):
    screen = Screen()
    courier = Courier(services, screen)
    screen.open("name")
    courier._show(Light(("full",)))
    QCoreApplication.processEvents()
    assert screen.page == "name"
    screen.wipe()
    until(lambda: screen.page == OUT_OF_SERVICE)


def test_what_staff_closed_stays_closed_when_all_is_well(services):
    close_terminal(services.house, "王试", "换纸")
    with courier_of(services) as (courier, screen):
        screen.open(OUT_OF_SERVICE)
        until(lambda: courier.light == Light((), closed=True))
        assert screen.page == OUT_OF_SERVICE
        open_terminal(services.house, "王试", "换好了")


def test_the_end_comes_soon(services):
    with courier_of(services):
        begun = time.monotonic()
    assert time.monotonic() - begun < module._LONGEST_CALL_SECONDS
