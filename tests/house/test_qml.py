"""The house rules of QML: sizes, first sentences, module lists, no literal looks, a clean lint."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QML = ROOT / "resources" / "qml"
FILES = sorted(QML.rglob("*.qml"))
LIMIT = 250


def _name(path: Path) -> str:
    return str(path.relative_to(QML))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_qml_file_is_longer_than_the_limit(path):
    assert len(path.read_text("utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_qml_file_opens_with_a_sentence(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("pragma")]

    assert re.match(r"//? ?\S+.*", lines[0]), lines[0]


@pytest.mark.parametrize("folder", ["Kit", "Pages", "Preview", "Fields", "Board", "Dock"])
def test_a_module_lists_exactly_what_it_holds(folder):
    listed = re.findall(r"(\w+\.qml)$", (QML / folder / "qmldir").read_text("utf-8"), re.MULTILINE)

    assert sorted(listed) == sorted(path.name for path in (QML / folder).glob("*.qml"))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_only_the_theme_knows_colours(path):
    if path.name in ("Theme.qml", "Tone.qml"):
        return
    named = re.findall(r'"#[0-9A-Fa-f]{3,8}"', path.read_text("utf-8"))

    assert named == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_nothing_needs_what_the_software_renderer_cannot_draw(path):
    text = path.read_text("utf-8")

    assert not re.search(
        r"\b(MultiEffect|ShaderEffect|ParticleSystem|layer\.(effect|enabled))\b", text
    )


def test_qmllint_finds_nothing(tmp_path):
    ran = subprocess.run(
        [str(ROOT / "packaging" / "qmllint.sh"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
