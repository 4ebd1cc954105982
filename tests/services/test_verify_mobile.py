"""A number is proved by a code that is nowhere at rest, within tries, periods and limits."""

import re
from dataclasses import dataclass, field, replace

import pytest

from kiosk.catalogue.source import CatalogueError
from kiosk.catalogue.verification import load_verification
from kiosk.domain.problems import Problem
from kiosk.ports import GatewayRefused, SentMessage, SystemFault
from kiosk.services.verify_mobile import CodeSent, Verified, check_code, send_code
from tests.desk import REFERENCE, Telephone, TestDesk, a_store

NUMBER = "15400001234"
OTHER = "15400005678"


@pytest.fixture
def desk(tmp_path):
    store = a_store(tmp_path)
    yield TestDesk(store)
    store.close()


@pytest.fixture
def phone():
    return Telephone()


def code_in(phone) -> str:
    return re.search(r"\d{6}", phone.sent[-1][2]).group()


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def events(desk) -> list[tuple[str, dict]]:
    with desk.store.read() as uow:
        return [(row.event, dict(row.details)) for row in uow.trail.rows()]


def test_the_code_of_the_message_proves_the_number(desk, phone):
    sent = send_code(desk, phone, "154 0000 1234")

    assert isinstance(sent, CodeSent)
    assert sent.masked == "154****1234"
    [(template, mobile, text)] = phone.sent
    assert (template, mobile) == ("verification.plain.zh", NUMBER)
    assert re.fullmatch(r"【照办样本】验证码\d{6}，5分钟内有效，请勿告知他人。", text)
    assert check_code(desk, NUMBER, code_in(phone)) == Verified(NUMBER, desk.clock.instant)
    assert [event for event, _ in events(desk)] == ["verification_sent", "verification_passed"]


def test_the_message_is_english_when_the_sitting_is(desk, phone):
    send_code(desk, phone, NUMBER, "en")

    assert phone.sent[0][0] == "verification.plain.en"
    assert "valid for 5 minutes" in phone.sent[0][2]


def test_full_width_digits_and_blanks_are_the_same_code(desk, phone):
    send_code(desk, phone, NUMBER)
    code = code_in(phone)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert isinstance(check_code(desk, NUMBER, f" {wide[:3]} {wide[3:]}"), Verified)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "十二三四五六"])
def test_what_is_no_code_costs_no_try(desk, phone, typed):
    send_code(desk, phone, NUMBER)
    for _ in range(10):
        assert check_code(desk, NUMBER, typed).code == "code_shape"

    assert isinstance(check_code(desk, NUMBER, code_in(phone)), Verified)


def test_five_tries_and_no_more_then_even_the_right_code_is_spent(desk, phone):
    send_code(desk, phone, NUMBER)
    code = code_in(phone)
    told = [check_code(desk, NUMBER, another(code)) for _ in range(5)]

    assert [(p.code, p.params.get("left")) for p in told] == [
        ("code_wrong", "4"), ("code_wrong", "3"), ("code_wrong", "2"), ("code_wrong", "1"),
        ("code_spent", None),
    ]  # fmt: skip
    assert check_code(desk, NUMBER, code).code == "code_spent"


def test_the_fifth_try_may_be_the_right_one(desk, phone):
    send_code(desk, phone, NUMBER)
    for _ in range(4):
        check_code(desk, NUMBER, another(code_in(phone)))

    assert isinstance(check_code(desk, NUMBER, code_in(phone)), Verified)


def test_a_code_opens_once(desk, phone):
    send_code(desk, phone, NUMBER)
    check_code(desk, NUMBER, code_in(phone))

    assert check_code(desk, NUMBER, code_in(phone)).code == "code_spent"


def test_a_code_holds_five_minutes(desk, phone):
    send_code(desk, phone, NUMBER)
    desk.clock.go(minutes=5, microseconds=-1)
    assert check_code(desk, NUMBER, another(code_in(phone))).code == "code_wrong"
    desk.clock.go(microseconds=1)

    assert check_code(desk, NUMBER, code_in(phone)).code == "code_expired"


def test_no_code_was_sent_to_this_number(desk, phone):
    send_code(desk, phone, NUMBER)

    assert check_code(desk, OTHER, code_in(phone)).code == "code_expired"
    assert check_code(desk, "1", code_in(phone)).code == "mobile_length"


def test_the_next_code_waits_a_minute_and_says_how_long(desk, phone):
    sent = send_code(desk, phone, NUMBER)
    desk.clock.go(seconds=12.5)

    assert send_code(desk, phone, NUMBER) == Problem(
        "code_too_soon", "proprietor.mobile_code", {"seconds": "48"}
    )
    desk.clock.instant = sent.again_at
    assert isinstance(send_code(desk, phone, NUMBER), CodeSent)


def test_a_new_code_takes_the_place_of_the_old_one(desk, phone):
    send_code(desk, phone, NUMBER)
    old = code_in(phone)
    desk.clock.go(seconds=60)
    send_code(desk, phone, NUMBER)
    if old != code_in(phone):
        assert check_code(desk, NUMBER, old).code == "code_wrong"

    assert isinstance(check_code(desk, NUMBER, code_in(phone)), Verified)


def test_a_new_code_has_its_own_five_tries(desk, phone):
    send_code(desk, phone, NUMBER)
    for _ in range(5):
        check_code(desk, NUMBER, another(code_in(phone)))
    desk.clock.go(seconds=60)
    send_code(desk, phone, NUMBER)

    assert isinstance(check_code(desk, NUMBER, code_in(phone)), Verified)


def test_one_number_gets_five_codes_an_hour_and_ten_a_day(desk, phone):
    for _ in range(5):
        assert isinstance(send_code(desk, phone, NUMBER), CodeSent)
        desk.clock.go(minutes=1)
    assert send_code(desk, phone, NUMBER).code == "code_limit_number"
    assert isinstance(send_code(desk, phone, OTHER), CodeSent)
    desk.clock.go(hours=1)
    for _ in range(5):
        assert isinstance(send_code(desk, phone, NUMBER), CodeSent)
        desk.clock.go(minutes=1)
    desk.clock.go(hours=1)
    assert send_code(desk, phone, NUMBER).code == "code_limit_number"
    desk.clock.go(days=1)

    assert isinstance(send_code(desk, phone, NUMBER), CodeSent)
    assert ("verification_refused", {"reason": "code_limit_number"}) in events(desk)


def test_one_terminal_sends_so_many_an_hour_and_another_goes_on(desk, phone):
    hour = desk.verification.per_terminal[0]
    few = replace(desk.verification, per_terminal=(replace(hour, most=2),))
    desk.verification = few
    for number in (NUMBER, OTHER):
        assert isinstance(send_code(desk, phone, number), CodeSent)
    assert send_code(desk, phone, "15400009999").code == "code_limit_terminal"
    desk.terminal = "K02"

    assert isinstance(send_code(desk, phone, "15400009999"), CodeSent)


@pytest.mark.parametrize("permanent", [True, False])
def test_a_code_the_gateway_refused_opens_nothing_and_makes_nobody_wait(desk, permanent):
    said: list[str] = []
    phone = Telephone(refusals=[GatewayRefused(f"no {NUMBER}", permanent=permanent)])
    keep = phone.send
    phone.send = lambda *message: (said.append(message[2]), keep(*message))[1]
    with pytest.raises(SystemFault) as fault:
        send_code(desk, phone, NUMBER)

    assert fault.value.code == ("code_unreachable" if permanent else "code_not_sent")
    assert NUMBER not in str(fault.value)
    code = re.search(r"\d{6}", said[0]).group()
    assert check_code(desk, NUMBER, code).code == "code_expired"
    assert ("verification_unsent", {"permanent": permanent}) in events(desk)
    assert isinstance(send_code(desk, phone, NUMBER), CodeSent)


def test_messages_that_failed_count_for_the_limits(desk):
    phone = Telephone(refusals=[GatewayRefused("down")] * 5)
    for _ in range(5):
        with pytest.raises(SystemFault):
            send_code(desk, phone, NUMBER)

    assert send_code(desk, phone, NUMBER).code == "code_limit_number"


@dataclass
class OpenTransaction:
    """A gateway that can only send when nobody holds the register."""

    store: object
    sent: list[str] = field(default_factory=list)

    def send(self, template, params, text, mobile, dedupe) -> SentMessage:
        with self.store.write() as uow:
            uow.set_flag("free", {"yes": True})
            uow.commit()
        self.sent.append(text)
        return SentMessage("1")


def test_the_gateway_is_asked_with_no_transaction_open(desk):
    gateway = OpenTransaction(desk.store)
    send_code(desk, gateway, NUMBER)

    assert len(gateway.sent) == 1


def test_neither_code_nor_number_stands_in_the_data_folder_or_a_value(desk, phone, tmp_path):
    numbers = [f"1540000{tail}" for tail in range(4000, 4010)]
    codes, values = [], []
    for number in numbers:
        values.append(send_code(desk, phone, number))
        codes.append(code_in(phone))
        values.append(check_code(desk, number, another(codes[-1])))
        values.append(check_code(desk, number, codes[-1]))
    desk.store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert len(kept) > 10_000
    assert [number for number in numbers if number.encode() in kept] == []
    assert len([code for code in codes if code.encode() in kept]) < 2  # one may be an accident
    assert [number for number in numbers if number in repr(values)] == []


def test_the_hash_needs_the_key_and_belongs_to_the_number(desk, phone):
    from kiosk.services.verify_mobile import _hash, parse_mobile

    mine, other = parse_mobile(NUMBER), parse_mobile(OTHER)
    stranger = replace(desk, index_key=b"x" * 32)

    assert _hash(desk, mine, "123456") != _hash(desk, other, "123456")
    assert _hash(desk, mine, "123456") != _hash(stranger, mine, "123456")


def test_codes_are_drawn_anew_and_may_begin_with_nought(desk, phone):
    codes = set()
    desk.verification = replace(desk.verification, per_number=(), per_terminal=())
    for _ in range(60):
        send_code(desk, phone, NUMBER)
        desk.clock.go(minutes=1)
        codes.add(code_in(phone))

    assert len(codes) > 55
    assert all(len(code) == 6 for code in codes)


def test_the_stock_policy_is_the_one_that_was_promised():
    policy = load_verification(REFERENCE)

    assert policy.valid.total_seconds() == 300
    assert policy.tries == 5
    assert policy.resend.total_seconds() == 60


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("tries: 5", "tries: 0", "tries"),
        ("day: 10", "day: 4", "a day holds at least"),
        ("valid_minutes: 5", "valid_minute: 5", "valid_minute"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(tmp_path, old, new, words):
    text = (REFERENCE / "verification.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "verification.yaml").write_text(text.replace(old, new), "utf-8")

    with pytest.raises(CatalogueError, match=words):
        load_verification(tmp_path)


def test_what_was_sent_is_remembered_as_long_as_it_is_counted(desk):
    assert desk.retention.mobile_codes >= desk.verification.remembered
