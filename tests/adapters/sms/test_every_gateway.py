"""What every gateway promises, whoever carries its messages."""

import logging
import secrets
import traceback

import pytest

from kiosk.assembly import _BUILT_IN
from kiosk.ports import GatewayRefused, SystemFault, TellsReceipts
from tests.adapters.sms.benches import BENCHES, KEEPING, REFUSING, TEMPLATE
from tests.adapters.sms.carrier import within

MOBILE = "15412345678"
NAME = "玉山镇𠮷祥𩽾面馆"
TEXT = "【昆山政务服务】" + f"“{NAME}”已准予登记，请到自助机打印营业执照。" * 4
PARAMS = {"code": "482913", "name": NAME}


def send(gateway, dedupe=""):
    return gateway.send(TEMPLATE, PARAMS, TEXT, MOBILE, dedupe or secrets.token_hex(8))


def refusal(gateway, dedupe=""):
    with pytest.raises(GatewayRefused) as refused:
        send(gateway, dedupe)
    return refused


@pytest.fixture
def bench(request, tmp_path):
    with BENCHES[request.param](tmp_path) as made:
        yield made
        made.close()


every = pytest.mark.parametrize("bench", BENCHES, indirect=True)
refusing = pytest.mark.parametrize("bench", REFUSING, indirect=True)
keeping = pytest.mark.parametrize("bench", KEEPING, indirect=True)


def test_no_gateway_is_without_a_bench():
    assert _BUILT_IN["kiosk.sms"].keys() == BENCHES.keys()


@refusing
def test_rare_characters_arrive_whole_and_one_key_is_one_message(bench):
    gateway = bench.gateway()
    first = send(gateway, "one")
    assert [NAME in said for said in bench.arrived()] == [True]
    again = send(bench.gateway(), "one")
    if bench.keeps:
        assert again == first and len(bench.arrived()) == 1
    assert isinstance(first.gateway_id, str) and first.gateway_id


@refusing
def test_a_passing_refusal_is_not_a_final_one_and_neither_harms_the_next_message(bench):
    gateway = bench.gateway()
    bench.refuse("later")
    assert not refusal(gateway, "one").value.permanent
    bench.refuse("never")
    assert refusal(gateway).value.permanent
    bench.refuse("")
    send(gateway, "one")
    assert len(bench.arrived()) == 1, "what was refused did not arrive beside it"


@every
def test_no_secret_number_or_text_is_told_where_it_does_not_belong(bench, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    gateway = bench.gateway()
    told = [repr(gateway), str(gateway)]
    send(gateway)
    if bench.refuse:
        for how in ("later", "never"):
            bench.refuse(how)
            told += traceback.format_exception(refusal(gateway).value)
        bench.refuse("")
    if bench.options:
        with pytest.raises(SystemFault) as fault:
            bench.gateway(password=MOBILE)
        told += traceback.format_exception(fault.value)
    told += [repr(vars(gateway)), caplog.text, *capsys.readouterr()]
    for hidden in (*bench.secrets, MOBILE, NAME, PARAMS["code"]):
        assert hidden not in "".join(told)


@keeping
def test_receipts_are_told_until_they_are_acknowledged(bench):
    gateway = bench.gateway()
    assert isinstance(gateway, TellsReceipts)
    sent = send(gateway)
    bench.ended(sent.gateway_id)
    bench.later()
    assert within(5, gateway.receipts)
    (told,) = gateway.receipts()
    assert (told.gateway_id, told.state) == (sent.gateway_id, "delivered") and told.at.tzinfo
    assert bench.gateway().receipts() == (told,), "a new start forgets none"
    bench.made[-1].acknowledge([sent.gateway_id, "nobody"])
    assert bench.made[-1].receipts() == () and bench.gateway().receipts() == ()


@pytest.mark.parametrize("bench", sorted(BENCHES.keys() - set(KEEPING)), indirect=True)
def test_a_gateway_that_hears_nothing_does_not_claim_to(bench):
    assert not isinstance(bench.gateway(), TellsReceipts)
