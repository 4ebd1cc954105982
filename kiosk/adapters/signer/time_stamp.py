"""A client of RFC 3161 time-stamp authorities over HTTP."""

import hashlib
import secrets
import urllib.error
import urllib.request
from typing import Final

from kiosk.ports import SystemFault

_SECONDS: Final = 10
_ANSWER_BYTES: Final = 65536
_GRANTED: Final = {"granted", "granted_with_mods"}


def fetch_time_stamp(url: str, data: bytes) -> bytes:
    """A time-stamp token (DER) over the data, asked for with its certificates.

    The token's imprint and nonce are compared with what was asked; its signature is not
    checked here. Raises SystemFault ``time_stamp_failed`` with the reason.
    """
    from asn1crypto import tsp

    digest, nonce = hashlib.sha256(data).digest(), secrets.randbits(63)
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": digest,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    try:
        answer = tsp.TimeStampResp.load(_post(url, request.dump()), strict=True)
        status = answer["status"]["status"].native
        if status not in _GRANTED:
            raise SystemFault("time_stamp_failed", str(status))
        token = answer["time_stamp_token"]
        info = token["content"]["encap_content_info"]["content"].parsed
        imprint = info["message_imprint"]["hashed_message"].native
        if imprint != digest or info["nonce"].native != nonce:
            raise SystemFault("time_stamp_failed", "not the token that was asked for")
        return bytes(token.dump())
    except (urllib.error.URLError, OSError, ValueError, TypeError, KeyError) as error:
        raise SystemFault("time_stamp_failed", f"{type(error).__name__}: {error}") from error


def _post(url: str, body: bytes) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise ValueError("the address is not http")
    request = urllib.request.Request(  # noqa: S310  the scheme was checked
        url, data=body, headers={"Content-Type": "application/timestamp-query"}
    )
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
        return bytes(answer.read(_ANSWER_BYTES))
