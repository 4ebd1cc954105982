"""The signed trust list as it is published: what a verifier needs besides the root's fingerprint.

JSON, every value but the first two in unpadded base64url::

    {"format": "zhaoban trust bundle", "version": 1,
     "root": the root's certificate (DER), "manifest": …, "signature": …, "trust": …}

``manifest`` is JSON with ``format``, ``made_at`` and ``files``, whose ``trust.json`` is the
SHA-256 of ``trust`` (``kiosk.domain.trust``); ``signature`` is ECDSA with SHA-256 by the root (DER)
over a context and the manifest's bytes. An authority's list stands in its pack and is published
as its root signed it there (context ``ZHAOBAN-PACK-1``); practice signs its own
(``ZHAOBAN-TRUST-1``). A root may so stay offline: a terminal publishes, it cannot change.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer import pack as packs
from kiosk.adapters.signer.key_folder import Keys
from kiosk.domain.answers import Json, canonical_json
from kiosk.domain.problems import Problem
from kiosk.domain.trust import SignedTrustList, TrustList, parse_trust_list
from kiosk.ports import SystemFault

FORMAT: Final = "zhaoban trust bundle"
LIST_FORMAT: Final = "zhaoban trust list"
LIST_CONTEXT: Final = b"ZHAOBAN-TRUST-1\n"
MAX_BUNDLE_BYTES: Final = 8 * 1024 * 1024
_CONTEXTS: Final[Mapping[str, bytes]] = {
    packs.FORMAT: packs.MANIFEST_CONTEXT,
    LIST_FORMAT: LIST_CONTEXT,
}


def bundle_of_pack(place: Path) -> bytes:
    """The bundle of the pack that is in force. Raises SystemFault ``authority_damaged``."""
    try:
        with zipfile.ZipFile(place) as pack:
            root, manifest, signature, trust = (
                pack.read(name)
                for name in ("root.cert", "manifest.json", "manifest.sig", "trust.json")
            )
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise SystemFault("authority_damaged", str(place)) from error
    return _bundle(root, manifest, signature, trust)


def bundle_of_practice(
    keys: Keys, root_key: ec.EllipticCurvePrivateKey, trust: TrustList, at: datetime
) -> bytes:
    """A bundle for specimens, signed by the practice root."""
    listed = canonical_json(trust.as_json())
    manifest = canonical_json(
        {
            "format": LIST_FORMAT,
            "version": 1,
            "made_at": at.isoformat(),
            "files": {"trust.json": hashlib.sha256(listed).hexdigest()},
        }
    )
    signature = root_key.sign(LIST_CONTEXT + manifest, ec.ECDSA(hashes.SHA256()))
    return _bundle(keys.practice_root.public_bytes(Encoding.DER), manifest, signature, listed)


def read_trust_bundle(data: bytes, fingerprint: str) -> SignedTrustList | Problem:
    """The list of a bundle signed by the root with this fingerprint (SHA-256, hex).

    ``trust.unreadable`` when it is none. ``trust.not_signed`` when another root or nobody signed
    it, or its root may not say this: a list names its own root, practice lists practice keys
    alone and an authority none of them. Never raises.
    """
    try:
        return _take_apart(data, fingerprint)
    except (ValueError, KeyError, TypeError, RecursionError, UnsupportedAlgorithm):
        return Problem("trust.unreadable")


def _take_apart(data: bytes, fingerprint: str) -> SignedTrustList | Problem:
    if len(data) > MAX_BUNDLE_BYTES:
        return Problem("trust.unreadable")
    top = json.loads(data)
    root, manifest, signature, listed = (
        _octets(top, name) for name in ("root", "manifest", "signature", "trust")
    )
    said = json.loads(manifest)
    context, digest = _CONTEXTS[said["format"]], said["files"]["trust.json"]
    made_at = datetime.fromisoformat(said["made_at"])
    key = x509.load_der_x509_certificate(root).public_key()
    if said["version"] != 1 or made_at.tzinfo is None or not isinstance(digest, str):
        return Problem("trust.unreadable")
    if (
        hashlib.sha256(root).hexdigest() != fingerprint
        or not _signed(key, signature, context + manifest)
        or hashlib.sha256(listed).hexdigest() != digest
    ):
        return Problem("trust.not_signed")
    trust = parse_trust_list(listed.decode())
    if isinstance(trust, Problem):
        return trust
    kinds = {each.specimen for each in trust.roots} | {each.specimen for each in trust.keys}
    if all(each.certificate != root for each in trust.roots) or kinds != {
        said["format"] == LIST_FORMAT
    }:
        return Problem("trust.not_signed")
    return SignedTrustList(trust, made_at)


def _signed(key: object, signature: bytes, content: bytes) -> bool:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _bundle(root: bytes, manifest: bytes, signature: bytes, trust: bytes) -> bytes:
    parts: dict[str, Json] = {"format": FORMAT, "version": 1}
    for name, octets in (
        ("root", root),
        ("manifest", manifest),
        ("signature", signature),
        ("trust", trust),
    ):
        parts[name] = base64.urlsafe_b64encode(octets).decode().rstrip("=")
    return canonical_json(parts)


def _octets(top: object, name: str) -> bytes:
    if not isinstance(top, dict) or top.get("format") != FORMAT or top.get("version") != 1:
        raise ValueError("not a trust bundle")
    text = top[name]
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
