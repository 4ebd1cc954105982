"""Claims about ``kiosk verify-site``: what it writes is whole, believed, and allowed by its own policy."""

import base64
import hashlib
import json
import re
import zlib

import pytest

from kiosk.adapters.signer.trust_bundle import read_trust_bundle
from kiosk.domain.trust import SignedTrustList
from kiosk.ui.cli.main import run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site of a practice install, by its two commands."""
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("www")
    with pytest.MonkeyPatch.context() as here:
        here.setenv("KIOSK_DATA", str(data))
        assert run(["verify-site", "--out", str(folder)]) == 0
        assert run(["verify-site", "--out", str(folder)]) == 0
        assert run(["status-list", "publish", "--out", str(folder / "V")]) == 0
    return folder


def test_every_part_that_the_page_asks_for_is_there(made):
    page = (made / "V" / "index.html").read_text("utf-8")
    asked = set(re.findall(r'(?:src|href)="([^"#]+)"', page)) | {
        *re.findall(r'part\("([^"]+)"\)', page),
        "en.js",
        "sw.js",
        "trust.json",
        "LICENCES.txt",
    }

    assert asked | {"index.html"} == {
        file.name for file in (made / "V").iterdir() if file.is_file()
    }
    assert not list(made.rglob("*.new"))


def test_the_policy_names_the_hash_of_each_inline_part_and_nothing_from_elsewhere(made):
    for name in ("V", "v"):
        page = (made / name / "index.html").read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
        inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)

        assert inline
        for part in inline:
            digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        assert "http" not in policy
        assert policy.startswith("default-src 'none'")


def test_the_anchor_in_the_page_is_the_root_that_signed_the_list_beside_it(made):
    page = (made / "V" / "index.html").read_text("utf-8")
    anchor = json.loads(re.search(r'id="anchor">(.*?)</script>', page)[1])
    beside = (made / "V" / "trust.json").read_bytes()

    held = json.loads(zlib.decompress(base64.b64decode(anchor["bundle"])))
    told = json.loads(beside)
    for name in ("manifest", "trust"):
        assert held.pop(name).encode() == base64.urlsafe_b64decode(told.pop(name) + "==")
    assert held == told
    assert anchor["host"] == "verify.example"
    assert isinstance(read_trust_bundle(beside, anchor["root"]), SignedTrustList)
