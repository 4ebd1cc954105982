"""A procedure of an operator's own: always decided by a person, and left alone where it is unknown."""

import json
import random
import shutil

import pytest

from kiosk.assembly import assemble
from kiosk.catalogue.cases import lint_rules
from kiosk.catalogue.forms import load_form
from kiosk.catalogue.procedure import load_procedures
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.answers import Answers
from kiosk.domain.example import make_example
from kiosk.domain.states import ApplicationState, DocumentKind, NoticeState, Outcome
from kiosk.ports import SystemFault
from kiosk.services.notify import deliver, listing
from kiosk.services.process import process, resume_unfinished
from kiosk.services.review import review
from kiosk.services.submit import Filing, submit
from kiosk.settings import load_settings
from tests.builders import ON, ROOT

OWN = ROOT / "packaging/examples/procedures"
BANK = "account_opening"


def settings(folder, more=OWN, offered=()):
    file = folder / "kiosk.toml"
    lines = ["[procedures]", f"offered = {json.dumps(offered)}"]
    file.write_text("\n".join([*lines, f'folder = "{more}"'] if more else lines), "utf-8")
    return load_settings({"KIOSK_CONFIG": str(file), "KIOSK_DATA": str(folder / "data")})


def appointment(**changed):
    example = make_example(load_form(OWN / BANK), random.Random(3), ON)["answers"]
    return Answers({**example, **{key.replace("__", "."): value for key, value in changed.items()}})


@pytest.fixture
def house(tmp_path):
    with assemble(settings(tmp_path)) as services:
        yield services.house


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(OWN, tmp_path / "own")
    return tmp_path / "own"


def test_the_stock_ones_come_first_and_all_are_offered_unless_the_settings_say_so(tmp_path):
    with assemble(settings(tmp_path)) as services:
        assert services.house.procedures.offered == ("establishment", BANK)
    with assemble(settings(tmp_path, offered=[BANK])) as services:
        assert services.house.procedures.offered == (BANK,)
    with (
        pytest.raises(SystemFault, match="offered_unknown"),
        assemble(settings(tmp_path, None, [BANK])),
    ):
        pass


def test_a_complete_appointment_is_referred_with_a_receipt_and_its_own_messages(house):
    done = process(house, Filing(BANK, appointment()))

    with house.store.read() as uow:
        receipt = uow.licences.document(done.application.id, DocumentKind.RECEIPT, 1)
    assert done.decision.verdict.outcome is Outcome.REFERRED
    assert done.entry is None
    assert done.licence is None
    assert receipt is not None
    assert b"/ByteRange" not in receipt.content  # the authority's seal is not the bank's
    assert [notice.template for notice in done.notices] == [
        f"{BANK}/accepted.plain.zh",
        f"{BANK}/referred.plain.zh",
    ]


def test_an_appointment_that_lacks_something_comes_back(house):
    done = process(house, Filing(BANK, appointment().without("visit.day")))

    assert done.decision.verdict.outcome is Outcome.RETURNED
    assert {line.rule for line in done.decision.verdict.failed} >= {"form.complete"}


def test_it_is_read_over_in_the_words_of_its_own_form(house):
    groups = {group.step_id: group for group in review(house, BANK, appointment())}

    assert [line.value for line in groups["visit"].lines] == ["示例路支行", "2026-12-18", "上午"]


def test_its_rules_keep_what_their_cases_promise():
    assert lint_rules(OWN / BANK) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fact: filing.for_person", "fact: help.wanted", "no rule refers"),
        ("on_fail: refer", "on_fail: warn", "no rule refers"),
        ("since: 2026-11-01\n    fact: filing", "since: 2027-01-01\n    fact: filing", "no rule"),
    ],
)
def test_rules_that_might_decide_without_a_person_are_not_loaded(copy, old, new, told):
    file = copy / BANK / "rules.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")

    with pytest.raises(CatalogueError, match=told):
        load_procedures(ROOT / "forms", copy)


def test_rules_that_refuse_are_not_loaded(copy):
    file = copy / BANK / "rules.yaml"
    text = file.read_text("utf-8").replace("confirmed: false", "confirmed: true")
    text = text.replace("    unconfirmed: true\n", "").replace("on_fail: return", "on_fail: refuse")
    file.write_text(text, "utf-8")

    with pytest.raises(CatalogueError, match="refuses"):
        load_procedures(ROOT / "forms", copy)


def test_one_that_gives_a_licence_needs_the_papers_of_one(copy):
    file = copy / BANK / "form.yaml"
    file.write_text(file.read_text("utf-8").replace("gives: receipt", "gives: licence"), "utf-8")

    with pytest.raises(CatalogueError, match="approval_notice is missing"):
        load_procedures(ROOT / "forms", copy)


def test_one_by_the_name_of_a_stock_one_is_refused(copy):
    shutil.copytree(ROOT / "forms/establishment", copy / "establishment")

    with pytest.raises(CatalogueError, match="is there already"):
        load_procedures(ROOT / "forms", copy)


def test_a_terminal_without_it_leaves_it_and_its_messages_to_the_one_that_has_it(tmp_path):
    with assemble(settings(tmp_path)) as services:
        submitted = submit(services.house, Filing(BANK, appointment())).application
    with assemble(settings(tmp_path, None)) as services:
        house = services.house
        assert resume_unfinished(house) == 0
        report = deliver(house, services.gateway, services.delivery, "elsewhere")
        assert (report.put_off, report.sent, report.dead) == (1, 0, 0)
        with pytest.raises(SystemFault, match="procedure_elsewhere"):
            house.procedures[submitted.procedure]
    with assemble(settings(tmp_path)) as services:
        house = services.house
        assert resume_unfinished(house) == 1
        with house.store.read() as uow:
            assert uow.applications.get(submitted.id).state is ApplicationState.REFERRED
        deliver(house, services.gateway, services.delivery, "here")
        states = {notice.kind: notice.state for notice in listing(house.store, 9)}
        assert states == {"accepted": NoticeState.QUEUED, "referred": NoticeState.SENT}
