"""The signer: documents by a P-256 key, credentials and checkpoints by an Ed25519 key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.adapters.signer.cose import key_id_of, make_sign1
from kiosk.adapters.signer.key_folder import KeyPair
from kiosk.adapters.signer.pades import PadesMaker
from kiosk.adapters.signer.status_token import make_status_token
from kiosk.domain.credential import MAX_BYTES, Claim, to_qr_text
from kiosk.domain.status_list import StatusList
from kiosk.ports import Rendered, SystemFault

_BYTES_CONTEXT: Final = b"ZHAOBAN-SIGNED-BYTES-1\n"  # keeps checkpoints apart from credentials


class SigningKeys(Protocol):
    """Where the two private keys are used, be it in memory or in a token."""

    @property
    def credential_public(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        ...

    def sign_document(self, data: bytes) -> bytes:
        """ECDSA by P-256 with SHA-256 over ``data``, DER."""
        ...

    def sign_credential(self, data: bytes) -> bytes:
        """Ed25519 over ``data``, 64 bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the document key is: certificate and chain as DER, and whether all is practice.

    Both keys are in force from ``since`` until just before ``until``; None: no end is known.
    """

    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    specimen: bool
    since: datetime | None = None
    until: datetime | None = None


class KeySigner:
    """Signs with whatever holds the keys; implements ``ports.Signer``.

    ``host`` is the host of the credential's address, ``seal_pdf`` gives the one-page seal,
    ``tsa_url`` an RFC 3161 time-stamp authority or None.
    """

    def __init__(
        self,
        keys: SigningKeys,
        identity: Identity,
        *,
        host: str,
        seal_pdf: Callable[[], bytes],
        tsa_url: str | None = None,
    ) -> None:
        self._keys = keys
        self._identity = identity
        self._host = host
        self._key_id = key_id_of(keys.credential_public)
        self._pades = PadesMaker(
            sign=keys.sign_document,
            certificate=identity.certificate,
            chain=identity.chain,
            seal_pdf=seal_pdf,
            tsa_url=tsa_url,
        )

    @property
    def specimen(self) -> bool:
        """Whether all it signs is a specimen (practice keys)."""
        return self._identity.specimen

    @property
    def key_id(self) -> bytes:
        """The credential key's id, 4 bytes."""
        return self._key_id

    @property
    def credential_public(self) -> bytes:
        """The raw Ed25519 public key, for who verifies checkpoints."""
        return self._keys.credential_public

    def sign_document(
        self, rendered: Rendered, at: datetime, reason: str, *, stamped: bool = True
    ) -> bytes:
        """PAdES B-B, B-T when a time-stamp authority is set; the seal is the appearance.

        Not ``stamped``, it is B-B, and nobody outside is asked.
        Raises SystemFault ``certificate_ended`` when the keys are not in force then.
        """
        since, until = self._identity.since, self._identity.until
        if (since is not None and at < since) or (until is not None and at >= until):
            raise SystemFault("certificate_ended", f"{until:%Y-%m-%d}" if until else "")
        return self._pades.sign_pdf(rendered, at, reason, stamped=stamped)

    def sign_credential(self, claims: Mapping[int, int | str | bytes]) -> str:
        """The QR's text. Raises SystemFault when the specimen flag is not the keys' own."""
        if claims.get(Claim.SPECIMEN) != int(self.specimen):
            raise SystemFault("specimen_flag_wrong")
        signed = make_sign1(claims, self._key_id, self._keys.sign_credential)
        if len(signed) > MAX_BYTES:
            raise SystemFault("credential_too_long", str(len(signed)))
        return to_qr_text(self._host, signed)

    def sign_status_list(self, statuses: StatusList) -> bytes:
        """The list's token (draft-ietf-oauth-status-list); no credential can pass for one."""
        return make_status_token(statuses, self._key_id, self._keys.sign_credential)

    def sign_bytes(self, payload: bytes) -> bytes:
        """An Ed25519 signature that ``verify_bytes`` checks and no credential can pass for."""
        return self._keys.sign_credential(_BYTES_CONTEXT + payload)


def verify_bytes(public_key: bytes, payload: bytes, signature: bytes) -> bool:
    """Whether ``sign_bytes`` of the key made this signature over the payload; never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _BYTES_CONTEXT + payload)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


class KeysInMemory:
    """Signing keys as loaded objects, parsed once."""

    def __init__(self, pair: KeyPair) -> None:
        self._pair = pair
        self._public = pair.credential_public

    @property
    def credential_public(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        return self._public

    def sign_document(self, data: bytes) -> bytes:
        """ECDSA by P-256 with SHA-256 over ``data``, DER."""
        return self._pair.document.sign(data, ec.ECDSA(hashes.SHA256()))

    def sign_credential(self, data: bytes) -> bytes:
        """Ed25519 over ``data``, 64 bytes."""
        return self._pair.credential.sign(data)


class SoftwareSigner(KeySigner):
    """A signer whose keys lie in the key folder."""

    def __init__(
        self,
        pair: KeyPair,
        identity: Identity,
        *,
        host: str,
        seal_pdf: Callable[[], bytes],
        tsa_url: str | None = None,
    ) -> None:
        super().__init__(
            KeysInMemory(pair), identity, host=host, seal_pdf=seal_pdf, tsa_url=tsa_url
        )
