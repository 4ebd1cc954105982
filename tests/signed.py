"""Practice keys, an invented register entry, and signed papers about it, for tests of trust."""

import io
import json
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from kiosk.adapters.document.twin import licence_twin
from kiosk.adapters.signer.authority import signing_keys_of, trust_list_of
from kiosk.adapters.signer.key_folder import Keys, init_practice_keys, load_keys
from kiosk.adapters.signer.signer import SoftwareSigner
from kiosk.domain.credential import PRINTED_COMPOSITIONS, Credential, claims_of
from kiosk.domain.licence import LicenceContent
from kiosk.domain.records import RegisterEntry
from kiosk.domain.states import DocumentKind
from kiosk.domain.trust import TrustList
from kiosk.ports import Rendered

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
HOST = "verify.example"
BOX = (600.0, 60.0, 713.386, 173.386)


@cache
def practice_keys() -> Keys:
    """Practice keys made once for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="keys-")) / "keys"
    init_practice_keys(folder, NOW)
    return load_keys(folder)


def practice_trust() -> TrustList:
    """Who believes the practice keys."""
    return trust_list_of(practice_keys(), None)


def practice_signer(**options) -> SoftwareSigner:
    """A signer with the practice keys."""
    pair, identity = signing_keys_of(practice_keys(), None, "K01")
    return SoftwareSigner(pair, identity, **{"host": HOST, "seal_pdf": seal_pdf} | options)


def an_entry(**changed) -> RegisterEntry:
    """An invented business."""
    entry = RegisterEntry(
        credit_code="92320583MAY00017XG",
        application_id=None,
        division="320583",
        name="昆山市玉山镇听雨轩面馆",
        composition="individual",
        scope_items=("餐饮服务",),
        scope_text="许可项目：餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        industry_class="6210",
        registered_on=date(2026, 11, 23),
        proprietor="林晓𬎆",
        proprietor_id="",
        home="",
        premises="江苏省苏州市昆山市玉山镇人民南路1号",
        premises_code="320583100",
        capital="5",
    )
    return replace(entry, **changed)


def a_credential(entry=None, **changed) -> Credential:
    """The credential of an entry, a specimen unless told otherwise."""
    options = {"issued_at": NOW, "status_shard": 0, "status_index": 4711, "specimen": True}
    return Credential.of_entry(entry or an_entry(), **options | changed)


def a_qr_text(signer=None, entry=None, **changed) -> str:
    """A signed credential."""
    signer = signer or practice_signer()
    specimen = {"specimen": signer.specimen}
    return signer.sign_credential(claims_of(a_credential(entry, **specimen | changed)))


def a_twin(entry=None, credential: str = "", authority: str = "", specimen: bool = True) -> dict:
    """What the licence of an entry says, as the renderer writes it."""
    entry = entry or an_entry()
    content = LicenceContent(
        credit_code=entry.credit_code,
        name=entry.name,
        business_type="个体工商户",
        proprietor=entry.proprietor,
        composition=PRINTED_COMPOSITIONS[entry.composition],
        registered_on=entry.registered_on,
        premises=entry.premises,
        scope=entry.scope_text,
        authority=authority,
        copy_number="1—1",
        credential=credential,
        issued_at=NOW,
        specimen=specimen,
    )
    return licence_twin(content, DocumentKind.LICENCE_COPY)


def page(twin: dict | None = None, sealed: bool = True, words: str = "licence") -> Rendered:
    """A small page with a twin; far quicker to make than a real licence."""
    pdf = _drawn((842, 595), lambda canvas: canvas.drawString(100, 100, words))
    if twin is not None:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            body = json.dumps(twin).encode()
            spec = pikepdf.AttachedFileSpec(opened, body, filename="licence.json")
            opened.Root.AF = opened.make_indirect(pikepdf.Array([spec.obj]))
            buffer = io.BytesIO()
            opened.save(buffer)
            pdf = buffer.getvalue()
    return Rendered(pdf, "", 1, 0, BOX if sealed else None)


def a_licence(signer=None, entry=None, at=NOW, twin=None, **credential) -> bytes:
    """A signed licence PDF with its credential in the twin."""
    signer = signer or practice_signer()
    if twin is None:
        text = a_qr_text(signer, entry, **credential)
        twin = a_twin(entry, text, specimen=signer.specimen)
    return signer.sign_document(page(twin), at, "licence")


@cache
def seal_pdf() -> bytes:
    """A red ring of 40 mm."""

    def ring(canvas):
        canvas.setStrokeColorRGB(0.8, 0, 0)
        canvas.circle(56.693, 56.693, 54)

    return _drawn((113.386, 113.386), ring)


def _drawn(size, draw) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
