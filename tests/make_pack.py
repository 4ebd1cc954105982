"""Makes the signed pack of a fictional authority, from a terminal's key request."""

import argparse
import base64
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.signer.certificates import certify_document_key, make_root
from kiosk.adapters.signer.key_keeper import REQUEST_CONTEXT
from kiosk.adapters.signer.pack import FORMAT, MANIFEST_CONTEXT
from kiosk.adapters.signer.scope_shelf import SCOPE_CONTEXT, SCOPE_FORMAT
from kiosk.catalogue.packs import hash_tree
from kiosk.domain.answers import canonical_json
from kiosk.domain.trust import TrustedKey, TrustedRoot, TrustList

ROOT = Path(__file__).resolve().parents[1]
NAME = "云岭市听澜区市场监督管理局"  # there is no such place
PROFILE = {
    "authority": NAME,
    "division": "320583",
    "verify_host": "VERIFY.EXAMPLE",
    "sms_signature": "听澜登记",
    "telephone": "000-0000000",
    "hall": "听澜区政务服务大厅",
    "reconsideration": "云岭市听澜区人民政府",
    "court": "云岭市听澜区人民法院",
    "seal_legend": "登记专用章",
    "code_series": "MAX",
    "national_licence": False,
    "version": "test-1",
}


@dataclass
class FictionalAuthority:
    """A root key and what it has certified so far."""

    now: datetime
    name: str = NAME
    profile: dict = field(default_factory=lambda: dict(PROFILE))
    years: int = 5

    def __post_init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.root = make_root(self.key, self.name, self.now - timedelta(days=1), 20)
        self.keys: list[TrustedKey] = []
        self.certificates: dict[str, bytes] = {}
        self.revoked: dict[str, datetime] = {}

    @property
    def root_der(self) -> bytes:
        return self.root.public_bytes(Encoding.DER)

    def certify(self, request: dict) -> None:
        """Check both proofs of possession and certify the terminal's keys."""
        csr = x509.load_pem_x509_csr(request["certificate_request"].encode())
        assert csr.is_signature_valid
        public = _octets(request["credential_key"])
        terminal = request["terminal"]
        Ed25519PublicKey.from_public_bytes(public).verify(
            _octets(request["credential_proof"]),
            REQUEST_CONTEXT + f"{terminal}\n{request['certificate_request']}".encode(),
        )
        self.certify_keys(terminal, csr.public_key(), public)

    def certify_keys(self, terminal, document_public, credential_public) -> None:
        """Certify whatever keys are given."""
        certificate = certify_document_key(
            self.key, self.root, document_public, terminal, self.now, self.years
        )
        self.certificates[terminal] = certificate.public_bytes(Encoding.DER)
        until = self.now + timedelta(days=365 * self.years)
        self.keys.append(TrustedKey(self.name, terminal, credential_public, False, self.now, until))

    @property
    def trust(self) -> TrustList:
        root = TrustedRoot(self.name, self.root_der, specimen=False)
        return TrustList((root,), tuple(self.keys), self.revoked)

    def files(self) -> dict[str, bytes]:
        certificates = {t: base64.b64encode(c).decode() for t, c in self.certificates.items()}
        return {
            "root.cert": self.root_der,
            "profile.json": json.dumps(self.profile, ensure_ascii=False).encode(),
            "trust.json": canonical_json(self.trust.as_json()),
            "certificates.json": canonical_json(certificates),
        }

    def pack(self, trees=None, **changed: bytes) -> bytes:
        """The signed pack; ``changed`` files are put in before signing."""
        files = self.files() | {name.replace("__", "."): body for name, body in changed.items()}
        manifest = canonical_json(
            {
                "format": FORMAT,
                "version": 1,
                "made_at": self.now.isoformat(),
                "files": {name: hashlib.sha256(body).hexdigest() for name, body in files.items()},
                "trees": trees or stock_trees(),
            }
        )
        signature = self.key.sign(MANIFEST_CONTEXT + manifest, ec.ECDSA(hashes.SHA256()))
        return zipped({**files, "manifest.json": manifest, "manifest.sig": signature})

    def scope_pack(self, table: bytes, name: str = "scope.csv", **changed) -> bytes:
        """A signed catalogue of scope items; ``changed`` goes into the manifest."""
        manifest = canonical_json(
            {
                "format": SCOPE_FORMAT,
                "version": 1,
                "made_at": self.now.isoformat(),
                "file": {"name": name, "sha256": hashlib.sha256(table).hexdigest()},
            }
            | changed
        )
        signature = self.key.sign(SCOPE_CONTEXT + manifest, ec.ECDSA(hashes.SHA256()))
        return zipped({name: table, "manifest.json": manifest, "manifest.sig": signature})


def stock_trees() -> dict[str, dict[str, str]]:
    """The hashes of the forms and reference data as they lie in this checkout."""
    return {
        "forms": hash_tree(ROOT / "forms"),
        "reference": hash_tree(ROOT / "resources" / "reference"),
    }


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def _octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main() -> None:
    """Make a pack for the request of ``kiosk key export``, and print the root's fingerprint."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("request", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--root", type=Path, help="write the root certificate here (PEM)")
    arguments = parser.parse_args()
    authority = FictionalAuthority(datetime.now(UTC))
    authority.certify(json.loads(arguments.request.read_text("utf-8")))
    arguments.pack.write_bytes(authority.pack())
    if arguments.root:
        arguments.root.write_bytes(authority.root.public_bytes(Encoding.PEM))
    print(hashlib.sha256(authority.root_der).hexdigest())


if __name__ == "__main__":
    main()
