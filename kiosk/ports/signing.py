"""Drawing documents and signing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.states import DocumentKind
from kiosk.domain.status_list import StatusList


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished, unsigned PDF and where its signature's appearance goes.

    ``seal_box`` is (x1, y1, x2, y2) in points from the lower left of page ``seal_page``
    (0-based), None where the paper carries no seal. The same content gives the same bytes.
    """

    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    seal_page: int
    seal_box: tuple[float, float, float, float] | None


class DocumentRenderer(Protocol):
    """Draws the papers (PDF/A-3u with a JSON twin) from content and ``document.yaml``."""

    def warm(self) -> None:
        """Get ready what the first paper would wait for."""
        ...

    def licence(self, content: LicenceContent, kind: DocumentKind) -> Rendered:
        """副本, 正本, overlay or calibration page."""
        ...

    def paper(self, content: PaperContent) -> Rendered:
        """申请书, 登记通知书, 凭证, 补正, 不予登记通知书."""
        ...

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """The characters of the text that no font of the chain has, in order, once each."""
        ...


class Signer(Protocol):
    """Signs documents and credentials; keys never leave it."""

    @property
    def specimen(self) -> bool:
        """Whether all it signs is a specimen (practice keys)."""
        ...

    @property
    def key_id(self) -> bytes:
        """The credential key's id, 4 bytes."""
        ...

    def sign_document(
        self, rendered: Rendered, at: datetime, reason: str, *, stamped: bool = True
    ) -> bytes:
        """PAdES B-B, B-T when a time-stamp authority is set; the seal is the appearance.

        Not ``stamped``, it is B-B, and nobody outside is asked.
        """
        ...

    def sign_credential(self, claims: Mapping[int, int | str | bytes]) -> str:
        """The QR's text ``HTTPS://HOST/V/#<Base32 COSE_Sign1>``."""
        ...

    def sign_status_list(self, statuses: StatusList) -> bytes:
        """The list's token, for anyone to check with the trust list."""
        ...

    def sign_bytes(self, payload: bytes) -> bytes:
        """A raw Ed25519 signature by the credential key (trail checkpoints)."""
        ...


@dataclass(frozen=True, slots=True)
class RegisterKeys:
    """The register's own secrets: 32 bytes each."""

    column: bytes = field(repr=False)
    index: bytes = field(repr=False)
