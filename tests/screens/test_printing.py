"""What the printer says is what the screen says, and a fault costs no paper twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.adapters.printer.folder import FAULTS
from kiosk.assembly import Services, assemble
from kiosk.domain.print_job import PrintJob
from kiosk.ports import SystemFault
from kiosk.settings import load_settings
from kiosk.ui.touch.look import Look
from kiosk.ui.touch.printing import PrintDesk, Sheet, plain_sheet
from kiosk.ui.touch.sitting import Sitting
from kiosk.ui.touch.touch import Touch
from kiosk.ui.touch.work import Work
from tests.adapters.printer.virtual import VirtualPrinter, served
from tests.screens.test_devices import until

LICENCE, COPY = b"%PDF-1.7 licence", b"%PDF-1.7 copy"


class Desk:
    """A print desk over the real services."""

    def __init__(self, services: Services) -> None:
        self.work = Work()
        self.touch = Touch(services, Look(), self.work)
        self.sitting = Sitting(self.touch)
        self.printing = PrintDesk(self.touch, self.sitting)
        self.done = 0
        self.fetched = 0

    def sheet(self, pdf: bytes, out=lambda: None, said=lambda _came_out: None) -> Sheet:
        """The page on the printer of the settings; ``out`` is called once it is out."""

        def settle(job: PrintJob) -> None:
            if job.out:
                out()

        def say(came_out: bool) -> None:
            said(came_out)
            if came_out:
                out()

        return Sheet(plain_sheet(self.touch, pdf, "a page").carry, settle, say)

    def print(self, *sheets: bytes | Sheet) -> None:
        def make() -> list[Sheet]:
            self.fetched += 1
            return [self.sheet(one) if isinstance(one, bytes) else one for one in sheets]

        def count() -> None:
            self.done += 1

        self.printing.print(make, count)

    def comes_to(self, state: str) -> None:
        until(lambda: self.printing.state == state)

    @property
    def tray(self) -> list[bytes]:
        """What came out, oldest first."""
        return [file.read_bytes() for file in reversed(self.touch.services.printer.tray())]


@pytest.fixture
def desk(theatre, tmp_path: Path, request) -> Iterator[Desk]:
    config = tmp_path / "kiosk.toml"
    config.write_text(getattr(request, "param", ""), "utf-8")
    environment = {"KIOSK_DATA": str(tmp_path / "data"), "KIOSK_CONFIG": str(config)}
    with assemble(load_settings(environment)) as services:
        desk = Desk(services)
        yield desk
        desk.work.close()


def test_every_sheet_comes_out_before_it_is_done(desk):
    desk.print(LICENCE, COPY)
    assert desk.printing.state == "printing"
    desk.comes_to("done")
    assert sorted(desk.tray) == sorted([LICENCE, COPY])
    assert (desk.done, desk.printing.words) == (1, "")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_words_and_a_retry_prints_once(desk, fault):
    desk.touch.services.printer.set_fault(fault)
    desk.print(LICENCE, COPY)
    desk.comes_to("failed")
    assert desk.printing.words == desk.sitting.fault_words(SystemFault(f"printer_{fault}"))
    assert "工作人员" in desk.printing.words
    assert (desk.tray, desk.done) == ([], 0)
    desk.printing.retry()
    desk.comes_to("failed")
    desk.touch.services.printer.set_fault("")
    desk.printing.retry()
    desk.comes_to("done")
    assert len(desk.tray) == 2
    assert (desk.fetched, desk.done) == (1, 1)


def test_what_came_out_before_the_fault_is_not_printed_again(desk):
    def empties_itself(job: PrintJob) -> None:
        assert job.out
        desk.touch.services.printer.set_fault("no_paper")

    first = Sheet(desk.sheet(LICENCE).carry, empties_itself)
    desk.print(first, COPY)
    desk.comes_to("failed")
    assert desk.tray == [LICENCE]
    desk.touch.services.printer.set_fault("")
    desk.printing.retry()
    desk.comes_to("done")
    assert desk.tray.count(LICENCE) == desk.tray.count(COPY) == 1


def test_what_came_out_is_recorded_then_and_a_record_that_fails_costs_no_paper(desk):
    told: list[int] = []

    def record() -> None:
        told.append(len(desk.tray))
        if len(told) == 1:
            raise SystemFault("database_locked")

    desk.touch.services.printer.set_fault("no_paper")
    desk.print(desk.sheet(LICENCE, record))
    desk.comes_to("failed")
    assert told == []
    desk.touch.services.printer.set_fault("")
    for state in ("failed", "done"):
        desk.printing.retry()
        desk.comes_to(state)
    assert told == [1, 1]
    assert (desk.fetched, len(desk.tray)) == (1, 1)


def test_while_it_prints_nothing_else_is_begun(desk):
    desk.touch.services.printer.set_fault("slow")
    desk.print(LICENCE)
    desk.print(COPY)
    desk.comes_to("done")
    assert desk.tray == [LICENCE]


@pytest.mark.parametrize("desk", ['[printer]\nkind = "press"\n'], indirect=True)
def test_a_printer_that_the_settings_misname_is_a_fault_with_words(desk):
    desk.print(LICENCE)
    desk.comes_to("failed")
    assert desk.printing.words
    assert "adapter_unknown" not in desk.printing.words


@pytest.fixture
def with_printer(theatre, tmp_path: Path) -> Iterator[tuple[Desk, VirtualPrinter]]:
    """A desk whose printer speaks IPP."""
    with served(VirtualPrinter()) as printer:
        config = tmp_path / "kiosk.toml"
        options = f'[printer.options]\nuri = "{printer.uri}"\n'
        config.write_text(f'[printer]\nkind = "cups"\n{options}', "utf-8")
        environment = {"KIOSK_DATA": str(tmp_path / "data"), "KIOSK_CONFIG": str(config)}
        with assemble(load_settings(environment)) as services:
            desk = Desk(services)
            yield desk, printer
            desk.work.close()


def test_paper_that_runs_out_is_told_at_once_and_the_sheet_comes_out_by_itself(with_printer):
    desk, printer = with_printer
    told: list[str] = []
    printer.hold = True
    desk.print(desk.sheet(LICENCE, lambda: told.append("out")))
    until(lambda: len(printer.jobs) == 1)
    printer.reasons = ["media-empty"]
    desk.comes_to("waiting")
    assert desk.printing.words == desk.sitting.fault_words(SystemFault("printer_no_paper"))
    assert (desk.printing.taken, told) == (True, [])
    printer.reasons, printer.hold = [], False
    desk.comes_to("done")
    assert (printer.printed, told, desk.done) == ([LICENCE], ["out"], 1)


def test_a_sheet_that_nobody_counted_is_asked_about_and_handed_out_on_the_citizens_word(
    with_printer,
):
    desk, printer = with_printer
    printer.counts = False
    told: list[str] = []
    words: list[bool] = []
    desk.print(desk.sheet(LICENCE, lambda: told.append("out"), words.append), COPY)
    desk.comes_to("asking")
    assert (desk.printing.words, told, desk.done) == ("", [], 0)
    desk.print(COPY)  # not before the answer
    desk.printing.answer(False)
    desk.comes_to("failed")
    assert desk.printing.words == desk.sitting.fault_words(SystemFault("printer_not_out"))
    desk.printing.retry()
    desk.comes_to("asking")
    assert told == []
    desk.printing.answer(True)
    until(lambda: told == ["out"] and desk.printing.state == "asking")
    desk.printing.answer(True)
    desk.comes_to("done")
    assert printer.printed == [LICENCE, LICENCE, COPY]
    assert desk.done == 1
    until(lambda: words == [False, True])


def test_who_leaves_while_the_printer_waits_hears_nothing_more_of_it(with_printer):
    desk, printer = with_printer
    printer.hold = True
    desk.print(LICENCE)
    until(lambda: len(printer.jobs) == 1)
    desk.sitting.wipe()
    desk.printing.answer(True)
    assert (desk.printing.state, desk.done) == ("idle", 0)


def test_the_wipe_forgets_the_paper(desk):
    desk.touch.services.printer.set_fault("jam")
    desk.print(LICENCE)
    desk.comes_to("failed")
    desk.sitting.wipe()
    assert (desk.printing.state, desk.printing.words) == ("idle", "")
    desk.touch.services.printer.set_fault("")
    desk.printing.retry()
    assert desk.printing.state == "idle"
