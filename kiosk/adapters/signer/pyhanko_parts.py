"""The parts of pyHanko that signing uses, fitted to our keys; importing it takes long."""

import io
from collections.abc import Callable
from datetime import datetime

from kiosk.adapters.signer import no_web_client  # noqa: F401  must come before pyHanko

# isort: split
from asn1crypto import cms, x509
from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle

__all__ = [
    "IncrementalPdfFileWriter",
    "PdfSigner",
    "ReadyMadeCms",
    "appearance",
    "certifying_metadata",
    "field_spec",
    "sign",
]


class ReadyMadeCms(signers.Signer):
    """A pyHanko signer that takes the whole CMS from a function of the document's digest."""

    def __init__(self, certificate: bytes, make: Callable[[bytes], bytes]) -> None:
        super().__init__(signing_cert=x509.Certificate.load(certificate))
        self._make = make

    async def async_sign(  # type: ignore[override]
        self, data_digest: bytes, digest_algorithm: str, **_: object
    ) -> cms.ContentInfo:
        """The CMS over a document with this SHA-256 digest."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return cms.ContentInfo.load(self._make(data_digest))


class _ImportedPage(content.PdfContent):
    """The first page of a PDF held in memory, as content of an appearance."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        reader = PdfFileReader(io.BytesIO(self._pdf))
        form = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Seal"] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Seal Do"


def appearance(seal_pdf: bytes) -> StaticStampStyle:
    """The seal, opaque and as large as the field; a stock style shrinks it by its margins."""
    return StaticStampStyle(
        background=_ImportedPage(seal_pdf),
        border_width=0,
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MID,
            y_align=layout.AxisAlignment.ALIGN_MID,
            margins=layout.Margins(0, 0, 0, 0),
            inner_content_scaling=layout.InnerScaling.STRETCH_FILL,
        ),
    )


def certifying_metadata(field: str, reason: str) -> signers.PdfSignatureMetadata:
    """A certification that permits no change (ISO 32000-2, 12.8.2.2, P 1)."""
    return signers.PdfSignatureMetadata(
        field_name=field,
        reason=reason or None,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )


def field_spec(
    field: str, page: int, box: tuple[float, float, float, float] | None
) -> fields.SigFieldSpec:
    """Where the signature stands; without a box it is invisible, on the first page."""
    if box is None:
        return fields.SigFieldSpec(field)
    # pyHanko's annotation asks for whole points; it writes the numbers as they are
    return fields.SigFieldSpec(field, on_page=page, box=box)  # type: ignore[arg-type]


async def sign(
    pdf_signer: PdfSigner, writer: IncrementalPdfFileWriter, at: datetime, space: int
) -> bytes:
    """One pass of pyHanko's interruptible signing, with our instant and a fixed space."""
    session = pdf_signer.init_signing_session(writer)
    session.system_time = at
    to_be_signed = session.prepare_tbs_document(validation_info=None, bytes_reserved=space)
    output = io.BytesIO()
    digest, _ = to_be_signed.digest_tbs_document(output=output)
    await to_be_signed.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    return output.getvalue()
