"""Tencent Cloud's short messages: SendSms with the authority's templates, receipts by pulling.

Source: the vendor's API of 2021-01-11 (cloud.tencent.com/document/api/382).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.hosted import (
    Ended,
    FollowedGateway,
    HostedGateway,
    Outgoing,
    VendorRefused,
    vendors_id,
)
from kiosk.adapters.sms.http_line import HttpLine, LineFailed
from kiosk.adapters.sms.http_options import TemplateOptions
from kiosk.adapters.sms.json_answer import Object, inner, read_object, rows, word
from kiosk.adapters.sms.parts_ledger import Awaited, PartsLedger, PartState
from kiosk.adapters.sms.sealed_number import unseal
from kiosk.adapters.sms.tencent_signature import authorization
from kiosk.catalogue.sms_gateways import load_gateway_policy
from kiosk.ports import Clock, Fitting, GatewayRefused
from kiosk.settings import resources_dir

_SERVICE, _VERSION = "sms", "2021-01-11"
_JSON = "application/json"
_OWN_IDS = re.compile(r"\d+")
_ENDS: Mapping[str, PartState] = {"SUCCESS": "delivered", "FAIL": "failed"}
_EARLIER_SECONDS = 300
"""How far before its hand-over a message is looked for: clocks may differ."""

_NOBODY = "15400000000"
"""A number nobody has: asking for its messages tells whether the account may ask."""


class TencentOptions(TemplateOptions):
    """The account: ``secret_id`` and, in the secret's place, its SecretKey.

    ``receipts`` ``number`` asks for one message after the other; ``queue`` pulls the
    account's own queue, which tells everything once: only where no other terminal pulls it
    and the vendor has opened it; ``no`` asks for none. The vendor's templates number their
    parameters, so ``templates`` must name the order wherever there are two.
    """

    secret_id: str = Field(pattern=r"^[!-~]{1,64}$", repr=False)
    sdk_app_id: str = Field(pattern=r"^\d{4,20}$")
    region: str = Field(default="ap-guangzhou", pattern=r"^[a-z0-9-]{2,30}$")
    endpoint: str = "https://sms.tencentcloudapi.com/"
    receipts: Literal["number", "queue", "no"] = "number"


class Tencent:
    """The vendor's API."""

    def __init__(self, options: TencentOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._line = HttpLine(options.endpoint, options.timeout_seconds, options.ca_file)

    def read_secret(self) -> str:
        """The SecretKey."""
        return self._options.secret()

    def submit(self, message: Outgoing, secret: str) -> str:
        """The SerialNo of the message; its SessionContext is our key."""
        template = self._options.template(message.template, _OWN_IDS)
        values = template.ordered(message.params)
        if template.order is None and len(values) > 1:
            raise GatewayRefused("template_order_unknown")
        said = {
            "PhoneNumberSet": [f"+86{message.mobile}"],
            "SmsSdkAppId": self._options.sdk_app_id,
            "SignName": self._options.sign_name,
            "TemplateId": template.id,
            "TemplateParamSet": list(values.values()),
            "SessionContext": message.key,
        }
        told = rows(self._call("SendSms", said, secret), "SendStatusSet")
        if len(told) != 1:
            raise LineFailed("sms_no_answer", sent=True)
        if (code := word(told[0], "Code")) != "Ok":
            raise VendorRefused(code)
        return vendors_id(told[0].get("SerialNo"))

    def ended(self, awaited: Sequence[Awaited], secret: str) -> Iterator[Ended]:
        """What ended of these, and with ``queue`` of every other message of the account."""
        if self._options.receipts == "queue":
            said: dict[str, object] = {"Limit": 100, "SmsSdkAppId": self._options.sdk_app_id}
            yield from _read(self._call("PullSmsSendStatus", said, secret))
            return
        for part in awaited:
            if number := unseal(secret, part.sealed):
                since = int(part.since.timestamp()) - _EARLIER_SECONDS
                told = _read(self._of_number(number, since, secret))
                yield from (ended for ended in told if ended.part_id == part.part_id)

    def probe(self, secret: str) -> None:
        """Ask for the messages of nobody; where receipts are not asked so, connect alone."""
        if self._options.receipts == "number":
            since = int(self._clock.now().timestamp()) - _EARLIER_SECONDS
            self._of_number(_NOBODY, since, secret)
        else:
            self._line.reach()

    def _of_number(self, number: str, since: int, secret: str) -> Object:
        said: dict[str, object] = {
            "BeginTime": since,
            "Offset": 0,
            "Limit": 100,
            "PhoneNumber": f"+86{number}",
            "SmsSdkAppId": self._options.sdk_app_id,
        }
        return self._call("PullSmsSendStatusByPhoneNumber", said, secret)

    def _call(self, action: str, said: Mapping[str, object], secret: str) -> Object:
        now = self._clock.now()
        body = json.dumps(said, ensure_ascii=False).encode()
        host, key_id = self._line.host, self._options.secret_id
        headers = {
            "Authorization": authorization(_SERVICE, host, _JSON, body, now, key_id, secret),
            "Content-Type": _JSON,
            "X-TC-Action": action,
            "X-TC-Region": self._options.region,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "X-TC-Version": _VERSION,
        }
        read = read_object(self._line.ask("POST", "/", headers, body))
        answer = inner(read, "Response")
        if error := inner(answer, "Error"):
            raise VendorRefused(word(error, "Code"))
        if not answer:
            raise LineFailed("sms_no_answer", sent=True)
        return answer


def _read(answer: Object) -> Iterator[Ended]:
    for row in rows(answer, "PullSmsSendStatusSet"):
        state = _ENDS.get(word(row, "ReportStatus"))
        if state and (named := word(row, "SerialNo")):
            yield Ended(named, state, word(row, "Description")[:60] or word(row, "ReportStatus"))


def fit(fitting: Fitting) -> HostedGateway:
    """The gateway of an install; its small ledger lies in ``sms/`` of the data folder."""
    options = read_options(TencentOptions, fitting.options, "sms")
    ledger = PartsLedger(fitting.data / "sms" / "tencent.sqlite", fitting.clock.now)
    policy = load_gateway_policy(resources_dir() / "reference", "tencent")
    kind = HostedGateway if options.receipts == "no" else FollowedGateway
    return kind(Tencent(options, fitting.clock), ledger, policy)
