"""A far register is asked once, left in peace while it rests, and tried again by one call alone."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest

from kiosk.adapters.store import FarStore
from kiosk.ports import KeyReused, SystemFault


class Server:
    """A store that counts who asks and can be away."""

    def __init__(self):
        self.away = False
        self.calls = 0
        self.hold = Event()
        self.hold.set()

    def open(self):
        self._ask()
        return self

    @contextmanager
    def read(self):
        self._ask()
        yield self

    def close(self):
        self.calls = -1

    def _ask(self):
        self.calls += 1
        self.hold.wait(30)
        if self.away:
            raise SystemFault("database_unreachable")


class Watch:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def far(server, watch):
    return FarStore(server.open, 15, watch)


def is_reached(far):
    try:
        with far.read():
            return True
    except SystemFault as fault:
        assert fault.code == "database_unreachable"
        return False


def test_it_is_opened_when_it_is_first_asked(far, server):
    assert server.calls == 0
    assert is_reached(far)
    assert server.calls == 2  # opened and read
    far.close()
    assert server.calls == -1


@pytest.mark.parametrize("opened", [False, True])
def test_one_that_was_away_is_not_asked_before_its_rest_is_over(far, server, watch, opened):
    if opened:
        assert is_reached(far)
    server.away, server.calls = True, 0
    assert not is_reached(far)
    assert server.calls == 1
    watch.now = 14
    assert not is_reached(far)
    assert server.calls == 1
    watch.now = 15
    assert not is_reached(far)
    assert server.calls == 2
    server.away = False
    watch.now = 29
    assert not is_reached(far)
    watch.now = 30
    assert is_reached(far)
    assert is_reached(far)


def test_while_one_call_tries_again_the_others_are_refused(far, server, watch):
    assert is_reached(far)
    server.away = True
    assert not is_reached(far)
    watch.now, server.away = 20, False
    server.hold.clear()
    answers = []
    trying = Thread(target=lambda: answers.append(is_reached(far)))
    trying.start()
    while server.calls < 4:
        pass
    assert not is_reached(far)
    server.hold.set()
    trying.join(30)
    assert answers == [True]
    assert is_reached(far)


def test_what_the_caller_runs_into_is_no_sign_that_it_is_away(far, server):
    for raised in (KeyReused(), SystemFault("seal_taken"), ValueError()):
        with pytest.raises(type(raised)), far.read():
            raise raised
    assert is_reached(far)
