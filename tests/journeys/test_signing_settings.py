"""A provisioned terminal that signs with a token, or with time stamps, as its settings say."""

import re
from pathlib import Path

import pytest
from asn1crypto import cms

from tests.journeys.installs import (
    DEVICES,
    Install,
    an_authority,
    issued,
    made_real,
    verified,
)
from tests.parts import needs
from tests.time_stamps import serving
from tests.tokens import new_token


@pytest.fixture(scope="module")
def with_token(tmp_path_factory, site):
    """A provisioned install whose keys were made in a token and never left it."""
    needs("softhsm")
    pytest.importorskip("pkcs11")
    folder = tmp_path_factory.mktemp("with-token")
    token, configuration = new_token(folder)
    signer = {
        "kind": "pkcs11",
        "module": str(token.module),
        "token": token.label,
        "pin_file": str(folder / "pin"),
    }
    settings = {**DEVICES, "signer": signer}
    install = Install(folder, site, settings=settings, SOFTHSM2_CONF=str(configuration))
    return made_real(install, an_authority())


def test_a_token_signs_real_licences_and_no_key_of_them_lies_in_a_file(with_token, new_example):
    report = issued(with_token, new_example())

    assert report["specimen"] is False
    assert verified(with_token, report["licence"])[1]["reason"] == "ok"
    assert not (with_token.data / "keys/terminal").exists()


@pytest.mark.parametrize("lost", ["pin", "token"])
def test_a_token_that_cannot_be_used_is_a_fault_that_loses_nothing(with_token, lost, tmp_path):
    signer = dict(with_token.settings["signer"])
    (tmp_path / "wrong").write_text("00000000\n")
    signer |= {"pin_file": str(tmp_path / "wrong")} if lost == "pin" else {"token": "elsewhere"}
    ran = with_token.copy(tmp_path / "copy", signer=signer).run("outbox", "list")

    assert ran.returncode == 3
    assert {"pin": "token_refused", "token": "token_missing"}[lost] in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_signature_carries_a_time_stamp_when_the_settings_name_an_authority(
    site, new_example, tmp_path
):
    install = made_real(Install(tmp_path / "install", site), an_authority())
    with serving(tmp_path) as (url, _):
        install.set(**DEVICES, signer={"timestamp_url": url})
        report = issued(install, new_example())
    [signer] = cms.ContentInfo.load(signature_of(Path(report["licence"])))["content"][
        "signer_infos"
    ]

    kinds = [attribute["type"].native for attribute in signer["unsigned_attrs"]]
    assert kinds == ["signature_time_stamp_token"]
    assert verified(install, report["licence"])[1]["reason"] == "ok"

    waiting = new_example()
    install.seat(waiting)
    code, failed = install.apply({**waiting, "key": "counter-1"}, "--read-card")
    install.set(**DEVICES)
    _, made_up_for = install.apply({**waiting, "key": "counter-1"}, "--read-card")

    assert (code, failed["error"]["code"]) == (3, "time_stamp_failed")
    assert made_up_for["outcome"] == "approved"
    assert verified(install, made_up_for["licence"])[0] == 0


def signature_of(licence: Path) -> bytes:
    """The CMS of the one signature of a PDF."""
    pdf = licence.read_bytes()
    start, length, resume = map(int, re.findall(rb"/ByteRange\s*\[(\d+) (\d+) (\d+)", pdf)[0])
    return bytes.fromhex(pdf[start + length + 1 : resume - 1].decode())
