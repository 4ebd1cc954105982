"""A branch whose register is stopped, cut off, swallowed or killed loses and doubles nothing."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.assembly import assemble
from kiosk.domain.seal import seal_payload
from kiosk.domain.states import ApplicationState, DocumentKind, Outcome
from kiosk.ports import SystemFault
from kiosk.services.collect import standing
from kiosk.services.forward import backlog, forward
from kiosk.services.house import House
from kiosk.services.lookup import filed_by
from kiosk.services.notify import deliver, text_of
from kiosk.services.offer_name import judge_name
from kiosk.services.process import process
from kiosk.services.reception import receipt_of
from kiosk.services.seal_check import SealReport, check_seals
from kiosk.services.submit import ContentDiffers, Filing, submit
from kiosk.services.trail_check import verify_trail
from tests.builders import card_of
from tests.journeys import brands
from tests.journeys.branches import branch_of, faults_of, forward_all, killed_under_load, until
from tests.journeys.line import Line
from tests.parts import needs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server():
    """A server of these tests' own, since they stop and kill it."""
    needs("postgres")
    from tests.adapters.store.postgres import running_server

    with running_server() as one:
        yield one
        one.kill()  # quicker than ending it


@pytest.fixture
def line(server):
    one = Line(server.folder)
    yield one
    one.close()


@pytest.fixture
def url(line, server):
    return line.url(server.fresh())


@pytest.fixture
def settings(tmp_path, url):
    return branch_of(tmp_path / "B01", "B01", url)


@pytest.fixture
def services(settings):
    with assemble(settings) as put_together:
        yield put_together


@pytest.fixture
def chance():
    return random.Random()


def kiosk(settings, *arguments):
    environment = {
        **os.environ,
        "KIOSK_CONFIG": str(settings.data.parent / "kiosk.toml"),
        "KIOSK_DATA": str(settings.data),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False, cwd=settings.data.parent,
    )  # fmt: skip


def sms_of(settings):
    return list((settings.data / "sms").glob("*"))


def personal_bytes(application):
    answers = application.answers
    return [
        answers.text(field).encode()
        for field in ("proprietor.name", "proprietor.id_number", "proprietor.mobile")
    ]


def test_what_a_stopped_register_missed_arrives_when_it_is_back(settings, chance, server, line):
    server.stop()
    try:
        with assemble(settings) as services:  # the terminal starts without its register
            house = services.house
            done = process(house, brands.filing(chance))
            number, card = done.application.number, card_of(done.application)
            assert done.application.state is ApplicationState.RECEIVED
            assert (done.decision, done.licence, done.notices) == (None, None, ())

            receipt = receipt_of(house, done.application)
            assert receipt.kind is DocumentKind.RECEIPT
            assert receipt.content.startswith(b"%PDF")
            assert standing(house, number).application.state is ApplicationState.RECEIVED
            assert [s.application.number for s in filed_by(house, card)] == [number]
            assert forward(house).fault == "database_unreachable"
            kept = b"".join(f.read_bytes() for f in settings.data.glob("branch.sqlite*"))
            assert not any(text in kept for text in personal_bytes(done.application))
    finally:
        server.start()
    with assemble(settings) as services:
        house = services.house
        forward_all(house)
        assert faults_of(services, [number]) == []
        assert standing(house, number, card=card).application.state is ApplicationState.ISSUED
        with house.near.read() as uow:
            assert uow.applications.by_number(number).person == ""
        assert deliver(house, services.gateway, services.delivery, "B01").sent == 2
        forward_all(house)
        assert deliver(house, services.gateway, services.delivery, "B01").total == 0
        assert verify_trail(house.near, services.signed_by_this_house).whole
        with house.store.read() as uow:
            [seal] = uow.seals.every()
            arrived = uow.applications.by_number(number)
        assert services.signed_by_this_house(seal_payload(arrived, seal.sequence), seal.signature)
        assert not services.signed_by_this_house(seal_payload(arrived, 2), seal.signature)
        for store in (house.near, house.store):  # the branch has erased it by now
            assert check_seals(store, services.signed_by_this_house) == SealReport(1, (), ())


def test_the_command_line_says_received_and_forwards(settings, chance, line):
    answers = brands.filing(chance).answers.as_json()
    file = settings.data.parent / "application.json"
    file.write_text(json.dumps({"procedure": "establishment", "answers": answers}), "utf-8")
    line.cut()
    applied = kiosk(settings, "apply", "--json", file)
    report = json.loads(applied.stdout)
    assert (applied.returncode, report["outcome"]) == (0, "received"), applied.stderr
    assert Path(report["receipt"]).read_bytes().startswith(b"%PDF")
    asked = kiosk(settings, "status", "--json", report["application"])
    assert json.loads(asked.stdout)["state"] == "received"
    told = [json.loads(row) for row in kiosk(settings, "doctor", "--json").stdout.splitlines()]
    assert {row["code"] for row in told if row["check"] == "branch"} == {"cut_off"}
    away = kiosk(settings, "forward")
    assert away.returncode == 3
    assert "database_unreachable: 1" in away.stderr
    line.mend()
    there = kiosk(settings, "forward", "--json")
    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout) == {"arrived": 1, "waiting": 0, "since": None, "left": []}
    asked = kiosk(settings, "status", "--json", report["application"])
    assert json.loads(asked.stdout)["state"] == "issued"


def test_a_register_that_swallows_everything_is_given_up_and_left_in_peace(services, chance, line):
    house = services.house
    assert process(house, brands.filing(chance)).decision.verdict.outcome is Outcome.APPROVED
    line.swallow()
    received = [process(house, brands.filing(chance)).application for _ in range(3)]
    assert {a.state for a in received} == {ApplicationState.RECEIVED}
    calls = line.calls
    process(house, brands.filing(chance))
    assert line.calls - calls <= 1  # at most the one call that tries again
    line.mend()
    forward_all(house)
    with house.store.read() as uow:
        states = [a.state for a in uow.applications.in_state(*ApplicationState)]
    assert states == [ApplicationState.ISSUED] * 5


def test_a_line_that_breaks_at_any_byte_brings_each_application_once(services, chance, line):
    house = services.house
    process(house, brands.filing(chance))  # what a hand-over needs is asked for once
    before = dict(line.carried)
    first = submit(house, brands.filing(chance)).application
    whole = {way: line.carried[way] - before[way] for way in before}
    numbers = [first.number]
    for way in ("there", "back"):
        for step in range(5):
            line.cut_after(max(1, whole[way] * step // 4), way)
            numbers.append(submit(house, brands.filing(chance)).application.number)
            line.mend()
            until(lambda: not forward(house).fault)
    forward_all(house)
    with house.store.read() as uow:
        others = {a.number for a in uow.applications.in_state(*ApplicationState)} - set(numbers)
    assert faults_of(services, [*numbers, *others]) == []
    assert len(others) == 1


def test_nothing_is_lost_or_doubled_while_the_register_is_killed_under_load(
    tmp_path, url, server, chance
):
    done = killed_under_load(tmp_path, url, server, chance, rounds=2)

    assert done.faults == []
    assert len(done.acknowledged) > 1  # more than the one before the load


def test_of_one_name_sealed_at_two_branches_the_later_is_returned_with_free_ones(
    tmp_path, url, line, chance
):
    settings = branch_of(tmp_path / "B01", "B01", url)
    wanted = brands.same(chance)
    with assemble(settings) as services:
        other = branch_of(tmp_path / "B02", "B02", url, keys=settings.data / "keys")
        with assemble(other) as there:
            line.cut()
            houses = (services.house, there.house)
            sealed = [process(h, brands.filing(chance, wanted)).application for h in houses]
            assert {a.state for a in sealed} == {ApplicationState.RECEIVED}
            line.mend()
            for house in houses:
                forward_all(house)
        with services.house.store.read() as uow:
            states = [uow.applications.get(a.id).state for a in sealed]
            notices = [list(uow.outbox.of(a.id)) for a in sealed]
        assert states == [ApplicationState.ISSUED, ApplicationState.RETURNED]
        assert [[n.kind for n in each] for each in notices] == [
            ["accepted", "approved"],
            ["accepted", "returned"],
        ]
        told = notices[1][1]
        free = told.params["names"].split("、")[0].split("…")[0]
        assert free
        assert free in text_of(services.house, told)
        assert wanted.brand not in free


def test_while_nobody_can_ask_a_name_is_judged_by_its_wording_alone(services, chance, line):
    house, wanted = services.house, brands.same(chance)
    process(house, brands.filing(chance, wanted))
    answers = brands.filing(chance, wanted).answers
    assert not judge_name(house, answers, "establishment").acceptable
    line.cut()
    report = judge_name(house, answers, "establishment")
    assert report.acceptable
    assert not report.compared
    assert "name.same_whole" in {
        house.procedures["establishment"].rules.rule(r).fact for r in report.not_applied
    }
    bad = judge_name(house, answers.with_answer("name.brand", "中国"), "establishment")
    assert not bad.acceptable
    assert bad.suggestions == ()


def test_the_same_key_is_the_same_application_whatever_the_line_does(services, chance, line):
    house = services.house
    filing = Filing("establishment", brands.filing(chance).answers, key="key-1")
    line.cut()
    sealed = submit(house, filing)
    assert submit(house, filing).application.number == sealed.application.number
    with pytest.raises(ContentDiffers):
        submit(house, Filing("establishment", brands.filing(chance).answers, key="key-1"))
    line.mend()
    forward_all(house)
    again = submit(house, filing)
    assert (again.again, again.application.state) == (True, ApplicationState.ISSUED)
    assert faults_of_one(services, sealed.application.number) == []


def faults_of_one(services, number):
    return faults_of(services, [number])


def test_a_terminal_whose_numbers_were_given_before_is_told_and_holds_nothing_up(
    tmp_path, url, line, chance
):
    lost = branch_of(tmp_path / "lost", "B01", url)
    with assemble(lost) as services:
        submit(services.house, brands.filing(chance))
    found = branch_of(tmp_path / "found", "B01", url, keys=lost.data / "keys")
    with assemble(found) as services:
        house: House = services.house
        left = [submit(house, brands.filing(chance)).application for _ in range(2)]
        assert left[0].state is ApplicationState.RECEIVED
        assert left[1].state is ApplicationState.SUBMITTED  # the second number is free
        assert forward(house).left == ((left[0].number, "seal_taken"),)
        assert backlog(house.near).waiting == 1


def test_a_register_of_other_keys_is_a_fault_that_seals_all_the_same(tmp_path, url, line, chance):
    with assemble(branch_of(tmp_path / "B01", "B01", url)) as services:
        submit(services.house, brands.filing(chance))
    with assemble(branch_of(tmp_path / "B02", "B02", url)) as services:
        done = process(services.house, brands.filing(chance))
        assert done.application.state is ApplicationState.RECEIVED
        with pytest.raises(SystemFault, match="register_keys_wrong"):
            services.house.store.check()
