"""The key folder: practice keys, this terminal's own keys, the register's and the recovery key.

``<folder>/practice``  root, document and credential key that sign specimens only
``<folder>/terminal``  document and credential key, made for the authority's certificate
``<folder>/register``  column and index key, 32 bytes each
``<folder>/recovery``  the recovery key's public half; in practice also the private one

The folder has mode 0700 and its files 0600. It is written beside its place and renamed, so
that it is there whole or not at all. Practice keys are never certified: a terminal gets fresh
keys when it asks for a certificate.
"""

import os
import secrets
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.adapters.signer.certificates import certify_document_key, make_root
from kiosk.ports import RegisterKeys, SystemFault

PRACTICE_ORGANISATION: Final = "照办练习 PRACTICE SPECIMEN"
_PRACTICE_YEARS: Final = 20
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The two keys that sign: P-256 for documents, Ed25519 for credentials."""

    document: ec.EllipticCurvePrivateKey = field(repr=False)
    credential: ed25519.Ed25519PrivateKey = field(repr=False)

    @property
    def document_public(self) -> bytes:
        """SubjectPublicKeyInfo, DER."""
        return self.document.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def credential_public(self) -> bytes:
        """The raw 32 bytes."""
        return self.credential.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything the folder holds; ``terminal`` is None until a certificate was asked for."""

    practice: KeyPair
    practice_root: x509.Certificate
    practice_certificate: x509.Certificate
    terminal: KeyPair | None
    register: RegisterKeys
    recovery_public: bytes


def init_practice_keys(folder: Path, now: datetime) -> None:
    """Make the folder with practice keys. Raises SystemFault ``keys_exist`` when it is there."""
    if folder.exists():
        raise SystemFault("keys_exist", str(folder))
    fresh = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.new")
    _make_folder(fresh)
    try:
        _write_practice(fresh / "practice", now)
        _make_folder(fresh / "register")
        for name in ("column", "index"):
            _write(fresh / "register" / f"{name}.key", secrets.token_bytes(_SECRET_BYTES))
        recovery = x25519.X25519PrivateKey.generate()
        _make_folder(fresh / "recovery")
        _write(fresh / "recovery" / "practice.key", recovery.private_bytes_raw())
        _write(fresh / "recovery" / "public.key", recovery.public_key().public_bytes_raw())
        _flush_folder(fresh)
        fresh.rename(folder)
        _flush_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if folder.exists():
            raise SystemFault("keys_exist", str(folder)) from error
        raise SystemFault("keys_unwritable", str(error)) from error


def _write_practice(folder: Path, now: datetime) -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = make_root(root_key, PRACTICE_ORGANISATION, now, _PRACTICE_YEARS)
    pair = new_pair()
    certificate = certify_document_key(
        root_key, root, pair.document.public_key(), "document", now, _PRACTICE_YEARS
    )
    _make_folder(folder)
    _write(folder / "root.key", _pem(root_key))
    _write(folder / "root.cert", root.public_bytes(Encoding.PEM))
    _write(folder / "document.cert", certificate.public_bytes(Encoding.PEM))
    _write_pair(folder, pair)


def new_pair() -> KeyPair:
    """Fresh random keys."""
    return KeyPair(ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate())


def make_terminal_keys(folder: Path) -> KeyPair:
    """The terminal's own keys, made when there are none yet."""
    place = folder / "terminal"
    if not place.exists():
        fresh = folder / f"terminal.{secrets.token_hex(4)}.new"
        _make_folder(fresh)
        _write_pair(fresh, new_pair())
        _flush_folder(fresh)
        fresh.rename(place)
        _flush_folder(folder)
    return _read_pair(place)


def retire_terminal_keys(folder: Path, stamp: str) -> None:
    """Move the terminal's keys aside, so that the next request makes fresh ones."""
    place = folder / "terminal"
    if place.exists():
        place.rename(folder / f"terminal.retired.{stamp}")
        _flush_folder(folder)


def set_recovery_public(folder: Path, public: bytes) -> None:
    """Take another recovery key's public half and destroy the practice private one."""
    place = folder / "recovery"
    fresh = place / "public.new"
    fresh.unlink(missing_ok=True)
    _write(fresh, public)
    fresh.replace(place / "public.key")
    (place / "practice.key").unlink(missing_ok=True)
    _flush_folder(place)


def practice_recovery_key(folder: Path) -> bytes | None:
    """The practice recovery key's private half, None once an own one was taken."""
    place = folder / "recovery" / "practice.key"
    return place.read_bytes() if place.exists() else None


def load_keys(folder: Path) -> Keys:
    """Read the folder.

    Raises SystemFault ``keys_missing``, ``keys_damaged``, or ``keys_exposed`` when others than
    the owner may read it.
    """
    if not folder.is_dir():
        raise SystemFault("keys_missing", str(folder))
    _require_private(folder)
    try:
        practice = folder / "practice"
        terminal = folder / "terminal"
        return Keys(
            practice=_read_pair(practice),
            practice_root=x509.load_pem_x509_certificate((practice / "root.cert").read_bytes()),
            practice_certificate=x509.load_pem_x509_certificate(
                (practice / "document.cert").read_bytes()
            ),
            terminal=_read_pair(terminal) if terminal.exists() else None,
            register=RegisterKeys(
                column=_secret(folder / "register" / "column.key"),
                index=_secret(folder / "register" / "index.key"),
            ),
            recovery_public=_secret(folder / "recovery" / "public.key"),
        )
    except OSError as error:
        raise SystemFault("keys_missing", str(error)) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SystemFault("keys_damaged", str(folder)) from error


def renew_practice_certificate(folder: Path, now: datetime) -> None:
    """Fresh practice document and credential keys under the same practice root."""
    place = folder / "practice"
    root_key = load_pem_private_key((place / "root.key").read_bytes(), None)
    if not isinstance(root_key, ec.EllipticCurvePrivateKey):
        raise SystemFault("keys_damaged", str(place))
    root = x509.load_pem_x509_certificate((place / "root.cert").read_bytes())
    pair = new_pair()
    certificate = certify_document_key(
        root_key, root, pair.document.public_key(), "document", now, _PRACTICE_YEARS
    )
    fresh = folder / f"practice.{secrets.token_hex(4)}.new"
    _make_folder(fresh)
    _write(fresh / "root.key", _pem(root_key))
    _write(fresh / "root.cert", root.public_bytes(Encoding.PEM))
    _write(fresh / "document.cert", certificate.public_bytes(Encoding.PEM))
    _write_pair(fresh, pair)
    _flush_folder(fresh)
    place.rename(folder / f"practice.retired.{now:%Y%m%dT%H%M%S%f}")
    fresh.rename(place)
    _flush_folder(folder)


def _require_private(folder: Path) -> None:
    if os.name != "posix":
        return
    for place in (folder, *folder.rglob("*")):
        if place.stat().st_mode & 0o077:
            raise SystemFault("keys_exposed", str(place))


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)


def _write(place: Path, content: bytes) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_pair(folder: Path, pair: KeyPair) -> None:
    _write(folder / "document.key", _pem(pair.document))
    _write(folder / "credential.key", _pem(pair.credential))


def _pem(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read_pair(folder: Path) -> KeyPair:
    document = load_pem_private_key((folder / "document.key").read_bytes(), None)
    credential = load_pem_private_key((folder / "credential.key").read_bytes(), None)
    if not isinstance(document, ec.EllipticCurvePrivateKey) or not isinstance(
        credential, ed25519.Ed25519PrivateKey
    ):
        raise TypeError(str(folder))
    return KeyPair(document, credential)


def _secret(place: Path) -> bytes:
    content = place.read_bytes()
    if len(content) != _SECRET_BYTES:
        raise ValueError(str(place))
    return content
