"""Nothing that was written with the keyboard is learnt, kept or left, in memory or on disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from kiosk.ui.touch.messages import is_qts_own
from tests.screens.stage import Theatre
from tests.screens.writing import writer


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], str, Path]:
    """What a citizen left, what Qt said, and the home and data folders of the process."""
    home = tmp_path_factory.mktemp("home")
    surroundings = {
        **os.environ,
        "HOME": str(home),
        "KIOSK_DATA": str(home / "data"),
        "TMPDIR": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")},
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.one_visit"],
        cwd=Path(__file__).resolve().parents[2],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr, home


def test_after_the_wipe_no_living_object_holds_what_was_typed(
    visit: tuple[dict[str, object], str, Path],
) -> None:
    left, _, _ = visit
    assert left["during"], "the search finds what is there"
    assert left["after"] == []


def test_after_the_wipe_nothing_shows(visit: tuple[dict[str, object], str, Path]) -> None:
    left, _, _ = visit
    assert (left["shown"], left["typed"], left["candidates"]) == (False, "", [])


def test_no_file_holds_what_was_written(visit: tuple[dict[str, object], str, Path]) -> None:
    left, _, home = visit
    written = str(left["written"])
    assert written
    traces = [written.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    traces += [character.encode() for character in written[-2:]]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in files if any(t in path.read_bytes() for t in traces)]
    assert not [path for path in files if "dict" in path.name]


def test_qt_says_nothing_but_known_notices(visit: tuple[dict[str, object], str, Path]) -> None:
    assert visit[1] == ""


def test_only_notices_of_qts_own_parts_are_dropped() -> None:
    assert is_qts_own("qt.multimedia.symbolsresolver", "Couldn't load pipewire-0.3 library")
    ours = "Member contentWidth of the object Keyboard_QMLTYPE_1 overrides a member"
    assert not is_qts_own("qt.qml.propertyCache.append", ours)
    assert not is_qts_own("default", "file:///x/resources/qml/Board/Keyboard.qml:1: TypeError")


def test_keys_and_candidates_have_names_and_roles_and_can_be_pressed(stage: Theatre) -> None:
    QAccessible.setActive(True)
    person = writer(stage)
    person.go("name")
    keys = {item.objectName(): item for item in person.board_keys()}
    for name in ("key_n", "key_i", "key_erase", "key_ways"):
        seen = QAccessible.queryAccessibleInterface(keys[name])
        assert seen.role() == QAccessible.Role.Button
        assert seen.text(QAccessible.Text.Name)
    for name in ("key_n", "key_i"):
        QAccessible.queryAccessibleInterface(keys[name]).actionInterface().doAction("Press")
    person.stage.settle()
    bar = QAccessible.queryAccessibleInterface(person.candidate("你"))
    assert bar.text(QAccessible.Text.Name).startswith("你")
    bar.actionInterface().doAction("Press")
    assert person.text() == "你"
