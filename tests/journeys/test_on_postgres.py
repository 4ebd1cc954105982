"""The whole way on a register in PostgreSQL, as a hall sets it in its settings file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kiosk.assembly import assemble
from kiosk.domain.states import (
    ApplicationState,
    DocumentKind,
    LicenceStatus,
    NoticeState,
    Outcome,
)
from kiosk.services.collect import NotYours, collect, standing
from kiosk.services.notify import deliver
from kiosk.services.process import process, resume_unfinished
from kiosk.services.replay import replay
from kiosk.services.submit import submit
from kiosk.services.supervise import change_licence_status
from kiosk.services.trail_check import sign_checkpoint, verify_trail, write_heads
from tests.builders import card_of
from tests.journeys import brands
from tests.journeys.census import faults_of
from tests.journeys.worker import settings_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(postgres, tmp_path):
    return settings_of(tmp_path / "data", "H01", postgres.fresh())


@pytest.fixture
def services(settings):
    with assemble(settings) as put_together:
        yield put_together


def test_an_application_goes_the_whole_way_on_postgresql(services):
    house, chance = services.house, Random()
    approved = process(house, brands.filing(chance))
    returned = process(house, brands.filing(chance, declarations__truth=None))
    left = submit(house, brands.filing(chance)).application
    assert approved.decision.verdict.outcome is Outcome.APPROVED
    assert returned.decision.verdict.outcome is Outcome.RETURNED
    assert resume_unfinished(house) == 1
    assert faults_of(services, [(left.number, "new")]) == []

    assert deliver(house, services.gateway, services.delivery, "H01", limit=1000).sent == 6
    with house.store.read() as uow:
        assert {n.state for n in uow.outbox.of(left.id)} == {NoticeState.SENT}

    number, mine = approved.application.number, card_of(approved.application)
    with pytest.raises(NotYours):
        collect(house, number, card_of(left), DocumentKind.LICENCE_COPY)
    paper = collect(house, number, mine, DocumentKind.LICENCE_COPY)
    assert paper.content.startswith(b"%PDF")
    assert standing(house, number, card=mine).application.state is ApplicationState.COLLECTED

    code = approved.entry.credit_code
    change_licence_status(house, code, LicenceStatus.SUSPENDED, "李某某", "核查")
    change_licence_status(house, code, LicenceStatus.VALID, "李某某", "核查完毕")
    with house.store.read() as uow:
        assert uow.licences.get(code).status is LicenceStatus.VALID
        assert len(uow.licences.history(code)) == 2

    again = replay(house.store)
    assert again.is_identical
    assert again.same == 3
    sign_checkpoint(house.store, house.clock, house.signer, "H01")
    write_heads(house.store, house.clock, services.heads_dir)
    report = verify_trail(house.store, services.signed_by_this_house, services.heads_dir)
    assert report.whole
    assert (report.checkpoints, report.heads) == (1, 1)


def kiosk(settings, *arguments):
    """The command line, with the settings file that names the register."""
    environment = {
        **os.environ,
        "KIOSK_CONFIG": str(settings.data / "H01.toml"),
        "KIOSK_DATA": str(settings.data),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False, cwd=settings.data,
    )  # fmt: skip


def written(settings, chance):
    file = settings.data / "application.json"
    answers = brands.filing(chance).answers.as_json()
    content = {"procedure": "establishment", "answers": answers}
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return file


def test_the_commands_work_on_the_register_of_the_settings_file(settings):
    applied = kiosk(settings, "apply", "--json", written(settings, Random()))
    assert applied.returncode == 0, applied.stdout + applied.stderr
    report = json.loads(applied.stdout)
    verified = json.loads(kiosk(settings, "verify", "--json", report["licence"]).stdout)

    assert report["application"].split("-")[1] == "H01"
    assert (verified["reason"], verified["register"]) == ("specimen", "matches")
    assert kiosk(settings, "doctor").returncode == 0
    assert not (settings.data / "register.sqlite").exists()


def test_a_server_that_does_not_answer_is_three_and_says_so(tmp_path):
    gone = settings_of(
        tmp_path / "data", "H01", f"postgresql+psycopg://x@/postgres?host={tmp_path}"
    )

    ran = kiosk(gone, "apply", written(gone, Random()))

    assert ran.returncode == 3
    assert "database_unreachable" in ran.stderr
    assert "Traceback" not in ran.stderr
