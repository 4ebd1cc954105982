"""Claims about provisioning: only a fitting pack, only by two persons, only as it was signed."""

import io
import json
import stat
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.adapters.signer.authority import (
    AuthorityFolder,
    load_authority,
    signing_keys_of,
    trust_list_of,
)
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import init_practice_keys, load_keys, new_pair
from kiosk.adapters.signer.key_keeper import KeyKeeper
from kiosk.adapters.signer.pack import read_pack
from kiosk.domain.pack import Pack
from kiosk.domain.problems import Problem
from kiosk.domain.trust import parse_trust_list
from kiosk.domain.verification import Reason
from kiosk.ports import SystemFault
from kiosk.services.keys import rotate_keys, take_recovery_key
from kiosk.services.provision import provision
from kiosk.services.recovery import parse_recovery_key
from kiosk.services.verify import verify
from tests.make_pack import NAME, FictionalAuthority, zipped
from tests.signed import HOST, NOW, a_licence, a_qr_text, a_twin, seal_pdf

DAY = timedelta(days=1)
TREES = {"forms": {"a.yaml": "0" * 64}, "reference": {"b.csv": "1" * 64}}


class FakeTrailStore:
    """Keeps the rows of the trail; counts as committed only what was."""

    def __init__(self):
        self.rows = []
        self.trail = self

    def append(self, at, event, subject, details):
        self._row = (event, dict(details))

    def commit(self):
        self.rows.append(self._row)

    @contextmanager
    def write(self):
        yield self


class Terminal:
    """One install in a folder."""

    def __init__(self, folder, name="K01"):
        self.folder, self.name, self.store = folder, name, FakeTrailStore()
        init_practice_keys(folder / "keys", NOW)

    @property
    def authority(self):
        return load_authority(self.folder / "authority")

    @property
    def keys(self):
        return load_keys(self.folder / "keys")

    @property
    def keeper(self):
        return KeyKeeper(self.folder / "keys", self.authority, self.name)

    def with_recovery_key(self):
        take_recovery_key(self.keeper, self.store, NOW, "王甲", specimen=True)
        return self

    def take(self, content, by=("王甲", "李乙"), confirm=lambda _: True, now=NOW):
        pack = read_pack(content)
        assert isinstance(pack, Pack), pack
        return provision(
            pack, content, by, confirm, install=self.keeper.installation(),
            place=AuthorityFolder(self.folder / "authority"), store=self.store, now=now,
        )  # fmt: skip

    def signer(self):
        return self.keeper.make_signer(host=HOST, seal_pdf=seal_pdf, tsa_url=None)


@pytest.fixture
def terminal(tmp_path):
    return Terminal(tmp_path).with_recovery_key()


@pytest.fixture
def authority():
    return FictionalAuthority(NOW - DAY)


@pytest.fixture
def pack(terminal, authority):
    authority.certify(terminal.keeper.request(NOW))
    return authority.pack(TREES)


def test_a_pack_lifts_the_specimen_mark_and_its_licences_are_valid(terminal, authority, pack):
    assert terminal.signer().specimen
    assert terminal.take(pack) is None

    signer = terminal.signer()
    trust = trust_list_of(terminal.keys, terminal.authority)
    text = a_qr_text(signer)
    pdf = a_licence(signer, twin=a_twin(None, text, authority=NAME, specimen=False))
    assert not signer.specimen
    for target in (text, pdf):
        assert verify(target, trust, Inspector()).reason is Reason.OK


def test_what_practice_signed_before_stays_a_specimen(terminal, pack):
    before = a_qr_text(terminal.signer())
    terminal.take(pack)
    trust = trust_list_of(terminal.keys, terminal.authority)

    assert verify(before, trust, Inspector()).reason is Reason.SPECIMEN


def test_the_trail_names_both_persons_and_the_root(terminal, authority, pack):
    terminal.take(pack)
    event, details = terminal.store.rows[-1]

    assert event == "provisioned"
    assert details["by"] == ["王甲", "李乙"]
    assert details["root"] == terminal.authority.pack.fingerprint


@pytest.mark.parametrize(
    "by",
    [
        (),
        ("王甲",),
        ("王甲", "王甲"),
        ("王甲", " 王 甲 "),
        ("Ann Lee", "ann lee"),
        ("Ａnn", "ann"),
        ("王甲", ""),
        ("王甲", "  "),
        ("a", "b", "c"),
        ("a", "b" * 60),
        ("a", "b\x1b[2J"),
    ],
)
def test_it_takes_two_different_named_persons(terminal, pack, by):
    assert terminal.take(pack, by=by) == Problem("provision.two_persons")
    assert terminal.authority is None


def test_the_persons_are_asked_for_the_roots_fingerprint(terminal, authority, pack):
    import hashlib

    asked = []
    problem = terminal.take(pack, confirm=lambda words: asked.append(words) or False)

    assert problem == Problem("provision.not_confirmed")
    assert asked[0].replace(" ", "") == hashlib.sha256(authority.root_der).hexdigest()
    assert terminal.authority is None
    assert all(event != "provisioned" for event, _ in terminal.store.rows)


def test_practice_keys_are_never_made_real(terminal, authority):
    practice = terminal.keys.practice
    authority.certify_keys("K01", practice.document.public_key(), practice.credential_public)

    assert terminal.take(authority.pack(TREES)) == Problem("provision.practice_key")


def test_former_practice_keys_are_never_made_real_either(terminal, authority):
    former = terminal.keys.practice.credential_public
    rotate_keys(terminal.keeper, terminal.store, NOW, "王甲", specimen=True)
    authority.certify_keys("K01", new_pair().document.public_key(), former)

    assert terminal.take(authority.pack(TREES)) == Problem("provision.practice_key")


def test_a_pack_for_other_keys_or_another_terminal_does_not_fit(terminal, authority):
    request = terminal.keeper.request(NOW)
    pair = new_pair()
    authority.certify_keys("K01", pair.document.public_key(), pair.credential_public)
    authority.certify({**other_terminal(request), "terminal": "K02"})

    assert terminal.take(authority.pack(TREES)).code == "provision.keys_differ"


def other_terminal(request):
    """The same keys asked for under another terminal's name."""
    import base64

    from kiosk.adapters.signer.key_keeper import REQUEST_CONTEXT

    pair = new_pair()
    from kiosk.adapters.signer.certificates import make_request
    from kiosk.adapters.signer.signer import KeysInMemory

    keys = KeysInMemory(pair)
    csr = make_request(pair.document_public, keys.sign_document, "K02")
    proof = keys.sign_credential(REQUEST_CONTEXT + f"K02\n{csr}".encode())
    return {
        **request,
        "certificate_request": csr,
        "credential_key": base64.urlsafe_b64encode(pair.credential_public).decode(),
        "credential_proof": base64.urlsafe_b64encode(proof).decode(),
    }


def test_half_a_pair_does_not_fit(terminal, authority):
    own = terminal.keeper.request(NOW)
    mine = terminal.keys.own[0]
    assert own["terminal"] == "K01"
    authority.certify_keys("K01", mine.document.public_key(), new_pair().credential_public)

    assert terminal.take(authority.pack(TREES)).code == "provision.keys_differ"


def test_certificates_out_of_date_are_refused(terminal, authority, pack):
    for now in (NOW - timedelta(days=9), NOW + timedelta(days=365 * 6)):
        assert terminal.take(pack, now=now) == Problem("provision.certificate_expired")


def test_a_revoked_key_is_refused(terminal, authority, pack):
    authority.keys[0] = replace(authority.keys[0], revoked_from=NOW - timedelta(hours=1))

    assert terminal.take(authority.pack(TREES)) == Problem("provision.certificate_expired")


def test_without_a_recovery_key_of_its_own_no_install_is_made_real(tmp_path, authority):
    terminal = Terminal(tmp_path)
    authority.certify(terminal.keeper.request(NOW))

    assert terminal.take(authority.pack(TREES)) == Problem("provision.recovery_key_missing")


def test_an_older_pack_never_revives_a_key_that_was_revoked_since(terminal, authority, pack):
    authority.certify_keys("K02", new_pair().document.public_key(), bytes(range(32)))
    before = authority.pack(TREES)
    authority.keys[-1] = replace(authority.keys[-1], revoked_from=NOW)
    authority.now += timedelta(hours=1)
    after = authority.pack(TREES)
    for taken in (pack, before, after, after):
        assert terminal.take(taken) is None

    problem = Problem("provision.older", params={"day": f"{authority.now:%Y-%m-%d}"})
    assert terminal.take(before) == problem
    assert terminal.authority.pack.trust.keys[-1].revoked_from == NOW


def test_a_pack_without_the_instant_it_was_made_is_unreadable():
    made = FictionalAuthority(NOW)
    for odd in (NOW.replace(tzinfo=None), SimpleNamespace(isoformat=lambda: "soon")):
        made.now = odd

        assert read_pack(made.pack(TREES)) == Problem(
            "pack.unreadable", params={"place": "manifest.json"}
        )


def test_another_authority_cannot_take_over(terminal, pack):
    terminal.take(pack)
    other = FictionalAuthority(NOW - DAY)
    other.certify(terminal.keeper.request(NOW))

    assert terminal.take(other.pack(TREES)) == Problem("provision.other_authority")


def test_rotated_keys_are_in_force_once_a_new_pack_certifies_them(terminal, authority, pack):
    terminal.take(pack)
    terminal.authority.mark_started()
    terminal.authority.mark_branch_started()
    old = terminal.signer().key_id
    old_text = a_qr_text(terminal.signer())

    made = rotate_keys(terminal.keeper, terminal.store, NOW, "王甲", specimen=False)
    assert made == ("next document", "next credential")
    assert terminal.signer().key_id == old
    assert terminal.keeper.report().waiting
    authority.certificates.clear()
    authority.certify(terminal.keeper.request(NOW))
    assert terminal.take(authority.pack(TREES)) is None
    assert len(terminal.keys.own) == 2
    assert terminal.signer().key_id != old
    assert not terminal.keeper.report().waiting
    assert terminal.signer().key_id != old
    assert len(terminal.keys.own) == 1
    assert terminal.authority.has_started
    assert terminal.authority.branch_has_started
    trust = trust_list_of(terminal.keys, terminal.authority)
    assert verify(old_text, trust, Inspector()).reason is Reason.OK


def test_rotated_practice_keys_still_vouch_for_older_specimens(terminal):
    before = a_qr_text(terminal.signer())
    old = terminal.signer().key_id
    rotate_keys(terminal.keeper, terminal.store, NOW, "王甲", specimen=True)
    trust = trust_list_of(terminal.keys, None)

    assert terminal.signer().key_id != old
    assert verify(before, trust, Inspector()).reason is Reason.SPECIMEN
    assert not list((terminal.folder / "keys").glob("practice.*"))


def test_a_recovery_key_is_shown_once_and_the_practice_one_destroyed(tmp_path):
    terminal = Terminal(tmp_path)
    text = take_recovery_key(terminal.keeper, terminal.store, NOW, "王甲", specimen=True)

    assert terminal.keys.recovery_public == parse_recovery_key(text).public
    assert not terminal.keys.recovery_is_practice
    assert not (tmp_path / "keys/recovery/practice.key").exists()
    assert text not in str(terminal.store.rows)


def test_the_trust_list_comes_back_from_its_json(terminal, authority, pack):
    terminal.take(pack)
    authority.revoked["a" * 64] = NOW
    trust = trust_list_of(terminal.keys, terminal.authority).joined(authority.trust)

    assert parse_trust_list(json.dumps(trust.as_json())) == trust


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', "[" * 100_000, '{"version": 1, "roots": [1]}']
)
def test_a_trust_list_that_is_none_is_a_problem(text):
    assert parse_trust_list(text).code == "trust.unreadable"


def members_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["profile.json", "trust.json", "certificates.json"])
def test_a_changed_file_is_tampered_with(pack, name):
    members = members_of(pack)
    members[name] += b" "

    assert read_pack(zipped(members)) == Problem("pack.tampered", params={"place": name})


def test_a_changed_manifest_or_root_breaks_the_signature(pack):
    members = members_of(pack)
    other, signature = FictionalAuthority(NOW), members["manifest.sig"]
    for changed in (
        {"manifest.json": members["manifest.json"] + b" "},
        {"manifest.sig": signature[:-1] + bytes([signature[-1] ^ 1])},
        {"manifest.sig": b""},
        {"root.cert": other.root_der},
        {"root.cert": b"\x30\x00"},
    ):
        assert read_pack(zipped(members | changed)).code == "pack.signature_wrong"


def test_a_certificate_of_another_root_is_refused(terminal, authority, pack):
    other = FictionalAuthority(NOW)
    other.certify(terminal.keeper.request(NOW))

    swapped = authority.pack(TREES, certificates__json=other.files()["certificates.json"])
    assert read_pack(swapped).code == "pack.signature_wrong"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("profile.json", b"{}"),
        ("profile.json", b'{"authority": 1}'),
        ("trust.json", b"{}"),
        ("trust.json", b'{"version":1,"roots":[],"credential_keys":[],"revoked_certificates":[]}'),
        ("certificates.json", b"[]"),
        ("certificates.json", b"[" * 100_000),
    ],
)
def test_a_file_that_the_root_signed_but_nobody_can_read_is_unreadable(authority, name, body):
    changed = authority.pack(TREES, **{name.replace(".", "__"): body})

    assert read_pack(changed).code == "pack.unreadable"


def test_a_pack_cannot_bring_specimen_keys_into_the_trust_list(terminal, authority, pack):
    authority.keys[0] = replace(authority.keys[0], specimen=True)

    assert read_pack(authority.pack(TREES)).code == "pack.unreadable"


def test_hostile_archives_are_refused(pack):
    members = members_of(pack)
    bomb = zipped(members | {"seal.pdf": bytes(64 * 1024 * 1024)})
    twice = io.BytesIO()
    with (
        zipfile.ZipFile(twice, "w") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        for name, body in [*members.items(), ("root.cert", b"x")]:
            archive.writestr(name, body)
    for hostile in (
        b"",
        b"PK\x03\x04",
        b"x" * 100,
        pack[:-30],
        bytes(9 * 1024 * 1024),
        bomb,
        twice.getvalue(),
        zipped(members | {"../../evil": b"x"}),
        zipped(members | {"/etc/evil": b"x"}),
        zipped(members | {"sub/root.cert": b"x"}),
        zipped({name: body for name, body in members.items() if name != "manifest.sig"}),
    ):
        assert read_pack(hostile).code == "pack.unreadable"


@settings(max_examples=60)
@given(st.data())
def test_no_mutated_pack_makes_the_reader_stumble(data):
    content = bytearray(_PACK)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    read = read_pack(bytes(content))

    if isinstance(read, Pack):  # the change lies where a ZIP carries nothing
        assert members_of(bytes(content)) == members_of(_PACK)


_PACK = FictionalAuthority(NOW).pack(TREES)


def test_an_authority_is_believed_only_as_it_was_confirmed(terminal, authority, pack):
    terminal.take(pack)
    folder = terminal.folder / "authority"
    assert terminal.authority.pack == read_pack(pack)
    other = FictionalAuthority(NOW - DAY)
    other.certify(terminal.keeper.request(NOW))
    for content in (other.pack(TREES), pack[:-5], b""):
        (folder / "pack.zip").write_bytes(content)
        with pytest.raises(SystemFault, match="authority_damaged"):
            load_authority(folder)
    (folder / "pack.zip").write_bytes(pack)
    for note in ("", "{}", "[1]"):
        (folder / "provisioned.json").write_text(note)
        with pytest.raises(SystemFault, match="authority_damaged"):
            load_authority(folder)


def test_a_real_install_never_falls_back_to_practice(terminal, authority, pack):
    terminal.take(pack)
    with pytest.raises(SystemFault, match="keys_not_certified"):
        signing_keys_of(terminal.keys, terminal.authority, "K02")
    (terminal.folder / "authority").rename(terminal.folder / "authority.1234.old")
    with pytest.raises(SystemFault, match="authority_damaged"):
        load_authority(terminal.folder / "authority")


def test_tampered_forms_and_lists_are_found_by_name(terminal, authority, tmp_path):
    from kiosk.catalogue.packs import hash_tree

    forms, reference = tmp_path / "forms", tmp_path / "reference"
    for folder in (forms / "establishment", reference):
        folder.mkdir(parents=True)
        (folder / "rules.yaml").write_text("a: 1\n")
    trees = {"forms": hash_tree(forms), "reference": hash_tree(reference)}
    authority.certify(terminal.keeper.request(NOW))
    terminal.take(authority.pack(trees))
    real = terminal.authority
    real.require_unchanged(forms, reference)

    file = forms / "establishment/rules.yaml"
    for change in (
        lambda: file.write_text("a: 2\n"),
        lambda: (file.write_text("a: 1\n"), (file.parent / "more.yaml").write_text("")),
        lambda: ((file.parent / "more.yaml").unlink(), file.unlink()),
        lambda: file.symlink_to(reference / "rules.yaml"),
    ):
        change()
        with pytest.raises(SystemFault) as fault:
            real.require_unchanged(forms, reference)
        assert fault.value.code == "pack_tampered"
        assert fault.value.detail.startswith("forms/establishment/")


def test_procedures_of_an_operators_own_must_be_in_the_pack_too(terminal, authority, tmp_path):
    from kiosk.catalogue.packs import hash_tree

    forms, reference, own = (tmp_path / name for name in ("forms", "reference", "own"))
    for folder in (forms, reference, own):
        folder.mkdir()
        (folder / "a.yaml").write_text("a: 1\n")
    stock = {"forms": hash_tree(forms), "reference": hash_tree(reference)}
    authority.certify(terminal.keeper.request(NOW))
    terminal.take(authority.pack(stock))

    with pytest.raises(SystemFault) as fault:
        terminal.authority.require_unchanged(forms, reference, own)
    assert (fault.value.code, fault.value.detail) == ("pack_tampered", "procedures/a.yaml")

    terminal.take(authority.pack({**stock, "procedures": hash_tree(own)}))
    terminal.authority.require_unchanged(forms, reference, own)
    terminal.authority.require_unchanged(forms, reference)
    (own / "b.yaml").write_text("")
    with pytest.raises(SystemFault):
        terminal.authority.require_unchanged(forms, reference, own)


def test_keys_lie_where_only_their_owner_reads_and_others_stop_the_install(tmp_path):
    terminal = Terminal(tmp_path)
    places = [tmp_path / "keys", *(tmp_path / "keys").rglob("*")]

    assert {stat.S_IMODE(p.stat().st_mode) for p in places} == {0o700, 0o600}
    (tmp_path / "keys/register/index.key").chmod(0o644)
    with pytest.raises(SystemFault) as fault:
        load_keys(terminal.folder / "keys")
    assert fault.value.code == "keys_exposed"


def test_keys_are_never_overwritten_and_damage_is_named(tmp_path):
    terminal = Terminal(tmp_path)
    with pytest.raises(SystemFault, match="keys_exist"):
        init_practice_keys(tmp_path / "keys", NOW)
    with pytest.raises(SystemFault, match="keys_missing"):
        load_keys(tmp_path / "elsewhere")
    for name, code in (("register/column.key", "keys_damaged"), ("practice/document.key", "keys_")):
        place = terminal.folder / "keys" / name
        kept = place.read_bytes()
        place.write_bytes(b"damaged")
        with pytest.raises(SystemFault, match=code):
            load_keys(tmp_path / "keys")
        place.write_bytes(kept)
    (tmp_path / "keys/practice/root.cert").unlink()
    with pytest.raises(SystemFault, match="keys_damaged"):
        load_keys(tmp_path / "keys")


def test_private_keys_show_in_no_repr(tmp_path):
    terminal = Terminal(tmp_path)
    shown = repr(terminal.keys) + repr(terminal.keys.practice) + repr(terminal.keys.register)

    assert "PrivateKey" not in shown
    assert terminal.keys.register.index.hex() not in shown
    assert repr(terminal.keys.register.index) not in shown
