"""kiosk sheets: counted by name and ground, and papers nobody saw are settled by whoever looked."""

import json

import pytest

from kiosk.assembly import assemble
from kiosk.domain.states import DocumentKind
from kiosk.services.printouts import Wanted, begin
from kiosk.services.process import process
from kiosk.settings import load_settings
from kiosk.ui.cli.main import run
from tests.services.test_slip import filing


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The command line inside this process, in a data folder of its own."""
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path))
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)

    def call(*arguments):
        capsys.readouterr()
        code = run(["sheets", *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_sheets_are_loaded_spoiled_and_shown(call):
    assert call("load", "copy", 50, "--by", "周示例")[0] == 0
    code, out, _ = call("spoil", "copy", 2, "--ground", "受潮", "--by", "周示例")
    assert (code, "48 left of 50; 0 used, 2 spoiled" in out) == (0, True)
    copies, originals = rows(call("show", "--json")[1])
    assert copies == {"paper": "copy", "loaded": 50, "used": 0, "spoiled": 2, "left": 48}
    assert originals["loaded"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("load", "copy", 0), "张数"), (("spoil", "copy", 1, "--ground", "x"), "只剩0张")],
)
def test_what_cannot_be_is_told_and_changes_nothing(call, arguments, words):
    code, _, errors = call(*arguments, "--by", "周示例")
    assert (code, words in errors) == (1, True)
    assert {row["left"] for row in rows(call("show", "--json")[1])} == {0}


def test_a_paper_nobody_saw_is_listed_and_answered_once(call, tmp_path):
    assert "none" in call("jobs")[1]
    with assemble(load_settings({"KIOSK_DATA": str(tmp_path)})) as services:
        application = process(services.house, filing()).application
        begin(services.house, Wanted(application.number, DocumentKind.LICENCE_COPY))
    [job] = rows(call("jobs", "--json")[1])
    assert (job["application"], job["reprint"]) == (application.number, 0)
    assert application.number in call("jobs")[1]
    assert call("answer", job["job"], "yes", "--by", "周示例")[0] == 0
    code, _, errors = call("answer", job["job"], "no", "--by", "周示例")
    assert (code, "nobody asks" in errors) == (1, True)
    assert rows(call("show", "--json")[1])[0]["used"] == 1
    assert rows(call("jobs", "--json")[1]) == []
