"""PAdES B-B and B-T signatures (ETSI EN 319 142-1) placed by pyHanko, which is imported on use."""

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from kiosk.adapters.signer.cms import CmsMaker
from kiosk.adapters.signer.time_stamp import fetch_time_stamp
from kiosk.ports import Rendered

_FIELD: Final = "Signature"
_CMS_BYTES: Final = 512  # a CMS without its certificates takes about 360
_TIME_STAMP_BYTES: Final = 10240  # a token brings its authority's certificates


class PadesMaker:
    """Signs finished PDFs with one key and one certificate.

    ``sign`` returns a DER-encoded ECDSA signature with SHA-256 over its argument. ``seal_pdf``
    is asked once for a one-page PDF drawn as the signature's appearance, filling the whole box.
    """

    def __init__(
        self,
        *,
        sign: Callable[[bytes], bytes],
        certificate: bytes,
        chain: tuple[bytes, ...],
        seal_pdf: Callable[[], bytes],
        tsa_url: str | None,
    ) -> None:
        self._cms = CmsMaker(sign, certificate, chain)
        self._certificate = certificate
        self._make_seal = seal_pdf
        self._seal = b""
        self._tsa_url = tsa_url
        size = _CMS_BYTES + len(certificate) + sum(map(len, chain))
        self._space = 2 * (size + (_TIME_STAMP_BYTES if tsa_url else 0))  # hex digits

    def sign_pdf(
        self, rendered: Rendered, at: datetime, reason: str, *, stamped: bool = True
    ) -> bytes:
        """The PDF with one certifying signature over all of it that permits no change.

        Not ``stamped``, the time-stamp authority is not asked. Raises SystemFault ``time_stamp_failed`` when the time-stamp authority gives none.
        """
        from kiosk.adapters.signer import pyhanko_parts as parts

        box = rendered.seal_box
        pdf_signer = parts.PdfSigner(
            parts.certifying_metadata(_FIELD, reason),
            signer=parts.ReadyMadeCms(
                self._certificate, self._make_cms if stamped else self._cms.signed_data
            ),
            stamp_style=parts.appearance(self._seal_pdf()) if box else None,
            new_field_spec=parts.field_spec(_FIELD, rendered.seal_page, box),
        )
        writer = parts.IncrementalPdfFileWriter(io.BytesIO(rendered.pdf))
        return asyncio.run(parts.sign(pdf_signer, writer, at, self._space))

    def _seal_pdf(self) -> bytes:
        if not self._seal:
            self._seal = self._make_seal()
        return self._seal

    def _make_cms(self, digest: bytes) -> bytes:
        if not self._tsa_url:
            return self._cms.signed_data(digest)
        return self._cms.signed_data(digest, partial(fetch_time_stamp, self._tsa_url))
