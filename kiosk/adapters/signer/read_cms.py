"""Takes the CMS of a PDF signature apart (RFC 5652): one signer, its certificate, its claims."""

import hashlib
from dataclasses import dataclass, field
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

_SET: Final = b"\x31"


@dataclass(frozen=True, slots=True)
class ReadCms:
    """What one signer says; nothing in it is proved yet.

    ``to_be_signed`` is the DER of the signed attributes as a SET (RFC 5652, 5.4).
    ``is_ours`` says that digest, signature and key are SHA-256, ECDSA and P-256.
    """

    certificate: x509.Certificate
    certificate_der: bytes = field(repr=False)
    message_digest: bytes
    to_be_signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    names_its_certificate: bool  # signing-certificate-v2 holds this certificate's hash
    is_ours: bool
    has_time_stamp: bool  # a token is there; who made it and over what is not asked


def read_cms(contents: bytes) -> ReadCms | None:
    """The CMS in a signature's contents, zero padding allowed; None when it is not one.

    Never raises. Exactly one signer, identified by issuer and serial number, whose
    certificate is in the object, and each signed attribute once.
    """
    from asn1crypto import cms, tsp

    _ = tsp  # its import teaches cms the attribute signing-certificate-v2 (RFC 5035)
    try:
        parsed = cms.ContentInfo.load(contents)
        size = len(parsed.dump())
        if parsed["content_type"].native != "signed_data" or contents[size:].strip(b"\0"):
            return None
        return _read(parsed["content"])
    except Exception:  # noqa: BLE001  hostile bytes: whatever the parser trips over
        return None


def _read(signed_data: "object") -> ReadCms | None:
    [signer] = signed_data["signer_infos"]  # type: ignore[index]
    wanted = signer["sid"].chosen
    [der] = [
        member.chosen.dump()
        for member in signed_data["certificates"]  # type: ignore[index]
        if member.name == "certificate"
        and member.chosen.serial_number == wanted["serial_number"].native
        and member.chosen.issuer.dump() == wanted["issuer"].dump()
    ]
    certificate = x509.load_der_x509_certificate(der)
    attributes: dict[str, object] = {}
    for attribute in signer["signed_attrs"]:
        kind = attribute["type"].native
        [attributes[kind]] = attribute["values"] if kind not in attributes else []
    if attributes["content_type"].native != "data":  # type: ignore[attr-defined]
        return None
    named = attributes["signing_certificate_v2"]["certs"][0]  # type: ignore[index]
    digest = hashlib.sha256(der).digest()
    public = certificate.public_key()
    return ReadCms(
        certificate=certificate,
        certificate_der=der,
        message_digest=attributes["message_digest"].native,  # type: ignore[attr-defined]
        to_be_signed=_SET + signer["signed_attrs"].dump()[1:],
        signature=signer["signature"].native,
        names_its_certificate=(
            named["hash_algorithm"]["algorithm"].native == "sha256"
            and named["cert_hash"].native == digest
        ),
        is_ours=(
            signer["digest_algorithm"]["algorithm"].native == "sha256"
            and signer["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
            and isinstance(public, ec.EllipticCurvePublicKey)
            and isinstance(public.curve, ec.SECP256R1)
        ),
        has_time_stamp=any(
            attribute["type"].native == "signature_time_stamp_token"
            for attribute in signer["unsigned_attrs"] or ()
        ),
    )
