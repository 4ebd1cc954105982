"""Keeps an install's signing keys, in its folder or its token, and tells what may be told."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer import key_folder
from kiosk.adapters.signer.authority import Authority, certified, signing_keys_of, trust_list_of
from kiosk.adapters.signer.certificates import make_request
from kiosk.adapters.signer.cose import key_id_of
from kiosk.adapters.signer.signer import (
    KeySigner,
    KeysInMemory,
    SigningKeys,
    SoftwareSigner,
)
from kiosk.adapters.signer.token import (
    Pkcs11Signer,
    TokenKeys,
    TokenSettings,
    has_token_keys,
    make_token_keys,
)
from kiosk.adapters.signer.trust_bundle import bundle_of_pack, bundle_of_practice
from kiosk.domain.answers import Json
from kiosk.domain.signing_keys import Installation, KeyReport, PublicKeys
from kiosk.ports import SystemFault

REQUEST_CONTEXT: Final = b"ZHAOBAN-KEY-REQUEST-1\n"
REQUEST_FORMAT: Final = "zhaoban key request"


class KeyKeeper:
    """The keys of ``folder`` and perhaps of a token; ``authority`` is None in practice.

    With a token the terminal's own keys lie there; practice keys always lie in the folder.
    """

    def __init__(
        self,
        folder: Path,
        authority: Authority | None,
        terminal: str,
        token: TokenSettings | None = None,
    ) -> None:
        self._folder = folder
        self._authority = authority
        self._terminal = terminal
        self._token = token

    def make_signer(
        self, *, host: str, seal_pdf: Callable[[], bytes], tsa_url: str | None
    ) -> KeySigner:
        """The signer of this install. Raises SystemFault ``keys_not_certified`` and the token's.

        Keys that a rotation made take the place of the old ones once a pack certifies them.
        """
        if self._authority is not None and self._token is not None:
            token = TokenKeys(self._token)
            identity = certified(
                self._authority, self._terminal, token.document_public, token.credential_public
            )
            if identity is None:
                token.close()
                raise SystemFault("keys_not_certified", self._terminal)
            return Pkcs11Signer(token, identity, host=host, seal_pdf=seal_pdf, tsa_url=tsa_url)
        keys = key_folder.load_keys(self._folder)
        pair, identity = signing_keys_of(keys, self._authority, self._terminal)
        if pair in keys.own[1:]:
            key_folder.promote_next_keys(self._folder)
        return SoftwareSigner(pair, identity, host=host, seal_pdf=seal_pdf, tsa_url=tsa_url)

    def installation(self) -> Installation:
        """What a pack must fit."""
        keys = key_folder.load_keys(self._folder)
        own = [PublicKeys(pair.document_public, pair.credential_public) for pair in keys.own]
        if self._token is not None:
            token = TokenKeys(self._token)
            own = [PublicKeys(token.document_public, token.credential_public)]
            token.close()
        practice = keys.practice
        return Installation(
            terminal=self._terminal,
            own=tuple(own),
            practice=(
                PublicKeys(practice.document_public, practice.credential_public),
                *(PublicKeys(b"", public) for public in keys.former_practice),
            ),
            fingerprint=self._authority.pack.fingerprint if self._authority else None,
            recovery_is_practice=keys.recovery_is_practice,
            pack_made_at=self._authority.pack.made_at if self._authority else None,
        )

    def request(self, at: datetime) -> dict[str, Json]:
        """What the authority needs to certify this terminal; makes the keys when there are none.

        ``certificate_request`` is PKCS #10 in PEM; ``credential_proof`` is the credential
        key's signature over ``REQUEST_CONTEXT``, the terminal, a line feed and that request.
        """
        keys: SigningKeys
        token: TokenKeys | None = None
        if self._token is not None:
            if not has_token_keys(self._token):
                make_token_keys(self._token)
            keys = token = TokenKeys(self._token)
            document_public = token.document_public
        else:
            pair = key_folder.make_terminal_keys(self._folder)
            keys, document_public = KeysInMemory(pair), pair.document_public
        request = make_request(document_public, keys.sign_document, self._terminal)
        proof = keys.sign_credential(REQUEST_CONTEXT + f"{self._terminal}\n{request}".encode())
        answer: dict[str, Json] = {
            "format": REQUEST_FORMAT,
            "version": 1,
            "terminal": self._terminal,
            "made_at": at.isoformat(),
            "certificate_request": request,
            "credential_key": _text(keys.credential_public),
            "credential_proof": _text(proof),
        }
        if token is not None:
            token.close()
        return answer

    def report(self) -> KeyReport:
        """The keys in force, for people."""
        keys = key_folder.load_keys(self._folder)
        if self._authority is not None and self._token is not None:
            token = TokenKeys(self._token)
            public = token.credential_public
            identity = certified(self._authority, self._terminal, token.document_public, public)
            token.close()
            if identity is None:
                raise SystemFault("keys_not_certified", self._terminal)
            waiting = False
        else:
            pair, identity = signing_keys_of(keys, self._authority, self._terminal)
            public = pair.credential_public
            waiting = any(other.credential_public != public for other in keys.own)
        certificate = x509.load_der_x509_certificate(identity.certificate)
        return KeyReport(
            specimen=identity.specimen,
            authority=self._authority.profile.authority if self._authority else "",
            root=hashlib.sha256(identity.chain[0]).hexdigest(),
            certificate_sha256=hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
            certificate_until=identity.until or certificate.not_valid_after_utc,
            key_id=key_id_of(public).hex(),
            credential_key=public.hex(),
            waiting=waiting,
            recovery_is_practice=keys.recovery_is_practice,
        )

    def trust_bundle(self, at: datetime) -> bytes:
        """The signed trust list to publish: the authority's as its root signed it, or practice.

        Raises SystemFault ``authority_damaged`` or ``keys_damaged``.
        """
        if self._authority is not None:
            return bundle_of_pack(self._authority.file)
        keys = key_folder.load_keys(self._folder)
        root_key = key_folder.practice_root_key(self._folder)
        return bundle_of_practice(keys, root_key, trust_list_of(keys, None), at)

    def rotate(self, at: datetime) -> tuple[str, ...]:
        """Make fresh keys and name them.

        In practice they are in force at once; an authority's keys wait beside the old ones for
        a pack that certifies them. Raises SystemFault ``token_rotation`` where a token holds
        them: a token's keys are made and retired by its own tools.
        """
        if self._authority is None:
            key_folder.rotate_practice_keys(self._folder, at)
            return ("practice document", "practice credential")
        if self._token is not None:
            raise SystemFault("token_rotation")
        key_folder.rotate_terminal_keys(self._folder)
        return ("next document", "next credential")

    def set_recovery_public(self, public: bytes) -> None:
        """Wrap backups for this X25519 key from now on; the practice one is destroyed."""
        key_folder.set_recovery_public(self._folder, public)


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
