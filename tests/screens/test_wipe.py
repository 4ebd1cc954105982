"""When a sitting ends nothing of the citizen is left: not in the process, not readable on disk."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.builders import identity

ROOT = Path(__file__).resolve().parents[2]
VALUES = {
    "name": "禤彧珩",
    "number": identity(birth="19930211", order="086"),
    "mobile": "15498761235",
    "home": "江苏省昆山市花桥镇隐湖新村27幢1904室",
    "door": "7531",
    "brand": "瑞容",
    "sound": "ruirong",
}
CARD = {
    "name": VALUES["name"], "sex": "2", "nation": "汉", "birth": "19930211",
    "address": VALUES["home"], "number": VALUES["number"], "issuer": "示例市公安局",
    "from": "20200211", "to": "20400211",
}  # fmt: skip
DEVICES = ("sms", "print", "reader", "voice")
"""What stands for devices keeps what a telephone, a printer's tray and a card would."""


@dataclass
class Gone:
    """What lived in the process before, during and after the sitting, and its data folder."""

    ending: str
    before: dict[str, list[str]]
    during: list[str]
    after: dict[str, list[str]]
    data: Path
    values: dict[str, str] = field(repr=False)


@pytest.fixture(scope="module", params=["whole", "idle"])
def gone(request, tmp_path_factory) -> Gone:
    """A citizen who went through to the paper, or walked away while choosing a name."""
    home = tmp_path_factory.mktemp(request.param)
    card, values = home / "card.json", home / "values.json"
    card.write_text(json.dumps(CARD), encoding="utf-8")
    values.write_text(json.dumps({k: v[::-1] for k, v in VALUES.items()}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.one_sitting", request.param, str(card), str(values)],
        cwd=ROOT,
        env={**os.environ, "KIOSK_DATA": str(home / "data"), "HOME": str(home / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    found = {**VALUES, "code": said["code"]}
    return Gone(request.param, said["before"], said["during"], said["after"], home / "data", found)


def test_the_search_finds_all_of_a_citizen_while_they_sit_there_and_nothing_before(gone):
    whole = {"brand", "signature", "paper", "picture"} if gone.ending == "whole" else set()
    assert gone.before == {}
    assert set(gone.during) >= {"name", "number", "mobile", "home", "door", "sound", *whole}


def test_afterwards_no_object_of_the_process_holds_anything_of_them(gone):
    assert gone.after == {}


def test_no_file_of_the_kiosk_can_be_read_for_who_they_are(gone):
    private = {key: gone.values[key] for key in ("name", "number", "mobile", "home", "code")}
    files = [
        path
        for path in gone.data.rglob("*")
        if path.is_file() and path.relative_to(gone.data).parts[0] not in DEVICES
    ]
    assert files
    readable = [
        (path.relative_to(gone.data), key)
        for path in files
        for key, value in private.items()
        for code in ("utf-8", "utf-16-le", "gb18030")
        if value.encode(code) in path.read_bytes()
    ]

    assert readable == []
