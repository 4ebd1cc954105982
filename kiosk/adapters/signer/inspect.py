"""Reads credentials and signed PDFs that strangers hand in, and checks their signatures.

Of a PDF only the signature's own bytes are looked at until they are proved to come from a
trusted key; a PDF parser sees nothing that is not. Nothing here raises on any input.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.adapters.signer.cose import read_sign1
from kiosk.adapters.signer.signed_pdf import read_signed_pdf
from kiosk.adapters.signer.status_token import read_status_token
from kiosk.adapters.signer.trust_bundle import read_trust_bundle
from kiosk.domain.credential import from_claims, from_qr_text
from kiosk.domain.problems import Problem
from kiosk.domain.trust import SignedTrustList, TrustList
from kiosk.domain.verification import ReadCredential, ReadPdf, ReadStatusList


class Inspector:
    """The one that services ask; it holds nothing."""

    def read_credential(self, text: str) -> ReadCredential | Problem:
        """The credential in a QR's text.

        Problems: ``credential.malformed``, ``.not_a_credential``, ``.wrong_algorithm``.
        """
        signed = from_qr_text(text)
        if isinstance(signed, Problem):
            return signed
        parts = read_sign1(signed)
        if isinstance(parts, Problem):
            return parts
        credential = from_claims(parts.claims)
        if isinstance(credential, Problem):
            return credential
        if not parts.by_eddsa:
            return Problem("credential.wrong_algorithm")
        return ReadCredential(credential, parts.key_id, parts.to_be_signed, parts.signature)

    def read_status_list(self, data: bytes) -> ReadStatusList | Problem:
        """The status list in its token; ``status.unreadable`` when it is none."""
        return read_status_token(data)

    def read_trust_bundle(self, data: bytes, fingerprint: str) -> SignedTrustList | Problem:
        """The trust list that the root with this fingerprint signed; problems ``trust.…``."""
        return read_trust_bundle(data, fingerprint)

    def signature_holds(self, read: ReadCredential | ReadStatusList, public_key: bytes) -> bool:
        """Whether this raw Ed25519 public key's owner signed what was read."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(read.signature, read.to_be_signed)
        except (InvalidSignature, ValueError):
            return False
        return True

    def read_pdf(self, pdf: bytes, trust: TrustList) -> ReadPdf | Problem:
        """What a signed PDF shows. Problems as for a credential."""
        return read_signed_pdf(pdf, trust)
