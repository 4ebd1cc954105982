"""Check a licence from its PDF or its QR's text: signature, register and status, separately."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.answers import Json
from kiosk.domain.credential import PRINTED_COMPOSITIONS, Credential, host_of, text_digest
from kiosk.domain.problems import Problem
from kiosk.domain.records import RegisterEntry
from kiosk.domain.states import LicenceStatus
from kiosk.domain.trust import SignedTrustList, TrustedKey, TrustList
from kiosk.domain.verification import (
    NONE,
    NOT_ASKED,
    NOT_JUDGED,
    ReadCredential,
    ReadPdf,
    ReadStatusList,
    Reason,
    StatusAnswer,
    VerificationReport,
)
from kiosk.ports import Store

RegisterLookup = Callable[[str], RegisterEntry | None]
StatusLookup = Callable[[Credential, str], StatusAnswer | None]
"""The status of a credential whose signature holds, and by which authority; None: not known."""

_STATUS_REASON: Mapping[LicenceStatus, Reason] = {
    LicenceStatus.REVOKED: Reason.REVOKED,
    LicenceStatus.CANCELLED: Reason.CANCELLED,
    LicenceStatus.SUSPENDED: Reason.SUSPENDED,
}


class Inspector(Protocol):
    """Takes credentials and PDFs apart and checks their signatures; never raises."""

    def read_credential(self, text: str) -> ReadCredential | Problem:
        """The credential in a QR's text."""
        ...

    def read_status_list(self, data: bytes) -> ReadStatusList | Problem:
        """The status list in its token."""
        ...

    def read_trust_bundle(self, data: bytes, fingerprint: str) -> SignedTrustList | Problem:
        """The trust list that the root with this fingerprint signed."""
        ...

    def signature_holds(self, read: ReadCredential | ReadStatusList, public_key: bytes) -> bool:
        """Whether this key made the signature."""
        ...

    def read_pdf(self, pdf: bytes, trust: TrustList) -> ReadPdf | Problem:
        """What a signed PDF shows."""
        ...


@dataclass(frozen=True, slots=True)
class Checks:
    """What a licence is checked against: whom to believe, and where register and status are.

    ``host`` is the one that codes should lead to, empty when that is not known.
    """

    trust: TrustList
    register: RegisterLookup | None = None
    status: StatusLookup | None = None
    host: str = ""


@dataclass(slots=True)
class _Findings:
    """What was found so far."""

    reasons: set[Reason] = field(default_factory=set)
    specimen: bool = False
    signature: str = NOT_ASKED
    status: str = NOT_ASKED
    register: str = NOT_ASKED
    status_as_of: datetime | None = None
    other_host: str = ""
    time_stamp: str = NOT_ASKED
    fields: dict[str, Json] = field(default_factory=dict)

    def report(self) -> VerificationReport:
        reasons = self.reasons | ({Reason.SPECIMEN} if self.specimen else set())
        reason = Reason.first_of(reasons)
        return VerificationReport(
            valid=reason is Reason.OK,
            specimen=self.specimen,
            reason=reason,
            signature=self.signature,
            status=self.status,
            register=self.register,
            fields=self.fields,
            status_as_of=self.status_as_of,
            other_host=self.other_host,
            time_stamp=self.time_stamp,
        )


def verify(
    target: bytes | str,
    trust: TrustList,
    inspector: Inspector,
    *,
    register: RegisterLookup | None = None,
    status: StatusLookup | None = None,
    host: str = "",
) -> VerificationReport:
    """Check a PDF (bytes) or a QR's text (str). Never raises on any target.

    Keys are judged at the moment of issue that the signed object states. Without a register
    or status lookup those parts are ``not asked`` and do not make a licence invalid; a status
    that was asked for and is not known does, as one too old to rely on. What a
    lookup raises is passed on: a register that cannot be read is not an answer. A code that
    leads to another ``host`` is said and is no reason: an authority's host may change.
    """
    findings = _Findings()
    if isinstance(target, bytes):
        credential = _check_pdf(findings, target, trust, inspector)
    else:
        credential = _check_credential(findings, target, trust, inspector)
        if credential is not None and host and host_of(target) != host.lower():
            findings.other_host = host_of(target)
    if credential is not None and findings.signature == "valid":
        _ask_register(findings, credential, register)
        _ask_status(findings, credential, status)
    return findings.report()


def lookups_of(store: Store) -> tuple[RegisterLookup, StatusLookup]:
    """Register and status as a register's own store answers them."""

    def entry_of(credit_code: str) -> RegisterEntry | None:
        with store.read() as uow:
            return uow.register.entry(credit_code)

    def status_of(credential: Credential, _authority: str) -> StatusAnswer | None:
        with store.read() as uow:
            licence = uow.licences.get(credential.credit_code)
            return StatusAnswer(licence.status) if licence else None

    return entry_of, status_of


def _check_credential(
    findings: _Findings, text: str, trust: TrustList, inspector: Inspector
) -> Credential | None:
    """The credential when its signature holds; what is wrong goes into the findings."""
    read = inspector.read_credential(text)
    if isinstance(read, Problem):
        findings.reasons.add(Reason(read.code.removeprefix("credential.")))
        return None
    key, holds = _key_of(read, trust, inspector)
    issued_at = read.credential.issued_at
    if key is None:
        findings.reasons.add(Reason.UNKNOWN_KEY)
        findings.signature = "unknown key"
        return None
    if not holds:
        findings.reasons.add(Reason.BAD_SIGNATURE)
        findings.signature = "invalid"
    if key.is_revoked(issued_at):
        findings.reasons.add(Reason.KEY_REVOKED)
        findings.signature = "revoked key"
    if not holds:
        return None
    findings.specimen = findings.specimen or key.specimen or read.credential.specimen
    findings.fields |= _shown(read.credential, key)
    if findings.signature == NOT_ASKED:
        findings.signature = "valid"
    return read.credential


def _key_of(
    read: ReadCredential, trust: TrustList, inspector: Inspector
) -> tuple[TrustedKey | None, bool]:
    """The key in use at issue that made the signature, else any with that id, and whether."""
    known = [key for key in trust.keys_of(read.key_id) if key.is_known(read.credential.issued_at)]
    for key in known:
        if inspector.signature_holds(read, key.public_key):
            return key, True
    return (known[0] if known else None), False


def _shown(credential: Credential, key: TrustedKey) -> dict[str, Json]:
    return {
        "credit_code": credential.credit_code,
        "name": credential.name,
        "proprietor": credential.proprietor,
        "business_type": credential.business_type,
        "composition": PRINTED_COMPOSITIONS[credential.composition],
        "registered_on": credential.registered_on.isoformat(),
        "premises_code": credential.premises_code,
        "authority_division": credential.authority,
        "issued_at": credential.issued_at.isoformat(),
        "signed_by": key.authority,
        "terminal": key.terminal,
    }


def _check_pdf(
    findings: _Findings, pdf: bytes, trust: TrustList, inspector: Inspector
) -> Credential | None:
    read = inspector.read_pdf(pdf, trust)
    if isinstance(read, Problem):
        findings.reasons.add(Reason(read.code.removeprefix("credential.")))
        return None
    _judge_document_key(findings, read, trust)
    if findings.signature != "valid":
        return None
    findings.time_stamp = NOT_JUDGED if read.has_time_stamp else NONE
    if read.root is not None:
        findings.specimen = read.root.specimen
    if not read.covers_whole_file:
        findings.reasons.add(
            Reason.CHANGED_AFTER_SIGNING if read.appended else Reason.NOT_WHOLE_FILE
        )
    twin = read.twin or {}
    text = twin.get("credential")
    if not isinstance(text, str):
        if not findings.reasons:
            findings.reasons.add(Reason.NOT_A_CREDENTIAL)
        return None
    credential = _check_credential(findings, text, trust, inspector)
    if credential is not None:
        findings.fields |= _proved(credential, twin)
        if not _twin_agrees(credential, twin, findings):
            findings.reasons.add(Reason.TWIN_MISMATCH)
    return credential


def _proved(credential: Credential, twin: Mapping[str, Json]) -> dict[str, Json]:
    """What the file says beyond its credential: premises and scope only as the digests prove."""
    told: dict[str, Json] = {}
    for name, digest in (
        ("premises", credential.premises_digest),
        ("scope", credential.scope_digest),
    ):
        value = twin.get(name)
        if isinstance(value, str) and text_digest(value) == digest:
            told[name] = value
    authority = twin.get("authority")
    return told | ({"authority": authority} if authority and isinstance(authority, str) else {})


def _judge_document_key(findings: _Findings, read: ReadPdf, trust: TrustList) -> None:
    known = read.root is not None and (
        read.certificate_since <= read.signed_at < read.certificate_until
    )
    revoked_from = [trust.revoked.get(digest) for digest in read.certificate_digests]
    if read.root is not None:
        revoked_from.append(read.root.revoked_from)
    revoked = any(instant is not None and read.signed_at >= instant for instant in revoked_from)
    for applies, reason, word in (
        (not read.signature_holds, Reason.BAD_SIGNATURE, "invalid"),
        (known and revoked, Reason.KEY_REVOKED, "revoked key"),
        (not known, Reason.UNKNOWN_KEY, "unknown key"),
        (not read.algorithm_is_ours, Reason.WRONG_ALGORITHM, "invalid"),
    ):
        if applies:
            findings.reasons.add(reason)
            findings.signature = word
    if findings.signature == NOT_ASKED:
        findings.signature = "valid"


def _twin_agrees(credential: Credential, twin: Mapping[str, Json], findings: _Findings) -> bool:
    """Whether the page, as its twin tells it, says what the credential says."""

    def said(name: str) -> str:
        value = twin.get(name)
        return value if isinstance(value, str) else ""

    return (
        said("credit_code") == credential.credit_code
        and credential.shows(said("name"), said("proprietor"))
        and said("business_type") == credential.business_type
        and said("composition") == PRINTED_COMPOSITIONS[credential.composition]
        and said("registered_on") == credential.registered_on.isoformat()
        and text_digest(said("premises")) == credential.premises_digest
        and text_digest(said("scope")) == credential.scope_digest
        and twin.get("specimen") is credential.specimen
        and (findings.specimen or said("authority") == findings.fields["signed_by"])
    )


def _ask_register(
    findings: _Findings, credential: Credential, lookup: RegisterLookup | None
) -> None:
    if lookup is None:
        return
    entry = lookup(credential.credit_code)
    if entry is None:
        findings.register = "absent"
        findings.reasons.add(Reason.NOT_IN_REGISTER)
        return
    registered = Credential.of_entry(
        entry,
        issued_at=credential.issued_at,
        status_shard=credential.status_shard,
        status_index=credential.status_index,
        specimen=credential.specimen,
    )
    findings.register = "matches" if registered == credential else "differs"
    if registered != credential:
        findings.reasons.add(Reason.TWIN_MISMATCH)


def _ask_status(findings: _Findings, credential: Credential, lookup: StatusLookup | None) -> None:
    if lookup is None:
        return
    answer = lookup(credential, str(findings.fields["signed_by"]))
    if answer is None:
        findings.status = "unknown"
        if not findings.specimen:  # nothing says that it is in force
            findings.reasons.add(Reason.STATUS_TOO_OLD)
        return
    findings.status = answer.status.value
    findings.status_as_of = answer.as_of
    if answer.status in _STATUS_REASON:
        findings.reasons.add(_STATUS_REASON[answer.status])
    if not answer.fresh:
        findings.reasons.add(Reason.STATUS_TOO_OLD)
