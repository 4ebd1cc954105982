"""A provisioned terminal, from its keys to the real licence, and everything it refuses."""

import copy
import json
import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer.pack import read_pack
from kiosk.assembly import assemble
from kiosk.catalogue.packs import hash_tree
from kiosk.catalogue.readiness import load_readiness
from kiosk.domain.answers import Answers
from kiosk.domain.rules import RuleSet
from kiosk.domain.states import ApplicationState, Assurance
from kiosk.ports import SystemFault
from kiosk.services.decide import decide
from kiosk.services.issue import issue
from kiosk.services.process import carry_on, process
from kiosk.services.provision import provision
from kiosk.services.ready import readiness
from kiosk.services.submit import Filing, submit
from kiosk.services.verify import verify
from kiosk.settings import load_settings, resources_dir
from tests.journeys.installs import (
    DEVICES,
    Install,
    an_authority,
    copy_of_program,
    fingerprint_of,
    issued,
    made_real,
    verified,
)
from tests.make_pack import NAME, stock_trees
from tests.parts import needs

MARKS = ("样本", "SPECIMEN", "specimen")


@pytest.fixture(scope="module")
def authority():
    return an_authority()


@pytest.fixture(scope="module")
def real(tmp_path_factory, site, authority):
    """A provisioned install with a reader and a holder check; nobody changes its settings."""
    return made_real(Install(tmp_path_factory.mktemp("real"), site), authority)


@pytest.fixture(scope="module")
def ready(tmp_path_factory, site):
    """An install that has asked for its certificate and waits for the pack."""
    install = Install(tmp_path_factory.mktemp("ready"), site)
    install.done("key", "recovery", "--by", "王甲")
    asked = an_authority()
    asked.certify(install.request())
    return install, asked


def rules_of(report):
    return [reason["rule"] for reason in report["reasons"]]


@pytest.fixture(scope="module")
def filed(new_example):
    return new_example()


@pytest.fixture(scope="module")
def licence(real, filed):
    return issued(real, filed)


def test_a_card_whose_holder_stands_there_gives_a_real_licence(real, licence):
    assert not licence["specimen"]
    assert licence["credit_code"].startswith("92320583MAX")

    code, report = verified(real, licence["licence"])
    assert (code, report["reason"], report["valid"]) == (0, "ok", True)
    assert (report["signature"], report["specimen"]) == ("valid", False)
    assert report["register"] == "matches"


def test_no_page_no_metadata_and_no_twin_of_it_says_specimen(real, licence, filed):
    needs("pdftotext")
    real.seat(filed)  # others may have laid their cards since
    original = real.done(
        "collect", licence["application"], "--document", "original", "--out", "o"
    ).strip()
    form = real.done("collect", licence["application"], "--document", "form", "--out", "o").strip()
    for place in (Path(licence["licence"]), real.folder / original, real.folder / form):
        text = subprocess.run(
            ["pdftotext", "-layout", place, "-"], check=True, capture_output=True, text=True
        ).stdout
        with pikepdf.open(place) as pdf:
            said = [text, pdf.Root.Metadata.read_bytes().decode(), str(dict(pdf.docinfo))]
            twins = [json.loads(a.get_file().read_bytes()) for a in pdf.attachments.values()]
        assert [mark for mark in MARKS if any(mark in part for part in said)] == []
        assert [twin["specimen"] for twin in twins] == [False] * len(twins)
        assert NAME in text or place.name.endswith("-form.pdf")


def test_other_peoples_tools_trust_the_authoritys_root(real, authority, licence, tmp_path):
    needs("pdfsig")
    database = f"sql:{tmp_path}"
    (tmp_path / "root.pem").write_bytes(authority.root.public_bytes(Encoding.PEM))
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C",
         "-i", tmp_path / "root.pem"], check=True,
    )  # fmt: skip
    said = subprocess.run(
        ["pdfsig", "-nssdir", database, licence["licence"]], capture_output=True, check=True
    ).stdout.decode()

    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said


@pytest.mark.parametrize("identity", ["typed", "chip alone", "another holder"])
def test_less_than_card_and_holder_goes_to_an_officer(real, new_example, identity, tmp_path):
    install = real
    if identity == "chip alone":
        kept = {name: part for name, part in DEVICES.items() if name != "holder_check"}
        install = real.copy(tmp_path)
        install.set(**kept)
    application = new_example()
    install.seat(application, holder=identity != "another holder")
    options = () if identity == "typed" else ("--read-card",)

    code, report = install.apply(application, *options)

    assert (code, report["outcome"]) == (1, "referred")
    assert rules_of(report) == ["identity.assurance"]
    assert report["licence"] is None


def test_the_chip_knows_best_how_long_the_card_is_valid(real, new_example):
    application = new_example()
    real.seat(application, until="2024-01-31")

    code, report = real.apply(application, "--read-card")

    assert (code, report["outcome"]) == (1, "returned")
    assert "proprietor.id_valid_until" in [reason["field"] for reason in report["reasons"]]


@pytest.mark.parametrize("command", [["apply"], ["status"], ["collect"]])
def test_a_card_in_a_file_is_wrong_use_of_a_provisioned_terminal(real, command):
    ran = real.run(*command, "20261123-K01-00001-X", "--card", "card.json")

    assert ran.returncode == 2
    assert "--read-card" in ran.stderr
    assert "卡片文件" in ran.stderr


def test_a_provisioned_terminal_gives_no_demonstration(real):
    ran = real.run("run", "--demo", "--window", "1080x1920")

    assert ran.returncode == 3
    assert "--demo" in ran.stderr


def test_an_empty_reader_and_a_broken_device_are_told_and_store_nothing(
    real, new_example, tmp_path
):
    install = real.copy(tmp_path)
    application = new_example()
    install.seat(application)
    before = rows_of_trail(install)
    faults = {}
    for fault in ("reader", "holder"):
        (install.data / "bench/fault").write_text(fault)
        file = install.write("application.json", application)
        ran = install.run("apply", "--json", "--read-card", file)
        faults[fault] = (ran.returncode, json.loads(ran.stdout)["error"]["code"])
        assert "Traceback" not in ran.stderr
    (install.data / "bench/fault").unlink()
    (install.data / "bench/card.json").unlink()
    empty = install.run("apply", "--read-card", install.folder / "application.json")

    assert faults == {"reader": (3, "reader_cable_out"), "holder": (3, "holder_check_failed")}
    assert (empty.returncode, "没有证件" in empty.stderr) == (2, True)
    assert rows_of_trail(install) == before


def rows_of_trail(install):
    return install.done("trail", "export").count("application_submitted")


@pytest.mark.parametrize(
    ("part", "kind", "command"),
    [
        ("card_reader", "emulated", ["apply", "--read-card", "a.json"]),
        ("sms", "folder", ["outbox", "deliver"]),
    ],
)
def test_a_provisioned_terminal_takes_no_emulated_device(real, part, kind, command, tmp_path):
    install = real.copy(tmp_path, **{part: {"kind": kind}})

    ran = install.run(*command)

    assert ran.returncode == 3
    assert "模拟设备" in ran.stderr
    assert "emulated_refused" in ran.stderr
    assert not (install.data / "sms").exists()


@pytest.mark.parametrize(
    ("part", "kind", "code"),
    [
        ("card_reader", "disguised", "emulated_refused"),
        ("card_reader", "broken", "adapter_unusable"),
        ("card_reader", "unknown", "adapter_unknown"),
        ("printer", "folder", "emulated_refused"),
        ("holder_check", "emulated", "emulated_refused"),
        ("photo_decoder", "emulated", "emulated_refused"),
    ],
)
def test_not_even_by_another_name_nor_one_that_cannot_be_loaded(
    real, site, monkeypatch, part, kind, code, tmp_path
):
    monkeypatch.syspath_prepend(str(site))
    install = real.copy(tmp_path, **{part: {"kind": kind}})
    with assemble(load_settings(install.environment)) as services:
        with pytest.raises(SystemFault) as fault:
            getattr(services, part)
        assert fault.value.code == code


def test_the_self_test_tells_the_truth_of_a_provisioned_terminal(real, tmp_path):
    well = checks_of(real)
    emulated = real.copy(
        tmp_path,
        card_reader={"kind": "emulated"},
        printer={"kind": "folder"},
        sms={"kind": "folder"},
        holder_check={"kind": ""},
    )
    unwell = checks_of(emulated)

    assert well.pop("exit") == 0
    assert {state for state, _ in well.values()} == {"ok"}
    assert NAME in well["authority"][1]
    assert unwell["exit"] == 1
    assert unwell["reader"][0] == "down"
    assert [unwell[name][0] for name in ("gateway", "printer", "holder")] == ["warn"] * 3
    assert "模拟设备" in unwell["reader"][1]


def checks_of(install):
    ran = install.run("doctor", "--json")
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    return {"exit": ran.returncode} | {r["check"]: (r["state"], r["message"]) for r in rows}


def test_a_notice_of_a_real_licence_goes_out_by_the_gateway_of_the_settings(real, licence):
    real.done("outbox", "deliver")

    sent = (real.data / "bench/sent.txt").read_text("utf-8")
    assert licence["credit_code"] in sent
    assert "听澜登记" in sent
    assert not any(mark in sent for mark in MARKS)


def test_nothing_but_two_persons_with_the_right_fingerprint_and_pack_lifts_the_mark(ready):
    install, asked = ready
    pack = asked.pack()
    spoilt = bytearray(pack)
    spoilt[pack.index(b"profile.json") + 40] ^= 1
    other_files = stock_trees()
    other_files["forms"]["establishment/rules.yaml"] = "0" * 64
    refusals = {
        "one person twice": install.provision(asked, pack, "--by", "王甲", "--by", "王 甲"),
        "wrong fingerprint": install.provision(asked, pack, fingerprint="ab" * 32),
        "tampered": install.provision(asked, bytes(spoilt)),
        "other files": install.provision(asked, asked.pack(other_files)),
    }

    assert {why: ran.returncode for why, ran in refusals.items()} == {
        "one person twice": 1, "wrong fingerprint": 1, "tampered": 2,
        "other files": 1,
    }  # fmt: skip
    assert all(ran.stderr.strip() and "Traceback" not in ran.stderr for ran in refusals.values())
    assert "establishment/rules.yaml" in refusals["other files"].stderr
    assert json.loads(install.done("key", "show", "--json"))["specimen"] == "True"
    assert '"provisioned"' not in install.done("trail", "export")


def test_what_practice_left_unfinished_becomes_a_specimen_and_never_a_licence(
    ready, new_example, tmp_path
):
    install, asked = ready
    install = install.copy(tmp_path)
    with assemble(load_settings(install.environment)) as services:
        house = services.house
        left = submit(house, Filing("establishment", Answers(new_example()["answers"])))
        assert decide(house, left.application) is ApplicationState.APPROVED
        other = submit(house, Filing("establishment", Answers(new_example()["answers"])))
        decide(house, other.application)
        made_real = replace(house, provisioned=True)
        assert issue(made_real, other.application) is ApplicationState.SUBMITTED
        assert decide(made_real, other.application) is ApplicationState.REFERRED

    ran = install.provision(asked, asked.pack())

    assert ran.returncode == 0
    assert "1 specimens" in ran.stderr
    with assemble(load_settings(install.environment)) as services, services.house.store.read() as u:
        [practised] = list(u.licences.every())
        assert practised.specimen
        assert practised.application_id == left.application.id
    assert verified(install, practised.credential)[1]["reason"] == "specimen"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return copy_of_program(tmp_path_factory.mktemp("program"))


@pytest.mark.parametrize(
    "file",
    [
        "forms/establishment/form.yaml",
        "forms/establishment/rules.yaml",
        "resources/reference/readiness.yaml",
    ],
)
def test_a_changed_form_rule_or_list_stops_a_provisioned_terminal(real, program, new_example, file):
    place = program / file
    kept = place.read_bytes()
    place.write_bytes(kept + b"\n# changed\n")
    install = replaced(real, program)
    try:
        ran = install.run("apply", install.write("application.json", new_example()))
    finally:
        place.write_bytes(kept)

    assert ran.returncode == 3
    assert "pack_tampered" in ran.stderr
    assert file.removeprefix("resources/") in ran.stderr
    assert "授权包" in ran.stderr


def replaced(install, program):
    """The same install run by another program."""
    return Install(install.folder, install.site, program, install.settings)


def test_changed_forms_go_on_once_a_pack_of_the_same_root_names_them(
    real, authority, program, new_example, tmp_path
):
    place = program / "forms/establishment/rules.yaml"
    kept = place.read_bytes()
    place.write_bytes(kept + b"\n# a newer edition\n")
    install = real.copy(tmp_path, program)
    try:
        trees = {
            "forms": hash_tree(program / "forms"),
            "reference": hash_tree(program / "resources/reference"),
        }
        ran = install.provision(authority, authority.pack(trees))
        assert ran.returncode == 0, ran.stderr
        assert issued(install, new_example())["specimen"] is False
    finally:
        place.write_bytes(kept)


@pytest.mark.parametrize("lost", ["register.sqlite*", "keys"])
def test_lost_data_stop_a_provisioned_terminal_and_are_not_made_anew(
    real, new_example, lost, tmp_path
):
    install = real.copy(tmp_path)
    issued(install, new_example())
    for place in install.data.glob(lost):
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    ran = install.run("apply", install.write("application.json", new_example()))

    assert ran.returncode == 3
    assert "data_missing" in ran.stderr
    assert list(install.data.glob(lost)) == []


def test_a_backup_brings_a_lost_register_back_and_gives_no_number_twice(
    site, new_example, tmp_path
):
    install = Install(tmp_path, site)
    shown = install.done("key", "recovery", "--by", "王甲").split()[-1]
    (tmp_path / "recovery.txt").write_text(shown + "\n")
    asked = an_authority()
    asked.certify(install.request())
    assert install.provision(asked, asked.pack()).returncode == 0
    before = issued(install, new_example())
    install.done("backup", "backup.zip")
    after = issued(install, new_example())
    for place in install.data.glob("register.sqlite*"):
        place.unlink()

    install.done("restore", "backup.zip", "--recovery-key", "recovery.txt")
    again = issued(install, new_example())

    codes = {report["credit_code"] for report in (before, after, again)}
    assert len(codes) == len({r["application"] for r in (before, after, again)}) == 3
    assert verified(install, before["licence"])[1]["reason"] == "ok"
    assert verified(install, after["licence"])[1]["reason"] == "not_in_register"
    assert verified(install, again["licence"])[0] == 0


def test_a_stolen_key_spoils_only_what_it_signed_from_that_day_on_and_strangers_learn_it(
    real, authority, new_example, tmp_path, site
):
    """Key, roll-over, revocation, published lists, and somebody else's check of all of it."""
    asked = copy.copy(authority)
    asked.keys, asked.certificates = list(authority.keys), dict(authority.certificates)
    install = real.copy(tmp_path / "terminal")
    early, gone = (issued(install, new_example()) for _ in range(2))
    cut = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    while datetime.now(UTC) < cut:
        time.sleep(0.05)
    late = issued(install, new_example())
    install.done("licence", "revoke", gone["credit_code"], "--by", "王甲", "--ground", "自行申请")
    published = tmp_path / "site"
    install.done("verify-site", "--out", published)
    assert "lists written 1" in install.done("status-list", "publish", "--out", published / "V")
    stranger = Install(tmp_path / "stranger", site, settings={})

    root = fingerprint_of(authority)

    def told(*reports):
        """What a stranger's install says of each, from the published files alone."""
        with assemble(load_settings(stranger.environment)) as services:
            checks = services.checks(str(published / "V"), root)
            return [
                verify(
                    Path(report["licence"]).read_bytes(),
                    checks.trust,
                    services.inspector,
                    register=checks.register,
                    status=checks.status,
                ).reason.value
                for report in reports
            ]

    assert told(early, gone, late) == ["ok", "revoked", "ok"]  # nobody knows of the theft yet

    install.done("key", "rotate", "--by", "王甲")
    asked.now, asked.keys[0] = (
        asked.now + timedelta(hours=1),
        replace(asked.keys[0], revoked_from=cut),
    )
    asked.certify(install.request())
    assert install.provision(asked, asked.pack()).returncode == 0
    fresh = issued(install, new_example())
    install.done("key", "export", "--trust", "--out", published / "V" / "trust.json")

    # the list is the stolen key's still: it is believed no more, but the theft is known
    assert told(early, late) == ["status_too_old", "key_revoked"]
    assert "lists written 1" in install.done("status-list", "publish", "--out", published / "V")
    assert "still good 1" in install.done("status-list", "publish", "--out", published / "V")
    assert told(early, gone, late, fresh) == ["ok", "revoked", "key_revoked", "ok"]
    assert verified(install, late["licence"])[1]["reason"] == "key_revoked"
    place = ("verify", "--site", published / "V", "--root")
    ran = stranger.run(*place, root, early["licence"])
    assert (ran.returncode, "min old" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    ran = stranger.run(*place, "0" * 64, early["licence"])
    assert (ran.returncode, "site_not_trusted" in ran.stderr) == (3, True)


def test_rules_that_ask_for_no_identity_issue_nothing_on_a_provisioned_terminal(
    real, new_example, tmp_path
):
    install = real.copy(tmp_path)
    with assemble(load_settings(install.environment)) as services:
        house = services.house
        stock = house.procedures["establishment"]
        rules = tuple(rule for rule in stock.rules.rules if rule.id != "identity.assurance")
        careless = replace(stock, rules=RuleSet(rules, stock.rules.parameters))
        house = replace(house, procedures={"establishment": careless})
        with pytest.raises(SystemFault, match="rules_unusable"):
            process(house, Filing("establishment", Answers(new_example()["answers"])))
        with house.store.read() as uow:
            [kept] = uow.applications.in_state(ApplicationState.APPROVED)
            assert uow.register.entry_of(kept.id) is None


class Later:
    """A clock that is so many days ahead."""

    def __init__(self, days):
        self.ahead = timedelta(days=days)

    def now(self):
        return datetime.now(UTC) + self.ahead


def test_after_its_certificate_ended_a_terminal_issues_nothing_and_loses_nothing(
    real, authority, new_example, tmp_path
):
    install = real.copy(tmp_path)
    filing = Filing("establishment", Answers(new_example()["answers"]), Assurance.MATCHED)
    with assemble(load_settings(install.environment), Later(365 * 6)) as services:
        with pytest.raises(SystemFault, match="certificate_ended"):
            process(services.house, filing)
        with services.house.store.read() as uow:
            [left] = uow.applications.in_state(ApplicationState.APPROVED)
        words = load_readiness(resources_dir() / "reference")
        [keys] = [c for c in readiness(services.parts(lambda: 0), words) if c.name == "keys"]
    assert (keys.state, keys.code) == ("down", "ended")

    later = copy.copy(authority)
    later.now += timedelta(days=365 * 6)
    later.keys, later.certificates = [], {}
    later.certify(install.request())
    with assemble(load_settings(install.environment), Later(365 * 6), for_provisioning=True) as s:
        pack = later.pack()
        taken = provision(
            read_pack(pack), pack, ("王甲", "李乙"), lambda _: True,
            install=s.keeper.installation(), place=s.authority_folder, store=s.house.store,
            now=s.house.clock.now(),
        )  # fmt: skip
        assert taken is None
    with assemble(load_settings(install.environment), Later(365 * 6)) as services:
        assert carry_on(services.house, left).entry is not None


def test_practice_is_never_drawn_under_an_authoritys_seal(ready, new_example, tmp_path):
    install, asked = ready
    install = install.copy(tmp_path)
    application = new_example()
    number = issued(install, application)["application"]
    assert install.provision(asked, asked.pack()).returncode == 0

    copied = install.run("collect", number, "--out", "o")
    drawn = install.run("collect", number, "--document", "original", "--out", "o")

    assert copied.returncode == 0
    assert verified(install, copied.stdout.strip())[1]["reason"] == "specimen"
    assert drawn.returncode == 1
    assert not (install.folder / "o" / f"{number}-original.pdf").exists()


def test_the_stock_branding_names_no_real_place(services):
    profile = services.house.profile
    divisions = services.house.reference.divisions
    shown = str(profile)
    table = (resources_dir() / "reference/divisions/current.tsv").read_text("utf-8")
    names = {divisions.name_of(code) for code in re.findall(r"^\d{6}", table, re.MULTILINE)}

    assert "昆山市" in names
    assert [name for name in names if name and name in shown] == []
    assert "样本" in profile.authority
    assert "测试" in profile.seal_legend
