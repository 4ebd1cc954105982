"""Claims about keys in a token: they never leave it, and what they sign is as good."""

import os
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.signer.authority import AuthorityFolder, load_authority, trust_list_of
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import init_practice_keys, load_keys, new_pair
from kiosk.adapters.signer.key_keeper import KeyKeeper
from kiosk.adapters.signer.pack import read_pack
from kiosk.adapters.signer.token import (
    TokenKeys,
    TokenSettings,
    has_token_keys,
    make_token_keys,
    read_pin,
)
from kiosk.domain.verification import Reason
from kiosk.ports import SystemFault
from kiosk.services.provision import provision
from kiosk.services.verify import verify
from tests.make_pack import NAME, FictionalAuthority
from tests.parts import needs
from tests.signed import HOST, NOW, a_licence, a_qr_text, a_twin, seal_pdf
from tests.tokens import PIN, new_token

TREES = {"forms": {"a.yaml": "0" * 64}, "reference": {"b.csv": "1" * 64}}


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """An empty SoftHSM2 token in a fresh folder; the library is loaded once a process."""
    needs("softhsm")
    pytest.importorskip("pkcs11")
    token, configuration = new_token(tmp_path_factory.mktemp("token"))
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    return token


@pytest.fixture
def filled(token):
    if not has_token_keys(token):
        make_token_keys(token)
    return token


class _Trail:
    """Takes rows and forgets them."""

    def __init__(self):
        self.trail = self

    def write(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def append(self, *_):
        return None

    def commit(self):
        return None


def test_asking_for_a_certificate_makes_the_keys_and_asking_again_keeps_them(token, tmp_path):
    init_practice_keys(tmp_path / "keys", NOW)
    keeper = KeyKeeper(tmp_path / "keys", None, "K01", token)
    authority = FictionalAuthority(NOW)
    first, again = keeper.request(NOW), keeper.request(NOW)
    authority.certify(first)

    assert first["credential_key"] == again["credential_key"]
    assert not (tmp_path / "keys/terminal").exists()


def test_both_keys_are_made_inside_and_cannot_be_taken_out(filled):
    from pkcs11 import Attribute, ObjectClass

    with closing(TokenKeys(filled)) as keys:
        found = list(keys._session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
        for key in found:
            assert key[Attribute.SENSITIVE]
            assert not key[Attribute.EXTRACTABLE]
            assert key[Attribute.NEVER_EXTRACTABLE]
        assert {key.label for key in found} == {"zhaoban-document", "zhaoban-credential"}


def test_another_tool_agrees_that_they_were_never_extractable(filled):
    needs("pkcs11-tool")
    command = ["pkcs11-tool", "--module", str(filled.module), "--login", "--pin", PIN]
    listed = subprocess.run(
        [*command, "--list-objects", "--type", "privkey"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert listed.count("never extractable") == 2


def test_keys_in_a_token_are_never_made_twice(filled):
    with pytest.raises(SystemFault, match="keys_exist"):
        make_token_keys(filled)


def test_a_provisioned_token_signs_licences_that_are_valid(filled, tmp_path):
    init_practice_keys(tmp_path / "keys", NOW)
    keeper = KeyKeeper(tmp_path / "keys", None, "K01", filled)
    keeper.set_recovery_public(bytes(range(32)))
    assert keeper.make_signer(host=HOST, seal_pdf=seal_pdf, tsa_url=None).specimen
    authority = FictionalAuthority(NOW - timedelta(days=1))
    authority.certify(keeper.request(NOW))
    content = authority.pack(TREES)
    problem = provision(
        read_pack(content), content, ("王甲", "李乙"), lambda _: True,
        install=keeper.installation(), place=AuthorityFolder(tmp_path / "authority"),
        store=_Trail(), now=NOW,
    )  # fmt: skip
    assert problem is None
    real = load_authority(tmp_path / "authority")
    keeper = KeyKeeper(tmp_path / "keys", real, "K01", filled)
    signer = keeper.make_signer(host=HOST, seal_pdf=seal_pdf, tsa_url=None)
    with closing(signer._keys):
        trust = trust_list_of(load_keys(tmp_path / "keys"), real)
        text = a_qr_text(signer)
        pdf = a_licence(signer, twin=a_twin(None, text, authority=NAME, specimen=False))

        assert not signer.specimen
        assert [verify(t, trust, Inspector()).reason for t in (text, pdf)] == [Reason.OK] * 2
        assert keeper.report().key_id == signer.key_id.hex()
        assert not keeper.report().specimen
        with pytest.raises(SystemFault, match="token_rotation"):
            keeper.rotate(NOW)


def test_a_token_that_the_pack_does_not_name_signs_nothing(filled, tmp_path):
    init_practice_keys(tmp_path / "keys", NOW)
    authority, pair = FictionalAuthority(NOW), new_pair()
    authority.certify_keys("K01", pair.document.public_key(), pair.credential_public)
    content = authority.pack(TREES)
    pack = read_pack(content)
    AuthorityFolder(tmp_path / "authority").install(content, pack.fingerprint, ("a", "b"), NOW)
    keeper = KeyKeeper(tmp_path / "keys", load_authority(tmp_path / "authority"), "K01", filled)

    for act in (
        lambda: keeper.make_signer(host=HOST, seal_pdf=seal_pdf, tsa_url=None),
        keeper.report,
    ):
        with pytest.raises(SystemFault, match="keys_not_certified"):
            act()


@pytest.mark.parametrize(
    ("module", "label", "pin", "code"),
    [
        (None, "elsewhere", PIN, "token_missing"),
        (None, "kiosk", "000000", "token_refused"),
        (Path("/nowhere.so"), "kiosk", PIN, "token_missing"),
        (Path("/etc/hostname"), "kiosk", PIN, "token_refused"),
    ],
)
def test_a_token_that_is_not_there_or_refuses_is_named(filled, module, label, pin, code):
    with pytest.raises(SystemFault, match=code):
        TokenKeys(TokenSettings(module or filled.module, label, pin))


def test_an_empty_token_has_no_keys_to_sign_with(filled):
    command = ["softhsm2-util", "--init-token", "--free", "--label", "empty", "--pin", PIN]
    subprocess.run([*command, "--so-pin", "97531086"], check=True, capture_output=True)
    with pytest.raises(SystemFault, match="token_missing"):
        TokenKeys(TokenSettings(filled.module, "empty", PIN))


def test_a_pin_is_read_from_its_file_alone_and_shows_in_no_repr(token, tmp_path):
    assert PIN not in repr(token)
    for place in (tmp_path / "none", tmp_path):
        with pytest.raises(SystemFault, match="pin_unreadable"):
            read_pin(place)
