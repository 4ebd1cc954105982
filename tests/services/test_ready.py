"""The self-test looks at every part, says in both languages what it found, and never stops."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.printer.folder import FolderPrinter
from kiosk.adapters.voice.silent import SilentVoice
from kiosk.catalogue.readiness import load_readiness
from kiosk.domain.printout import Blank
from kiosk.domain.records import Seal
from kiosk.domain.wording import placeholders
from kiosk.ports import GatewayRefused, SystemFault
from kiosk.services.blanks import load_blanks
from kiosk.services.notify import deliver, queue_notice
from kiosk.services.ready import Parts, is_ready, lights, note_selftest, readiness
from kiosk.services.record import record
from tests.desk import (
    REFERENCE,
    START,
    StillClock,
    Telephone,
    TestDesk,
    a_profile,
    a_store,
    add,
    an_application,
)
from tests.services.test_notify import POLICY

WORDS = load_readiness(REFERENCE)
ROOMY = WORDS.model_copy(
    update={"limits": WORDS.limits.model_copy(update={"free_bytes_down": 0, "free_bytes_warn": 0})}
)


class BlankPaper:
    """A recogniser to which nothing was written."""

    def recognise(self, strokes, most=10):
        return ()


@pytest.fixture
def parts(tmp_path):
    store = a_store(tmp_path, reserve=tmp_path / "reserve")
    clock = StillClock()
    yield Parts(
        store=store,
        clock=clock,
        terminal="K01",
        profile=a_profile(),
        provisioned=False,
        data_dir=tmp_path,
        verify_signature=lambda *_: True,
        certificate_until=lambda: START + timedelta(days=365),
        missing_glyphs=lambda _text: (),
        findings=lambda: 0,
        gateway=Telephone,
        reader=lambda: EmulatedReader(tmp_path / "card.json", date(2026, 11, 23)),
        printer=lambda: FolderPrinter(tmp_path / "print", clock),
        handwriting=BlankPaper,
        time_is_kept=lambda: True,
        keyset="1",
    )
    store.close()


def look(parts, name, words=ROOMY):
    [check] = [check for check in readiness(parts, words) if check.name == name]
    return check.state, check.code


def raising(code):
    def fail(*_):
        raise SystemFault(code)

    return fail


def test_a_terminal_that_is_well_is_ready(parts):
    checks = readiness(parts, ROOMY)
    assert [check.name for check in checks] == list(WORDS.checks)
    assert {check.name: check.state for check in checks if check.state != "ok"} == {}
    assert is_ready(checks)


@pytest.mark.parametrize(
    ("changed", "name", "found"),
    [
        ({"certificate_until": lambda: START}, "keys", ("down", "ended")),
        ({"certificate_until": lambda: START + timedelta(days=29)}, "keys", ("warn", "soon")),
        ({"certificate_until": lambda: None}, "keys", ("ok", "ok")),
        ({"certificate_until": raising("keys_missing")}, "keys", ("down", "missing")),
        ({"certificate_until": raising("keys_exposed")}, "keys", ("down", "exposed")),
        ({"certificate_until": raising("keys_damaged")}, "keys", ("down", "keys_damaged")),
        ({"missing_glyphs": lambda _text: ("𬎆",)}, "fonts", ("down", "missing")),
        ({"missing_glyphs": raising("font_missing")}, "fonts", ("down", "font_missing")),
        ({"findings": lambda: 3}, "catalogue", ("down", "findings")),
        ({"gateway": raising("adapter_unknown")}, "gateway", ("warn", "unwell")),
        ({"reader": raising("card_reader_failed")}, "reader", ("down", "unwell")),
        ({"printer": raising("printer_failed")}, "printer", ("warn", "unwell")),
        ({"handwriting": lambda: None}, "handwriting", ("warn", "missing")),
        ({"time_is_kept": lambda: False}, "time_sync", ("warn", "none")),
        ({"time_is_kept": lambda: None}, "time_sync", ("ok", "unknown")),
        ({"provisioned": True}, "authority", ("ok", "provisioned")),
        (
            {"profile": a_profile(sms_signature="很长很长的短信签名")},
            "notices",
            ("warn", "signature"),
        ),
        ({"clock": StillClock(START + timedelta(days=400))}, "keys", ("down", "ended")),
    ],
)
def test_each_fault_is_found(parts, changed, name, found):
    assert look(replace(parts, **changed), name) == found


def test_a_provisioned_terminal_watches_its_reader_and_keys_too_and_one_in_practice_does_not(parts):
    broken = replace(
        parts,
        reader=raising("reader_cable_out"),
        certificate_until=lambda: START,
    )
    for provisioned, ill in ((False, []), (True, ["reader", "keys"])):
        seen = lights(replace(broken, provisioned=provisioned), ROOMY)
        assert [check.name for check in seen if check.state == "down"] == ill
    well = lights(replace(parts, provisioned=True), ROOMY)
    assert {check.state for check in well} == {"ok"}


def test_a_needed_part_that_is_down_makes_the_terminal_unready_and_another_does_not(parts):
    assert not is_ready(readiness(replace(parts, findings=lambda: 1), ROOMY))
    assert is_ready(readiness(replace(parts, printer=raising("printer_jam")), ROOMY))


def test_too_little_room_on_the_disk_is_found(parts):
    for key, state in (("free_bytes_warn", "warn"), ("free_bytes_down", "down")):
        limits = ROOMY.limits.model_copy(update={key: 1 << 62})
        assert look(parts, "disk", ROOMY.model_copy(update={"limits": limits}))[0] == state


def test_a_missing_reserve_is_found(parts, tmp_path):
    bare = a_store(tmp_path)
    assert look(replace(parts, store=bare), "disk") == ("warn", "no_reserve")
    bare.close()


def test_a_clock_behind_the_last_row_is_found(parts):
    with parts.store.write() as uow:
        record(uow, START + timedelta(seconds=90), "leases_burnt", "", floor=1)
        uow.commit()
    checks = {check.name: check for check in readiness(parts, ROOMY)}
    assert checks["clock"].state == "down"
    assert "90" in checks["clock"].message["zh"]


def test_waiting_and_dead_notices_are_found(parts):
    desk = TestDesk(parts.store)
    application = an_application()
    add(parts.store, application)
    with parts.store.write() as uow:
        queue_notice(desk, uow, application, "accepted", {})
        uow.commit()
    none = ROOMY.model_copy(
        update={"limits": ROOMY.limits.model_copy(update={"waiting_notices_warn": 0})}
    )
    assert look(parts, "notices", none) == ("warn", "many")
    deliver(desk, Telephone([GatewayRefused("x", permanent=True)]), POLICY, "K01")
    assert look(parts, "notices") == ("warn", "dead")


def test_a_printer_without_paper_and_a_reader_without_cable_are_found(parts):
    parts.printer().set_fault("no_paper")
    parts.reader().set_fault("cable_out")
    checks = {check.name: check for check in readiness(parts, ROOMY)}
    assert "printer_no_paper" in checks["printer"].message["en"]
    assert "reader_cable_out" in checks["reader"].message["en"]
    assert checks["printer"].advice["zh"]


def test_a_register_that_cannot_be_asked_is_down_and_the_rest_is_still_looked_at(parts):
    class Broken:
        check = read = write = staticmethod(raising("database_damaged"))

    checks = readiness(replace(parts, store=Broken()), ROOMY)
    states = {check.name: check.state for check in checks}
    assert states["database"] == states["trail"] == "down"
    assert states["fonts"] == "ok"


def test_a_register_that_another_holds_puts_the_light_out(parts, tmp_path):
    assert is_ready(lights(parts, ROOMY))
    with closing(sqlite3.connect(tmp_path / "register.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = {check.name: check for check in lights(parts, ROOMY)}
        assert (found["writing"].state, found["writing"].code) == ("down", "database_locked")
        assert found["writing"].advice["zh"]
    assert is_ready(lights(parts, ROOMY))


def test_the_light_goes_out_when_the_disk_is_nearly_full(parts):
    limits = ROOMY.limits.model_copy(update={"free_bytes_down": 1 << 62})
    found = lights(parts, ROOMY.model_copy(update={"limits": limits}))
    assert not is_ready(found)
    assert {check.name for check in found if check.state == "down"} == {"disk"}


@pytest.mark.parametrize(
    ("voice", "found"),
    [
        (SilentVoice, ("ok", "silent")),
        (raising("voice_missing"), ("warn", "missing")),
        (raising("adapter_unusable"), ("warn", "adapter_unusable")),
    ],
)
def test_a_voice_that_is_not_installed_is_a_warning(parts, voice, found):
    assert look(replace(parts, voice=voice), "voice") == found
    assert is_ready(readiness(replace(parts, voice=voice), ROOMY))


def test_the_self_test_stands_in_the_trail(parts):
    note_selftest(parts.store, parts.clock, readiness(parts, ROOMY))
    with parts.store.read() as uow:
        [row] = uow.trail.rows()
    assert row.details == {"ok": len(WORDS.checks), "warn": 0, "down": 0}


def test_every_finding_that_is_not_well_says_what_to_do_in_both_languages():
    for name, check in WORDS.checks.items():
        for code, found in check.findings.items():
            assert placeholders(found.zh) == placeholders(found.en), f"{name}.{code}"
            assert (found.state == "ok") == (found.advice is None), f"{name}.{code}"
            if not check.needed:
                assert found.state != "down", f"{name}.{code}"


class Away:
    """A register that cannot be reached."""

    def read(self):
        raise SystemFault("database_unreachable")


def seal_one(parts):
    one = an_application()
    add(parts.store, one)
    with parts.store.write() as uow:
        uow.seals.add(Seal("K01", 1, one.id, START, b"s"))
        uow.commit()


def test_a_branch_tells_what_waits_and_since_when(parts, tmp_path):
    assert look(parts, "branch") == ("ok", "none")
    here = replace(parts, register=parts.store)
    assert look(here, "branch") == ("ok", "ok")
    assert look(replace(parts, register=Away()), "branch") == ("warn", "unreachable")
    seal_one(parts)
    assert look(here, "branch") == ("ok", "waiting")
    parts.clock.go(minutes=31)
    assert look(here, "branch") == ("warn", "late")
    [told] = [c for c in readiness(replace(parts, register=Away()), ROOMY) if c.name == "branch"]
    assert (told.state, told.code) == ("warn", "cut_off")
    assert "1 application(s)" in told.message["en"]
    assert "2026-11-23 09:00" in told.message["zh"]


def test_a_branch_whose_register_is_away_is_ready_all_the_same(parts):
    away = readiness(replace(parts, register=Away()), ROOMY)
    assert is_ready(away)
    silent = {c.name for c in away if c.code == "database_unreachable"}
    assert silent == {"names", "notices", "sheets", "printouts"}


def test_a_branch_counts_its_sheets_where_it_prints(parts, tmp_path):
    register = a_store(tmp_path / "register")
    branch = replace(parts, register=register)
    assert look(branch, "sheets") == ("ok", "uncounted")
    load_blanks(register, parts.clock, "K01", Blank.COPY, 3, "周示例", 100)
    assert look(branch, "sheets") == ("warn", "low")
    register.close()
