"""Claims about checking a licence: every reason by name, in order, and nothing raises."""

import contextlib
import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

import asn1crypto.x509
import pikepdf
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.adapters.signer.authority import signing_keys_of
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import new_pair
from kiosk.adapters.signer.signer import Identity, SoftwareSigner
from kiosk.domain.states import LicenceStatus
from kiosk.domain.trust import TrustList
from kiosk.domain.verification import Reason, StatusAnswer
from kiosk.services.verify import lookups_of, verify
from tests.make_pack import FictionalAuthority
from tests.signed import (
    HOST,
    NOW,
    a_credential,
    a_licence,
    a_qr_text,
    a_twin,
    an_entry,
    page,
    practice_keys,
    practice_signer,
    practice_trust,
    seal_pdf,
)

DAY = timedelta(days=1)
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@cache
def authority() -> FictionalAuthority:
    made = FictionalAuthority(NOW - DAY)
    pair = practice_like_pair()
    made.certify_keys("K01", pair.document.public_key(), pair.credential_public)
    return made


@cache
def practice_like_pair():
    return new_pair()


def real_signer() -> SoftwareSigner:
    made = authority()
    identity = Identity(made.certificates["K01"], (made.root_der,), specimen=False)
    return SoftwareSigner(practice_like_pair(), identity, host=HOST, seal_pdf=seal_pdf)


@cache
def real_qr() -> str:
    return a_qr_text(real_signer())


@cache
def real_licence() -> bytes:
    twin = a_twin(None, real_qr(), authority=authority().name, specimen=False)
    return a_licence(real_signer(), twin=twin)


def real_with(**changed) -> bytes:
    twin = a_twin(None, real_qr(), authority=authority().name, specimen=False)
    return a_licence(real_signer(), twin={**twin, **changed})


def check(target, trust: TrustList | None = None, **lookups):
    return verify(target, trust or authority().trust, Inspector(), **lookups)


def registered(entry=None):
    entry = entry or an_entry()
    return lambda code: entry if code == entry.credit_code else None


def with_status(status: LicenceStatus, fresh: bool = True):
    return lambda _credential, _authority: StatusAnswer(status, fresh)


def incremental(pdf: bytes) -> bytes:
    """What an editor appends: a new revision with the catalogue in it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    buffer = io.BytesIO(pdf)
    writer = IncrementalPdfFileWriter(buffer)
    writer.update_root()
    writer.write_in_place()
    return buffer.getvalue()


@pytest.mark.parametrize("target", [real_qr, real_licence])
def test_a_real_licence_in_register_and_in_force_is_valid(target):
    report = check(target(), register=registered(), status=with_status(LicenceStatus.VALID))

    assert report.as_json() | {"fields": {}} == {
        "valid": True,
        "specimen": False,
        "reason": "ok",
        "signature": "valid",
        "status": "valid",
        "status_as_of": None,
        "time_stamp": "not asked" if isinstance(target(), str) else "none",
        "other_host": "",
        "register": "matches",
        "fields": {},
    }
    assert report.fields["signed_by"] == authority().name


def test_without_register_and_status_they_are_not_asked():
    report = check(real_qr())

    assert (report.valid, report.register, report.status) == (True, "not asked", "not asked")


def test_premises_and_scope_come_from_the_pdf_alone():
    assert "premises" not in check(real_qr()).fields
    assert check(real_licence()).fields["premises"] == an_entry().premises
    assert check(real_licence()).fields["scope"] == an_entry().scope_text


@pytest.mark.parametrize("make", [a_qr_text, a_licence])
def test_what_practice_keys_signed_is_a_specimen_and_not_valid(make):
    report = check(make(), practice_trust().joined(authority().trust))

    assert (report.reason, report.valid, report.specimen) == (Reason.SPECIMEN, False, True)
    assert report.signature == "valid"


def test_a_specimen_flag_under_a_real_key_is_a_specimen():
    from kiosk.adapters.signer.cose import make_sign1
    from kiosk.domain.credential import claims_of, to_qr_text

    signer = real_signer()
    signed = make_sign1(
        claims_of(a_credential(specimen=True)), signer.key_id, practice_like_pair().credential.sign
    )

    assert check(to_qr_text(HOST, signed)).reason is Reason.SPECIMEN


def test_a_real_flag_under_a_practice_key_is_still_a_specimen():
    from kiosk.adapters.signer.cose import make_sign1
    from kiosk.domain.credential import claims_of, to_qr_text

    keys = practice_keys()
    signed = make_sign1(
        claims_of(a_credential(specimen=False)),
        practice_signer().key_id,
        keys.practice.credential.sign,
    )

    report = check(to_qr_text(HOST, signed), practice_trust())
    assert (report.reason, report.specimen) == (Reason.SPECIMEN, True)


@pytest.mark.parametrize("target", ["", b"", b"%PDF", "\0", "x" * 5000, b"x" * 100, b"GIF89a"])
def test_what_cannot_be_read_is_malformed(target):
    assert check(target).reason is Reason.MALFORMED


@pytest.mark.parametrize(
    "target", ["http://www.gsxt.gov.cn/index.html", page().pdf, page(a_twin()).pdf, b"%PDF-1.7\n"]
)
def test_what_carries_no_signature_of_ours_is_not_a_credential(target):
    assert check(target).reason is Reason.NOT_A_CREDENTIAL


def test_a_signed_paper_without_a_credential_is_not_one_though_its_signature_holds():
    notice = real_signer().sign_document(page({"kind": "receipt"}), NOW, "receipt")
    report = check(notice)

    assert (report.reason, report.signature) == (Reason.NOT_A_CREDENTIAL, "valid")


@pytest.mark.parametrize("target", [a_qr_text, a_licence])
def test_a_key_that_nobody_trusts_is_unknown(target):
    report = check(target())

    assert (report.reason, report.signature, report.fields) == (
        Reason.UNKNOWN_KEY,
        "unknown key",
        {},
    )


def test_a_key_is_unknown_outside_its_time_in_use():
    early, late = NOW - 2 * DAY, NOW + timedelta(days=365 * 6)
    for at in (early, late):
        assert check(a_qr_text(real_signer(), issued_at=at)).reason is Reason.UNKNOWN_KEY
        assert (
            check(real_signer().sign_document(page(a_twin()), at, "")).reason is Reason.UNKNOWN_KEY
        )


def test_a_revoked_credential_key_is_judged_at_the_moment_of_issue():
    trust = authority().trust
    [key] = trust.keys
    for revoked_from, reason in ((NOW + DAY, Reason.OK), (NOW, Reason.KEY_REVOKED)):
        changed = replace(trust, keys=(replace(key, revoked_from=revoked_from),))
        assert check(real_qr(), changed).reason is reason
        assert check(real_licence(), changed).reason is reason


def test_a_revoked_document_certificate_or_root_is_judged_at_the_moment_of_signing():
    trust = authority().trust
    digest = hashlib.sha256(authority().certificates["K01"]).hexdigest()
    [root] = trust.roots
    for revoked_from, reason in ((NOW + DAY, Reason.OK), (NOW - DAY, Reason.KEY_REVOKED)):
        by_certificate = replace(trust, revoked={digest: revoked_from})
        by_root = replace(trust, roots=(replace(root, revoked_from=revoked_from),))
        assert check(real_licence(), by_certificate).reason is reason
        assert check(real_licence(), by_root).reason is reason


def respelt(certificate: bytes) -> bytes:
    """The same certificate with (r, n - s) for (r, s): its issuer's signature holds as before."""
    parsed = asn1crypto.x509.Certificate.load(certificate)
    r, s = decode_dss_signature(parsed["signature_value"].native)
    parsed["signature_value"] = encode_dss_signature(r, P256_ORDER - s)
    return parsed.dump(force=True)


def thief_with(certificate: bytes) -> SoftwareSigner:
    """Who has a terminal's keys, and its certificate spelt otherwise."""
    identity = Identity(certificate, (authority().root_der,), specimen=False)
    return SoftwareSigner(practice_like_pair(), identity, host=HOST, seal_pdf=seal_pdf)


def test_a_revoked_certificate_does_not_come_back_by_another_spelling_of_its_signature():
    known = authority().certificates["K01"]
    twin = a_twin(None, real_qr(), authority=authority().name, specimen=False)
    pdf = a_licence(thief_with(respelt(known)), twin=twin)
    assert respelt(known) != known
    assert check(pdf).reason is Reason.OK
    for listed in (known, respelt(known)):
        revoked = {hashlib.sha256(listed).hexdigest(): NOW}
        for licence in (pdf, real_licence()):
            report = check(licence, replace(authority().trust, revoked=revoked))
            assert (report.reason, report.signature) == (Reason.KEY_REVOKED, "revoked key")


def test_a_changed_credential_has_a_bad_signature():
    from kiosk.domain.credential import from_qr_text, to_qr_text

    signed = bytearray(from_qr_text(real_qr()))
    signed[-1] ^= 1
    report = check(to_qr_text(HOST, bytes(signed)))

    assert (report.reason, report.signature, report.fields) == (
        Reason.BAD_SIGNATURE,
        "invalid",
        {},
    )


def test_a_changed_byte_in_a_pdf_is_a_bad_signature():
    changed = real_licence().replace(b"/Helvetica", b"/Helvetika")

    assert changed != real_licence()
    assert check(changed).reason is Reason.BAD_SIGNATURE


def test_an_appended_revision_is_a_change_after_signing():
    report = check(incremental(real_licence()))

    assert (report.reason, report.signature) == (Reason.CHANGED_AFTER_SIGNING, "valid")


def test_appended_bytes_are_not_the_whole_file():
    assert check(real_licence() + b"\n% more").reason is Reason.NOT_WHOLE_FILE


@pytest.mark.parametrize(("smuggled", "start"), [(b"/X 1 ", 0), (b"", 9)])
def test_a_range_that_leaves_more_out_than_the_signature_is_not_the_whole_file(smuggled, start):
    """The real key signs, but the range begins late or its gap holds an entry besides."""
    from kiosk.adapters.signer.cms import CmsMaker

    made, key = authority(), practice_like_pair().document
    maker = CmsMaker(
        lambda data: key.sign(data, ec.ECDSA(hashes.SHA256())), made.certificates["K01"], ()
    )
    size = len(maker.signed_data(bytes(32))) + 8
    template = (
        b"%%PDF-1.7\n1 0 obj <</M (D:20261123023000Z) /ByteRange [%d %05d %05d %05d]/Contents "
    )
    gap = len(template % (start, 0, 0, 0))
    tail = b" >> endobj\nstartxref\n0\n%%EOF\n"
    resume = gap + len(smuggled) + 2 + 2 * size
    head = template % (start, gap - start, resume, len(tail))
    cms = maker.signed_data(hashlib.sha256(head[start:] + tail).digest())
    pdf = head + smuggled + b"<" + cms.ljust(size, b"\0").hex().encode() + b">" + tail
    report = check(pdf)

    assert (report.reason, report.signature) == (Reason.NOT_WHOLE_FILE, "valid")


def test_a_file_rewritten_by_an_editor_is_not_valid():
    with pikepdf.open(io.BytesIO(real_licence())) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer)

    assert check(buffer.getvalue()).valid is False


@pytest.mark.parametrize(
    "changed",
    [
        {"credit_code": "92320583MAY00018XE"},
        {"name": "昆山市玉山镇别家面馆"},
        {"proprietor": "别人"},
        {"composition": "家庭经营"},
        {"business_type": "公司"},
        {"registered_on": "2026-11-24"},
        {"premises": "别处"},
        {"scope": "一般项目：别的"},
        {"authority": "别处市场监督管理局"},
        {"specimen": True},
        {"premises": None},
        {"premises": "\ud800"},
    ],
)
def test_a_page_that_says_other_than_its_credential_is_a_mismatch(changed):
    report = check(real_with(**changed))

    assert report.reason is Reason.TWIN_MISMATCH
    for name in ("premises", "scope"):
        assert report.fields.get(name) == (None if name in changed else a_twin()[name])


def test_a_register_that_says_otherwise_is_a_mismatch():
    for entry in (an_entry(scope_text="别的"), an_entry(proprietor="别人"), an_entry(name="")):
        report = check(real_qr(), register=registered(entry))
        assert (report.reason, report.register) == (Reason.TWIN_MISMATCH, "differs")


def test_a_genuine_code_that_leads_to_another_host_is_said_and_stays_valid():
    for host in ("evil.example", f"{HOST}.evil.example", f"{HOST}:8443"):
        report = check(real_qr().replace(HOST.upper(), host.upper()), host=HOST.upper())

        assert (report.reason, report.other_host) == (Reason.OK, host)
        assert report.as_json()["other_host"] == host
    for host in (HOST, HOST.upper(), ""):
        assert check(real_qr().replace(HOST.upper(), HOST), host=host).other_host == ""
        assert check(real_licence(), host=host).other_host == ""


def test_of_what_proves_nothing_no_host_is_told():
    other = real_qr().replace(HOST.upper(), "EVIL.EXAMPLE")

    assert check(other[:-8] + "AAAAAAAA", host=HOST).other_host == ""
    assert check(other, TrustList(), host=HOST).other_host == ""


def test_what_is_not_in_the_register_is_said_so():
    report = check(real_qr(), register=lambda _: None, status=lambda *_: None)

    assert (report.reason, report.register, report.status) == (
        Reason.NOT_IN_REGISTER,
        "absent",
        "unknown",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (LicenceStatus.REVOKED, Reason.REVOKED),
        (LicenceStatus.CANCELLED, Reason.CANCELLED),
        (LicenceStatus.SUSPENDED, Reason.SUSPENDED),
    ],
)
def test_a_status_other_than_valid_is_the_reason(status, reason):
    for target in (real_qr(), real_licence()):
        report = check(target, register=registered(), status=with_status(status))
        assert (report.reason, report.status, report.valid) == (reason, status.value, False)


def test_an_old_status_is_too_old_but_a_revoked_one_is_revoked():
    old = with_status(LicenceStatus.VALID, fresh=False)
    gone = with_status(LicenceStatus.REVOKED, fresh=False)

    assert check(real_qr(), status=old).reason is Reason.STATUS_TOO_OLD
    assert check(real_qr(), status=gone).reason is Reason.REVOKED


def test_a_revoked_specimen_is_revoked_and_still_told_a_specimen():
    report = check(a_qr_text(), practice_trust(), status=with_status(LicenceStatus.REVOKED))

    assert (report.reason, report.specimen) == (Reason.REVOKED, True)


def test_nothing_is_asked_about_a_licence_whose_signature_fails():
    def never(_):
        raise AssertionError("asked")

    for target in (a_qr_text(), real_licence().replace(b"/Helvetica", b"/Helvetika")):
        assert not check(target, register=never, status=never).valid


def test_a_cut_name_still_agrees_with_its_page_and_register():
    entry = an_entry(name="昆山市玉山镇" + "听雨" * 20 + "面馆")
    text = a_qr_text(real_signer(), entry)
    twin = a_twin(entry, text, authority=authority().name, specimen=False)
    report = check(a_licence(real_signer(), twin=twin), register=registered(entry))

    assert report.valid, report


def test_an_rsa_signature_is_the_wrong_algorithm():
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = rsa.generate_private_key(65537, 2048)
    made = authority()
    usage = made_usage()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(made.root.subject)
        .issuer_name(made.root.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .add_extension(usage, critical=True)
        .sign(made.key, hashes.SHA256())
    )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        asn1.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(der),
        SimpleCertificateStore(),
    )
    buffer = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(page().pdf)),
        signers.PdfSignatureMetadata(field_name="S", md_algorithm="sha256"),
        signer=signer,
    )

    assert check(buffer.getvalue()).reason is Reason.WRONG_ALGORITHM


def made_usage():
    from cryptography import x509

    names = ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]  # fmt: skip
    return x509.KeyUsage(digital_signature=True, **dict.fromkeys(names, False))


class FakeRegister:
    """A store that knows one licence."""

    def __init__(self, entry, status):
        self.found, self.status = entry, status
        self.register = self.licences = self

    def read(self):
        return contextlib.nullcontext(self)

    def entry(self, code):
        return self.found if code == self.found.credit_code else None

    def get(self, code):
        return SimpleNamespace(status=self.status) if self.entry(code) else None


def test_a_registers_own_store_answers_for_entry_and_status():
    register, status = lookups_of(FakeRegister(an_entry(), LicenceStatus.SUSPENDED))
    report = check(real_qr(), register=register, status=status)
    assert (report.reason, report.register, report.status) == (
        Reason.SUSPENDED,
        "matches",
        "suspended",
    )

    other = FakeRegister(an_entry(credit_code="92320583MAY00018XE"), LicenceStatus.VALID)
    register, status = lookups_of(other)
    report = check(real_qr(), register=register, status=status)
    assert (report.register, report.status) == ("absent", "unknown")


def test_reasons_are_reported_in_the_published_order():
    assert [reason.value for reason in Reason] == [
        "malformed",
        "not_a_credential",
        "wrong_algorithm",
        "unknown_key",
        "key_revoked",
        "bad_signature",
        "not_whole_file",
        "changed_after_signing",
        "twin_mismatch",
        "not_in_register",
        "revoked",
        "cancelled",
        "suspended",
        "status_too_old",
        "specimen",
        "ok",
    ]


@given(st.text(max_size=600) | st.text("HTPS:/V#ABCDEFGHIJ234567", max_size=600))
@example("HTTPS://H/V/#" + "9" * 500)
@example("\ud800")
def test_no_qr_text_makes_the_check_stumble_or_say_valid(text):
    assert check(text).valid is False


@settings(max_examples=150)
@given(st.data())
def test_no_mutated_licence_makes_the_check_stumble_or_say_valid(data):
    pdf = bytearray(real_licence())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(pdf)))
        removed = data.draw(st.integers(0, 40))
        pdf[at : at + removed] = data.draw(st.binary(max_size=12))
    mutated = bytes(pdf)

    assert check(mutated).valid is False or outside_the_signature(mutated) == outside_the_signature(
        real_licence()
    )


def outside_the_signature(pdf: bytes) -> tuple[bytes, bytes]:
    """All that is signed: the rest is the container, whose copy of the root nobody relies on."""
    from kiosk.adapters.signer import signed_pdf

    ranges = signed_pdf._ranges(real_licence())
    return pdf[: ranges.gap], pdf[ranges.resume :]


def test_a_truncated_licence_is_never_valid():
    pdf = real_licence()
    for length in range(0, len(pdf) - 1, 97):
        assert check(pdf[:length]).valid is False


@pytest.mark.parametrize(
    "body",
    [
        b"/ByteRange [0 20 40 99999999]",
        b"/ByteRange [0 5 30 5] <" + b"00" * 12 + b">",
        b"/ByteRange [" + b"9" * 400 + b" 1 1 1]",
        b"/ByteRange [0 1 2 3" * 5000,
        b"[" * 100_000,
        b"<<" * 100_000,
        b"/ByteRange [0 0 60 0]" + b"<" + b"30" * 70_000 + b">",
    ],
)
def test_hostile_pdfs_are_answered_with_a_reason(body):
    report = check(b"%PDF-1.7\n" + body)

    assert report.reason in {Reason.NOT_A_CREDENTIAL, Reason.MALFORMED}


def test_a_huge_file_is_malformed_without_being_read():
    assert check(b"%PDF-1.7\n" + bytes(17 * 1024 * 1024)).reason is Reason.MALFORMED


def test_a_deeply_nested_cms_is_answered_with_a_reason():
    nested = b"\x30\x80" * 8000
    hexed = nested.hex().encode()
    start = (
        b"%PDF-1.7\n1 0 obj <</M (D:20261123023000Z) /ByteRange [0 00000 00000 00000] /Contents "
    )
    gap = len(start)
    filled = start.replace(
        b"[0 00000 00000 00000]", f"[0 {gap:05} {gap + len(hexed) + 2:05} 00010]".encode()
    )

    assert check(filled + b"<" + hexed + b">" + b" >> endobj").reason is Reason.NOT_A_CREDENTIAL


def test_a_stolen_practice_certificate_gives_no_real_licence():
    """A practice kiosk wraps a real credential in a page of its own."""
    pair, identity = signing_keys_of(practice_keys(), None, "K01")
    forger = SoftwareSigner(pair, identity, host=HOST, seal_pdf=seal_pdf)
    twin = a_twin(None, real_qr(), authority=authority().name, specimen=False)
    forged = forger.sign_document(page(twin), NOW, "licence")

    assert check(forged, practice_trust().joined(authority().trust)).reason is Reason.SPECIMEN
