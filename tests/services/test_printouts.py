"""One original of each copy number, every other print a reprint, and every blank sheet counted."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.printing import load_print_policy
from kiosk.domain.print_job import JobPhase, JobReport, PrintState
from kiosk.domain.printout import Blank, BlankStock
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.blanks import load_blanks, spoil_blanks, stock
from kiosk.services.collect import standing
from kiosk.services.printouts import (
    PaperPrint,
    Wanted,
    answer_printout,
    begin,
    copies_to_print,
    take_up,
)
from kiosk.services.process import process
from kiosk.settings import load_settings
from tests.builders import card_of
from tests.desk import REFERENCE
from tests.parts import needs
from tests.services.test_print_job import NO_PAPER, Scripted
from tests.services.test_slip import filing

POLICY = load_print_policy(REFERENCE)
COPY, ORIGINAL = DocumentKind.LICENCE_COPY, DocumentKind.LICENCE_ORIGINAL
COUNTED = JobReport(JobPhase.COMPLETED, sheets=1)
UNCOUNTED = JobReport(JobPhase.COMPLETED)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    with assemble(load_settings({"KIOSK_DATA": str(data)})) as services:
        yield services.house


@pytest.fixture(scope="module")
def issued(house):
    """A licence with two copies on paper; each test prints one of another copy or kind."""

    def make():
        changed = {"particulars__paper_licence": True, "particulars__copies": 2}
        return process(house, filing(**changed)).application

    return make


class Desk:
    """Prints on a scripted printer without waiting; what the printer got lies in ``pages``."""

    def __init__(self, house, application) -> None:
        self.house, self.application, self.pages = house, application, []

    def paper(self, *said, kind=COPY, copy=1, drops=True):
        printer = Scripted(*said, drops=drops)
        printer.jobs = self.pages
        card = card_of(self.application)
        return PaperPrint(
            self.house, printer, POLICY, Wanted(self.application.number, kind, copy, card)
        )

    def print(self, *said, **wanted):
        paper = self.paper(*said, **wanted)
        job = paper.carry(lambda _s: False, lambda _s: False, lambda _job: None)
        paper.settle(job)
        return paper, job

    @property
    def printouts(self):
        with self.house.store.read() as uow:
            return list(uow.printouts.of(self.application.id))

    def events(self, *names):
        with self.house.store.read() as uow:
            mine = [r for r in uow.trail.rows() if r.subject == self.application.number]
        return [(r.event, r.details) for r in mine if r.event in names]

    def state(self):
        with self.house.store.read() as uow:
            return uow.applications.get(self.application.id).state


@pytest.fixture
def desk(house, issued):
    return Desk(house, issued())


def words_of(pdf, tmp_path):
    needs("pdftotext")
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return re.sub(r"\s", "", said.stdout.decode())


def test_the_first_print_is_the_original_and_the_kept_bytes(desk, house, tmp_path):
    _, job = desk.print(COUNTED)
    with house.store.read() as uow:
        kept = uow.licences.document(desk.application.id, COPY, 1)
    assert (job.state, desk.pages) == (PrintState.PRINTED, [kept.content])
    assert "补打" not in words_of(kept.content, tmp_path)
    assert "2—1" in words_of(kept.content, tmp_path)
    assert desk.state() is ApplicationState.COLLECTED
    assert desk.events("paper_printed", "licence_collected") == [
        ("paper_printed", {"document": "licence_copy", "copy": 1, "reprint": 0, "sheets": 1,
                           "known_by": "printer"}),
        ("licence_collected", {"document": "licence_copy", "copy": 1}),
    ]  # fmt: skip


def test_every_later_print_is_marked_on_the_page_in_the_file_and_in_the_trail(desk, tmp_path):
    for _ in range(3):
        desk.print(COUNTED)
    assert [one.reprint for one in desk.printouts] == [0, 1, 2]
    for count, page in enumerate(desk.pages[1:], 1):
        assert f"补打（第{count}次）" in words_of(page, tmp_path)
        assert len({desk.pages[0], page}) == 2
    assert [details["reprint"] for _, details in desk.events("paper_printed")] == [0, 1, 2]


def test_each_copy_number_and_the_original_have_an_original_of_their_own(desk, house, tmp_path):
    number = desk.application.number
    assert copies_to_print(house, number, COPY) == (1, 2)
    desk.print(COUNTED, copy=2)
    assert copies_to_print(house, number, COPY) == (1,)
    desk.print(COUNTED)
    desk.print(COUNTED, kind=ORIGINAL)
    assert [one.reprint for one in desk.printouts] == [0, 0, 0]
    assert copies_to_print(house, number, COPY) == (1,)
    assert "2—2" in words_of(desk.pages[0], tmp_path)
    with pytest.raises(SystemFault) as raised:
        desk.print(COUNTED, copy=3)
    assert raised.value.code == "paper_missing"


def test_a_job_that_the_printer_dropped_leaves_the_original_to_be_printed(desk):
    _, job = desk.print(NO_PAPER)
    assert job.state is PrintState.CANCELLED
    desk.print(JobReport(JobPhase.ABORTED))
    desk.print(COUNTED)
    assert [one.reprint for one in desk.printouts] == [0, 0, 0]
    assert len(set(desk.pages)) == 1


def test_a_printer_that_refuses_the_job_leaves_the_original_too(desk):
    class Refuses(Scripted):
        def print(self, pdf, title):
            raise SystemFault("printer_no_paper")

    paper = PaperPrint(
        desk.house, Refuses(COUNTED), POLICY,
        Wanted(desk.application.number, COPY, 1, card_of(desk.application)),
    )  # fmt: skip
    with pytest.raises(SystemFault):
        paper.carry(lambda _s: False, lambda _s: False, lambda _job: None)
    [kept] = desk.printouts
    assert (kept.job.state, kept.job.fault) == (PrintState.FAILED, "printer_no_paper")
    desk.print(COUNTED)
    assert desk.printouts[-1].reprint == 0


@pytest.mark.parametrize("lost", [JobReport(JobPhase.ABORTED, "printer_job_lost"), UNCOUNTED])
def test_what_nobody_can_vouch_for_makes_the_next_one_a_reprint(desk, lost):
    desk.print(lost)
    desk.print(COUNTED)
    assert [one.reprint for one in desk.printouts] == [0, 1]


def test_the_citizens_yes_hands_it_out_once_and_no_is_kept(desk):
    paper, job = desk.print(UNCOUNTED)
    assert (job.asks, desk.state()) == (True, ApplicationState.ISSUED)
    paper.said(False)
    paper.said(True)  # too late
    again, _ = desk.print(UNCOUNTED)
    again.said(True)
    assert desk.state() is ApplicationState.COLLECTED
    assert [d["came_out"] for _, d in desk.events("print_answered")] == [False, True]
    assert [d["known_by"] for _, d in desk.events("paper_printed")] == ["citizen"]
    assert [one.reprint for one in desk.printouts] == [0, 1]


def test_staff_who_saw_that_nothing_came_out_free_the_original(desk, house):
    paper, _ = desk.print(UNCOUNTED)
    paper.said(False)
    [kept] = desk.printouts
    assert answer_printout(house, kept.id, came_out=False, by="周示例")
    assert not answer_printout(house, kept.id, came_out=True, by="周示例")
    desk.print(COUNTED)
    assert [one.reprint for one in desk.printouts] == [0, 0]


def test_a_paper_without_an_answer_is_asked_about_when_its_card_is_laid_again(desk, house):
    desk.print(UNCOUNTED)
    card = card_of(desk.application)
    [asked] = standing(house, desk.application.number, card=card).asked
    assert (asked.kind, asked.copy) == (COPY, 1)
    assert not standing(house, desk.application.number).asked
    assert answer_printout(house, asked.id, came_out=True)
    assert not standing(house, desk.application.number, card=card).asked
    assert not answer_printout(house, asked.id, came_out=False)


def test_the_end_is_told_once_however_often_it_is_told(desk, house):
    before = stock(house.store, house.terminal)[Blank.COPY].used
    paper, job = desk.print(COUNTED)
    paper.settle(job)
    paper.settle(job)
    assert stock(house.store, house.terminal)[Blank.COPY].used == before + 1
    assert len(desk.events("paper_printed")) == 1


def test_a_letter_has_no_original_and_takes_no_blank_sheet(house):
    application = process(house, filing(help_wanted=True)).application
    desk, before = Desk(house, application), stock(house.store, house.terminal)
    for _ in range(2):
        desk.print(COUNTED, kind=DocumentKind.RECEIPT)
    assert [one.reprint for one in desk.printouts] == [0, 0]
    assert stock(house.store, house.terminal) == before


def test_blank_sheets_are_counted_by_name_and_ground(house, desk):
    here = (house.store, house.clock, house.terminal)
    was = stock(house.store, house.terminal)[Blank.ORIGINAL]
    assert load_blanks(*here, Blank.ORIGINAL, 50, "周示例", 50) is None
    desk.print(COUNTED, kind=ORIGINAL)
    assert spoil_blanks(*here, Blank.ORIGINAL, 2, "周示例", "卡纸撕破") is None
    now = stock(house.store, house.terminal)[Blank.ORIGINAL]
    assert now == BlankStock(was.loaded + 50, was.used + 1, was.spoiled + 2)
    assert now.left == was.left + 47
    with house.store.read() as uow:
        rows = [r for r in uow.trail.rows() if r.event.startswith("blanks_")]
    assert [(r.event, r.subject, dict(r.details)) for r in rows][-2:] == [
        ("blanks_loaded", "K01", {"paper": "original", "sheets": 50, "by": "周示例"}),
        ("blanks_spoiled", "K01",
         {"paper": "original", "sheets": 2, "by": "周示例", "ground": "卡纸撕破"}),
    ]  # fmt: skip
    assert load_blanks(*here, Blank.COPY, 0, "周示例", 50).code == "sheets_number"
    assert load_blanks(*here, Blank.COPY, 51, "周示例", 50).code == "sheets_number"
    assert spoil_blanks(*here, Blank.ORIGINAL, 1, "周示例", " ").code == "sheets_ground"
    assert spoil_blanks(*here, Blank.ORIGINAL, 99, "周示例", "x").code == "sheets_left"


def test_sheets_of_a_job_that_broke_off_are_spoiled(desk, house):
    before = stock(house.store, house.terminal)[Blank.COPY]
    desk.print(JobReport(JobPhase.ABORTED, "printer_jam", sheets=1))
    now = stock(house.store, house.terminal)[Blank.COPY]
    assert (now.used, now.spoiled) == (before.used, before.spoiled + 1)
    desk.print(COUNTED)
    assert desk.printouts[-1].reprint == 1  # a page of it is somewhere


def test_who_leaves_has_the_paper_that_is_under_way_counted_and_one_that_waits_called_back(desk):
    def walks_off(*said):
        paper = desk.paper(*said)
        job = paper.carry(lambda _s: True, lambda _s: False, lambda _job: None)
        paper.settle(job)
        return job.state

    under_way = JobReport(JobPhase.PROCESSING)
    assert walks_off(under_way, under_way, COUNTED) is PrintState.PRINTED
    assert walks_off(under_way, NO_PAPER) is PrintState.CANCELLED


def test_what_a_power_cut_left_open_is_asked_after_at_the_next_start(desk, house):
    later = house.clock.now() + timedelta(hours=1)

    def left_open(device_job="4711"):
        printout, _ = begin(
            house, Wanted(desk.application.number, COPY, 1, card_of(desk.application))
        )
        sent = replace(printout, device_job=device_job, job=printout.job.handed_over())
        with house.store.write() as uow:
            uow.printouts.keep(sent)
            uow.commit()

    def next_start(*said):
        take_up(house, lambda: Scripted(*said), POLICY, later, lambda _s: False)
        return desk.printouts[-1]

    left_open()
    assert next_start(NO_PAPER).job.state is PrintState.CANCELLED
    left_open()
    assert next_start(JobReport(JobPhase.PROCESSING), COUNTED).job.state is PrintState.PRINTED
    left_open("")
    unknown = next_start(COUNTED)  # the printer may not have got it: no id was heard
    assert (unknown.job.asks, unknown.reprint) == (True, 1)
    assert [d["state"] for _, d in desk.events("print_taken_up")] == [
        "cancelled", "printed", "sent_uncounted",
    ]  # fmt: skip
    assert next_start(COUNTED) == unknown  # nothing is left to be taken up


def test_the_file_of_a_reprint_says_so_to_machines(desk):
    desk.print(COUNTED)
    desk.print(COUNTED)
    twins = [json.loads(_attached(page)) for page in desk.pages]
    assert [twin.get("reprint") for twin in twins] == [None, "补打（第1次）"]


def _attached(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        return file.attachments["twin.json"].get_file().read_bytes()
