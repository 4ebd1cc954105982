"""The messages of the establishment procedure keep their promises."""

import math
import re
from pathlib import Path

import pytest

from kiosk.catalogue.delivery import load_delivery
from kiosk.catalogue.notices import UnknownMessage, load_notices
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.sms_text import split_parts, ucs2_units
from tests.desk import REFERENCE, ROOT

FOLDER = ROOT / "forms/establishment"
NOTICES = load_notices(FOLDER)
IDS = [message.id for message in NOTICES.messages()]


def _longest(wide: str) -> dict[str, str]:
    """Every parameter as long as it can come, made of the character given."""
    texts = {}
    for name, limit in NOTICES.limits.items():
        most = limit.max_units * (3 if limit.shrinks else 1)
        texts[name] = wide * (most // ucs2_units(wide)) + "x" * (most % ucs2_units(wide))
    return texts


@pytest.mark.parametrize("wide", ["店", "𬎆"])
@pytest.mark.parametrize("message_id", IDS)
def test_the_longest_values_stay_within_the_promised_units_and_parts(message_id, wide):
    message = NOTICES.message(message_id)
    text = NOTICES.compose(message, NOTICES.fit(message, _longest(wide)), "样" * 8)
    assert ucs2_units(text) <= message.units
    assert len(split_parts(text)) <= (math.ceil(message.units / 67) if message.units > 70 else 1)


def test_the_five_kinds_the_verification_the_test_and_the_status_notices_are_there():
    assert set(NOTICES.kinds) == {
        "accepted", "returned", "approved", "referred", "refused",
        "suspended", "revoked", "verification", "test",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("given", [["name"], []])
def test_the_national_licence_is_mentioned_only_when_the_profile_says_so(language, given):
    words = re.compile("电子营业执照|e-licence")
    plain = NOTICES.choose("approved", given, language, national_licence=False)
    national = NOTICES.choose("approved", given, language, national_licence=True)
    assert not words.search(plain.text)
    assert words.search(national.text)
    for message in NOTICES.messages():
        if words.search(message.text):
            assert "national" in message.id


def test_the_pdf_is_called_by_its_name_and_the_pick_up_code_is_told():
    for message in NOTICES.messages():
        if message.id.startswith("approved."):
            assert "pickup_code" in message.asks
            if message.id.endswith(".zh"):
                assert "签章电子文件" in message.text


def test_no_message_asks_for_a_person_or_an_identity_number():
    allowed = {
        "number", "name", "reason", "names", "count", "credit_code", "pickup_code",
        "code", "minutes", "telephone",
    }  # fmt: skip
    assert {name for message in NOTICES.messages() for name in message.asks} <= allowed


def test_a_name_is_used_when_there_is_one():
    named = NOTICES.choose("approved", ["name", "credit_code"], "zh", national_licence=False)
    assert named.id == "approved.named.zh"
    with pytest.raises(UnknownMessage):
        NOTICES.choose("congratulation", [], "zh", national_licence=False)


def test_a_provider_without_own_ids_gets_the_message_ids():
    assert NOTICES.template_for("aliyun", IDS[0]) == IDS[0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('units: 70, text: "个体', 'units: 69, text: "个体', "70 units long, but promises 69"),
        ("验证码{code}，", "验证码{codes}，", "asks for codes"),
        ("请勿告知他人", "请看http://a.example", "no link"),
        ("when: [name]", "when: [nome]", "nome is no parameter"),
        (
            'units: 133, text: "“{name}”已准予登记，统',
            'units: 134, text: "“{name}”已准予登记，统',
            "one part more",
        ),
        ("template_ids: {}", "template_ids: {a: {approved.none.zh: X}}", "no such message"),
        ("version:", "surprise: 1\nversion:", "is no key that is known"),
    ],
)
def test_a_broken_promise_is_found_with_its_line(tmp_path: Path, old, new, words):
    text = (FOLDER / "notices.yaml").read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    (tmp_path / "notices.yaml").write_text(broken, "utf-8")
    with pytest.raises(CatalogueError, match=re.escape(words)) as error:
        load_notices(tmp_path)
    first = next(i for i, line in enumerate(broken.splitlines(), 1) if new.split("\n")[0] in line)
    assert abs(error.value.line - first) <= 1


def test_the_delivery_policy_loads():
    policy = load_delivery(REFERENCE)
    assert policy.lease_seconds == 60
    assert policy.backoff.attempts == 10
