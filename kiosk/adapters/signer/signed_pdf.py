"""Checks the signature of a PDF from its raw bytes, and reads the twin once it is trusted."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.adapters.signer.certificate_digests import digests_of
from kiosk.adapters.signer.read_cms import ReadCms, read_cms
from kiosk.domain.answers import Json
from kiosk.domain.problems import Problem
from kiosk.domain.trust import TrustedRoot, TrustList
from kiosk.domain.verification import ReadPdf

MAX_PDF_BYTES: Final = 16 * 1024 * 1024
_MAX_CMS_HEX: Final = 2 * 65536
_MAX_DICTIONARY: Final = 8192  # bytes of a signature dictionary before or after its contents
_MAX_TWIN_BYTES: Final = 256 * 1024

_BYTE_RANGE: Final = re.compile(
    rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,9})\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{0,64}\]"
)
_SIGNING_TIME: Final = re.compile(
    rb"/M\s{0,8}\(D(?::|\\072)(\d{14})(?:Z|([+-])(\d{2})'(\d{2})'?)?(?:00'00'?)?\)"
)
_HEX: Final = re.compile(rb"[0-9A-Fa-f]+")


@dataclass(frozen=True, slots=True)
class _Ranges:
    """What a ByteRange says, and what stands in its gap."""

    start: int
    gap: int
    resume: int
    end: int
    contents: bytes  # DER, zero padding included
    is_clean: bool  # starts at 0, and the gap holds the hex string and nothing else


def read_signed_pdf(pdf: bytes, trust: TrustList) -> ReadPdf | Problem:
    """Check the first signature of the PDF; never raises.

    Problems: ``credential.malformed`` when it is no PDF, over 16 MiB, or signed by a trusted
    key and yet unreadable; ``credential.not_a_credential`` when it has no signature.
    """
    if not pdf.startswith(b"%PDF-") or len(pdf) > MAX_PDF_BYTES:
        return Problem("credential.malformed")
    ranges = _ranges(pdf)
    if ranges is None:
        return Problem("credential.not_a_credential")
    signed_at = _signing_time(pdf, ranges)
    cms = read_cms(ranges.contents)
    if cms is None or signed_at is None:
        return Problem("credential.not_a_credential")
    signed = pdf[ranges.start : ranges.gap] + pdf[ranges.resume : ranges.end]
    holds = ranges.end <= len(pdf) and _holds(cms, signed)
    root = _root_of(cms.certificate, trust)
    digests = frozenset[str]()
    if root is not None:
        issuer = x509.load_der_x509_certificate(root.certificate).public_key()
        digests = digests_of(cms.certificate, cms.certificate_der, issuer)
    later = pdf[ranges.end :]
    twin: Mapping[str, Json] | None = None
    if holds and root is not None and ranges.is_clean:
        read = _twin(pdf[: ranges.end])
        if isinstance(read, Problem):
            return read
        twin = read
    return ReadPdf(
        root=root,
        certificate_digests=digests,
        certificate_since=cms.certificate.not_valid_before_utc,
        certificate_until=cms.certificate.not_valid_after_utc,
        signed_at=signed_at,
        algorithm_is_ours=cms.is_ours,
        signature_holds=holds,
        covers_whole_file=ranges.is_clean and not later,
        appended=ranges.is_clean and b"startxref" in later,
        has_time_stamp=cms.has_time_stamp,
        twin=twin,
    )


def _ranges(pdf: bytes) -> _Ranges | None:
    match = _BYTE_RANGE.search(pdf)
    if match is None:
        return None
    start, length, resume, rest = (int(number) for number in match.groups())
    gap = start + length
    if not gap < resume <= len(pdf) or resume - gap > _MAX_CMS_HEX:
        return None
    between = pdf[gap:resume]
    opening, closing = between.find(b"<"), between.rfind(b">")
    digits = between[opening + 1 : closing]
    if opening < 0 or len(digits) % 2 or not _HEX.fullmatch(digits):
        return None
    return _Ranges(
        start=start,
        gap=gap,
        resume=resume,
        end=resume + rest,
        contents=bytes.fromhex(digits.decode()),
        is_clean=start == 0 and opening == 0 and closing == len(between) - 1,
    )


def _signing_time(pdf: bytes, ranges: _Ranges) -> datetime | None:
    """The claimed time (ISO 32000-2, 12.8.1, entry M) in the dictionary around the gap."""
    before = pdf[max(0, ranges.gap - _MAX_DICTIONARY) : ranges.gap]
    after = pdf[ranges.resume : ranges.resume + _MAX_DICTIONARY]
    dictionary = before[before.rfind(b" obj") + 1 :] + after[: after.find(b"endobj")]
    match = _SIGNING_TIME.search(dictionary)
    if match is None:
        return None
    digits, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == b"-" else offset)
        return datetime.strptime(digits.decode(), "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _holds(cms: ReadCms, signed: bytes) -> bool:
    public = cms.certificate.public_key()
    if not cms.is_ours or not cms.names_its_certificate:
        return False
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    try:
        public.verify(cms.signature, cms.to_be_signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return hashlib.sha256(signed).digest() == cms.message_digest


def _root_of(certificate: x509.Certificate, trust: TrustList) -> TrustedRoot | None:
    """The trusted root that certified this document key directly, for signatures."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        if not usage.digital_signature:
            return None
    except (x509.ExtensionNotFound, ValueError):
        return None
    for root in trust.roots:
        try:
            certificate.verify_directly_issued_by(x509.load_der_x509_certificate(root.certificate))
        except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
            continue
        return root
    return None


def _twin(revision: bytes) -> Mapping[str, Json] | Problem | None:
    """The JSON that the signed revision carries as an associated file; None without one."""
    from kiosk.adapters.signer.associated_file import first_associated_file

    try:
        content = first_associated_file(revision, _MAX_TWIN_BYTES)
        twin = None if content is None else json.loads(content)
    except Exception:  # noqa: BLE001  the parser is large; a trusted file may still be damaged
        return Problem("credential.malformed")
    return twin if isinstance(twin, dict) else None
