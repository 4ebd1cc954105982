"""Keeps the catalogues of scope items that were taken in, and proves the one in force at every start.

A provisioned install takes signed packs alone: a flat ZIP of ``manifest.json`` (``{"format":
"zhaoban scope pack", "version": 1, "made_at", "file": {"name", "sha256"}}``), ``manifest.sig``
(ECDSA with SHA-256 by the authority's root over ``SCOPE_CONTEXT`` and the manifest's bytes, DER)
and the table itself under the name that the manifest gives. Any other install takes the bare
table. The folder holds each one taken, and ``history.json``: what is in force, the newest last.
"""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.adapters.signer.private_files import flush_folder, make_private_folder, write_private
from kiosk.catalogue.scope_file import MOST_BYTES, ImportedScope
from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault

SCOPE_CONTEXT: Final = b"ZHAOBAN-SCOPE-PACK-1\n"
SCOPE_FORMAT: Final = "zhaoban scope pack"
_HISTORY: Final = "history.json"
_PACK: Final = "pack"
_NOTE: Final = "note.json"
_ZIP: Final = b"PK\x03\x04"


class _Refused(Exception):
    """The pack is not to be believed; ``code`` says why, ``place`` where."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.place = place


@dataclass(frozen=True, slots=True)
class ScopeShelf:
    """The folder of one install; ``root`` (DER) is the authority's, None while it practises."""

    folder: Path
    root: bytes | None

    def open(self, pack: bytes, file: str, at: datetime) -> ImportedScope | Problem:
        """What was handed in, proved to be what this install takes; never raises.

        Problems: ``reference.unsigned``, ``reference.no_authority``, ``reference.older`` than
        the one in force, and those of an authority's pack.
        """
        is_pack = pack.startswith(_ZIP)
        if self.root is None:
            if is_pack:
                return Problem("reference.no_authority")
            return ImportedScope(file, pack, at)
        if not is_pack:
            return Problem("reference.unsigned")
        try:
            name, content, made_at = _signed(pack, self.root)
        except _Refused as refusal:
            return Problem(refusal.code, params={"place": refusal.place})
        present = self.current()
        if present is not None and made_at < present.taken_at:
            return Problem("reference.older", params={"version": present.version})
        return ImportedScope(name, content, made_at, signed=True)

    def current(self) -> ImportedScope | None:
        """The catalogue in force, None for the stock one.

        Raises SystemFault ``reference_damaged`` unless it is the very file that was taken, and
        on a provisioned install still signed by its authority.
        """
        history = self._history()
        if not history:
            return None
        entry = self.folder / history[-1]
        try:
            pack = (entry / _PACK).read_bytes()
            note = json.loads((entry / _NOTE).read_bytes())
            if hashlib.sha256(pack).hexdigest() != note["sha256"]:
                raise SystemFault("reference_damaged", str(entry))
            if self.root is None:
                return ImportedScope(note["file"], pack, datetime.fromisoformat(note["at"]))
            name, content, made_at = _signed(pack, self.root)
        except (OSError, ValueError, KeyError, TypeError, _Refused) as error:
            raise SystemFault("reference_damaged", str(entry)) from error
        return ImportedScope(name, content, made_at, signed=True)

    def put(self, pack: bytes, file: str, at: datetime) -> None:
        """Put it in force from the next start on. Raises SystemFault ``reference_unwritable``."""
        digest = hashlib.sha256(pack).hexdigest()
        history = self._history()
        try:
            taken = sum(entry.is_dir() for entry in self.folder.glob("*-*"))
            entry = self.folder / f"{taken + 1:04d}-{digest[:8]}"
            make_private_folder(entry)
            write_private(entry / _PACK, pack)
            note: dict[str, Json] = {"file": file, "sha256": digest, "at": at.isoformat()}
            write_private(entry / _NOTE, canonical_json(note))
            flush_folder(entry)
            self._write([*history, entry.name])
        except OSError as error:
            raise SystemFault("reference_unwritable", str(error)) from error

    def revert(self) -> bool:
        """Put the one before in force, at last the stock one; whether there was any to leave."""
        history = self._history()
        if not history:
            return False
        try:
            self._write(history[:-1])
        except OSError as error:
            raise SystemFault("reference_unwritable", str(error)) from error
        return True

    def _history(self) -> list[str]:
        place = self.folder / _HISTORY
        try:
            found = json.loads(place.read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise SystemFault("reference_damaged", str(place)) from error
        if not isinstance(found, list) or not all(
            isinstance(name, str) and Path(name).name == name for name in found
        ):
            raise SystemFault("reference_damaged", str(place))
        return found

    def _write(self, history: list[str]) -> None:
        fresh = self.folder / f"{_HISTORY}.new"
        fresh.unlink(missing_ok=True)
        write_private(fresh, canonical_json([*history]))
        os.replace(fresh, self.folder / _HISTORY)  # noqa: PTH105
        flush_folder(self.folder)


def _signed(pack: bytes, root: bytes) -> tuple[str, bytes, datetime]:
    """The table's name, its bytes and when the pack was made. Raises _Refused."""
    members = _members(pack)
    public = x509.load_der_x509_certificate(root).public_key()
    try:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        signed = SCOPE_CONTEXT + members["manifest.json"]
        public.verify(members["manifest.sig"], signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise _Refused("pack.signature_wrong", "manifest.sig") from error
    try:
        manifest = json.loads(members["manifest.json"])
        name, digest = manifest["file"]["name"], manifest["file"]["sha256"]
        made_at = datetime.fromisoformat(manifest["made_at"])
        fine = (manifest["format"], manifest["version"]) == (SCOPE_FORMAT, 1)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _Refused("pack.unreadable", "manifest.json") from error
    if not fine or made_at.tzinfo is None:
        raise _Refused("pack.unreadable", "manifest.json")
    if set(members) != {"manifest.json", "manifest.sig", name}:
        raise _Refused("pack.tampered", "manifest.json")
    if hashlib.sha256(members[name]).hexdigest() != digest:
        raise _Refused("pack.tampered", name)
    return name, members[name], made_at


def _members(pack: bytes) -> Mapping[str, bytes]:
    members: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(pack)) as archive:
            for info in archive.infolist()[:4]:
                with archive.open(info) as member:
                    content = member.read(MOST_BYTES + 1)
                if len(content) > MOST_BYTES or info.filename in members:
                    raise _Refused("pack.unreadable", "size")
                members[info.filename] = content
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise _Refused("pack.unreadable", "zip") from error
    except (NotImplementedError, RuntimeError) as error:  # another method, or encrypted
        raise _Refused("pack.unreadable", "zip") from error
    if not {"manifest.json", "manifest.sig"} <= set(members):
        raise _Refused("pack.unreadable", "manifest.json")
    return members
