"""The states and kinds that applications, decisions, names, licences and notices can have."""

from enum import StrEnum


class ApplicationState(StrEnum):
    """Where an application stands. The allowed moves are in ``MOVES``."""

    DRAFT = "draft"
    RECEIVED = "received"  # sealed at a branch, the register has not seen it yet
    SUBMITTED = "submitted"
    APPROVED = "approved"  # decided, the licence is not issued yet
    RETURNED = "returned"
    REFERRED = "referred"
    REFUSED = "refused"
    ISSUED = "issued"
    COLLECTED = "collected"


MOVES: dict[ApplicationState, frozenset[ApplicationState]] = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SUBMITTED, ApplicationState.RECEIVED}),
    ApplicationState.RECEIVED: frozenset({ApplicationState.SUBMITTED}),
    ApplicationState.SUBMITTED: frozenset(
        {
            ApplicationState.APPROVED,
            ApplicationState.RETURNED,
            ApplicationState.REFERRED,
            ApplicationState.REFUSED,
        }
    ),
    # an approved one whose name was taken meanwhile is decided again
    ApplicationState.APPROVED: frozenset({ApplicationState.ISSUED, ApplicationState.SUBMITTED}),
    ApplicationState.REFERRED: frozenset({ApplicationState.SUBMITTED}),
    ApplicationState.ISSUED: frozenset({ApplicationState.COLLECTED}),
    ApplicationState.RETURNED: frozenset(),
    ApplicationState.REFUSED: frozenset(),
    ApplicationState.COLLECTED: frozenset(),
}


class Outcome(StrEnum):
    """What a decision says; the order of severity is refused, returned, referred, approved."""

    APPROVED = "approved"
    RETURNED = "returned"
    REFERRED = "referred"
    REFUSED = "refused"


class Severity(StrEnum):
    """What a failed rule demands; HAND_OVER has a person decide, whatever else fails."""

    HAND_OVER = "hand_over"
    REFUSE = "refuse"
    RETURN = "return"
    REFER = "refer"
    WARN = "warn"


class Assurance(StrEnum):
    """How sure the house is that the person is who the card says."""

    TYPED = "typed"
    CHIP = "chip"
    MATCHED = "matched"  # chip read and holder matched
    IN_PERSON = "in_person"

    @property
    def is_sufficient(self) -> bool:
        """Whether a provisioned install may issue a licence on it."""
        return self in {Assurance.MATCHED, Assurance.IN_PERSON}


class ClaimState(StrEnum):
    """Why a name is not free. ``freed`` blocks until its last blocking day."""

    REGISTERED = "registered"
    RESERVED = "reserved"
    FREED = "freed"


class LicenceStatus(StrEnum):
    """The status of a licence; ``bits`` is its value in a Token Status List."""

    VALID = "valid"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"

    @property
    def bits(self) -> int:
        """0 valid, 1 revoked, 2 suspended, 3 cancelled."""
        return list(LicenceStatus).index(self)


class DocumentKind(StrEnum):
    """The papers the house makes."""

    LICENCE_COPY = "licence_copy"  # 副本 A4
    LICENCE_ORIGINAL = "licence_original"  # 正本 A3
    OVERLAY = "overlay"  # values only, for pre-printed sheets
    CALIBRATION = "calibration"
    APPLICATION_FORM = "application_form"  # 申请书
    APPROVAL_NOTICE = "approval_notice"  # 登记通知书
    RECEIPT = "receipt"  # 接收申请材料凭证
    CORRECTION_LIST = "correction_list"  # 一次性告知补正
    REFUSAL_NOTICE = "refusal_notice"  # 不予登记通知书
    SLIP = "slip"  # 办件凭条, for whom no message can reach


class NoticeState(StrEnum):
    """Where a notice in the outbox stands; the last two only where a gateway tells receipts."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
