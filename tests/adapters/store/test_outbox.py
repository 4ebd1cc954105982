"""The outbox hands every notice to one owner at a time until it is sent or dead."""

from dataclasses import replace

from kiosk.domain.states import NoticeState
from tests.adapters.store.records import NOW, application, later, notice


def put(store, *notices, of=None):
    with store.write() as unit:
        unit.applications.add(of)
        results = [unit.outbox.put(one) for one in notices]
        unit.commit()
    return results


def take(store, now=NOW, owner="w1", lease=30):
    with store.write() as unit:
        taken = unit.outbox.take(now, owner, lease)
        unit.commit()
    return taken


def test_a_notice_is_queued_once(store):
    one = application()

    assert put(store, notice(one, "a"), notice(one, "a"), notice(one, "b"), of=one) == [
        True,
        False,
        True,
    ]
    with store.read() as unit:
        assert [kept.dedupe for kept in unit.outbox.of(one.id)] == ["a", "b"]
        assert [kept.dedupe for kept in unit.outbox.listing(1)] == ["b"]
        assert unit.outbox.counts() == {"queued": 2}


def test_the_earliest_due_notice_is_taken_whole(store):
    one = application()
    late, early = notice(one, due_at=later(5)), notice(one, due_at=NOW)
    put(store, late, early, of=one)

    assert take(store) == replace(early, state=NoticeState.SENDING, attempts=1)
    assert take(store) is None  # the other is not due yet
    assert take(store, later(5)).id == late.id


def test_a_taken_notice_is_left_alone_until_its_lease_ends(store):
    one = application()
    put(store, notice(one), of=one)
    take(store)

    assert take(store, later(29), "w2") is None
    assert take(store, later(30), "w2").attempts == 2


def test_a_sent_notice_is_never_taken_again_and_is_deleted_when_old(store):
    one = application()
    put(store, notice(one), of=one)
    taken = take(store)
    with store.write() as unit:
        unit.outbox.sent(taken.id, "gw-1", later(1))
        unit.commit()

    assert take(store, later(999)) is None
    with store.write() as unit:
        [kept] = unit.outbox.listing(9)
        assert (kept.state, kept.gateway_id) == (NoticeState.SENT, "gw-1")
        assert unit.outbox.delete_sent(later(1)) == 0
        assert unit.outbox.delete_sent(later(2)) == 1
        assert unit.outbox.counts() == {}


def test_a_failed_notice_comes_again_and_a_dead_one_only_when_woken(store):
    one = application()
    put(store, notice(one), of=one)
    first = take(store)
    with store.write() as unit:
        unit.outbox.failed(first.id, "busy", later(60))
        assert not unit.outbox.retry(first.id, NOW)
        unit.commit()

    assert take(store, later(59)) is None
    second = take(store, later(60))
    assert (second.attempts, second.last_error) == (2, "busy")
    with store.write() as unit:
        unit.outbox.failed(second.id, "refused", None)
        unit.commit()
    assert take(store, later(9999)) is None
    with store.write() as unit:
        assert unit.outbox.counts() == {"dead": 1}
        assert unit.outbox.retry(second.id, later(70))
        unit.commit()
    assert take(store, later(70)).attempts == 1  # a woken one starts its tries anew


def test_two_open_transactions_take_different_notices(store, opened, url):
    one = application()
    put(store, notice(one), notice(one), of=one)
    if url.startswith("sqlite"):  # one writer at a time: the second waits for the first
        taken = [take(store), take(opened("K02"))]
    else:
        with store.write() as first, opened("K02").write() as second:
            taken = [first.outbox.take(NOW, "w1", 30), second.outbox.take(NOW, "w2", 30)]
            first.commit()
            second.commit()

    assert len({kept.id for kept in taken}) == 2


def test_a_flag_is_set_replaced_and_taken_away(store):
    with store.write() as unit:
        assert unit.flag("pause") is None
        unit.set_flag("pause", {"by": "王科长"})
        unit.set_flag("pause", {"by": "李处长", "n": 1})
        assert unit.flag("pause") == {"by": "李处长", "n": 1}
        unit.set_flag("pause", None)
        assert unit.flag("pause") is None
