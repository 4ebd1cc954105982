"""A register at the end of a line that may be down: asked again after a while, else not waited for."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from math import inf

from kiosk.domain.answers import Json
from kiosk.ports import Store, SystemFault, UnitOfWork

UNREACHABLE = "database_unreachable"


class FarStore:
    """``ports.Store`` over another that is opened when it is first needed.

    Once it could not be reached, every call raises SystemFault ``database_unreachable`` at once
    for ``pause`` seconds; then a single call tries again, while the others are still refused.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        pause: float,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open = open_store
        self._pause = pause
        self._seconds = seconds
        self._gate = threading.Lock()
        self._opening = threading.Lock()
        self._store: Store | None = None
        self._down = False
        self._rests_until = 0.0

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A writing transaction. Raises SystemFault ``database_unreachable``."""
        return self._unit(lambda store: store.write())

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A reading transaction. Raises SystemFault ``database_unreachable``."""
        return self._unit(lambda store: store.read())

    @contextmanager
    def _unit(
        self, begin: Callable[[Store], AbstractContextManager[UnitOfWork]]
    ) -> Iterator[UnitOfWork]:
        with self._asked() as store, begin(store) as uow:
            yield uow

    def check(self) -> Mapping[str, Json]:
        """Health for ``doctor``. Raises SystemFault ``database_unreachable``."""
        with self._asked() as store:
            return store.check()

    def backup(self, target: str) -> None:
        """Refused by a register on a server, which has its own tools."""
        with self._asked() as store:
            store.backup(target)

    def close(self) -> None:
        """Close every connection."""
        if self._store is not None:
            self._store.close()

    @contextmanager
    def _asked(self) -> Iterator[Store]:
        """The store; whether it answered is kept in mind."""
        tries = self._may_ask()
        store = self._opened(tries=tries)
        try:
            yield store
        except SystemFault as fault:
            self._note(down=fault.code == UNREACHABLE)
            raise
        except BaseException:  # the register answered; what the caller made of it is its own
            self._note(down=False)
            raise
        self._note(down=False)

    def _may_ask(self) -> bool:
        """Whether this call is the one that tries again; refused while the register rests."""
        with self._gate:
            if not self._down:
                return False
            if self._seconds() < self._rests_until:
                raise SystemFault(UNREACHABLE, "not asked again yet")
            self._rests_until = inf  # until this call knows
            return True

    def _opened(self, *, tries: bool) -> Store:
        with self._opening:
            if self._store is None:
                if self._down and not tries:  # another call has just found out
                    raise SystemFault(UNREACHABLE, "not asked again yet")
                try:
                    self._store = self._open()
                except SystemFault as fault:
                    self._note(down=fault.code == UNREACHABLE)
                    raise
            return self._store

    def _note(self, *, down: bool) -> None:
        with self._gate:
            self._down = down
            self._rests_until = self._seconds() + self._pause if down else 0.0
