"""Gateways over HTTP against doubles that check signatures by the vendors' own code."""

import secrets
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.adapters.sms import aliyun, aliyun_signature, tencent, tencent_signature, webhook
from kiosk.adapters.sms.sealed_number import seal, unseal
from kiosk.catalogue.sms_gateways import load_gateway_policy
from kiosk.ports import Fitting, GatewayRefused, SystemFault, TellsReceipts
from tests.adapters.sms.vendor_doubles import (
    KEY_ID,
    SECRET,
    AliyunDouble,
    TencentDouble,
    WebhookDouble,
)
from tests.builders import ROOT

MOBILE = "15412345678"
PARAMS = {"minutes": "10", "code": "482913"}
TEXT = "【昆山政务服务】验证码482913，10分钟内有效，请勿告知他人。"
TEMPLATE = "verification.plain.zh"


class Hand:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock():
    return Hand()


def send(gateway, dedupe="", template=TEMPLATE, params=PARAMS, mobile=MOBILE):
    return gateway.send(template, params, TEXT, mobile, dedupe or secrets.token_hex(8))


def refusal(gateway, **how):
    with pytest.raises(GatewayRefused) as refused:
        send(gateway, **how)
    return str(refused.value), refused.value.permanent


def options_of(kind: str, address: str) -> dict[str, str]:
    """The settings of a gateway that speaks with a double at this address."""
    signs = {"sign_name": "昆山政务服务", "endpoint": address}
    return {
        "aliyun": {**signs, "access_key_id": KEY_ID, "templates": f"{TEMPLATE}=SMS_71390007"},
        "tencent": {
            **signs,
            "secret_id": KEY_ID,
            "sdk_app_id": "1400006666",
            "templates": f"{TEMPLATE}=1110:code,minutes",
        },
        "webhook": {"url": f"{address}sms?hall=1", "receipts_url": f"{address}receipts"},
    }[kind]


KINDS = {
    "aliyun": (AliyunDouble, aliyun.fit),
    "tencent": (TencentDouble, tencent.fit),
    "webhook": (WebhookDouble, webhook.fit),
}


@pytest.fixture(scope="module", params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def door(kind):
    opened = KINDS[kind][0]()
    yield opened
    opened.stop()


@pytest.fixture
def vendor(door):
    return door.fresh()


@pytest.fixture
def make(tmp_path, kind, vendor, clock):
    """Makes gateways of one install and closes them in the end."""
    (tmp_path / "secret").write_text(SECRET + "\n")
    made = []

    def _make(**options: str):
        chosen = {
            **options_of(kind, vendor.address),
            "secret_file": str(tmp_path / "secret"),
            "timeout_seconds": "5",
            **options,
        }
        made.append(KINDS[kind][1](Fitting(tmp_path, clock, date(2026, 11, 24), chosen)))
        return made[-1]

    yield _make
    for gateway in made:
        gateway.close()


def test_a_message_goes_out_signed_with_its_parameters(make, vendor, kind):
    sent = send(make())
    (taken,) = vendor.sent
    assert (taken["id"], taken["to"][-11:]) == (sent.gateway_id, MOBILE)
    in_order = ["482913", "10"]
    assert taken["params"] == (in_order if kind == "tencent" else PARAMS)
    told = {"aliyun": "SMS_71390007", "tencent": "1110", "webhook": TEMPLATE}
    assert taken["template"] == told[kind] and vendor.refused_signatures == 0
    assert taken.get("text", TEXT) == TEXT


def test_the_same_key_again_sends_nothing_even_after_a_new_start(make, vendor):
    first = send(make(), dedupe="one")
    assert send(make(), dedupe="one") == first and len(vendor.sent) == 1
    assert send(make(), dedupe="two") != first and len(vendor.sent) == 2


def test_a_wrong_secret_is_told_and_nothing_is_sent(make, vendor, tmp_path):
    (tmp_path / "secret").write_text("another-Secret-altogether")
    gateway = make()
    assert refusal(gateway) == ("secret_refused", False)
    with pytest.raises(SystemFault) as fault:
        gateway.require_ready()
    assert fault.value.code == "sms_password_refused" and vendor.sent == []
    (tmp_path / "secret").write_text(SECRET)
    gateway.require_ready()
    send(gateway)


@pytest.mark.parametrize(
    ("fault", "reason", "taken"),
    [
        ("silent", "no_answer", 0),
        ("half", "no_answer", 1),
        ("drip", "no_answer", 1),
        ("endless", "no_answer", 1),
        ("cut", "no_answer", 1),
        ("not_json", "no_answer", 1),
    ],
)
def test_a_broken_answer_ends_in_time_and_the_message_goes_out_again(
    make, vendor, fault, reason, taken
):
    gateway = make(timeout_seconds="0.3")
    vendor.plan = [fault]
    assert refusal(gateway, dedupe="one") == (reason, False)
    assert len(vendor.sent) == taken
    sent = send(gateway, dedupe="one")
    assert gateway.sent_again == 1 and vendor.sent[-1]["id"] == sent.gateway_id
    assert len({message["key"] for message in vendor.sent}) == 1, "the vendor can tell them equal"


@pytest.mark.parametrize("fault", ["500", "redirect"])
def test_a_door_that_is_not_the_vendors_may_pass_and_leads_nowhere_else(make, vendor, fault):
    vendor.plan = [fault]
    reason, permanent = refusal(make())
    assert not permanent and not reason.startswith("carrier_refused")
    assert len(vendor.asked) == 1 and vendor.sent == []


def test_a_slow_answer_within_the_time_counts(make, vendor):
    vendor.plan = ["slow"]
    send(make())
    assert len(vendor.sent) == 1


def test_a_throttled_message_may_be_tried_later_and_a_wrong_number_never(make, vendor):
    gateway = make()
    vendor.plan = [vendor.throttled, vendor.number_refused]
    assert refusal(gateway) == ("throttled", False)
    assert refusal(gateway) == ("number_refused", True)
    send(gateway)
    assert gateway.sent_again == 0


def test_a_vendor_that_is_not_there_is_told(make, clock, tmp_path, kind):
    gone = {"url": "http://127.0.0.1:1/", "receipts_url": ""}
    gateway = make(**(gone if kind == "webhook" else {"endpoint": "http://127.0.0.1:1/"}))
    assert refusal(gateway) == ("sms_unreachable", False)
    with pytest.raises(SystemFault, match="sms_unreachable"):
        gateway.require_ready()


def test_receipts_are_told_until_acknowledged_and_once_each(make, vendor, clock):
    gateway = make()
    assert isinstance(gateway, TellsReceipts) and gateway.receipts() == ()
    one, two, three = (send(gateway) for _ in range(3))
    vendor.end(one.gateway_id)
    vendor.end(two.gateway_id, "failed", "MK:0001")
    vendor.twice = True
    asked = len(vendor.asked)
    assert gateway.receipts() == () and len(vendor.asked) == asked, "nobody is asked too early"
    clock.on(seconds=6)
    told = gateway.receipts()
    assert {(r.gateway_id, r.state, r.code) for r in told} == {
        (one.gateway_id, "delivered", "DELIVERED"),
        (two.gateway_id, "failed", "MK:0001"),
    }
    assert make().receipts() == told, "another process is told them, too"
    gateway.acknowledge([one.gateway_id, two.gateway_id, "nobody"])
    assert gateway.receipts() == ()
    vendor.end(three.gateway_id)
    clock.on(minutes=2)
    assert [r.gateway_id for r in make().receipts()] == [three.gateway_id]
    asked = len(vendor.asked)
    gateway.acknowledge([three.gateway_id])
    clock.on(hours=1)
    assert gateway.receipts() == () and len(vendor.asked) == asked, "nothing is left to ask"


def test_a_vendor_that_is_silent_tells_no_receipts_and_is_asked_again(make, vendor, clock):
    gateway = make(timeout_seconds="0.3")
    sent = send(gateway)
    vendor.end(sent.gateway_id)
    for fault in ("silent", "500", "not_json"):
        vendor.plan = [fault]
        clock.on(seconds=30)
        assert gateway.receipts() == ()
    clock.on(minutes=1)
    assert [r.gateway_id for r in gateway.receipts()] == [sent.gateway_id]


def test_without_receipts_a_gateway_does_not_claim_to_tell_them(make, vendor, kind):
    gateway = make(**({"receipts_url": ""} if kind == "webhook" else {"receipts": "no"}))
    send(gateway)
    gateway.require_ready()
    assert not isinstance(gateway, TellsReceipts)


def test_no_number_text_or_secret_lies_in_the_files_beside_it(make, tmp_path):
    gateway = make()
    send(gateway)
    gateway.close()
    files = [f.read_bytes() for f in (tmp_path / "sms").iterdir()]
    for secret in (MOBILE, SECRET, "482913", "验证码"):
        assert all(secret.encode() not in content for content in files)


@pytest.mark.parametrize(
    "wrong", ["secret", "secret_file_and_env", "neither", "address", "user", "path"]
)
def test_wrong_settings_are_told_without_what_stands_there(make, kind, wrong, monkeypatch):
    place = "url" if kind == "webhook" else "endpoint"
    options = {
        "secret": {"secret": SECRET},
        "secret_file_and_env": {"secret_env": "SMS_SECRET"},
        "neither": {"secret_file": ""},
        "address": {place: f"http://sms.example/{SECRET}"},
        "user": {place: f"https://me:{SECRET}@sms.example/"},
        "path": {place: f"https://sms.example/短信 {SECRET}"},
    }[wrong]
    with pytest.raises(SystemFault) as fault:
        gateway = make(**options)
        gateway.require_ready()
    assert fault.value.code in {"adapter_unusable", "secret_unreadable"}
    assert "sms.options" in str(fault.value) or wrong == "neither"
    assert SECRET not in str(fault.value)


def test_the_secret_may_come_from_the_environment(make, vendor, monkeypatch, tmp_path, clock, kind):
    monkeypatch.setenv("SMS_SECRET", SECRET)
    chosen = {**options_of(kind, vendor.address), "secret_env": "SMS_SECRET"}
    gateway = KINDS[kind][1](Fitting(tmp_path, clock, date(2026, 11, 24), chosen))
    send(gateway)
    monkeypatch.delenv("SMS_SECRET")
    assert refusal(gateway) == ("secret_unreadable", False)
    gateway.close()


# Signatures against what the vendors publish; the doubles above check them by the vendors' code.


def test_the_aliyun_signature_is_that_of_the_vendors_page():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": empty,
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    query = aliyun_signature.canonical_query({"RegionId": "cn-shanghai", "ImageId": image})
    said = aliyun_signature.authorization(
        "POST", "/", query, headers, "YourAccessKeyId", "YourAccessKeySecret"
    )
    wanted = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    names = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"
    head = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId"
    assert said == f"{head},SignedHeaders={names},Signature={wanted}"


def test_the_tencent_signature_is_that_of_the_vendors_page_with_its_masked_key():
    body = (
        b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    )
    said = tencent_signature.authorization(
        "cvm",
        "cvm.tencentcloudapi.com",
        "application/json; charset=utf-8",
        body,
        datetime.fromtimestamp(1551113065, UTC),
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
        "Gu5t9xGARNpq86cd98joQYCN3*******",
    )
    assert "/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, " in said
    wanted = "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"
    assert said.endswith(f"Signature={wanted}")


def test_the_webhook_signature_is_the_published_one():
    at = datetime.fromtimestamp(1731705121, UTC)
    body = b'{"event_type":"ping","data":{"success":true}}'
    said = webhook.signature("msg_loFOjxBNrRLzqYUf", at, body, "whsec_plJ3nmyCDGBKInavdOK15jsl")
    assert said == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_a_sealed_number_opens_with_its_secret_alone():
    sealed = seal(SECRET, MOBILE)
    assert unseal(SECRET, sealed) == MOBILE and sealed != seal(SECRET, MOBILE)
    assert unseal("another", sealed) == "" and unseal(SECRET, sealed[:-1]) == ""


@pytest.mark.parametrize(
    ("name", "code", "reason", "permanent"),
    [
        ("aliyun", "isv.SMS_SIGNATURE_ILLEGAL", "sender_refused", False),
        ("aliyun", "Throttling.User", "throttled", False),
        ("tencent", "FailedOperation.ContainSensitiveWord", "message_refused", True),
        ("tencent", "FailedOperation.TemplateUnapprovedOrNotExist", "template_refused", False),
        ("tencent", "AuthFailure.SignatureExpire", "clock_wrong", False),
        ("webhook", "503", "carrier_fault", False),
        ("webhook", "New Thing <b>!", "carrier_NewThingb", False),
        ("aliyun", "", "carrier_unclear", False),
    ],
)
def test_a_code_is_read_by_its_longest_beginning(name, code, reason, permanent):
    verdict = load_gateway_policy(ROOT / "resources/reference", name).verdict(code)
    assert (verdict.reason, verdict.permanent) == (reason, permanent)


# What only one of them does.


@pytest.fixture(scope="module")
def tencent_door():
    opened = TencentDouble()
    yield opened
    opened.stop()


def fitted(name, door, tmp_path, clock, **options):
    (tmp_path / "secret").write_text(SECRET)
    chosen = {**options_of(name, door.address), "secret_file": str(tmp_path / "secret")}
    return KINDS[name][1](Fitting(tmp_path, clock, date(2026, 11, 24), {**chosen, **options}))


def test_the_queue_of_tencent_is_pulled_once_and_nothing_of_it_is_lost(
    tencent_door, tmp_path, clock
):
    door = tencent_door.fresh()
    gateway = fitted("tencent", door, tmp_path, clock, receipts="queue")
    first, second = send(gateway), send(gateway)
    for sent in (first, second):
        door.end(sent.gateway_id)
    door.end("5000:of-another-terminal")
    clock.on(seconds=6)
    told = [r.gateway_id for r in gateway.receipts()]
    assert told == [first.gateway_id, second.gateway_id] and door.ends == {}
    assert [r.gateway_id for r in gateway.receipts()] == told, "the vendor tells it no more; we do"
    gateway.close()


@pytest.mark.parametrize(
    ("templates", "template", "reason"),
    [
        ("", TEMPLATE, "template_unknown"),
        (f"{TEMPLATE}=1110", TEMPLATE, "template_order_unknown"),
        (f"{TEMPLATE}=1110:code,name", TEMPLATE, "template_asks_name"),
        ("", "1110:code,minutes", ""),
        (f"{TEMPLATE}=1110:code", TEMPLATE, ""),
    ],
)
def test_a_template_nobody_named_is_never_guessed(
    tencent_door, tmp_path, clock, templates, template, reason
):
    door = tencent_door.fresh()
    gateway = fitted("tencent", door, tmp_path, clock, templates=templates)
    if reason:
        assert refusal(gateway, template=template) == (reason, False)
        assert door.asked == []
    else:
        send(gateway, template=template)
        assert door.sent[0]["params"][0] == "482913"
    gateway.close()


def test_tencent_knows_the_account_by_what_it_answers(tencent_door, tmp_path, clock):
    door = tencent_door.fresh()
    gateway = fitted("tencent", door, tmp_path, clock)
    faults = {
        "AuthFailure.SecretIdNotFound": "sms_account_refused",
        "AuthFailure.SignatureExpire": "sms_clock_wrong",
    }
    for code, fault in faults.items():
        door.plan = [code]
        with pytest.raises(SystemFault, match=fault):
            gateway.require_ready()
    door.plan = ["RequestLimitExceeded"]
    gateway.require_ready()
    assert door.sent == [], "asking sends nothing"
    gateway.close()


def test_the_older_a_message_the_seldomer_it_is_asked_for(tencent_door, tmp_path, clock):
    door = tencent_door.fresh()
    gateway = fitted("tencent", door, tmp_path, clock)
    send(gateway)
    for _ in range(360):
        clock.on(seconds=10)
        gateway.receipts()
    asked = len(door.asked) - 1
    assert 10 < asked < 40, "in an hour, looked at every ten seconds"
    clock.on(days=4)
    before = len(door.asked)
    assert gateway.receipts() == () and len(door.asked) == before, "then it is given up"
    gateway.close()


def test_a_number_sealed_with_an_earlier_secret_is_asked_for_no_more(tencent_door, tmp_path, clock):
    door = tencent_door.fresh()
    gateway = fitted("tencent", door, tmp_path, clock)
    sent = send(gateway)
    door.end(sent.gateway_id)
    (tmp_path / "secret").write_text("a-new-Secret")
    clock.on(seconds=6)
    assert gateway.receipts() == () and len(door.asked) == 1
    gateway.close()


@pytest.mark.parametrize("day", ["20261123", "20261124"])
def test_around_midnight_aliyun_is_asked_for_both_days(tmp_path, clock, day):
    door = AliyunDouble()
    clock.at = datetime(2026, 11, 23, 16, 0, 2, tzinfo=UTC)  # two seconds past, in China
    gateway = fitted("aliyun", door, tmp_path, clock)
    sent = send(gateway)
    door.end(sent.gateway_id)
    door.day = day
    clock.on(seconds=6)
    assert [r.gateway_id for r in gateway.receipts()] == [sent.gateway_id]
    gateway.close()
    door.stop()
