"""The authority an install belongs to: its pack, kept and proved again at every start."""

import hashlib
import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer.key_folder import KeyPair, Keys
from kiosk.adapters.signer.pack import MAX_PACK_BYTES, read_pack
from kiosk.adapters.signer.private_files import flush_folder, make_private_folder, write_private
from kiosk.adapters.signer.signer import Identity
from kiosk.catalogue.packs import verify_tree
from kiosk.domain.answers import canonical_json
from kiosk.domain.pack import Pack
from kiosk.domain.problems import Problem
from kiosk.domain.profile import Profile
from kiosk.domain.trust import TrustedKey, TrustedRoot, TrustList
from kiosk.ports import SystemFault

_PACK: Final = "pack.zip"
_RECORD: Final = "provisioned.json"
_STARTED: Final = "started"
_BRANCH_STARTED: Final = "started-branch"


@dataclass(frozen=True, slots=True)
class Authority:
    """A pack in force in ``folder``; ``pack`` is proved to be the one two persons confirmed."""

    folder: Path
    pack: Pack

    @property
    def profile(self) -> Profile:
        """Who the authority is."""
        return self.pack.profile

    @property
    def file(self) -> Path:
        """The pack as it was taken in."""
        return self.folder / _PACK

    def require_unchanged(self, forms: Path, reference: Path, more: Path | None = None) -> None:
        """Raises SystemFault ``pack_tampered`` unless the folders are as the pack says."""
        if differing := first_difference(self.pack, forms, reference, more):
            raise SystemFault("pack_tampered", differing)

    @property
    def has_started(self) -> bool:
        """Whether a register was ever opened under this authority; then it may not be missing."""
        return (self.folder / _STARTED).exists()

    def mark_started(self) -> None:
        """Note that the register was opened; safe to call at every start."""
        self._mark(_STARTED)

    @property
    def branch_has_started(self) -> bool:
        """The same of what a branch keeps itself, where sealed applications may wait."""
        return (self.folder / _BRANCH_STARTED).exists()

    def mark_branch_started(self) -> None:
        """Note that what a branch keeps itself was opened; safe to call at every start."""
        self._mark(_BRANCH_STARTED)

    def _mark(self, name: str) -> None:
        if not (self.folder / name).exists():
            write_private(self.folder / name, b"")
            flush_folder(self.folder)


def first_difference(pack: Pack, forms: Path, reference: Path, more: Path | None = None) -> str:
    """The first file that is not as the pack says, such as ``forms/a.yaml``; empty: none.

    ``more`` is the operator's folder of procedures, where there is one: the pack must sign it too.
    """
    folders = [("forms", forms), ("reference", reference)]
    for name, folder in folders if more is None else [*folders, ("procedures", more)]:
        if differing := verify_tree(folder, pack.trees.get(name, {})):
            return f"{name}/{differing[0]}"
    return ""


class AuthorityFolder:
    """Keeps the pack in a folder of its own; implements ``provision.AuthorityPlace``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def install(self, pack: bytes, fingerprint: str, by: tuple[str, ...], at: datetime) -> None:
        """Put the pack in force, in the place of an earlier one of the same root.

        Raises SystemFault ``authority_unwritable``.
        """
        fresh = self._folder.with_name(f"{self._folder.name}.{secrets.token_hex(4)}.new")
        note = {
            "fingerprint": fingerprint,
            "pack": hashlib.sha256(pack).hexdigest(),
            "by": list(by),
            "at": at.isoformat(),
        }
        try:
            make_private_folder(fresh)
            write_private(fresh / _PACK, pack)
            write_private(fresh / _RECORD, canonical_json(note))
            if self._folder.exists():
                for mark in (_STARTED, _BRANCH_STARTED):
                    if (self._folder / mark).exists():
                        write_private(fresh / mark, b"")
                flush_folder(fresh)
                old = self._folder.with_name(f"{self._folder.name}.{secrets.token_hex(4)}.old")
                self._folder.rename(old)
                fresh.rename(self._folder)
                shutil.rmtree(old)
            else:
                flush_folder(fresh)
                fresh.rename(self._folder)
            flush_folder(self._folder.parent)
        except OSError as error:
            raise SystemFault("authority_unwritable", str(error)) from error


def load_authority(folder: Path) -> Authority | None:
    """The authority whose pack is in the folder, None when there is none.

    Raises SystemFault ``authority_damaged`` unless the pack is the very file that two persons
    confirmed, signed by the root whose fingerprint they compared, or when a change of packs
    was cut short.
    """
    if not folder.exists():
        if any(folder.parent.glob(f"{folder.name}.*.old")):
            raise SystemFault("authority_damaged", str(folder))
        return None
    try:
        with (folder / _PACK).open("rb") as file:
            content = file.read(MAX_PACK_BYTES + 1)
        note = json.loads((folder / _RECORD).read_bytes())
        expected = (note["pack"], note["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemFault("authority_damaged", str(folder)) from error
    pack = read_pack(content)
    if isinstance(pack, Problem) or (pack.sha256, pack.fingerprint) != expected:
        raise SystemFault("authority_damaged", str(folder))
    return Authority(folder, pack)


def signing_keys_of(
    keys: Keys, authority: Authority | None, terminal: str
) -> tuple[KeyPair, Identity]:
    """The keys to sign with and who they are: practice, or the ones that the pack certifies.

    Raises SystemFault ``keys_not_certified`` when the pack certifies none of the terminal's.
    """
    if authority is None:
        chain = (keys.practice_root.public_bytes(Encoding.DER),)
        certificate = keys.practice_certificate.public_bytes(Encoding.DER)
        since = keys.practice_certificate.not_valid_before_utc
        until = keys.practice_certificate.not_valid_after_utc
        return keys.practice, Identity(certificate, chain, specimen=True, since=since, until=until)
    for pair in keys.own:
        identity = certified(authority, terminal, pair.document_public, pair.credential_public)
        if identity is not None:
            return pair, identity
    raise SystemFault("keys_not_certified", terminal)


def certified(
    authority: Authority, terminal: str, document_public: bytes, credential_public: bytes
) -> Identity | None:
    """Who this pair of public keys is by the pack, None when it does not name both.

    It is in force while certificate and credential key both are and neither is revoked.
    """
    pack = authority.pack
    named = [
        key
        for key in pack.trust.keys
        if key.terminal == terminal and key.public_key == credential_public
    ]
    for entry in pack.certificates:
        if named and entry.terminal == terminal and entry.public_key == document_public:
            key = max(named, key=lambda key: key.until)
            digest = hashlib.sha256(entry.certificate).hexdigest()
            ends = (entry.until, key.until, key.revoked_from, pack.trust.revoked.get(digest))
            return Identity(
                entry.certificate,
                (pack.root,),
                specimen=False,
                since=max(entry.since, key.since),
                until=min(end for end in ends if end is not None),
            )
    return None


def trust_list_of(keys: Keys, authority: Authority | None) -> TrustList:
    """Whom this install believes: its practice keys for specimens, and its authority."""
    since = keys.practice_certificate.not_valid_before_utc
    until = keys.practice_root.not_valid_after_utc
    practice = TrustList(
        roots=(TrustedRoot("", keys.practice_root.public_bytes(Encoding.DER), specimen=True),),
        keys=tuple(
            TrustedKey("", "", public, specimen=True, since=start, until=until)
            for public, start in (
                (keys.practice.credential_public, since),
                *(
                    (former, keys.practice_root.not_valid_before_utc)
                    for former in keys.former_practice
                ),
            )
        ),
    )
    return practice.joined(authority.pack.trust) if authority else practice
