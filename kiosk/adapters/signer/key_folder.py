"""The key folder: practice keys, this terminal's own keys, the register's and the recovery key.

``<folder>/practice``  root, document and credential key that sign specimens only
``<folder>/terminal``  document and credential key, made for the authority's certificate
``<folder>/next``      the same, made by a rotation, until the authority certified them
``<folder>/register``  column and index key, 32 bytes each
``<folder>/recovery``  the recovery key's public half; in practice also the private one

The folder has mode 0700 and its files 0600. It is written beside its place and renamed, so
that it is there whole or not at all. Practice keys are never certified: a terminal gets fresh
keys when it asks for a certificate. Of keys that are retired only the public halves stay.
"""

import errno
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
from kiosk.adapters.signer.private_files import flush_folder, make_private_folder, write_private
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
    """Everything the folder holds.

    ``own`` are the terminal's keys, then the next ones of a rotation, where there are any;
    ``former_practice`` the raw public credential keys of earlier practice.
    """

    practice: KeyPair
    practice_root: x509.Certificate
    practice_certificate: x509.Certificate
    former_practice: tuple[bytes, ...]
    own: tuple[KeyPair, ...]
    register: RegisterKeys
    recovery_public: bytes
    recovery_is_practice: bool


def init_practice_keys(folder: Path, now: datetime) -> None:
    """Make the folder with practice keys. Raises SystemFault ``keys_exist`` when it is there."""
    if folder.exists():
        raise SystemFault("keys_exist", str(folder))
    fresh = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.new")
    make_private_folder(fresh)
    try:
        _new_practice(fresh / "practice", now)
        make_private_folder(fresh / "register")
        for name in ("column", "index"):
            write_private(fresh / "register" / f"{name}.key", secrets.token_bytes(_SECRET_BYTES))
        recovery = x25519.X25519PrivateKey.generate()
        make_private_folder(fresh / "recovery")
        write_private(fresh / "recovery" / "practice.key", recovery.private_bytes_raw())
        write_private(fresh / "recovery" / "public.key", recovery.public_key().public_bytes_raw())
        flush_folder(fresh)
        fresh.rename(folder)
        flush_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if folder.exists():
            raise SystemFault("keys_exist", str(folder)) from error
        code = "disk_full" if error.errno == errno.ENOSPC else "keys_unwritable"
        raise SystemFault(code, str(error)) from error


def _new_practice(folder: Path, now: datetime) -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = make_root(root_key, PRACTICE_ORGANISATION, now, _PRACTICE_YEARS)
    _write_practice(folder, root_key, root, now, b"")


def _write_practice(
    folder: Path,
    root_key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    now: datetime,
    former: bytes,
) -> None:
    pair = new_pair()
    certificate = certify_document_key(
        root_key, root, pair.document.public_key(), "document", now, _PRACTICE_YEARS
    )
    make_private_folder(folder)
    write_private(folder / "root.key", _pem(root_key))
    write_private(folder / "root.cert", root.public_bytes(Encoding.PEM))
    write_private(folder / "document.cert", certificate.public_bytes(Encoding.PEM))
    write_private(folder / "former.pub", former)
    _write_pair(folder, pair)


def new_pair() -> KeyPair:
    """Fresh random keys."""
    return KeyPair(ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate())


def make_terminal_keys(folder: Path) -> KeyPair:
    """The keys to ask a certificate for: the next ones, else the terminal's, else fresh ones."""
    if (folder / "next").exists():
        return _read_pair(folder / "next")
    if not (folder / "terminal").exists():
        _make_pair_folder(folder, "terminal")
    return _read_pair(folder / "terminal")


def rotate_terminal_keys(folder: Path) -> KeyPair:
    """Fresh keys beside the terminal's, which stay in use until a pack certifies the next."""
    if not (folder / "terminal").exists() or (folder / "next").exists():
        return make_terminal_keys(folder)
    _make_pair_folder(folder, "next")
    return _read_pair(folder / "next")


def promote_next_keys(folder: Path) -> None:
    """The next keys become the terminal's; the private halves of the old ones are destroyed."""
    if (folder / "next").exists():
        shutil.rmtree(folder / "terminal", ignore_errors=True)
        (folder / "next").rename(folder / "terminal")
        flush_folder(folder)


def rotate_practice_keys(folder: Path, now: datetime) -> None:
    """Fresh practice keys under the same practice root; the old public half stays known."""
    place, fresh = folder / "practice", folder / f"practice.{secrets.token_hex(4)}.new"
    root_key = practice_root_key(folder)
    root = x509.load_pem_x509_certificate((place / "root.cert").read_bytes())
    former = _former(place) + _read_pair(place).credential_public
    _write_practice(fresh, root_key, root, now, former)
    flush_folder(fresh)
    old = folder / f"practice.{secrets.token_hex(4)}.old"
    place.rename(old)
    fresh.rename(place)
    flush_folder(folder)
    shutil.rmtree(old)


def practice_root_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The practice root's private key. Raises SystemFault ``keys_damaged``."""
    place = folder / "practice" / "root.key"
    try:
        key = load_pem_private_key(place.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SystemFault("keys_damaged", str(place)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SystemFault("keys_damaged", str(place))
    return key


def set_register_keys(folder: Path, keys: RegisterKeys) -> None:
    """Put the keys of a restored register in place of this install's own."""
    place = folder / "register"
    for name, content in (("column", keys.column), ("index", keys.index)):
        fresh = place / f"{name}.new"
        fresh.unlink(missing_ok=True)
        write_private(fresh, content)
        fresh.replace(place / f"{name}.key")
    flush_folder(place)


def set_recovery_public(folder: Path, public: bytes) -> None:
    """Take another recovery key's public half and destroy the practice private one."""
    place = folder / "recovery"
    fresh = place / "public.new"
    fresh.unlink(missing_ok=True)
    write_private(fresh, public)
    fresh.replace(place / "public.key")
    (place / "practice.key").unlink(missing_ok=True)
    flush_folder(place)


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
        former = _former(practice)
        own = [folder / name for name in ("terminal", "next") if (folder / name).exists()]
        return Keys(
            practice=_read_pair(practice),
            practice_root=x509.load_pem_x509_certificate((practice / "root.cert").read_bytes()),
            practice_certificate=x509.load_pem_x509_certificate(
                (practice / "document.cert").read_bytes()
            ),
            former_practice=tuple(
                former[start : start + _SECRET_BYTES]
                for start in range(0, len(former), _SECRET_BYTES)
            ),
            own=tuple(_read_pair(place) for place in own),
            register=RegisterKeys(
                column=_secret(folder / "register" / "column.key"),
                index=_secret(folder / "register" / "index.key"),
            ),
            recovery_public=_secret(folder / "recovery" / "public.key"),
            recovery_is_practice=(folder / "recovery" / "practice.key").exists(),
        )
    except OSError as error:
        raise SystemFault("keys_damaged", f"{error.filename}: {error.strerror}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SystemFault("keys_damaged", str(folder)) from error


def _require_private(folder: Path) -> None:
    if os.name != "posix":
        return
    for place in (folder, *folder.rglob("*")):
        if place.stat().st_mode & 0o077:
            raise SystemFault("keys_exposed", str(place))


def _make_pair_folder(folder: Path, name: str) -> None:
    fresh = folder / f"{name}.{secrets.token_hex(4)}.new"
    make_private_folder(fresh)
    _write_pair(fresh, new_pair())
    flush_folder(fresh)
    fresh.rename(folder / name)
    flush_folder(folder)


def _former(practice: Path) -> bytes:
    """Public credential keys of earlier practice, 32 bytes each, oldest first."""
    return (practice / "former.pub").read_bytes()


def _write_pair(folder: Path, pair: KeyPair) -> None:
    write_private(folder / "document.key", _pem(pair.document))
    write_private(folder / "credential.key", _pem(pair.credential))


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
