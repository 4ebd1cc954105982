"""Claims about signed documents: other people's tools find them valid, and nothing else."""

import io
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.signer import verify_bytes
from kiosk.domain.credential import claims_of
from kiosk.ports import SystemFault
from kiosk.services.verify import verify
from tests.parts import needs
from tests.signed import (
    BOX,
    NOW,
    a_credential,
    a_licence,
    a_qr_text,
    page,
    practice_keys,
    practice_signer,
    practice_trust,
)
from tests.time_stamps import serving

ROOT = Path(__file__).resolve().parents[3]


def root_pem() -> bytes:
    return practice_keys().practice_root.public_bytes(Encoding.PEM)


def said_by_pdfsig(pdf: bytes, root: bytes, folder: Path) -> str:
    store, file, certificate = folder / "nss", folder / "signed.pdf", folder / "root.pem"
    store.mkdir()
    file.write_bytes(pdf)
    certificate.write_bytes(root)
    database = f"sql:{store}"
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", database, "-n", "r", "-t", "CT,C,C", "-i", certificate], check=True
    )
    done = subprocess.run(["pdfsig", "-nssdir", database, file], capture_output=True, check=False)
    return done.stdout.decode()


def parts_of(pdf: bytes) -> tuple[bytes, bytes]:
    """What was signed, and the CMS."""
    numbers = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", pdf)
    start, length, resume, rest = map(int, numbers.groups())
    contents = pdf[start + length + 1 : resume - 1]
    return pdf[start : start + length] + pdf[resume : resume + rest], bytes.fromhex(
        contents.decode()
    )


def test_pdfsig_with_the_root_finds_it_valid_trusted_and_whole(tmp_path):
    needs("pdfsig")
    said = said_by_pdfsig(a_licence(), root_pem(), tmp_path)

    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_pdfsig_finds_a_changed_byte(tmp_path):
    needs("pdfsig")
    said = said_by_pdfsig(a_licence().replace(b"/Helvetica", b"/Helvetika"), root_pem(), tmp_path)

    assert "Digest Mismatch" in said


def test_openssl_verifies_the_cms_over_the_byte_range(tmp_path):
    signed, cms = parts_of(a_licence())
    (tmp_path / "signed").write_bytes(signed)
    (tmp_path / "cms").write_bytes(cms)
    (tmp_path / "root.pem").write_bytes(root_pem())
    command = [
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms",
        "-content", "signed", "-CAfile", "root.pem", "-purpose", "any", "-out", "/dev/null",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    (tmp_path / "signed").write_bytes(signed.replace(b"licence", b"license", 1))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_pyhankos_own_validation_finds_it_valid_and_whole():
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = asn1.Certificate.load(practice_keys().practice_root.public_bytes(Encoding.DER))
    [embedded] = PdfFileReader(io.BytesIO(a_licence())).embedded_signatures
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW)
    status = validate_pdf_signature(embedded, signer_validation_context=context)

    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.docmdp_ok


def test_qpdf_finds_no_fault_in_its_syntax(tmp_path):
    needs("qpdf")
    (tmp_path / "a.pdf").write_bytes(a_licence())

    done = subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_seal_fills_its_box_and_nothing_may_be_changed_later():
    import pikepdf

    with pikepdf.open(io.BytesIO(a_licence())) as pdf:
        [widget] = pdf.pages[0].Annots
        drawn = bytes(widget.AP.N.read_bytes())
        x_scale, _, _, y_scale, _, _ = map(float, re.search(rb"([-\d. ]+) cm", drawn)[1].split())
        permission = pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P

        assert [float(edge) for edge in widget.Rect] == pytest.approx(list(BOX))
        assert (x_scale, y_scale) == pytest.approx((1, 1), abs=0.001)
        assert permission == 1


def test_a_page_without_a_place_for_the_seal_is_signed_invisibly():
    import pikepdf

    signed = practice_signer().sign_document(page(sealed=False), NOW, "receipt")
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        [widget] = pdf.pages[0].Annots
        assert [float(edge) for edge in widget.Rect] == [0, 0, 0, 0]


def test_the_unsigned_bytes_stand_untouched_at_the_beginning():
    rendered = page()
    signed = practice_signer().sign_document(rendered, NOW, "licence")

    assert signed.startswith(rendered.pdf)
    assert rb"/M (D\07220261123023000Z)" in signed  # \072 is a colon


def test_signing_leaves_no_web_client_behind():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", (
            "import sys; from tests.signed import a_licence; a_licence();"
            "print([m for m in ('aiohttp', 'requests') if m in sys.modules])"
        )],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip

    assert (done.stdout, done.stderr) == (b"[]\n", b"")


def test_a_signer_never_puts_its_name_to_the_other_kind_of_credential():
    with pytest.raises(SystemFault) as fault:
        practice_signer().sign_credential(claims_of(a_credential(specimen=False)))

    assert fault.value.code == "specimen_flag_wrong"


def test_signed_bytes_verify_and_are_no_credential():
    signer = practice_signer()
    signature = signer.sign_bytes(b"head 17")

    assert verify_bytes(signer.credential_public, b"head 17", signature)
    assert not verify_bytes(signer.credential_public, b"head 18", signature)
    assert not verify_bytes(b"\0" * 32, b"head 17", signature)
    assert not verify_bytes(b"short", b"head 17", b"")


def test_the_qr_text_is_short_and_in_capitals():
    text = a_qr_text()

    assert text.startswith("HTTPS://VERIFY.EXAMPLE/V/#")
    assert len(text) < 520


@pytest.fixture
def time_stamp_authority(tmp_path):
    with serving(tmp_path) as served:
        yield served


def test_with_a_time_stamp_authority_the_signature_carries_its_token(
    time_stamp_authority, tmp_path
):
    from asn1crypto import cms

    url, _ = time_stamp_authority
    pdf = practice_signer(tsa_url=url).sign_document(page(), NOW, "licence")
    [signer] = cms.ContentInfo.load(parts_of(pdf)[1])["content"]["signer_infos"]
    [attribute] = signer["unsigned_attrs"]
    token = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed

    assert attribute["type"].native == "signature_time_stamp_token"
    assert verify(pdf, practice_trust(), Inspector()).time_stamp == "not judged"
    assert abs(token["gen_time"].native - datetime.now(UTC)) < timedelta(hours=1)
    if sys.platform == "linux":
        needs("pdfsig")
        (tmp_path / "check").mkdir()
        assert "Signature is Valid" in said_by_pdfsig(pdf, root_pem(), tmp_path / "check")


def test_an_authority_that_answers_wrongly_or_not_at_all_is_a_fault(time_stamp_authority):
    url, handler = time_stamp_authority
    handler.answer = b"\x30\x05\x30\x03\x02\x01\x02"  # rejection
    for address in (url, "http://127.0.0.1:9", "file:///etc/passwd"):
        with pytest.raises(SystemFault) as fault:
            practice_signer(tsa_url=address).sign_document(page(), NOW, "licence")
        assert fault.value.code == "time_stamp_failed"


def test_a_token_for_another_request_is_not_taken(time_stamp_authority, tmp_path):
    url, handler = time_stamp_authority
    practice_signer(tsa_url=url).sign_document(page(), NOW, "licence")
    handler.answer = (tmp_path / "reply").read_bytes()

    with pytest.raises(SystemFault) as fault:
        practice_signer(tsa_url=url).sign_document(page(), NOW, "licence")
    assert "not the token" in fault.value.detail


def test_practice_certificates_say_in_their_names_what_they_are():
    for certificate in (practice_keys().practice_root, practice_keys().practice_certificate):
        assert "SPECIMEN" in certificate.subject.rfc4514_string()
    assert practice_keys().practice_root.extensions.get_extension_for_class(
        x509.BasicConstraints
    ).value == x509.BasicConstraints(ca=True, path_length=0)
