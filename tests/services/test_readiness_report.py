"""The self-test is kept with its result, told again word for word, and set on paper."""

import io
import re

import pypdf
import pytest

from kiosk.assembly import assemble
from kiosk.services.readiness_report import keep_result, last_result
from kiosk.settings import load_settings
from kiosk.ui.cli.main import run
from tests.services.test_ready import ROOMY, WORDS, parts, readiness  # noqa: F401  # a fixture


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """One self-test with a reader whose cable is out, through the command: noted, on paper."""
    data = tmp_path_factory.mktemp("doctor")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIOSK_DATA", str(data))
        patch.delenv("KIOSK_CONFIG", raising=False)
        with assemble(load_settings()) as services:
            services.card_reader.set_fault("cable_out")
        code = run(["doctor", "--note", "--report", str(data / "report.pdf")])
        yield data, code


def test_a_needed_part_that_is_down_is_a_negative_answer_and_is_kept(told):
    data, code = told
    result = last_result(data / "selftest")
    assert code == 1
    assert result["ready"] is False
    assert [row["check"] for row in result["checks"]] == list(WORDS.checks)
    reader = next(row for row in result["checks"] if row["check"] == "reader")
    assert (reader["state"], reader["code"]) == ("down", "unwell")


def test_the_last_result_is_told_again(told, capsys):
    assert run(["doctor", "--last"]) == 1
    said = capsys.readouterr().out
    assert "✗ 读卡器：" in said
    assert "→ 请检查连线" in said


def test_the_paper_names_every_part_and_what_to_do(told):
    data, _ = told
    pages = pypdf.PdfReader(io.BytesIO((data / "report.pdf").read_bytes())).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    assert "终端自检报告" in text
    assert WORDS.report.not_ready.zh in text
    for check in WORDS.checks.values():
        assert check.title.zh in text
    assert "reader_cable_out" in text
    assert "请检查连线" in text


def test_a_result_that_is_no_longer_readable_is_none(tmp_path, parts):  # noqa: F811
    place = keep_result(tmp_path, parts.clock.now(), readiness(parts, ROOMY), "en")
    assert last_result(tmp_path)["ready"] is True
    place.write_text(place.read_text("utf-8")[:40], "utf-8")
    assert last_result(tmp_path) is None
    assert last_result(tmp_path / "nowhere") is None
