"""PAdES B-B and B-T signatures (ETSI EN 319 142-1) by pyHanko, imported on first use alone."""

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from typing import Final

from kiosk.ports import Rendered, SystemFault

_FIELD: Final = "Signature"
_SPACE: Final = 8192  # hex digits for the CMS: two certificates take about 3,600
_SPACE_WITH_TIME: Final = 24576  # a time stamp brings its own certificates


class PadesMaker:
    """Signs finished PDFs with one key and one certificate.

    ``sign`` returns a DER-encoded ECDSA signature with SHA-256 over its argument. ``seal_pdf``
    is a one-page PDF drawn as the signature's appearance, filling the whole box.
    """

    def __init__(
        self,
        *,
        sign: Callable[[bytes], bytes],
        certificate: bytes,
        chain: tuple[bytes, ...],
        seal_pdf: bytes,
        tsa_url: str | None,
    ) -> None:
        self._sign = sign
        self._certificate = certificate
        self._chain = chain
        self._seal_pdf = seal_pdf
        self._tsa_url = tsa_url

    def sign_pdf(self, rendered: Rendered, at: datetime, reason: str) -> bytes:
        """The PDF with one certifying signature over all of it that permits no change.

        Raises SystemFault ``time_stamp_failed`` when the time-stamp authority gives none.
        """
        from kiosk.adapters.signer import pyhanko_parts as parts

        box = rendered.seal_box
        pdf_signer = parts.PdfSigner(
            parts.certifying_metadata(_FIELD, reason),
            signer=parts.RawSigner(self._sign, self._certificate, self._chain),
            timestamper=parts.UrlTimeStamper(self._tsa_url) if self._tsa_url else None,
            stamp_style=parts.appearance(self._seal_pdf) if box else None,
            new_field_spec=parts.field_spec(_FIELD, rendered.seal_page, box),
        )
        space = _SPACE_WITH_TIME if self._tsa_url else _SPACE
        writer = parts.IncrementalPdfFileWriter(io.BytesIO(rendered.pdf))
        try:
            return asyncio.run(parts.sign(pdf_signer, writer, at, space))
        except parts.TimestampRequestError as error:
            raise SystemFault("time_stamp_failed", str(error)) from error
