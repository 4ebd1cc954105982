"""Signing keys inside a PKCS#11 token: never extractable, used where they are."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, cast

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from kiosk.adapters.signer.signer import Identity, KeySigner
from kiosk.ports import SystemFault

if TYPE_CHECKING:
    from pkcs11 import Mechanism, PublicKey, Session

DOCUMENT_LABEL: Final = "zhaoban-document"
CREDENTIAL_LABEL: Final = "zhaoban-credential"
_ED25519_PARAMETERS: Final = bytes.fromhex("130c656477617264733235353139")  # "edwards25519"


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """Which token: the PKCS#11 library, the token's label, and its user's PIN."""

    module: Path
    label: str
    pin: str = field(repr=False)


def read_pin(place: Path) -> str:
    """The PIN from a file of one line. Raises SystemFault ``pin_unreadable``."""
    try:
        return place.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SystemFault("pin_unreadable", str(place)) from error


class _PrivateKey(Protocol):
    """A private key inside the token."""

    def sign(self, data: bytes, *, mechanism: "Mechanism") -> bytes: ...


class TokenKeys:
    """The document and credential key of one token, through one session.

    Raises SystemFault ``token_missing`` when the library, the token or a key is not there,
    ``token_refused`` when the PIN is wrong or the token fails.
    """

    def __init__(self, settings: TokenSettings) -> None:
        self._lock = threading.Lock()
        with _told():
            self._session = _open(settings)
            try:
                self._document = _private(self._session, DOCUMENT_LABEL)
                self._credential = _private(self._session, CREDENTIAL_LABEL)
                self._document_public = _document_public(self._session)
                self._credential_public = _credential_public(self._session)
            except Exception:
                self._session.close()
                raise

    @property
    def document_public(self) -> bytes:
        """SubjectPublicKeyInfo, DER."""
        return self._document_public

    @property
    def credential_public(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        return self._credential_public

    def sign_document(self, data: bytes) -> bytes:
        """ECDSA by P-256 with SHA-256 over ``data``, DER; the token gets the digest alone."""
        from pkcs11 import Mechanism

        with self._lock, _told():
            raw = self._document.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))

    def sign_credential(self, data: bytes) -> bytes:
        """Ed25519 over ``data``, 64 bytes."""
        from pkcs11 import Mechanism

        with self._lock, _told():
            return bytes(self._credential.sign(data, mechanism=Mechanism.EDDSA))

    def close(self) -> None:
        """End the session."""
        self._session.close()


def has_token_keys(settings: TokenSettings) -> bool:
    """Whether the token holds either key. Raises SystemFault as ``TokenKeys``."""
    from pkcs11 import Attribute

    with _told():
        session = _open(settings)
        try:
            return any(
                any(True for _ in session.get_objects({Attribute.LABEL: label}))
                for label in (DOCUMENT_LABEL, CREDENTIAL_LABEL)
            )
        finally:
            session.close()


def make_token_keys(settings: TokenSettings) -> None:
    """Make both keys inside the token, sensitive and not extractable.

    Raises SystemFault ``keys_exist`` when it has one of them.
    """
    from pkcs11 import Attribute, KeyType
    from pkcs11.util.ec import encode_named_curve_parameters

    with _told():
        session = _open(settings, writable=True)
        try:
            for label in (DOCUMENT_LABEL, CREDENTIAL_LABEL):
                if any(True for _ in session.get_objects({Attribute.LABEL: label})):
                    raise SystemFault("keys_exist", label)
            hidden = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
            for label, kind, parameters in (
                (DOCUMENT_LABEL, KeyType.EC, encode_named_curve_parameters("secp256r1")),
                (CREDENTIAL_LABEL, KeyType.EC_EDWARDS, _ED25519_PARAMETERS),
            ):
                domain = session.create_domain_parameters(
                    kind, {Attribute.EC_PARAMS: parameters}, local=True
                )
                domain.generate_keypair(label=label, store=True, private_template=hidden)
        finally:
            session.close()


class Pkcs11Signer(KeySigner):
    """A signer whose keys lie in a token."""

    def __init__(
        self,
        keys: TokenKeys,
        identity: Identity,
        *,
        host: str,
        seal_pdf: Callable[[], bytes],
        tsa_url: str | None = None,
    ) -> None:
        super().__init__(keys, identity, host=host, seal_pdf=seal_pdf, tsa_url=tsa_url)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the token says into a fault of the system."""
    try:
        from pkcs11 import exceptions
    except ImportError as error:
        raise SystemFault("token_missing", "install the extra `hsm`") from error
    missing = (exceptions.NoSuchToken, exceptions.NoSuchKey, exceptions.MultipleTokensReturned)
    try:
        yield
    except missing as error:
        raise SystemFault("token_missing", type(error).__name__) from error
    except (exceptions.PKCS11Error, RuntimeError) as error:
        raise SystemFault("token_refused", type(error).__name__) from error


def _open(settings: TokenSettings, *, writable: bool = False) -> "Session":
    import pkcs11

    if not settings.module.exists():
        raise SystemFault("token_missing", str(settings.module))
    library = pkcs11.lib(str(settings.module))
    token = library.get_token(token_label=settings.label)
    try:
        return token.open(rw=writable, user_pin=settings.pin)
    except pkcs11.exceptions.UserAlreadyLoggedIn:
        # a log-in holds for the whole process; a session opened without one does not end it
        return token.open(rw=writable)


def _private(session: "Session", label: str) -> _PrivateKey:
    from pkcs11 import ObjectClass

    key: object = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
    return cast("_PrivateKey", key)


def _document_public(session: "Session") -> bytes:
    from pkcs11 import ObjectClass
    from pkcs11.util.ec import encode_ec_public_key

    key = session.get_key(object_class=ObjectClass.PUBLIC_KEY, label=DOCUMENT_LABEL)
    return bytes(encode_ec_public_key(cast("PublicKey", key)))


def _credential_public(session: "Session") -> bytes:
    from pkcs11 import Attribute, ObjectClass

    key = session.get_key(object_class=ObjectClass.PUBLIC_KEY, label=CREDENTIAL_LABEL)
    return bytes(key[Attribute.EC_POINT])[-32:]  # an OCTET STRING around the point
