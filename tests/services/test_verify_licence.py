"""Claims about a licence as it is really drawn: it is signed, checked and read as it stands."""

from functools import cache
from pathlib import Path

from kiosk.adapters.document.renderer import ReportLabRenderer
from kiosk.adapters.signer.inspect import Inspector
from kiosk.domain.credential import PRINTED_COMPOSITIONS
from kiosk.domain.licence import LicenceContent
from kiosk.domain.states import DocumentKind
from kiosk.domain.verification import Reason
from kiosk.services.verify import verify
from tests.signed import NOW, a_qr_text, an_entry, practice_signer, practice_trust

ROOT = Path(__file__).resolve().parents[2]


@cache
def renderer() -> ReportLabRenderer:
    return ReportLabRenderer(ROOT / "forms/establishment", ROOT / "resources")


@cache
def drawn_licence() -> bytes:
    entry = an_entry()
    seal = renderer().seal_pdf("云岭市听澜区市场监督管理局", "登记专用章", specimen=True)
    signer = practice_signer(seal_pdf=lambda: seal)
    content = LicenceContent(
        credit_code=entry.credit_code,
        name=entry.name,
        business_type="个体工商户",
        proprietor=entry.proprietor,
        composition=PRINTED_COMPOSITIONS[entry.composition],
        registered_on=entry.registered_on,
        premises=entry.premises,
        scope=entry.scope_text,
        authority="云岭市听澜区市场监督管理局",
        copy_number="1—1",
        credential=a_qr_text(signer),
        issued_at=NOW,
        specimen=True,
    )
    return signer.sign_document(renderer().licence(content, DocumentKind.LICENCE_COPY), NOW, "")


def test_a_drawn_licence_agrees_with_credential_and_register():
    report = verify(drawn_licence(), practice_trust(), Inspector(), register=lambda _: an_entry())

    assert (report.reason, report.signature, report.register) == (
        Reason.SPECIMEN,
        "valid",
        "matches",
    )
    assert report.fields["proprietor"] == an_entry().proprietor
    assert report.fields["scope"] == an_entry().scope_text


def test_a_changed_drawn_licence_is_found_out():
    pdf = bytearray(drawn_licence())
    pdf[len(pdf) // 3] ^= 1

    assert verify(bytes(pdf), practice_trust(), Inspector()).reason is Reason.BAD_SIGNATURE
