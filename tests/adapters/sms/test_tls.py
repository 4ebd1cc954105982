"""Gateways over TLS: a certificate nobody here believes ends it before anything was said."""

import secrets
from datetime import date

import pytest

from kiosk.adapters.sms.http_line import HttpLine, LineFailed
from kiosk.adapters.system import SystemClock
from kiosk.assembly import _factory
from kiosk.ports import Fitting, GatewayRefused, SystemFault
from tests.adapters.sms.carrier import a_carrier
from tests.adapters.sms.certificates import certificate, tls_front
from tests.adapters.sms.vendor_doubles import SECRET, WebhookDouble

MOBILE = "15412345678"
TEXT = "【昆山政务服务】验证码482913，10分钟内有效，请勿告知他人。"


@pytest.fixture(scope="module")
def believed(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("believed"), "127.0.0.1")


@pytest.fixture(scope="module")
def door(believed):
    opened = WebhookDouble(believed)
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def carrier(believed):
    with a_carrier() as plain, tls_front(believed, plain.port) as port:
        yield plain, port


@pytest.fixture
def gateway(tmp_path):
    """Makes a gateway by its kind and closes it in the end."""
    made = []

    def make(kind: str, secret: str, **options: str):
        file = tmp_path / f"secret-{kind}"
        file.write_text(secret)
        named = "password_file" if kind == "smpp" else "secret_file"
        chosen = {named: str(file), **options}
        fitting = Fitting(tmp_path, SystemClock(), date(2026, 11, 24), chosen)
        made.append(_factory("kiosk.sms", kind)(fitting))
        return made[-1]

    yield make
    for one in made:
        one.close()


def send(gateway):
    return gateway.send("", {}, TEXT, MOBILE, secrets.token_hex(8))


def refused_for_its_certificate(gateway):
    with pytest.raises(GatewayRefused, match="sms_tls_refused") as refused:
        send(gateway)
    with pytest.raises(SystemFault) as fault:
        gateway.require_ready()
    return not refused.value.permanent and fault.value.code == "sms_tls_refused"


def test_a_message_goes_over_https_to_a_server_that_is_believed(door, believed, gateway):
    sent = send(gateway("webhook", SECRET, url=f"{door.address}sms", ca_file=believed[0]))
    assert door.sent[-1]["id"] == sent.gateway_id


@pytest.mark.parametrize("wrong", ["nobody_vouches", "another_name", "over", "no_tls"])
def test_https_with_a_wrong_certificate_says_nothing(tmp_path, believed, door, gateway, wrong):
    pairs = {
        "nobody_vouches": believed,
        "another_name": certificate(tmp_path, "sms.example"),
        "over": certificate(tmp_path, "127.0.0.1", days=-1),
        "no_tls": None,
    }
    server = WebhookDouble(pairs[wrong])
    try:
        address = f"https://127.0.0.1:{server.port}/sms"
        trusted = {} if wrong == "nobody_vouches" else {"ca_file": (pairs[wrong] or believed)[0]}
        one = gateway("webhook", SECRET, url=address, **trusted)
        assert refused_for_its_certificate(one) and server.asked == []
    finally:
        server.stop()


def test_no_proxy_of_the_environment_is_asked(door, believed, gateway, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    send(gateway("webhook", SECRET, url=f"{door.address}sms", ca_file=believed[0]))


def test_a_missing_file_of_authorities_is_told_as_such(tmp_path):
    line = HttpLine("https://127.0.0.1:1/", 1, tmp_path / "none.pem")
    with pytest.raises(LineFailed, match="sms_tls_refused"):
        line.reach()


def test_smpp_binds_sends_and_hears_over_tls(carrier, believed, gateway):
    plain, port = carrier
    tls = {"tls": "yes", "tls_ca_file": believed[0]}
    one = gateway("smpp", "geheim12", host="127.0.0.1", port=str(port), system_id="zhaoban", **tls)
    sent = send(one)
    assert [s["submit"] for s in plain.submits()] == [sent.gateway_id]
    plain.wait("receipt")
    assert [r.gateway_id for r in one.receipts()] == [sent.gateway_id]


def test_smpp_binds_to_nobody_whose_certificate_is_not_believed(carrier, believed, gateway):
    plain, port = carrier
    binds = plain.seen("bind")
    host = {"host": "127.0.0.1", "port": str(port), "system_id": "zhaoban"}
    one = gateway("smpp", "geheim12", **host, tls="yes", patience_seconds="0")
    assert refused_for_its_certificate(one) and plain.seen("bind") == binds
