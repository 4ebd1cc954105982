"""An import of names goes on where it stopped, loses and doubles nothing, and names bad lines."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.assembly import Services, assemble
from kiosk.services.name_import import import_names
from kiosk.services.names_in_bulk import NotImportable
from kiosk.settings import load_settings
from tests.builders import ROOT

BRANDS = (ROOT / "resources/demo/brands.txt").read_text("utf-8").split()


def settings_of(folder: Path):
    return load_settings({"KIOSK_DATA": str(folder)})


@pytest.fixture
def services(tmp_path):
    with assemble(settings_of(tmp_path / "data")) as services:
        yield services


def file_of(path: Path, *rows: str, head: str = "name,area") -> Path:
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8", errors="surrogateescape")
    return path


def names_of(services: Services) -> list[str]:
    with services.house.store.read() as uow:
        return [claim.index.name for claim in uow.register.claims()]


def some(count: int) -> list[str]:
    return [f"昆山市{brand}五金店,320583" for brand in BRANDS[:count]]


def test_an_import_that_was_killed_goes_on_where_it_was_without_loss_or_double(tmp_path):
    rows = some(12_000)
    file = file_of(tmp_path / "n.csv", *rows)
    data = tmp_path / "data"
    with assemble(settings_of(data)):
        pass  # keys and register are made
    script = (
        "import sys, pathlib, kiosk.services.name_import as work\n"
        "from kiosk.assembly import assemble\n"
        "from kiosk.settings import load_settings\n"
        "with assemble(load_settings()) as services:\n"
        "    work.import_names(services.house, pathlib.Path(sys.argv[1]),\n"
        "        lambda done, of: print(done, flush=True), batch=500)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(file)],
        env={**os.environ, "KIOSK_DATA": str(data), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if int(line) >= 1_001:
            time.sleep(0.02)  # into the next batch
            break
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()

    with assemble(settings_of(data)) as services:
        before = len(names_of(services))
        seen = []
        report = import_names(services.house, file, lambda done, of: seen.append((done, of)))
        names = names_of(services)
        again = import_names(services.house, file)

    assert 1_000 <= before < 12_000
    assert before % 500 == 0
    assert (report.rows, report.added, report.resumed_after) == (12_000, 12_000, before + 1)
    assert seen[0] == (before + 1, 12_001)
    assert seen[-1] == (12_001, 12_001)
    assert names == [row.split(",")[0] for row in rows]
    assert (again.added, again.resumed_after) == (0, 0)


def test_another_file_begins_at_its_own_first_line(services, tmp_path):
    bad = file_of(tmp_path / "a.csv", *some(5), "昆山市缺地区五金店,")
    with pytest.raises(NotImportable, match="line 7"):
        import_names(services.house, bad, batch=2)
    assert len(names_of(services)) == 4

    other = import_names(services.house, file_of(tmp_path / "b.csv", *some(6)))
    mended = import_names(services.house, file_of(tmp_path / "c.csv", *some(5)))

    assert (other.rows, other.added, other.resumed_after) == (6, 2, 0)
    assert (mended.rows, mended.added) == (5, 0)
    assert len(names_of(services)) == 6


BAD = {
    "昆山市好名字五金店,32058": "area",
    ",320583": "1 to 100",
    "昆山市多一格五金店,320583,x": "more cells",
    "昆山市少一格五金店": "fewer cells",
    '"昆山市没有收尾五金店,320583': "not CSV",
    "=昆山市公式五金店,320583": "formula",
    "昆山市\udcff五金店,320583": "not UTF-8",
    "昆山市" + "长" * 10_100 + ",320583": "longer",
}


def test_every_bad_line_is_left_out_with_its_reason_and_the_others_come_in(services, tmp_path):
    good = some(len(BAD))
    rows = [row for pair in zip(BAD, good, strict=True) for row in pair]
    file = file_of(tmp_path / "n.csv", *rows)
    kept = tmp_path / "bad.csv"

    report = import_names(services.house, file, skip_bad=kept, batch=3)

    assert (report.rows, report.added, report.bad) == (len(good), len(good), len(BAD))
    assert names_of(services) == [row.split(",")[0] for row in good]
    with kept.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert [int(row["line"]) for row in told] == list(range(2, 2 + len(rows), 2))
    for row, (text, reason) in zip(told, BAD.items(), strict=True):
        assert reason in row["reason"]
        assert row["text"] == text[:10_001]


def test_bad_lines_go_on_in_their_file_when_the_import_does(services, tmp_path):
    rows = ["昆山市一,", *some(3), "昆山市二,", *some(3)]
    file, kept = file_of(tmp_path / "n.csv", *rows), tmp_path / "bad.csv"

    class Stopped(Exception):
        pass

    def stop(done, _of):
        if done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        import_names(services.house, file, stop, skip_bad=kept, batch=4)
    kept.write_bytes(kept.read_bytes() + b"6,half a li")  # what a kill leaves
    report = import_names(services.house, file, skip_bad=kept, batch=4)

    assert report.resumed_after == 5
    assert [line.split(",")[0] for line in kept.read_text("utf-8").splitlines()] == [
        "line",
        "2",
        "6",
    ]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("name", "column area is missing"),
        ("name,area,colour", "'colour' is not known"),
        ("name,area,name", "twice"),
        ("", "column name is missing"),
    ],
)
def test_the_first_line_must_name_the_columns(services, tmp_path, head, words):
    with pytest.raises(NotImportable, match=words):
        import_names(services.house, file_of(tmp_path / "n.csv", *some(1), head=head))


def test_a_file_that_is_not_there_is_told(services, tmp_path):
    with pytest.raises(NotImportable, match="no such file"):
        import_names(services.house, tmp_path / "none.csv")


def test_spreadsheets_files_come_in_with_mark_quotes_and_their_line_ends(services, tmp_path):
    file = tmp_path / "n.csv"
    text = '\ufeffname,area,status,until\r\n"昆山市晨光里早餐店","320583",freed,2099-01-01\r\n\r\n'
    file.write_bytes(text.encode() + "昆山市云朵书店,320583,,".encode())

    report = import_names(services.house, file)

    assert (report.rows, report.added, report.bad) == (2, 2, 0)
    assert names_of(services) == ["昆山市晨光里早餐店", "昆山市云朵书店"]


def test_the_trail_tells_which_file_and_how_many(services, tmp_path):
    import_names(services.house, file_of(tmp_path / "n.csv", *some(3)))
    with services.house.store.read() as uow:
        rows = [row for row in uow.trail.rows() if row.event == "register_imported"]
    assert [(row.details["rows"], row.details["added"]) for row in rows] == [(3, 3)]
    assert len(rows[0].details["sha256"]) == 64
