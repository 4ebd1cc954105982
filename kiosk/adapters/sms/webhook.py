"""A gateway of the authority's own behind a signed POST, as Standard Webhooks 1.0.0 writes it.

A message is one POST to ``url``: JSON ``{"type": "sms.send", "timestamp": "…Z", "data":
{"to": "+86…", "text": "…", "template": "verification.plain.zh", "params": {…}}}`` with the
headers ``webhook-id`` (the same whenever it is sent again: take each once),
``webhook-timestamp`` (seconds since 1970) and ``webhook-signature``: ``v1,`` and the base64 of
HMAC-SHA256 over ``id.timestamp.body``. The key is what stands behind ``whsec_`` in base64, else
the secret's own octets. An old timestamp is a replay: refuse it.

Any 2xx takes the message; ``{"id": "…"}`` may name it. Any other status refuses it as
``resources/reference/sms_gateways.yaml`` says; ``{"error": "number_refused"}`` says it better.

Where ``receipts_url`` is set, a GET there, signed the same over an empty body, answers
``{"receipts": [{"id": "…", "state": "delivered" or "failed", "code": "…"}]}``. Telling a
receipt again does no harm; tell each for ten minutes at least.
"""

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.hosted import (
    Ended,
    FollowedGateway,
    HostedGateway,
    Outgoing,
    VendorRefused,
    vendors_id,
)
from kiosk.adapters.sms.http_line import Answer, HttpLine, LineFailed
from kiosk.adapters.sms.http_options import HttpOptions
from kiosk.adapters.sms.json_answer import read_object, rows, word
from kiosk.adapters.sms.parts_ledger import Awaited, PartsLedger, PartState
from kiosk.catalogue.sms_gateways import load_gateway_policy
from kiosk.ports import Clock, Fitting, SystemFault
from kiosk.settings import resources_dir

_PREFIX = "whsec_"
_STATES: Mapping[str, PartState] = {"delivered": "delivered", "failed": "failed"}


class WebhookOptions(HttpOptions):
    """Where messages go, and where receipts are asked for, if anywhere."""

    url: str
    receipts_url: str = ""


class Webhook:
    """The authority's own gateway."""

    def __init__(self, options: WebhookOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        seconds, ca_file = options.timeout_seconds, options.ca_file
        self._line = HttpLine(options.url, seconds, ca_file)
        self._receipts = HttpLine(options.receipts_url or options.url, seconds, ca_file)

    def read_secret(self) -> str:
        """The shared secret."""
        return self._options.secret()

    def submit(self, message: Outgoing, secret: str) -> str:
        """The id it was given; ours where the other side gives none."""
        data = {
            "to": f"+86{message.mobile}",
            "text": message.text,
            "template": message.template,
            "params": dict(message.params),
        }
        now = f"{self._clock.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        said = {"type": "sms.send", "timestamp": now, "data": data}
        body = json.dumps(said, ensure_ascii=False).encode()
        answer = self._call(self._line, "POST", message.key, body, secret)
        if not answer.body.strip():
            return message.key
        named = read_object(answer).get("id")
        return message.key if named is None else vendors_id(named)

    def ended(self, awaited: Sequence[Awaited], secret: str) -> Iterator[Ended]:
        """Everything the other side tells."""
        for row in rows(read_object(self._ask(secret)), "receipts"):
            state, named = _STATES.get(word(row, "state")), word(row, "id")
            if state and named:
                yield Ended(named, state, word(row, "code")[:60] or state)

    def probe(self, secret: str) -> None:
        """Ask for receipts; where there are none to ask for, connect alone."""
        if self._options.receipts_url:
            self._ask(secret)
        else:
            signing_key(secret)
            self._line.reach()

    def _ask(self, secret: str) -> Answer:
        return self._call(self._receipts, "GET", f"ask_{secrets.token_hex(12)}", b"", secret)

    def _call(self, line: HttpLine, method: str, named: str, body: bytes, secret: str) -> Answer:
        at = self._clock.now()
        headers = {
            "webhook-id": named,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature(named, at, body, secret),
            "Accept": "application/json",
        }
        if body:
            headers["Content-Type"] = "application/json"
        target = f"{line.path}?{line.query}" if line.query else line.path
        answer = line.ask(method, target, headers, body)
        if not 200 <= answer.status < 300:
            raise VendorRefused(_refusal(answer))
        return answer


def signature(named: str, at: datetime, body: bytes, secret: str) -> str:
    """The header ``webhook-signature``. Raises SystemFault ``secret_unreadable``."""
    signed = f"{named}.{int(at.timestamp())}.".encode() + body
    digest = hmac.digest(signing_key(secret), signed, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"


def signing_key(secret: str) -> bytes:
    """The octets that sign. Raises SystemFault ``secret_unreadable`` for broken base64."""
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        written = secret.removeprefix(_PREFIX)
        return base64.b64decode(written + "=" * (-len(written) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise SystemFault("secret_unreadable", "webhook") from None


def _refusal(answer: Answer) -> str:
    """The other side's own word, else its status."""
    try:
        return word(read_object(answer), "error") or str(answer.status)
    except LineFailed:
        return str(answer.status)


def fit(fitting: Fitting) -> HostedGateway:
    """The gateway of an install; its small ledger lies in ``sms/`` of the data folder."""
    options = read_options(WebhookOptions, fitting.options, "sms")
    ledger = PartsLedger(fitting.data / "sms" / "webhook.sqlite", fitting.clock.now)
    policy = load_gateway_policy(resources_dir() / "reference", "webhook")
    kind = FollowedGateway if options.receipts_url else HostedGateway
    return kind(Webhook(options, fitting.clock), ledger, policy)
