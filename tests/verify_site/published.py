"""A fictional authority's verify site on this machine, and licences to check against it."""

import functools
import hashlib
import http.server
import io
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.adapters.signer.cose import key_id_of, make_sign1, to_be_signed
from kiosk.adapters.signer.inspect import Inspector
from kiosk.adapters.signer.key_folder import KeyPair, new_pair
from kiosk.adapters.signer.signer import Identity, SoftwareSigner
from kiosk.adapters.signer.status_token import make_status_token
from kiosk.adapters.signer.trust_bundle import bundle_of_pack
from kiosk.domain.credential import claims_of, to_qr_text
from kiosk.domain.states import LicenceStatus
from kiosk.domain.status_list import StatusList, pack
from kiosk.domain.trust import TrustedKey
from kiosk.services.status_lists import published_status
from kiosk.services.verify import verify
from kiosk.services.verify_site import build_site
from kiosk.settings import resources_dir
from tests.make_pack import FictionalAuthority
from tests.signed import HOST, NOW, a_credential, a_licence, a_twin, an_entry, seal_pdf

DAY = timedelta(days=1)
CLOCK = NOW + timedelta(hours=5)
"""What the browser's clock says."""

STALE_SHARD, ABSENT_SHARD = 7, 9
PLACES = {
    4710: LicenceStatus.REVOKED,
    4709: LicenceStatus.SUSPENDED,
    4708: LicenceStatus.CANCELLED,
}


@dataclass(frozen=True)
class World:
    """An authority with a terminal's keys in use and another's that were stolen."""

    authority: FictionalAuthority
    signer: SoftwareSigner
    pair: KeyPair
    key: Ed25519PrivateKey
    stolen: Ed25519PrivateKey
    lost: tuple[KeyPair, bytes]

    def qr(self, key: Ed25519PrivateKey | None = None, entry=None, **changed) -> str:
        """A credential's text, real unless told otherwise."""
        key = key or self.key
        claims = claims_of(a_credential(entry, **{"specimen": False} | changed))
        return self.qr_of(claims, key)

    def qr_of(self, claims: dict, key: Ed25519PrivateKey | None = None) -> str:
        """The text of any claims, properly signed."""
        key = key or self.key
        signed = make_sign1(claims, key_id_of(key.public_key().public_bytes_raw()), key.sign)
        return to_qr_text(HOST, signed)

    def qr_around(self, protected: bytes, unprotected: dict, payload: bytes, *rest) -> str:
        """The text of any COSE_Sign1 around a payload, properly signed."""
        signature = self.key.sign(to_be_signed(protected, payload))
        parts = [protected, unprotected, payload, signature, *rest]
        return to_qr_text(HOST, cbor2.dumps(cbor2.CBORTag(18, parts)))

    def licence(self, entry=None, signer: SoftwareSigner | None = None, **said) -> bytes:
        """A small signed licence PDF; ``said`` goes into its twin."""
        qr = self.qr(entry=entry)
        twin = a_twin(entry, qr, authority=self.authority.name, specimen=False) | said
        return a_licence(signer or self.signer, twin=twin)

    def with_time_stamp(self, url: str) -> bytes:
        """A licence whose signature carries a token of the time-stamp authority there."""
        identity = Identity(self.authority.certificates["K01"], (self.authority.root_der,), False)
        return self.licence(
            signer=SoftwareSigner(self.pair, identity, host=HOST, seal_pdf=seal_pdf, tsa_url=url)
        )

    def by_stolen_certificate(self, spell: Callable[[bytes], bytes]) -> bytes:
        """A licence by a terminal whose certificate was revoked, spelt as the thief likes."""
        identity = Identity(spell(self.lost[1]), (self.authority.root_der,), specimen=False)
        return self.licence(
            signer=SoftwareSigner(self.lost[0], identity, host=HOST, seal_pdf=seal_pdf)
        )

    def token(
        self, shard: int = 0, *, at: datetime = NOW, lifetime: timedelta = 3 * DAY, **changed
    ):
        """A shard's signed list."""
        statuses = StatusList(
            uri=changed.get("uri", f"https://{HOST}/V/status/{shard}"),
            issued_at=at,
            expires_at=at + lifetime,
            ttl=timedelta(hours=1),
            bits=pack(PLACES.items(), 8192),
        )
        key = changed.get("key", self.key)
        return make_status_token(statuses, key_id_of(key.public_key().public_bytes_raw()), key.sign)

    def lists(self) -> dict[int, bytes]:
        """What is published."""
        stale = self.token(STALE_SHARD, at=NOW - timedelta(hours=20), lifetime=DAY)
        return {0: self.token(), STALE_SHARD: stale}

    def bundle(self, at: datetime = NOW - DAY) -> bytes:
        """The trust bundle as it was signed at an instant."""
        self.authority.now, before = at, self.authority.now
        try:
            packed = self.authority.pack(trees={"forms": {}, "reference": {}})
        finally:
            self.authority.now = before
        return bundle_of_pack(io.BytesIO(packed))  # type: ignore[arg-type]  # zipfile reads both

    def told_by_python(self, target: bytes | str, lists: dict[int, bytes] | None) -> dict:
        """What ``kiosk verify --site`` answers."""
        trust = self.authority.trust
        status = (
            published_status(lists.get, trust, Inspector(), lambda: CLOCK)
            if lists is not None
            else None
        )
        return verify(target, trust, Inspector(), status=status).as_json()


@cache
def world() -> World:
    """The one authority of the tests."""
    made = FictionalAuthority(NOW - DAY)
    pair, stolen = new_pair(), Ed25519PrivateKey.generate()
    made.certify_keys("K01", pair.document.public_key(), pair.credential_public)
    lost = new_pair()
    made.certify_keys("K03", lost.document.public_key(), lost.credential_public)
    made.revoked[hashlib.sha256(made.certificates["K03"]).hexdigest()] = NOW
    until = NOW + 365 * DAY
    public = stolen.public_key().public_bytes_raw()
    made.keys.append(TrustedKey(made.name, "K02", public, False, NOW - DAY, until, NOW))
    identity = Identity(made.certificates["K01"], (made.root_der,), specimen=False)
    signer = SoftwareSigner(pair, identity, host=HOST, seal_pdf=seal_pdf)
    return World(made, signer, pair, pair.credential, stolen, (lost, made.certificates["K03"]))


def long_entry():
    """A business whose texts fill the page."""
    return an_entry(
        name="昆山市玉山镇人民南路街口老字号听雨轩苏式汤面馆小吃店",
        proprietor="欧阳𬎆晓林",
        scope_text="许可项目：" + "；".join(["餐饮服务", "食品销售", "小餐饮、小食杂"] * 9),
        premises="江苏省苏州市昆山市玉山镇人民南路1号示例大厦A座二单元1203室（住改商）",
    )


@cache
def bundle() -> bytes:
    """The trust bundle that the page is built with."""
    return world().bundle()


def build(folder: Path) -> Path:
    """The whole site with its lists, as two commands make it; the folder that answers to /V/."""
    build_site(resources_dir() / "verify", folder, bundle(), HOST)
    lists = folder / "V" / "status"
    lists.mkdir(exist_ok=True)
    for shard, token in world().lists().items():
        (lists / f"{shard}.cwt").write_bytes(token)
    return folder / "V"


class Served:
    """The folder served on this machine; ``asked`` are the paths that anyone asked for."""

    def __init__(self, folder: Path) -> None:
        asked: list[str] = []

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path + json.dumps(dict(self.headers)))
                super().do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self.asked = asked
        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
        )
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/V/"

    def close(self) -> None:
        """From now on nobody answers."""
        self._server.shutdown()
        self._server.server_close()
