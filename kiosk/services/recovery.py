"""The recovery key: made once, written down on paper, and the only way into a backup's keys."""

import base64
import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from kiosk.domain.problems import Problem
from kiosk.ports import RegisterKeys

KEY_BYTES = 32
_CHECK_BYTES = 3  # with the key 35 bytes: 56 characters of Base32 without padding
_GROUP = 4
_PURPOSE = b"zhaoban backup keys v1"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """An X25519 key (RFC 7748). The public half stays on the terminal, the private on paper."""

    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The half that wraps."""
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()

    @property
    def text(self) -> str:
        """Fourteen groups of four letters and digits, the last few of them a check."""
        flat = base64.b32encode(self.private + _check(self.private)).decode()
        return "-".join(flat[i : i + _GROUP] for i in range(0, len(flat), _GROUP))


def new_recovery_key() -> RecoveryKey:
    """A fresh random key."""
    return RecoveryKey(X25519PrivateKey.generate().private_bytes_raw())


def parse_recovery_key(text: str) -> RecoveryKey | Problem:
    """Read what was written down; case, spaces and hyphens do not matter, nor 0, 1 and 8.

    Base32 (RFC 4648) has none of these three, so they are taken for O, I and B.
    """
    flat = "".join(text.split()).replace("-", "").upper().translate(str.maketrans("018", "OIB"))
    if len(flat) != (KEY_BYTES + _CHECK_BYTES) * 8 // 5:
        return Problem("recovery_key_length", params={"length": str(len(flat))})
    try:
        raw = base64.b32decode(flat)
    except ValueError:
        return Problem("recovery_key_character")
    key, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    return RecoveryKey(key) if check == _check(key) else Problem("recovery_key_check")


def wrap_keys(keys: RegisterKeys, recovery_public: bytes) -> bytes:
    """The register's keys for the owner of the recovery key alone.

    A fresh X25519 exchange, HKDF-SHA256, then AES-256 key wrap with padding (RFC 5649); the
    first 32 bytes are the fresh public half.
    """
    fresh = X25519PrivateKey.generate()
    here = fresh.public_key().public_bytes_raw()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(recovery_public))
    wrapped = aes_key_wrap_with_padding(
        _wrapping_key(shared, here, recovery_public), keys.column + keys.index
    )
    return here + wrapped


def unwrap_keys(wrapped: bytes, recovery: RecoveryKey) -> RegisterKeys | None:
    """The register's keys, or None when this is not the recovery key they were wrapped for."""
    here = wrapped[:KEY_BYTES]
    try:
        shared = X25519PrivateKey.from_private_bytes(recovery.private).exchange(
            X25519PublicKey.from_public_bytes(here)
        )
        plain = aes_key_unwrap_with_padding(
            _wrapping_key(shared, here, recovery.public), wrapped[KEY_BYTES:]
        )
    except (InvalidUnwrap, InvalidTag, ValueError):
        return None
    if len(plain) != 2 * KEY_BYTES:
        return None
    return RegisterKeys(column=plain[:KEY_BYTES], index=plain[KEY_BYTES:])


def seal_of(keys: RegisterKeys, content: bytes) -> bytes:
    """A keyed hash that only who holds the register's keys can make (HKDF, then BLAKE2b)."""
    key = HKDF(SHA256(), KEY_BYTES, None, b"zhaoban backup manifest v1").derive(keys.index)
    return hashlib.blake2b(content, key=key, digest_size=32).digest()


def _wrapping_key(shared: bytes, here: bytes, there: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, here + there, _PURPOSE).derive(shared)


def _check(key: bytes) -> bytes:
    return hashlib.sha256(b"zhaoban recovery key" + key).digest()[:_CHECK_BYTES]
