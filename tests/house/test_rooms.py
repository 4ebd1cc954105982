"""The house rules that a tool can hold: sizes, first sentences, names, lock files, map."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "kiosk").rglob("*.py"))
HARD_LIMIT = 400
FUNCTION_LIMIT = 60


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_opens_with_one_sentence(path):
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))

    assert docstring, "no docstring"
    assert docstring.splitlines()[0].endswith((".", "…")), docstring.splitlines()[0]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_is_longer_than_the_hard_limit(path):
    said = [line for line in path.read_text("utf-8").splitlines() if line.strip()]

    assert len(said) <= HARD_LIMIT


FROZEN = "migrations/versions"  # a migration says what was, and is never tidied


@pytest.mark.parametrize("path", [m for m in MODULES if FROZEN not in _name(m)], ids=_name)
def test_no_function_is_longer_than_a_screen(path):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_LIMIT
    ]

    assert long == []


def test_no_room_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "manager", "common", "misc"}

    assert [_name(p) for p in MODULES if p.stem in empty or p.parent.name in empty] == []


def test_nothing_else_stands_at_the_top():
    allowed = {
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", ".gitignore",
        ".ci", "kiosk", "resources", "forms", "tests", "packaging",
    }  # fmt: skip

    assert {path.relative_to(ROOT).parts[0] for path in _tracked()} <= allowed


def test_lock_files_pin_by_hash_and_name_no_address():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / "packaging" / name).read_text("utf-8")

        assert "--hash=sha256:" in text
        assert "://" not in text
        pinned = re.findall(r"(?m)^[A-Za-z0-9_.-]+==\S+", text)
        assert len(pinned) > 30


def test_the_package_bundles_the_very_versions_that_the_tests_run_with():
    pins = {
        name: set(re.findall(r"(?m)^[A-Za-z0-9_.-]+==\S+", text))
        for name in ("requirements.txt", "requirements-deb.txt", "requirements-dev.txt")
        for text in [(ROOT / "packaging" / name).read_text("utf-8")]
    }

    assert pins["requirements.txt"] <= pins["requirements-deb.txt"] <= pins["requirements-dev.txt"]


def test_the_pure_domain_imports_only_the_standard_library_and_itself():
    import sys

    foreign = []
    for path in (ROOT / "kiosk" / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            foreign += [
                f"{_name(path)}: {name}"
                for name in names
                if name.split(".")[0] not in sys.stdlib_module_names
                and not name.startswith("kiosk.domain")
            ]

    assert foreign == []


def test_imports_point_inwards():
    ran = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout


def test_the_map_in_the_readme_names_rooms_that_exist():
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = re.findall(r"`((?:kiosk|forms|resources|packaging|tests)/[^`* <>]*)`", readme)

    assert len(rooms) > 20
    assert [room for room in rooms if not (ROOT / room).exists()] == []


def test_every_command_in_the_readme_exists():
    from kiosk.ui.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"(?m)(?:^|`)(?:\.venv/bin/)?kiosk ([a-z]+(?:-[a-z]+)?)\b", readme))

    assert named
    assert named <= set(COMMANDS)
    assert set(COMMANDS) <= named, "the README leaves a command out"
