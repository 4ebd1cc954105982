"""The parts of pyHanko that signing uses, fitted to our keys; importing it takes long."""

import io
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Final

_HTTP_CLIENT: Final = "pyhanko.sign.timestamps.aiohttp_client"
if _HTTP_CLIENT not in sys.modules:
    # pyHanko imports a whole asynchronous web client for its own time-stamp client, a third
    # of its import time; ``UrlTimeStamper`` takes that client's place
    sys.modules[_HTTP_CLIENT] = ModuleType(_HTTP_CLIENT)
    sys.modules[_HTTP_CLIENT].HTTPTimeStamper = object  # type: ignore[attr-defined]

from asn1crypto import algos, tsp, x509  # noqa: E402
from pyhanko.pdf_utils import content, layout  # noqa: E402
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: E402
from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: E402
from pyhanko.sign import fields, signers  # noqa: E402
from pyhanko.sign.signers import PdfSigner  # noqa: E402
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes  # noqa: E402
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError  # noqa: E402
from pyhanko.stamp import StaticStampStyle  # noqa: E402
from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: E402

__all__ = [
    "IncrementalPdfFileWriter",
    "PdfSigner",
    "RawSigner",
    "TimestampRequestError",
    "UrlTimeStamper",
    "appearance",
    "certifying_metadata",
    "field_spec",
    "sign",
]

_TSA_SECONDS: Final = 10
_TSA_ANSWER_BYTES: Final = 65536
_ECDSA_BYTES: Final = 72  # the longest DER signature by P-256


class RawSigner(signers.Signer):
    """A pyHanko signer whose key is a function; the key is never parsed again or copied."""

    def __init__(
        self, sign: Callable[[bytes], bytes], certificate: bytes, chain: tuple[bytes, ...]
    ) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        for der in chain:
            registry.register(x509.Certificate.load(der))
        super().__init__(
            signing_cert=x509.Certificate.load(certificate),
            cert_registry=registry,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        self._sign = sign

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The DER signature over ``data``; SHA-256 is the only digest."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return bytes(_ECDSA_BYTES) if dry_run else self._sign(data)


class UrlTimeStamper(TimeStamper):
    """An RFC 3161 client over HTTP by the standard library."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The answer of the time-stamp authority. Raises TimestampRequestError."""
        if not self._url.startswith(("http://", "https://")):
            raise TimestampRequestError("the address is not http")
        request = urllib.request.Request(  # noqa: S310  the scheme was checked
            self._url,
            data=req.dump(),
            headers={"Content-Type": "application/timestamp-query"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_TSA_SECONDS) as answer:  # noqa: S310
                return tsp.TimeStampResp.load(answer.read(_TSA_ANSWER_BYTES))
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise TimestampRequestError(str(error)) from error


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
