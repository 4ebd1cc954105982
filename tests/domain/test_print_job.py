"""A job's states: nothing is called printed that was not counted, and an end stays an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.print_job import ENDS, JobPhase, JobReport, PrintJob, PrintState, pages_of

_REPORTS = st.builds(
    JobReport,
    st.sampled_from(JobPhase),
    st.sampled_from(["", "printer_no_paper", "printer_jam"]),
    st.none() | st.integers(0, 4),
)


def _after(*reports: JobReport, pages: int = 1) -> PrintJob:
    job = PrintJob(pages).handed_over()
    for report in reports:
        job = job.heard(report)
    return job


@given(st.integers(1, 3), st.lists(_REPORTS, max_size=8))
def test_printed_always_means_that_every_sheet_was_counted(pages, reports):
    job = _after(*reports, pages=pages)
    if job.state is PrintState.PRINTED:
        assert job.sheets >= pages
        assert any(r.phase is JobPhase.COMPLETED and r.sheets is not None for r in reports)
    assert job.out is (job.state is PrintState.PRINTED)


@given(st.lists(_REPORTS, max_size=8), _REPORTS)
def test_an_end_is_changed_by_no_later_report(reports, late):
    job = _after(*reports)
    if job.over:
        assert job.heard(late) == job == job.unheard("printer_cable_out")


@given(st.lists(_REPORTS, max_size=8))
def test_what_waits_says_why_and_what_goes_on_says_nothing(reports):
    job = _after(*reports)
    assert bool(job.fault) or job.state not in {PrintState.STOPPED, PrintState.FAILED}
    assert not job.fault or job.state not in {PrintState.SENT, PrintState.PRINTING}


@pytest.mark.parametrize(
    ("report", "state", "fault"),
    [
        (JobReport(JobPhase.PENDING), PrintState.SENT, ""),
        (JobReport(JobPhase.HELD), PrintState.SENT, ""),
        (JobReport(JobPhase.PROCESSING), PrintState.PRINTING, ""),
        (JobReport(JobPhase.PROCESSING, "printer_jam"), PrintState.STOPPED, "printer_jam"),
        (JobReport(JobPhase.STOPPED), PrintState.STOPPED, "printer_unwell"),
        (JobReport(JobPhase.COMPLETED), PrintState.SENT_UNCOUNTED, ""),
        (JobReport(JobPhase.COMPLETED, sheets=0), PrintState.SENT_UNCOUNTED, ""),
        (JobReport(JobPhase.COMPLETED, sheets=1), PrintState.PRINTED, ""),
        (JobReport(JobPhase.ABORTED), PrintState.FAILED, "printer_unwell"),
        (JobReport(JobPhase.ABORTED, "printer_job_lost"), PrintState.FAILED, "printer_job_lost"),
        (JobReport(JobPhase.CANCELED), PrintState.CANCELLED, ""),
    ],
    ids=str,
)
def test_each_word_of_the_printer_has_one_meaning(report, state, fault):
    assert (_after(report).state, _after(report).fault) == (state, fault)


def test_too_few_sheets_are_not_the_whole_paper():
    job = _after(JobReport(JobPhase.COMPLETED, sheets=1), pages=2)
    assert (job.state, job.asks) == (PrintState.SENT_UNCOUNTED, True)


def test_a_printer_that_is_not_heard_leaves_the_job_waiting_and_may_come_back():
    job = _after().unheard("printer_cable_out")
    assert (job.state, job.fault, job.over) == (PrintState.STOPPED, "printer_cable_out", False)
    assert job.heard(JobReport(JobPhase.COMPLETED, sheets=1)).state is PrintState.PRINTED


def test_a_job_that_nobody_can_call_back_is_asked_about_and_keeps_its_fault():
    job = _after().unheard("printer_cable_out").given_up()
    assert (job.asks, job.out, job.fault) == (True, False, "printer_cable_out")
    printed = _after(JobReport(JobPhase.COMPLETED, sheets=1))
    assert printed.given_up() == printed


@pytest.mark.parametrize("came_out", [True, False])
def test_the_citizen_is_asked_once_and_only_where_nobody_counted(came_out):
    asked = _after(JobReport(JobPhase.COMPLETED))
    said = asked.answered(came_out=came_out)
    assert (asked.asks, asked.out, said.asks, said.out) == (True, False, False, came_out)
    with pytest.raises(ValueError, match="asks"):
        said.answered(came_out=True)
    with pytest.raises(ValueError, match="asks"):
        _after(JobReport(JobPhase.COMPLETED, sheets=1)).answered(came_out=True)


def test_a_job_is_handed_over_once():
    with pytest.raises(ValueError, match="handed over"):
        PrintJob().handed_over().handed_over()


def test_the_ends_are_four():
    assert {s for s in PrintState if s in ENDS} == {
        PrintState.PRINTED,
        PrintState.SENT_UNCOUNTED,
        PrintState.FAILED,
        PrintState.CANCELLED,
    }


@pytest.mark.parametrize("pages", [1, 2, 7])
def test_the_pages_of_a_drawn_pdf_are_counted(pages):
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    assert pages_of(written.getvalue()) == pages


def test_bytes_without_a_page_tree_count_as_one_page():
    assert pages_of(b"%PDF-1.7") == 1
