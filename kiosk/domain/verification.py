"""What a check of a licence can find, in the order in which it is reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from kiosk.domain.answers import Json
from kiosk.domain.credential import Credential
from kiosk.domain.states import LicenceStatus
from kiosk.domain.status_list import StatusList
from kiosk.domain.trust import TrustedRoot

NOT_ASKED: Final = "not asked"
NONE: Final = "none"
NOT_JUDGED: Final = "not judged"


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
    STATUS_TOO_OLD = "status_too_old"  # or not to be had
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
    """What a signed PDF showed. ``twin`` is None unless the signature holds and is trusted."""

    root: TrustedRoot | None
    certificate_digests: frozenset[str]  # SHA-256 (hex) of the DER in each of its spellings
    certificate_since: datetime
    certificate_until: datetime
    signed_at: datetime
    algorithm_is_ours: bool
    signature_holds: bool
    covers_whole_file: bool
    appended: bool  # a later revision follows what was signed
    has_time_stamp: bool  # the signature carries a token, which nobody here judges
    twin: Mapping[str, Json] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadStatusList:
    """A status list taken from its token; its signature is not checked yet."""

    list: StatusList
    key_id: bytes
    to_be_signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """A licence's status, whether its source is fresh enough to rely on, and of when it is.

    ``as_of`` is None when the register itself answered.
    """

    status: LicenceStatus
    fresh: bool = True
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The answer to a check.

    ``signature``: valid, invalid, unknown key, revoked key; ``status``: valid, revoked,
    suspended, cancelled, unknown; ``register``: matches, differs, absent; each also
    ``not asked``. ``valid`` is true for a real licence without fault alone. ``fields`` are
    what the credential and, from a PDF, the licence say; empty unless its signature holds.
    ``status_as_of`` is the date of the published list that told the status. ``time_stamp``
    is none or not judged: no list says which time-stamp authorities to believe, so the instant of
    signing is the signer's own word. ``other_host`` is
    where a genuine code leads when that is not the host it should lead to: the licence is as
    said, the page behind its code is not to be believed.
    """

    valid: bool
    specimen: bool
    reason: Reason
    signature: str
    status: str
    register: str
    fields: Mapping[str, Json] = field(repr=False)
    status_as_of: datetime | None = None
    other_host: str = ""
    time_stamp: str = NOT_ASKED

    def as_json(self) -> dict[str, Json]:
        """The object that ``kiosk verify --json`` prints."""
        return {
            "valid": self.valid,
            "specimen": self.specimen,
            "reason": self.reason.value,
            "signature": self.signature,
            "status": self.status,
            "status_as_of": self.status_as_of.isoformat() if self.status_as_of else None,
            "register": self.register,
            "time_stamp": self.time_stamp,
            "other_host": self.other_host,
            "fields": dict(self.fields),
        }
