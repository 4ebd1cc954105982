"""Aliyun's short messages: SendSms with the authority's templates, receipts by QuerySendDetails.

Source: the vendor's API of 2017-05-25 (help.aliyun.com, SendSms and QuerySendDetails).
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from pydantic import Field

from kiosk.adapters.options import read_options
from kiosk.adapters.sms.aliyun_signature import authorization, canonical_query
from kiosk.adapters.sms.hosted import (
    Ended,
    FollowedGateway,
    HostedGateway,
    Outgoing,
    VendorRefused,
    vendors_id,
)
from kiosk.adapters.sms.http_line import HttpLine
from kiosk.adapters.sms.http_options import TemplateOptions
from kiosk.adapters.sms.json_answer import Object, inner, read_object, rows, word
from kiosk.adapters.sms.parts_ledger import Awaited, PartsLedger, PartState
from kiosk.adapters.sms.sealed_number import unseal
from kiosk.catalogue.sms_gateways import load_gateway_policy
from kiosk.ports import Clock, Fitting
from kiosk.settings import resources_dir

_VERSION = "2017-05-25"
_OWN_IDS = re.compile(r"SMS_\d+")
_ENDS: Mapping[object, PartState] = {2: "failed", 3: "delivered"}
"""SendStatus; 1 waits for the carrier."""

_CHINA_TIME = timezone(timedelta(hours=8))
_NOBODY = "15400000000"
"""A number nobody has: asking for its messages tells whether the account may ask."""


class AliyunOptions(TemplateOptions):
    """The account: ``access_key_id`` and, in the secret's place, its AccessKey secret."""

    access_key_id: str = Field(pattern=r"^[!-~]{1,64}$", repr=False)
    endpoint: str = "https://dysmsapi.aliyuncs.com/"
    receipts: Literal["ask", "no"] = "ask"


class Aliyun:
    """The vendor's API; parameters travel in the query, as its own SDKs send them."""

    def __init__(self, options: AliyunOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._line = HttpLine(options.endpoint, options.timeout_seconds, options.ca_file)

    def read_secret(self) -> str:
        """The AccessKey secret."""
        return self._options.secret()

    def submit(self, message: Outgoing, secret: str) -> str:
        """The BizId of the message; its OutId is our key, for whoever compares accounts."""
        template = self._options.template(message.template, _OWN_IDS)
        values = template.ordered(message.params)
        said = {
            "PhoneNumbers": message.mobile,
            "SignName": self._options.sign_name,
            "TemplateCode": template.id,
            "OutId": message.key,
        }
        if values:
            said["TemplateParam"] = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return vendors_id(self._call("SendSms", said, secret).get("BizId"))

    def ended(self, awaited: Sequence[Awaited], secret: str) -> Iterator[Ended]:
        """Asks for one message after the other: the API takes one number at a time."""
        for part in awaited:
            if number := unseal(secret, part.sealed):
                begun = part.since - timedelta(seconds=self._options.timeout_seconds)
                for day in sorted({_day(begun), _day(part.since)}):  # two around midnight
                    yield from self._details(part.part_id, number, day, secret)

    def probe(self, secret: str) -> None:
        """Ask for the messages of nobody; where receipts are not asked for, connect alone."""
        if self._options.receipts == "no":
            self._line.reach()
        else:
            list(self._details("", _NOBODY, _day(self._clock.now()), secret))

    def _details(self, biz_id: str, number: str, day: str, secret: str) -> Iterator[Ended]:
        said = {
            "PhoneNumber": number,
            "SendDate": day,
            "PageSize": "10",
            "CurrentPage": "1",
        }
        if biz_id:
            said["BizId"] = biz_id
        answer = self._call("QuerySendDetails", said, secret)
        for row in rows(inner(answer, "SmsSendDetailDTOs"), "SmsSendDetailDTO"):
            status = row.get("SendStatus")
            if biz_id and status in _ENDS:
                yield Ended(biz_id, _ENDS[status], word(row, "ErrCode")[:60] or str(status))

    def _call(self, action: str, said: Mapping[str, str], secret: str) -> Object:
        query = canonical_query(said)
        headers = {
            "host": self._line.host,
            "x-acs-action": action,
            "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
            "x-acs-date": f"{self._clock.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": secrets.token_hex(16),
            "x-acs-version": _VERSION,
        }
        path = self._line.path
        key_id = self._options.access_key_id
        signed = authorization("POST", path, query, headers, key_id, secret)
        sent = {name: value for name, value in headers.items() if name != "host"}
        sent |= {"Authorization": signed, "Accept": "application/json"}
        answer = read_object(self._line.ask("POST", f"{path}?{query}", sent))
        if (code := word(answer, "Code")) != "OK":
            raise VendorRefused(code)
        return answer


def _day(at: datetime) -> str:
    return f"{at.astimezone(_CHINA_TIME):%Y%m%d}"


def fit(fitting: Fitting) -> HostedGateway:
    """The gateway of an install; its small ledger lies in ``sms/`` of the data folder."""
    options = read_options(AliyunOptions, fitting.options, "sms")
    ledger = PartsLedger(fitting.data / "sms" / "aliyun.sqlite", fitting.clock.now)
    policy = load_gateway_policy(resources_dir() / "reference", "aliyun")
    kind = HostedGateway if options.receipts == "no" else FollowedGateway
    return kind(Aliyun(options, fitting.clock), ledger, policy)
