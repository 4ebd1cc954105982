"""An authority's pack, read and proved to be signed by the root that it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.profile import Profile
from kiosk.domain.trust import TrustList


@dataclass(frozen=True, slots=True)
class DocumentCertificate:
    """A terminal's document key as the root certified it; ``public_key`` is SPKI, DER."""

    terminal: str
    certificate: bytes = field(repr=False)
    public_key: bytes = field(repr=False)
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """What makes an install real: who the authority is, its keys, its form and rule packs.

    ``trees`` gives for each folder (``forms``, ``reference``, perhaps ``procedures``) the SHA-256 (hex) of every file
    in it, by its path with forward slashes. ``fingerprint`` is the SHA-256 of the root's DER,
    which two persons compare with what the authority told them by another way.
    """

    sha256: str
    fingerprint: str
    root: bytes = field(repr=False)
    made_at: datetime
    profile: Profile
    certificates: tuple[DocumentCertificate, ...]
    trust: TrustList
    trees: Mapping[str, Mapping[str, str]]
    seal_pdf: bytes | None = field(repr=False)

    @property
    def spoken_fingerprint(self) -> str:
        """The fingerprint in groups of four, to be read aloud and compared."""
        return " ".join(
            self.fingerprint[start : start + 4] for start in range(0, len(self.fingerprint), 4)
        )
