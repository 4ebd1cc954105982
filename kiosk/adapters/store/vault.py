"""Seals personal cells: AES-256-GCM-SIV (RFC 8452) under data keys, HMAC-SHA256 blind indexes."""

import hmac
import os
import unicodedata
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from kiosk.ports import RegisterKeys, SystemFault

VERSION = b"\x01"
"""First byte of every sealed cell; a later cipher gets another."""

_NONCE = 12
_KEY = 32

APPLICATION = "application"
ENTRY = "entry"


class Cells:
    """Seals and opens the cells of one owner; bound to their place, so they cannot be swapped."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCMSIV(key)

    def seal(self, place: str, row: UUID | str, plain: bytes) -> bytes:
        """Encrypt for ``place`` (table.column) and row; version, nonce, ciphertext, tag."""
        nonce = os.urandom(_NONCE)
        return VERSION + nonce + self._aead.encrypt(nonce, plain, _binding(place, row))

    def open(self, place: str, row: UUID | str, sealed: bytes) -> bytes:
        """Decrypt. Raises SystemFault ``database_damaged`` when the cell is not what was sealed."""
        if sealed[:1] != VERSION:
            raise SystemFault("database_newer", place)
        try:
            return self._aead.decrypt(
                sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _binding(place, row)
            )
        except InvalidTag:
            raise SystemFault("database_damaged", place) from None


class Vault:
    """Makes and unwraps data keys, and the blind indexes by which personal values are found."""

    __slots__ = ("_column", "_index", "fingerprint")

    def __init__(self, keys: RegisterKeys) -> None:
        self._column = Cells(keys.column)
        self._index = keys.index
        both = (
            hmac.digest(key, b"zhaoban register key", sha256)[:8].hex()
            for key in (keys.column, keys.index)
        )
        self.fingerprint = ":".join(both)
        """Tells whether these are the register's keys, without telling the keys."""

    def new_key(self, owner: UUID, scope: str) -> tuple[Cells, bytes]:
        """A fresh data key, and how it is stored: wrapped by the column key."""
        key = os.urandom(_KEY)
        return Cells(key), self.wrap(owner, scope, key)

    def wrap(self, owner: UUID, scope: str, key: bytes) -> bytes:
        """The data key as it is stored."""
        return self._column.seal("data_key.wrapped", f"{owner}/{scope}", key)

    def unwrap_key(self, owner: UUID, scope: str, wrapped: bytes) -> bytes:
        """The data key itself, for wrapping it anew."""
        return self._column.open("data_key.wrapped", f"{owner}/{scope}", wrapped)

    def unwrap(self, owner: UUID, scope: str, wrapped: bytes) -> Cells:
        """What opens the owner's cells."""
        return Cells(self.unwrap_key(owner, scope, wrapped))

    def blind(self, kind: str, text: str) -> bytes | None:
        """A keyed fingerprint of a personal value, None for an empty one.

        Width and case do not matter, so that a number typed with x finds the one with X.
        """
        plain = unicodedata.normalize("NFKC", text).strip().upper()
        return self.blind_bytes(kind, plain.encode()) if plain else None

    def blind_bytes(self, kind: str, value: bytes) -> bytes:
        """A keyed fingerprint of bytes."""
        return hmac.digest(self._index, kind.encode() + b"\0" + value, sha256)


def _binding(place: str, row: UUID | str) -> bytes:
    return f"{place}\0{row}".encode()
