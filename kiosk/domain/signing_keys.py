"""What may be told of an install's keys: public halves, ids and dates, never a private key."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """A pair of public keys: SPKI in DER, and 32 raw bytes."""

    document: bytes
    credential: bytes


@dataclass(frozen=True, slots=True)
class Installation:
    """What an install is now, as far as a pack must fit it."""

    terminal: str
    own: tuple[PublicKeys, ...]  # the terminal's keys that asked for a certificate
    practice: tuple[PublicKeys, ...]
    fingerprint: str | None  # of the root that it already belongs to
    recovery_is_practice: bool  # nobody has taken a recovery key of their own yet
    pack_made_at: datetime | None = None  # of the pack in force


@dataclass(frozen=True, slots=True)
class KeyReport:
    """The keys that sign now, for people: ``root`` is the root's SHA-256, hex.

    ``certificate_until`` is when the certificate or a key of it ends or was revoked.
    """

    specimen: bool
    authority: str
    root: str
    certificate_sha256: str
    certificate_until: datetime
    key_id: str
    credential_key: str  # hex of the raw public key
    waiting: bool  # other keys wait for the authority's certificate
    recovery_is_practice: bool
