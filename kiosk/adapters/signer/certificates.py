"""Certificates and requests (RFC 5280, RFC 2986) for the keys that sign documents."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kiosk.adapters.signer.der import BITS, CONTEXT_0, ECDSA_SHA_256, INTEGER, SEQUENCE, der

_DOCUMENT_USE = {"digital_signature": True, "content_commitment": True}
_ROOT_USE = {"key_cert_sign": True, "crl_sign": True}


def make_root(
    key: ec.EllipticCurvePrivateKey, organisation: str, now: datetime, years: int
) -> x509.Certificate:
    """A self-signed P-256 root that may certify document keys and nothing below them."""
    name = _name(organisation, "root")
    builder = (
        _builder(name, name, key.public_key(), now, years)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(_ROOT_USE), critical=True)
    )
    return builder.sign(key, hashes.SHA256())


def certify_document_key(
    root_key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    public_key: ec.EllipticCurvePublicKey,
    terminal: str,
    now: datetime,
    years: int,
) -> x509.Certificate:
    """A certificate for a document key; no extended use, so that NSS takes it for documents."""
    organisation = root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    issuer_key = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _builder(_name(str(organisation), terminal), root.subject, public_key, now, years)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(_DOCUMENT_USE), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key),
            critical=False,
        )
    )
    return builder.sign(root_key, hashes.SHA256())


def make_request(public_key: bytes, sign: Callable[[bytes], bytes], terminal: str) -> str:
    """A PKCS #10 request (RFC 2986) in PEM for a document key, be it in memory or in a token.

    ``public_key`` is SPKI in DER, ``sign`` gives a DER ECDSA signature with SHA-256.
    """
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, terminal)])
    info = der(SEQUENCE, der(INTEGER, b"\0"), subject.public_bytes(), public_key, der(CONTEXT_0))
    request = der(SEQUENCE, info, ECDSA_SHA_256, der(BITS, b"\0", sign(info)))
    return x509.load_der_x509_csr(request).public_bytes(Encoding.PEM).decode()


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{organisation} {common}"[:64]),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    now: datetime,
    years: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * years + years // 4))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _key_usage(wanted: dict[str, bool]) -> x509.KeyUsage:
    uses = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{use: wanted.get(use, False) for use in uses})
