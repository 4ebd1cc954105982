"""A backup comes back whole, with no number given twice, or is refused with nothing touched."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.store import open_store
from kiosk.domain.problems import Problem
from kiosk.ports import RegisterKeys, SystemFault
from kiosk.services.backup import DATABASE, MANIFEST, WRAPPED_KEYS, backup, high_water_file
from kiosk.services.high_water import AHEAD, note_high_water, read_high_water
from kiosk.services.record import record
from kiosk.services.recovery import (
    RecoveryKey,
    new_recovery_key,
    parse_recovery_key,
    unwrap_keys,
    wrap_keys,
)
from kiosk.services.restore import FORCE_SENTENCE, UNKNOWN_MARGIN, restore
from kiosk.services.trail_check import verify_trail, write_heads
from tests.desk import KEYS, StillClock, a_store, add, an_application

RECOVERY = RecoveryKey(bytes(range(32)))
DAY = StillClock().now().date()


class Kiosk:
    """A terminal with its data folder, which takes numbers as issuing does."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = StillClock()
        self.installed: list[RegisterKeys] = []
        data.mkdir(exist_ok=True)
        self.store = a_store(data)

    def take(self, count: int) -> list[int]:
        serials = []
        for _ in range(count):
            with self.store.write() as uow:
                serial = uow.register.lease_serial("K01", "320583MAY")
                record(uow, self.clock.now(), "notice_woken", "", notice=str(serial))
                uow.commit()
            note_high_water(high_water_file(self.data), serial)
            serials.append(serial)
        return serials

    def take_all_kinds(self) -> tuple[int, tuple[int, int]]:
        with self.store.write() as uow:
            number = uow.applications.next_sequence("K01", DAY)
            place = uow.licences.take_status_index("320583MAY")
            uow.commit()
        return number, place

    def backup(self, target: Path, recovery: RecoveryKey = RECOVERY):
        return backup(self.store, self.clock, KEYS, recovery.public, self.data, target)

    def restore(self, file: Path, recovery: RecoveryKey = RECOVERY, force: str = ""):
        self.store.close()
        self.clock.go(hours=1)
        try:
            return restore(
                file, recovery, self.data, self.clock, _open, self.installed.append, force=force
            )
        finally:
            self.store = a_store(self.data)


def _open(file: Path, keys: RegisterKeys):
    return open_store(f"sqlite:///{file}", keys, "K01", uuid4)


@pytest.fixture
def kiosk(tmp_path):
    kiosk = Kiosk(tmp_path / "data")
    yield kiosk
    kiosk.store.close()


def test_issue_back_up_issue_restore_issue_gives_no_number_twice(tmp_path, kiosk):
    file = tmp_path / "backup.zip"
    given = kiosk.take(30)
    kiosk.backup(file)
    given += kiosk.take(250)  # beyond the block that was leased when the backup was made
    restored = kiosk.restore(file, force=FORCE_SENTENCE)
    given += kiosk.take(250)
    assert len(set(given)) == len(given)
    assert restored.mark_was_known
    assert min(given[280:]) >= restored.floor > max(given[:280])


def test_application_numbers_and_status_places_are_not_given_twice_either(tmp_path, kiosk):
    file = tmp_path / "backup.zip"
    kiosk.take(1)
    kiosk.take_all_kinds()
    kiosk.backup(file)
    before = [kiosk.take_all_kinds() for _ in range(20)]
    kiosk.restore(file, force=FORCE_SENTENCE)
    after = [kiosk.take_all_kinds() for _ in range(20)]
    assert not {number for number, _ in before} & {number for number, _ in after}
    assert not {place for _, place in before} & {place for _, place in after}
    assert not {shard for _, (shard, _) in before} & {shard for _, (shard, _) in after}


def test_on_a_new_machine_without_the_mark_numbering_jumps(tmp_path, kiosk):
    file = tmp_path / "backup.zip"
    given = kiosk.take(10)
    kiosk.backup(file)
    given += kiosk.take(500)
    other = tmp_path / "other"
    installed: list[RegisterKeys] = []
    clock = StillClock()
    clock.go(hours=1)
    restored = restore(file, RECOVERY, other, clock, _open, installed.append)
    assert not restored.mark_was_known
    assert restored.floor > UNKNOWN_MARGIN
    assert installed == [KEYS]
    fresh = Kiosk(other)
    fresh.clock.go(hours=1)
    assert not set(given) & set(fresh.take(200))
    fresh.store.close()


def test_restoring_twice_moves_on_each_time(tmp_path, kiosk):
    file = tmp_path / "backup.zip"
    given = kiosk.take(5)
    kiosk.backup(file)
    for _ in range(3):
        given += kiosk.take(120)
        kiosk.restore(file, force=FORCE_SENTENCE)
    given += kiosk.take(120)
    assert len(set(given)) == len(given)


def test_what_was_stored_comes_back_with_its_keys(tmp_path, kiosk):
    application = an_application()
    add(kiosk.store, application)
    kiosk.backup(tmp_path / "backup.zip")
    kiosk.restore(tmp_path / "backup.zip", force=FORCE_SENTENCE)
    with kiosk.store.read() as uow:
        assert uow.applications.get(application.id) == application
    assert kiosk.installed == [KEYS]


def test_data_that_are_there_are_not_replaced_without_the_sentence(tmp_path, kiosk):
    kiosk.take(1)
    kiosk.backup(tmp_path / "backup.zip")
    before = kiosk.take(1)
    for force in ("", "yes", FORCE_SENTENCE.upper()):
        with pytest.raises(SystemFault) as fault:
            kiosk.restore(tmp_path / "backup.zip", force=force)
        assert fault.value.code == "restore_over_data"
    assert kiosk.take(1) == [before[0] + 1]
    assert kiosk.installed == []


def test_what_was_replaced_is_set_aside_whole(tmp_path, kiosk):
    kiosk.backup(tmp_path / "backup.zip")
    application = an_application()
    add(kiosk.store, application)
    restored = kiosk.restore(tmp_path / "backup.zip", force=FORCE_SENTENCE)
    assert restored.set_aside is not None
    old = a_store(restored.set_aside)
    with old.read() as uow:
        assert uow.applications.get(application.id).number == application.number
    old.close()
    assert not (kiosk.data / ".restoring").exists()


def test_the_trail_stays_whole_and_says_what_the_restore_gave_up(tmp_path, kiosk):
    kiosk.take(3)
    kiosk.backup(tmp_path / "backup.zip")
    kiosk.take(5)
    write_heads(kiosk.store, kiosk.clock, tmp_path / "heads")
    kiosk.restore(tmp_path / "backup.zip", force=FORCE_SENTENCE)
    kiosk.take(20)
    report = verify_trail(kiosk.store, lambda *_: True, tmp_path / "heads")
    assert report.whole
    assert [head.sequence for head in report.lost] == [9]
    with kiosk.store.read() as uow:
        events = [row.event for row in uow.trail.rows()]
    assert events[3:6] == ["backup_made", "backup_restored", "leases_burnt"]


def test_a_backup_holds_no_key_in_the_clear_and_no_signing_key(tmp_path, kiosk):
    kiosk.backup(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert set(archive.namelist()) == {MANIFEST, "manifest.seal", WRAPPED_KEYS, DATABASE}
        for name in archive.namelist():
            content = archive.read(name)
            assert KEYS.column not in content
            assert KEYS.index not in content


def test_a_backup_never_replaces_a_file(tmp_path, kiosk):
    target = tmp_path / "backup.zip"
    target.write_text("dear photographs", "utf-8")
    with pytest.raises(SystemFault) as fault:
        kiosk.backup(target)
    assert fault.value.code == "backup_exists"
    assert target.read_text("utf-8") == "dear photographs"
    assert list(tmp_path.glob(".backup-*")) == []


def test_the_wrong_recovery_key_opens_nothing(tmp_path, kiosk):
    kiosk.backup(tmp_path / "backup.zip")
    other = tmp_path / "other"
    with pytest.raises(SystemFault) as fault:
        restore(tmp_path / "backup.zip", new_recovery_key(), other, kiosk.clock, _open, list)
    assert fault.value.code == "recovery_key_wrong"
    assert not (other / DATABASE).exists()


@pytest.mark.parametrize("member", [MANIFEST, "manifest.seal", WRAPPED_KEYS, DATABASE])
def test_a_changed_or_missing_member_is_refused_and_nothing_is_touched(tmp_path, kiosk, member):
    good, changed, lacking = (tmp_path / name for name in ("good", "changed", "lacking"))
    kiosk.backup(good)
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for path, drop in ((changed, False), (lacking, True)):
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                if name != member:
                    archive.writestr(name, content)
                elif not drop:
                    archive.writestr(name, content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(SystemFault) as fault:
            restore(path, RECOVERY, tmp_path / "other", kiosk.clock, _open, list)
        assert fault.value.code in {"backup_damaged", "recovery_key_wrong"}
        assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all" * 99])
def test_what_is_no_backup_is_said_to_be_unreadable(tmp_path, kiosk, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(SystemFault) as fault:
        restore(tmp_path / "file", RECOVERY, tmp_path / "other", kiosk.clock, _open, list)
    assert fault.value.code == "backup_unreadable"


def test_a_backup_cut_short_anywhere_is_refused(tmp_path, kiosk):
    kiosk.backup(tmp_path / "good")
    content = (tmp_path / "good").read_bytes()
    for part in range(1, 20):
        (tmp_path / "cut").write_bytes(content[: len(content) * part // 20])
        with pytest.raises(SystemFault):
            restore(tmp_path / "cut", RECOVERY, tmp_path / "other", kiosk.clock, _open, list)


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=50)
def test_a_recovery_key_is_read_back_from_what_was_written_down(private):
    key = RecoveryKey(private)
    assert len(key.text) == 14 * 4 + 13
    spoken = key.text.replace("-", " ").lower().replace("o", "0").replace("i", "1")
    assert parse_recovery_key(spoken) == key


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.integers(1, 31))
@settings(max_examples=50)
def test_a_slip_in_a_recovery_key_is_noticed(private, position, shift):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    flat = list(RecoveryKey(private).text.replace("-", ""))
    flat[position] = alphabet[(alphabet.index(flat[position]) + shift) % 32]
    found = parse_recovery_key("".join(flat))
    assert isinstance(found, Problem)
    assert found.code == "recovery_key_check"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "recovery_key_length"),
        ("A" * 55, "recovery_key_length"),
        ("9" * 56, "recovery_key_character"),
    ],
)
def test_what_is_no_recovery_key_is_explained(text, code):
    found = parse_recovery_key(text)
    assert isinstance(found, Problem)
    assert found.code == code


def test_wrapped_keys_open_for_their_recovery_key_alone():
    wrapped = wrap_keys(KEYS, RECOVERY.public)
    assert unwrap_keys(wrapped, RECOVERY) == KEYS
    assert unwrap_keys(wrapped, new_recovery_key()) is None
    assert unwrap_keys(wrapped[:-8], RECOVERY) is None
    assert unwrap_keys(b"", RECOVERY) is None
    assert wrap_keys(KEYS, RECOVERY.public) != wrapped


def test_the_mark_never_falls_and_runs_ahead(tmp_path):
    path = tmp_path / "high_water.json"
    assert read_high_water(path) == 0
    note_high_water(path, 50)
    assert read_high_water(path) == 50 + AHEAD
    note_high_water(path, 7)
    assert read_high_water(path) == 50 + AHEAD
    note_high_water(path, 50 + AHEAD + 1)
    assert read_high_water(path) == 50 + 2 * AHEAD + 1


@pytest.mark.parametrize(
    "content", ["", "[]", '{"serial": "9"}', '{"serial": -1}', '{"serial": true}']
)
def test_a_damaged_mark_is_said_and_not_taken_for_none(tmp_path, content):
    path = tmp_path / "high_water.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SystemFault) as fault:
        read_high_water(path)
    assert fault.value.code == "high_water_damaged"


def test_a_data_folder_that_takes_nothing_is_said(tmp_path, kiosk):
    kiosk.backup(tmp_path / "backup.zip")
    (tmp_path / "other").write_text("a file stands in the way", "utf-8")
    with pytest.raises(SystemFault) as fault:
        restore(tmp_path / "backup.zip", RECOVERY, tmp_path / "other", kiosk.clock, _open, list)
    assert fault.value.code == "restore_unwritable"


def test_a_backup_can_be_read_by_its_owner_alone(tmp_path, kiosk):
    assert kiosk.backup(tmp_path / "backup.zip").file.stat().st_mode & 0o077 == 0


class PowerCut(BaseException):
    """Ends everything just before the restored register takes its place."""


def test_a_restore_that_is_cut_off_leaves_the_register_as_it_was_and_can_be_run_again(
    tmp_path, kiosk
):
    file = tmp_path / "backup.zip"
    given = kiosk.take(3)
    kiosk.backup(file)
    given += kiosk.take(3)

    def cut(_keys: RegisterKeys) -> None:
        raise PowerCut

    kiosk.store.close()
    kiosk.clock.go(hours=1)
    with pytest.raises(PowerCut):
        restore(file, RECOVERY, kiosk.data, kiosk.clock, _open, cut, force=FORCE_SENTENCE)
    kiosk.store = a_store(kiosk.data)
    given += kiosk.take(3)
    assert given == [*range(given[0], given[0] + 9)]
    kiosk.restore(file, force=FORCE_SENTENCE)
    given += kiosk.take(120)
    assert len(set(given)) == len(given)


def test_many_at_once_leave_the_highest_mark(tmp_path):
    path = tmp_path / "high_water.json"
    serials = list(range(1, 5000, 37))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda serial: note_high_water(path, serial), serials))
    assert max(serials) <= read_high_water(path) <= max(serials) + AHEAD
    assert list(tmp_path.glob("*.new")) == []
