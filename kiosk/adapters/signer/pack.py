"""Reads an authority's pack from untrusted bytes: a flat ZIP, signed by the root it carries.

Members, and no others: ``manifest.json`` (``{"format": "zhaoban pack", "version": 1,
"made_at", "files": {name: SHA-256 hex}, "trees": {"forms" | "reference": {path: SHA-256}}}``,
perhaps with a tree ``procedures`` of an operator's own folder),
``manifest.sig`` (ECDSA with SHA-256 by the root over ``MANIFEST_CONTEXT`` and the manifest's
bytes, DER), and the files that it names: ``root.cert`` (DER), ``profile.json`` (the keys of
``profile.yaml``), ``trust.json`` (a trust list with this root and every terminal's credential
key), ``certificates.json`` (``{terminal: document certificate, DER in base64}``) and perhaps
``seal.pdf`` (the seal, one page).
"""

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import ValidationError

from kiosk.catalogue.profile import ProfileFile
from kiosk.domain.answers import Json
from kiosk.domain.pack import DocumentCertificate, Pack
from kiosk.domain.problems import Problem
from kiosk.domain.profile import Profile
from kiosk.domain.trust import TrustList, parse_trust_list

MANIFEST_CONTEXT: Final = b"ZHAOBAN-PACK-1\n"
FORMAT: Final = "zhaoban pack"
MAX_PACK_BYTES: Final = 8 * 1024 * 1024
_MAX_MEMBER_BYTES: Final = 4 * 1024 * 1024
_REQUIRED: Final = frozenset({"root.cert", "profile.json", "trust.json", "certificates.json"})
_ALLOWED: Final = _REQUIRED | {"seal.pdf"}
_SIGNED_BY: Final = frozenset({"manifest.json", "manifest.sig"})
_TREES: Final = frozenset({"forms", "reference"})
_MAY_BE_THERE: Final = frozenset({"procedures"})


class _Refused(Exception):
    """The pack is not to be believed; ``code`` says why, ``place`` where."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.place = place


def read_pack(data: bytes) -> Pack | Problem:
    """Read a pack and prove its signature; never raises.

    Problems: ``pack.unreadable`` (no such ZIP, too large, another member than allowed, a
    member that cannot be read), ``pack.signature_wrong`` (manifest or a certificate not signed
    by the root), ``pack.tampered`` (a file that is not the one in the manifest); the
    parameter ``place`` names the member.
    """
    try:
        members = _members(data)
        root = _root(members["root.cert"])
        _check_signature(root, members)
        manifest = _object(members["manifest.json"], "manifest.json")
        _check_files(manifest, members)
        return _pack(data, root, manifest, members)
    except _Refused as refusal:
        return Problem(refusal.code, params={"place": refusal.place})


def _members(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_PACK_BYTES:
        raise _Refused("pack.unreadable", "size")
    members: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.filename in members or info.filename not in _ALLOWED | _SIGNED_BY:
                    raise _Refused("pack.unreadable", "an unexpected member")
                with archive.open(info) as member:
                    content = member.read(_MAX_MEMBER_BYTES + 1)
                if len(content) > _MAX_MEMBER_BYTES:
                    raise _Refused("pack.unreadable", info.filename)
                members[info.filename] = content
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise _Refused("pack.unreadable", "zip") from error
    except (NotImplementedError, RuntimeError) as error:  # another method, or encrypted
        raise _Refused("pack.unreadable", "zip") from error
    if missing := sorted((_REQUIRED | _SIGNED_BY) - members.keys()):
        raise _Refused("pack.unreadable", missing[0])
    return members


def _root(der: bytes) -> x509.Certificate:
    try:
        root = x509.load_der_x509_certificate(der)
        root.verify_directly_issued_by(root)
        constraints = root.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm) as error:
        raise _Refused("pack.signature_wrong", "root.cert") from error
    except x509.ExtensionNotFound as error:
        raise _Refused("pack.signature_wrong", "root.cert") from error
    if not constraints.ca or not isinstance(root.public_key(), ec.EllipticCurvePublicKey):
        raise _Refused("pack.signature_wrong", "root.cert")
    return root


def _check_signature(root: x509.Certificate, members: Mapping[str, bytes]) -> None:
    public = root.public_key()
    signed = MANIFEST_CONTEXT + members["manifest.json"]
    try:
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise _Refused("pack.signature_wrong", "root.cert")
        public.verify(members["manifest.sig"], signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise _Refused("pack.signature_wrong", "manifest.sig") from error


def _check_files(manifest: Mapping[str, Json], members: Mapping[str, bytes]) -> None:
    files = manifest.get("files")
    if manifest.get("format") != FORMAT or manifest.get("version") != 1:
        raise _Refused("pack.unreadable", "manifest.json")
    if not isinstance(files, dict) or files.keys() != members.keys() - _SIGNED_BY:
        raise _Refused("pack.tampered", "manifest.json")
    for name, digest in files.items():
        if hashlib.sha256(members[name]).hexdigest() != digest:
            raise _Refused("pack.tampered", name)


def _pack(
    data: bytes,
    root: x509.Certificate,
    manifest: Mapping[str, Json],
    members: Mapping[str, bytes],
) -> Pack:
    der = members["root.cert"]
    trust = parse_trust_list(members["trust.json"].decode(errors="replace"))
    if not isinstance(trust, TrustList) or all(r.certificate != der for r in trust.roots):
        raise _Refused("pack.unreadable", "trust.json")
    if any(r.specimen for r in trust.roots) or any(k.specimen for k in trust.keys):
        raise _Refused("pack.unreadable", "trust.json")
    try:
        profile = ProfileFile.model_validate_json(members["profile.json"])
    except (ValidationError, ValueError) as error:
        raise _Refused("pack.unreadable", "profile.json") from error
    return Pack(
        sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=hashlib.sha256(der).hexdigest(),
        root=der,
        made_at=_instant(manifest.get("made_at")),
        profile=Profile(**profile.model_dump()),
        certificates=tuple(_certificates(root, members["certificates.json"])),
        trust=trust,
        trees=_trees(manifest.get("trees")),
        seal_pdf=members.get("seal.pdf"),
    )


def _instant(value: Json) -> datetime:
    """When the pack was made, with an offset: a published trust list is refused without one."""
    try:
        made_at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise _Refused("pack.unreadable", "manifest.json") from error
    if made_at.tzinfo is None:
        raise _Refused("pack.unreadable", "manifest.json")
    return made_at


def _certificates(root: x509.Certificate, content: bytes) -> list[DocumentCertificate]:
    found = []
    for terminal, text in _object(content, "certificates.json").items():
        try:
            der = base64.b64decode(str(text), validate=True)
            certificate = x509.load_der_x509_certificate(der)
            certificate.verify_directly_issued_by(root)
            public = certificate.public_key().public_bytes(
                Encoding.DER, PublicFormat.SubjectPublicKeyInfo
            )
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm) as error:
            raise _Refused("pack.signature_wrong", "certificates.json") from error
        since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        found.append(DocumentCertificate(terminal, der, public, since, until))
    return found


def _trees(value: Json) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict) or not _TREES <= value.keys() <= _TREES | _MAY_BE_THERE:
        raise _Refused("pack.unreadable", "manifest.json")
    trees: dict[str, dict[str, str]] = {}
    for name, files in value.items():
        if not isinstance(files, dict) or not files:
            raise _Refused("pack.unreadable", "manifest.json")
        trees[name] = {path: str(digest) for path, digest in files.items()}
    return trees


def _object(content: bytes, place: str) -> dict[str, Json]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _Refused("pack.unreadable", place) from error
    if not isinstance(value, dict):
        raise _Refused("pack.unreadable", place)
    return value
