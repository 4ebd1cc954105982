"""The CMS of a PAdES signature (RFC 5652, RFC 5035, ETSI EN 319 122-1), written as DER directly.

A general ASN.1 library spends fifteen milliseconds on what is four known objects in a row.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from cryptography import x509

from kiosk.adapters.signer.der import (
    CONTEXT_0,
    CONTEXT_1,
    ECDSA_SHA_256,
    INTEGER,
    OCTETS,
    SEQUENCE,
    SET,
    der,
)

_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_CONTENT_TYPE: Final = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST: Final = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE_V2: Final = bytes.fromhex("060b2a864886f70d010910022f")
_TIME_STAMP_TOKEN: Final = bytes.fromhex("060b2a864886f70d010910020e")
_SHA_256: Final = bytes.fromhex("300d06096086480165030402010500")
_VERSION_1: Final = bytes.fromhex("020101")


class CmsMaker:
    """Makes detached SignedData objects by one P-256 key with one certificate.

    ``sign`` returns a DER-encoded ECDSA signature with SHA-256 over its argument;
    ``certificate`` and ``chain`` are DER and all go into the object.
    """

    def __init__(
        self, sign: Callable[[bytes], bytes], certificate: bytes, chain: tuple[bytes, ...]
    ) -> None:
        parsed = x509.load_der_x509_certificate(certificate)
        serial = parsed.serial_number.to_bytes(parsed.serial_number.bit_length() // 8 + 1)
        self._signer_id = der(SEQUENCE, parsed.issuer.public_bytes(), der(INTEGER, serial))
        certificate_id = der(SEQUENCE, der(OCTETS, hashlib.sha256(certificate).digest()))
        self._fixed_attributes = (
            _attribute(_CONTENT_TYPE, _DATA),
            _attribute(_SIGNING_CERTIFICATE_V2, der(SEQUENCE, der(SEQUENCE, certificate_id))),
        )
        self._certificates = der(CONTEXT_0, *sorted({certificate, *chain}))
        self._sign = sign

    def signed_data(
        self, digest: bytes, time_stamp: Callable[[bytes], bytes] | None = None
    ) -> bytes:
        """The ContentInfo over content with this SHA-256 digest, as DER.

        ``time_stamp`` gets the signature value and returns an RFC 3161 token over it, which
        becomes an unsigned attribute.
        """
        attributes = (*self._fixed_attributes, _attribute(_MESSAGE_DIGEST, der(OCTETS, digest)))
        content = b"".join(sorted(attributes))
        signature = self._sign(der(SET, content))
        unsigned = b""
        if time_stamp is not None:
            token = _attribute(_TIME_STAMP_TOKEN, time_stamp(signature))
            unsigned = der(CONTEXT_1, token)
        signer_info = der(
            SEQUENCE,
            _VERSION_1,
            self._signer_id,
            _SHA_256,
            der(CONTEXT_0, content),
            ECDSA_SHA_256,
            der(OCTETS, signature),
            unsigned,
        )
        signed_data = der(
            SEQUENCE,
            _VERSION_1,
            der(SET, _SHA_256),
            der(SEQUENCE, _DATA),
            self._certificates,
            der(SET, signer_info),
        )
        return der(SEQUENCE, _SIGNED_DATA, der(CONTEXT_0, signed_data))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return der(SEQUENCE, kind, der(SET, value))
