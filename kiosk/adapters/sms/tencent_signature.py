"""Sign a request to Tencent Cloud's API: TC3-HMAC-SHA256, the vendor's signature version 3."""

import hashlib
import hmac
from datetime import UTC, datetime

_ALGORITHM = "TC3-HMAC-SHA256"
_END = "tc3_request"
_SIGNED = "content-type;host"


def authorization(
    service: str, host: str, content_type: str, body: bytes, at: datetime, key_id: str, secret: str
) -> str:
    """The Authorization header of a POST to ``/``; ``at`` is what X-TC-Timestamp says.

    Source: the vendor's page "Signature v3" (cloud.tencent.com/document/api/213/30654).
    """
    canonical = "\n".join(
        (
            "POST",
            "/",
            "",
            f"content-type:{content_type}",
            f"host:{host}",
            "",
            _SIGNED,
            hashlib.sha256(body).hexdigest(),
        )
    )
    day = f"{at.astimezone(UTC):%Y-%m-%d}"
    scope = f"{day}/{service}/{_END}"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"{_ALGORITHM}\n{int(at.timestamp())}\n{scope}\n{hashed}"
    key = f"TC3{secret}".encode()
    for step in (day, service, _END):
        key = hmac.digest(key, step.encode(), hashlib.sha256)
    signature = hmac.digest(key, to_sign.encode(), hashlib.sha256).hex()
    credential = f"{key_id}/{scope}"
    return f"{_ALGORITHM} Credential={credential}, SignedHeaders={_SIGNED}, Signature={signature}"
