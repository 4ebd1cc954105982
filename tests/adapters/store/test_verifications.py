"""Codes for mobile numbers: terminals that guess at once share the tries, on both databases."""

import threading
from datetime import timedelta

from kiosk.catalogue.verification import load_verification
from kiosk.domain.mobile_code import MobileCode
from kiosk.domain.problems import Problem
from kiosk.services.verify_mobile import CodeSent, Verified, check_code, send_code
from tests.adapters.store.crowd import race
from tests.adapters.store.records import KEYS, NOW, later, new_id
from tests.desk import REFERENCE, StillClock, Telephone, TestDesk

NUMBER = "15400001234"
POLICY = load_verification(REFERENCE)


def desk_at(store, terminal):
    return TestDesk(store, StillClock(NOW), terminal=terminal, index_key=KEYS.index)


def told(result):
    return result.code if isinstance(result, Problem) else type(result).__name__


def a_code(seconds=0.0, **changed):
    values = {
        "id": new_id(),
        "terminal": "K01",
        "sent_at": later(seconds),
        "expires_at": later(seconds + 300),
        "code_hash": b"h" * 32,
    }
    return MobileCode(**{**values, **changed})


def test_the_newest_code_of_a_number_is_found_as_it_was_kept(store):
    old, new, foreign = a_code(), a_code(60), a_code(90)
    with store.write() as unit:
        unit.verifications.add(NUMBER, new)
        unit.verifications.add(NUMBER, old)
        unit.verifications.add("15400005678", foreign)
        unit.verifications.note_try(new.id, 3, closed=True)
        unit.verifications.withdraw(new.id)
        unit.commit()
    with store.read() as unit:
        found = unit.verifications.newest(NUMBER)
        assert found == a_code(60, id=new.id, tries=3, closed=True, withdrawn=True)
        assert unit.verifications.newest("15400000000") is None
        assert unit.verifications.sent_to(NUMBER, NOW - timedelta(hours=1)) == 2
        assert unit.verifications.sent_to(NUMBER, NOW) == 1
        assert unit.verifications.sent_from("K01", NOW - timedelta(hours=1)) == 3
        assert unit.verifications.sent_from("K02", NOW - timedelta(hours=1)) == 0


def test_old_codes_are_forgotten(store):
    with store.write() as unit:
        unit.verifications.add(NUMBER, a_code())
        unit.verifications.add(NUMBER, a_code(10))
        assert unit.verifications.delete_before(later(10)) == 1
        unit.commit()
    with store.read() as unit:
        assert unit.verifications.sent_to(NUMBER, NOW - timedelta(1)) == 1


def test_terminals_that_guess_at_once_share_five_tries(url, opened):
    phone = Telephone()
    send_code(desk_at(opened(), "K01"), phone, NUMBER)
    right = phone.sent[0][2].split("验证码")[1][:6]

    def guess(store, terminal, runner, number):
        wrong = f"{(int(right) + 1 + runner + 20 * number) % 1_000_000:06}"
        return told(check_code(desk_at(store, terminal), NUMBER, wrong))

    results = [one for row in race(url, 8, 2, guess) for one in row]

    assert results.count("code_wrong") == POLICY.tries - 1  # the fifth is told it is spent
    assert results.count("code_spent") == 16 - (POLICY.tries - 1)
    with opened().read() as unit:
        assert unit.verifications.newest(NUMBER).tries == POLICY.tries


def test_one_of_many_terminals_wins_with_the_right_code(url, opened):
    phone = Telephone()
    send_code(desk_at(opened(), "K01"), phone, NUMBER)
    right = phone.sent[0][2].split("验证码")[1][:6]

    def try_it(store, terminal, runner, number):
        return told(check_code(desk_at(store, terminal), NUMBER, right))

    [results] = race(url, 8, 1, try_it)

    assert sorted(results) == [Verified.__name__] + ["code_spent"] * 7


def test_threads_of_one_kiosk_share_the_tries_too(store):
    phone = Telephone()
    desk = desk_at(store, "K01")
    send_code(desk, phone, NUMBER)
    right = int(phone.sent[0][2].split("验证码")[1][:6])
    results = []

    def guess(runner):
        results.append(told(check_code(desk, NUMBER, f"{(right + 1 + runner) % 1_000_000:06}")))

    threads = [threading.Thread(target=guess, args=(runner,)) for runner in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results.count("code_wrong") == POLICY.tries - 1
    assert results.count("code_spent") == 10 - (POLICY.tries - 1)


def test_terminals_that_ask_at_once_send_one_code(url, opened):
    opened()

    def ask(store, terminal, runner, number):
        return told(send_code(desk_at(store, terminal), Telephone(), NUMBER))

    [results] = race(url, 8, 1, ask)

    assert sorted(results) == [CodeSent.__name__] + ["code_too_soon"] * 7
