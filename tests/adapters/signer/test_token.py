"""Claims about keys in a token: they never leave it, and what they sign is as good."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parts import needs

ROOT = Path(__file__).resolve().parents[3]
PIN = "24680135"


@pytest.fixture(scope="module")
def token_folder(tmp_path_factory):
    """A SoftHSM2 token of its own in a fresh folder."""
    needs("softhsm")
    pytest.importorskip("pkcs11")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n"
    )
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "kiosk", "--pin", PIN,
         "--so-pin", "97531086"],
        check=True, capture_output=True, env=environment(folder),
    )  # fmt: skip
    (folder / "pin").write_text(PIN + "\n")
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "SOFTHSM2_CONF": str(folder / "softhsm2.conf")}


def module() -> Path:
    return next(Path("/usr/lib").glob("**/softhsm/libsofthsm2.so"))


def in_own_process(folder: Path, code: str) -> str:
    """SoftHSM2 reads its settings once a process, so each step has a process of its own."""
    prologue = (
        "from pathlib import Path\n"
        "from kiosk.adapters.signer.token import *\n"
        f"settings = TokenSettings(Path({str(module())!r}), 'kiosk', "
        f"read_pin(Path({str(folder / 'pin')!r})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", prologue + code],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def token(token_folder):
    in_own_process(token_folder, "make_token_keys(settings)")
    return token_folder


def test_both_keys_are_made_inside_and_cannot_be_taken_out(token):
    listed = subprocess.run(
        ["pkcs11-tool", "--module", module(), "--login", "--pin", PIN, "--list-objects",
         "--type", "privkey"],
        check=True, capture_output=True, text=True, env=environment(token),
    ).stdout if _has_pkcs11_tool() else ""  # fmt: skip
    said = in_own_process(
        token,
        "from pkcs11 import Attribute, ObjectClass\n"
        "keys = TokenKeys(settings)\n"
        "found = keys._session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})\n"
        "print([(k.label, k[Attribute.EXTRACTABLE], k[Attribute.SENSITIVE],"
        " k[Attribute.NEVER_EXTRACTABLE]) for k in found])\n",
    )

    assert said.count("False, True, True") == 2
    assert "zhaoban-document" in said
    assert "zhaoban-credential" in said
    if listed:
        assert listed.count("never extractable") == 2


def _has_pkcs11_tool() -> bool:
    import shutil

    return shutil.which("pkcs11-tool") is not None


def test_keys_in_a_token_are_never_made_twice(token):
    said = in_own_process(
        token,
        "from kiosk.ports import SystemFault\n"
        "try:\n    make_token_keys(settings)\n"
        "except SystemFault as fault:\n    print(fault.code)\n",
    )

    assert said == "keys_exist"


def test_a_provisioned_token_signs_licences_that_are_valid(token, tmp_path):
    code = f"""
import json
from datetime import timedelta
from kiosk.adapters.signer.authority import AuthorityFolder, load_authority, trust_list_of
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import init_practice_keys, load_keys
from kiosk.adapters.signer.key_keeper import KeyKeeper
from kiosk.adapters.signer.pack import read_pack
from kiosk.services.provision import provision
from kiosk.services.verify import verify
from tests.make_pack import NAME, FictionalAuthority
from tests.services.test_provision import TREES, FakeTrailStore
from tests.signed import HOST, NOW, a_licence, a_qr_text, a_twin, seal_pdf

folder = Path({str(tmp_path)!r})
init_practice_keys(folder / "keys", NOW)
keeper = KeyKeeper(folder / "keys", None, "K01", settings)
keeper.set_recovery_public(bytes(range(32)))
assert keeper.make_signer(host=HOST, seal_pdf=seal_pdf(), tsa_url=None).specimen
authority = FictionalAuthority(NOW - timedelta(days=1))
authority.certify(keeper.request(NOW))
content = authority.pack(TREES)
problem = provision(
    read_pack(content), content, ("a", "b"), lambda _: True, install=keeper.installation(),
    place=AuthorityFolder(folder / "authority"), store=FakeTrailStore(), now=NOW,
)
assert problem is None, problem
real = load_authority(folder / "authority")
keeper = KeyKeeper(folder / "keys", real, "K01", settings)
signer = keeper.make_signer(host=HOST, seal_pdf=seal_pdf(), tsa_url=None)
trust = trust_list_of(load_keys(folder / "keys"), real)
text = a_qr_text(signer)
pdf = a_licence(signer, twin=a_twin(None, text, authority=NAME, specimen=False))
print(json.dumps({{
    "specimen": signer.specimen,
    "reasons": [verify(t, trust, Inspector()).reason for t in (text, pdf)],
    "key_id": keeper.report().key_id == signer.key_id.hex(),
    "in_folder": [p.name for p in (folder / "keys").iterdir() if p.name == "terminal"],
}}))
"""
    assert json.loads(in_own_process(token, code)) == {
        "specimen": False,
        "reasons": ["ok", "ok"],
        "key_id": True,
        "in_folder": [],
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("settings = TokenSettings(settings.module, 'elsewhere', settings.pin)", "token_missing"),
        ("settings = TokenSettings(settings.module, 'kiosk', '000000')", "token_refused"),
        ("settings = TokenSettings(Path('/nowhere.so'), 'kiosk', '0')", "token_missing"),
        ("settings = TokenSettings(Path('/etc/hostname'), 'kiosk', '0')", "token_refused"),
        ("read_pin(Path('/nowhere'))", "pin_unreadable"),
    ],
)
def test_a_token_that_is_not_there_or_refuses_is_named(token, change, code):
    said = in_own_process(
        token,
        "from kiosk.ports import SystemFault\n"
        f"try:\n    {change}\n    TokenKeys(settings)\n"
        "except SystemFault as fault:\n    print(fault.code)\n",
    )

    assert said == code


def test_a_pin_shows_in_no_repr(token):
    assert PIN not in in_own_process(token, "print(repr(settings))")
