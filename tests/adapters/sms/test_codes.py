"""The code that proves a number goes over every gateway, and what became of it comes back."""

import re

import pytest

from kiosk.domain.messages import MessageEnd
from kiosk.ports import SystemFault
from kiosk.services.verify_mobile import Verified, check_code, follow_code, send_code
from tests.adapters.sms.benches import BENCHES, KEEPING, REFUSING
from tests.adapters.sms.carrier import within
from tests.desk import TestDesk, a_store
from tests.services.test_notify import POLICY

MOBILE = "15412345678"
TEMPLATES = {
    "aliyun": {"templates": "verification.plain.zh=SMS_9"},
    "tencent": {"templates": "verification.plain.zh=1120:code,minutes"},
}


@pytest.fixture
def bench(request, tmp_path):
    with BENCHES[request.param](tmp_path) as made:
        made.options = {**made.options, **TEMPLATES.get(made.name, {})}
        yield made
        made.close()


@pytest.fixture
def desk(tmp_path, bench):
    store = a_store(tmp_path)
    yield TestDesk(store, bench.clock)
    store.close()


def sent(desk, bench, gateway):
    return send_code(desk, gateway, MOBILE, provider=bench.name)


def reference(desk, code):
    with desk.store.read() as uow:
        return uow.messages.of(code.id)[-1].gateway_id


@pytest.mark.parametrize("bench", REFUSING, indirect=True)
def test_the_code_that_arrives_proves_the_number(desk, bench):
    sent(desk, bench, bench.gateway())
    assert within(5, bench.arrived)
    [code] = set(re.findall(r"(?<!\d)\d{6}(?!\d)", bench.arrived()[0]))
    assert isinstance(check_code(desk, MOBILE, code), Verified)


@pytest.mark.parametrize("bench", ["log"], indirect=True)
def test_a_gateway_that_carries_nothing_takes_the_code_and_tells_it_nobody(desk, bench, caplog):
    assert sent(desk, bench, bench.gateway()).masked
    assert not re.search(r"(?<!\d)\d{6}(?!\d)", caplog.text)


@pytest.mark.parametrize("bench", KEEPING, indirect=True)
def test_its_receipt_is_heard_while_the_citizen_waits(desk, bench):
    gateway = bench.gateway()
    code = sent(desk, bench, gateway)
    bench.ended(reference(desk, code))
    bench.later()

    def end():
        return follow_code(desk, gateway, POLICY.rules, code) is MessageEnd.DELIVERED

    assert within(5, end)


@pytest.mark.parametrize("bench", REFUSING, indirect=True)
def test_a_number_that_takes_no_message_is_told_at_once(desk, bench):
    gateway = bench.gateway()
    bench.refuse("never")
    with pytest.raises(SystemFault) as raised:
        sent(desk, bench, gateway)
    assert raised.value.code == "code_unreachable"
    bench.refuse("")
    bench.later()
    sent(desk, bench, gateway)  # and nobody waits for the next
