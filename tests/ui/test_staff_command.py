"""kiosk staff on a terminal: the PIN is typed twice and unseen, or comes in a file, never as an option."""

import json
import os
import pty
import subprocess
import sys

import pytest

from tests.builders import ROOT

PIN = "274905"


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, "KIOSK_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}


def kiosk(environment, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "staff", *arguments],
        env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        **options,
    )  # fmt: skip


def typed(environment, *answers):
    """What a terminal shows and the exit code, when a person adds 王甲 and types the answers."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-m", "kiosk", "staff", "add", "王甲", "--by", "李乙"],
            environment,
        )
    shown = b""
    waiting = list(answers)
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if waiting and shown.endswith((b"PIN: ", b"PIN again: ")):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(status)


def listed(environment):
    return json.loads(kiosk(environment, "list", "--json").stdout)["staff"]


def test_a_pin_typed_twice_and_unseen_takes_a_person_in(environment):
    shown, code = typed(environment, PIN, PIN)

    assert code == 0, shown
    assert PIN not in shown
    [person] = listed(environment)
    assert (person["name"], person["by"], person["locked"]) == ("王甲", "李乙", False)


def test_two_pins_that_differ_take_nobody_in(environment):
    shown, code = typed(environment, PIN, "274906")

    assert code == 1
    assert "不一样" in shown
    assert listed(environment) == []


def test_a_pin_comes_from_a_file_and_a_weak_one_is_refused(environment, tmp_path):
    file = tmp_path / "pin"
    file.write_text("123456\n")
    weak = kiosk(environment, "add", "王甲", "--pin-file", file)
    file.write_text(f"{PIN}\n")
    fine = kiosk(environment, "add", "王甲", "--pin-file", file)
    again = kiosk(environment, "add", "王甲", "--pin-file", file)

    assert (weak.returncode, "太容易猜" in weak.stderr) == (1, True)
    assert (fine.returncode, fine.stdout) == (0, "王甲: added\n")
    assert (again.returncode, "已经在名单里" in again.stderr) == (1, True)
    assert listed(environment)[0]["by"].startswith("account ")


def test_people_are_listed_unlocked_and_removed(environment, tmp_path):
    (tmp_path / "pin").write_text(PIN)
    assert "nobody yet" in kiosk(environment, "list").stdout
    kiosk(environment, "add", "王甲", "--by", "李乙", "--pin-file", tmp_path / "pin")

    assert "王甲  ready" in kiosk(environment, "list").stdout
    assert kiosk(environment, "unlock", "王甲").returncode == 0
    assert kiosk(environment, "unlock", "王甲", "--by", "王甲").returncode == 1
    assert kiosk(environment, "unlock", "张丙").returncode == 1
    assert kiosk(environment, "remove", "王甲").returncode == 0
    assert kiosk(environment, "remove", "王甲").returncode == 1


def test_a_pin_is_no_argument_and_no_pipe(environment, tmp_path):
    assert kiosk(environment, "add", "王甲", "--pin", PIN).returncode == 2
    assert kiosk(environment, "add", "王甲", PIN).returncode == 2
    piped = kiosk(environment, "add", "王甲")
    missing = kiosk(environment, "add", "王甲", "--pin-file", tmp_path / "none")

    assert (piped.returncode, "--pin-file" in piped.stderr) == (2, True)
    assert missing.returncode == 3
