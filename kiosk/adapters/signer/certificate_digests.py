"""The digests that one certificate can have: who holds it can spell its signature otherwise.

An ECDSA signature ``(r, s)`` holds just as well as ``(r, n - s)`` (SEC 1, 4.1.4), so a certificate
that was revoked by the digest of its DER would come back as new with one number changed.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from kiosk.adapters.signer.der import BITS, SEQUENCE, der

_ORDERS: Final[Mapping[str, int]] = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int("F" * 48 + "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16),
    "secp521r1": int(
        "1" + "F" * 64 + "FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409", 16
    ),
}
"""The order n of each curve's base point (FIPS 186-5, SP 800-186, 3.2.1)."""


def digests_of(certificate: x509.Certificate, der_bytes: bytes, issuer: object) -> frozenset[str]:
    """SHA-256 (hex) of the DER as it is and with either spelling of its issuer's signature.

    ``issuer`` is the public key that the signature holds by; of one that is no elliptic curve's
    a signature has a single spelling.
    """
    found = {hashlib.sha256(der_bytes).hexdigest()}
    order = (
        _ORDERS.get(issuer.curve.name) if isinstance(issuer, ec.EllipticCurvePublicKey) else None
    )
    if order is not None:
        tbs = certificate.tbs_certificate_bytes
        algorithm = _outer_algorithm(der_bytes, tbs)
        r, s = decode_dss_signature(certificate.signature)
        for spelt in (s, order - s):
            signature = der(BITS, b"\0", encode_dss_signature(r, spelt))
            whole = der(SEQUENCE, tbs, algorithm, signature)
            found.add(hashlib.sha256(whole).hexdigest())
    return frozenset(found)


def _outer_algorithm(der_bytes: bytes, tbs: bytes) -> bytes:
    """The AlgorithmIdentifier behind what was signed; parsing found it equal to the signed one."""
    at = der_bytes.index(tbs) + len(tbs)
    return der_bytes[at : at + 2 + der_bytes[at + 1]]
