"""A gateway of somebody else's package: installed, chosen in the settings, and sent through."""

import json
import subprocess
import sys
from datetime import date

import pytest

from kiosk.adapters.system import SystemClock
from kiosk.ports import Fitting, GatewayRefused
from tests.adapters.sms.vendor_doubles import KEY_ID, SECRET, TencentDouble
from tests.journeys.installs import ROOT, Install

PACKAGE = ROOT / "tests/packages/zhaoban_sms_spool"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder into which pip put the package, without asking anybody."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    pip += ["--no-build-isolation", "--disable-pip-version-check", "--no-cache-dir"]
    subprocess.run([*pip, "--target", str(folder), str(PACKAGE)], check=True, capture_output=True)
    return folder


@pytest.fixture
def terminal(tmp_path, site):
    made = Install(tmp_path, site, settings={})
    spool = tmp_path / "outgoing"
    settings = f'[sms]\nkind = "spool"\noptions = {{ folder = "{spool}" }}\n'
    (tmp_path / "kiosk.toml").write_text(settings, "utf-8")
    return made


def test_the_readme_says_how_long_a_gateway_is():
    lines = (PACKAGE / "zhaoban_sms_spool.py").read_text("utf-8").splitlines()
    assert len(lines) <= 40
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "Add a gateway in 40 lines" in readme and "tests/packages/zhaoban_sms_spool/" in readme


def test_messages_of_an_application_go_out_through_the_installed_gateway(
    terminal, tmp_path, example
):
    spool = tmp_path / "outgoing"
    gateway = [json.loads(row) for row in terminal.run("doctor", "--json").stdout.splitlines()]
    assert [row["state"] for row in gateway if row["check"] == "gateway"] != ["ok"]
    spool.mkdir()

    (tmp_path / "a.json").write_text(json.dumps(example()), "utf-8")
    terminal.done("apply", tmp_path / "a.json")
    terminal.done("outbox", "deliver")

    files = [file.read_bytes() for file in spool.iterdir()]
    texts = [content.partition(b"\n\n")[2].decode("utf-16-be") for content in files]
    assert len(texts) == 2 and all(text.startswith("【") for text in texts)
    assert all(content.startswith(b"To: 86154") for content in files)


def test_the_same_message_again_is_the_same_file(tmp_path, site, monkeypatch):
    monkeypatch.syspath_prepend(str(site))
    from zhaoban_sms_spool import fit

    folder = tmp_path / "outgoing"
    fitting = Fitting(tmp_path, SystemClock(), date(2026, 11, 24), {"folder": str(folder)})
    gateway = fit(fitting)
    with pytest.raises(GatewayRefused) as refused:
        gateway.send("", {}, "【昆山】𠮷", "15412345678", "one")
    assert not refused.value.permanent
    folder.mkdir()
    sent = {gateway.send("", {}, "【昆山】𠮷", "15412345678", "one").gateway_id for _ in range(2)}
    assert [file.name for file in folder.iterdir()] == list(sent)


def test_the_doctor_says_that_a_vendor_refuses_the_secret_and_never_the_secret(tmp_path, site):
    door = TencentDouble()
    (tmp_path / "sms").write_text("another-Secret-0f-ours")
    terminal = Install(tmp_path, site, settings={}, CREDENTIALS_DIRECTORY=str(tmp_path))
    options = {
        "secret_id": KEY_ID,
        "secret_file": "$CREDENTIALS_DIRECTORY/sms",
        "sdk_app_id": "1400006666",
        "sign_name": "昆山政务服务",
        "endpoint": door.address,
    }
    written = ", ".join(f"{name} = {json.dumps(value)}" for name, value in options.items())
    settings = f'[sms]\nkind = "tencent"\noptions = {{ {written} }}\n'
    (tmp_path / "kiosk.toml").write_text(settings, "utf-8")

    ran = terminal.run("doctor", "--json")
    door.stop()
    (row,) = [row for row in map(json.loads, ran.stdout.splitlines()) if row["check"] == "gateway"]
    assert row["state"] != "ok" and "sms_password_refused" in row["message"]
    assert door.refused_signatures == 1
    said = ran.stdout + ran.stderr
    assert not any(secret in said for secret in ("another-Secret-0f-ours", SECRET, KEY_ID))
