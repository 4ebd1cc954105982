"""The self-test looks at every part, says in both languages what it found, and never stops."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.adapters.card_reader.emulated import EmulatedReader
from kiosk.adapters.printer.folder import FolderPrinter
from kiosk.catalogue.readiness import load_readiness
from kiosk.domain.wording import placeholders
from kiosk.ports import GatewayRefused, SystemFault
from kiosk.services.notify import deliver, queue_notice
from kiosk.services.ready import Parts, is_ready, note_selftest, readiness
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
        time_is_kept=lambda: True,
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
        ({"gateway": raising("adapter_unknown")}, "gateway", ("warn", "adapter_unknown")),
        ({"reader": raising("card_reader_failed")}, "reader", ("down", "unwell")),
        ({"printer": raising("printer_failed")}, "printer", ("warn", "unwell")),
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
        check = read = staticmethod(raising("database_damaged"))

    checks = readiness(replace(parts, store=Broken()), ROOMY)
    states = {check.name: check.state for check in checks}
    assert states["database"] == states["trail"] == "down"
    assert states["fonts"] == "ok"


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
