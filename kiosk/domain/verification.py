"""What a check of a licence can find, in the order in which it is reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.domain.answers import Json
from kiosk.domain.credential import Credential
from kiosk.domain.states import LicenceStatus
from kiosk.domain.trust import TrustedRoot

NOT_ASKED: Final = "not asked"


class Reason(StrEnum):
    """Why a licence is not valid; the first that applies, in this order, is reported."""

    MALFORMED = "malformed"  # cannot be read at all
    NOT_A_CREDENTIAL = "not_a_credential"  # readable, but nothing of ours
    WRONG_ALGORITHM = "wrong_algorithm"
    UNKNOWN_KEY = "unknown_key"  # nobody we believe, or not in use at the time of issue
    KEY_REVOKED = "key_revoked"  # revoked at the time of issue
    BAD_SIGNATURE = "bad_signature"
    NOT_WHOLE_FILE = "not_whole_file"  # a part of the file was never signed
    CHANGED_AFTER_SIGNING = "changed_after_signing"  # a later revision was appended
    TWIN_MISMATCH = "twin_mismatch"  # file, credential and register do not say the same
    NOT_IN_REGISTER = "not_in_register"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    STATUS_TOO_OLD = "status_too_old"
    SPECIMEN = "specimen"
    OK = "ok"

    @staticmethod
    def first_of(found: "set[Reason]") -> "Reason":
        """The one to report; OK when nothing was found."""
        return next((reason for reason in Reason if reason in found), Reason.OK)


@dataclass(frozen=True, slots=True)
class ReadCredential:
    """A credential taken from a QR's text; its signature is not checked yet."""

    credential: Credential
    key_id: bytes
    to_be_signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What a signed PDF showed. ``root`` and ``twin`` are None unless the signature holds."""

    root: TrustedRoot | None
    certificate_sha256: str
    certificate_since: datetime
    certificate_until: datetime
    signed_at: datetime
    algorithm_is_ours: bool
    signature_holds: bool
    covers_whole_file: bool
    appended: bool  # a later revision follows what was signed
    twin: Mapping[str, Json] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """A licence's status and whether its source is fresh enough to rely on."""

    status: LicenceStatus
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The answer to a check.

    ``signature``: valid, invalid, unknown key, revoked key; ``status``: valid, revoked,
    suspended, cancelled, unknown; ``register``: matches, differs, absent; each also
    ``not asked``. ``valid`` is true for a real licence without fault alone. ``fields`` are
    what the credential and, from a PDF, the licence say; empty unless its signature holds.
    """

    valid: bool
    specimen: bool
    reason: Reason
    signature: str
    status: str
    register: str
    fields: Mapping[str, Json] = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """The object that ``kiosk verify --json`` prints."""
        return {
            "valid": self.valid,
            "specimen": self.specimen,
            "reason": self.reason.value,
            "signature": self.signature,
            "status": self.status,
            "register": self.register,
            "fields": dict(self.fields),
        }
