"""Work off the GUI thread: nothing that reads, decides, signs or sends blocks the interface."""

import itertools
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.ports import SystemFault
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

SHORTEST_BUSY_MS = 500
"""A busy sign stays at least so long, or it only flickers."""

Result = TypeVar("Result")


@QmlElement
@QmlSingleton
class Work(QObject):
    """Runs jobs in a few threads and calls back on the GUI thread, unless the sitting is over."""

    busyChanged = Signal()
    _finished = Signal(int, object, object)  # ticket, result, fault

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=3, thread_name_prefix="work")
        self._tickets = itertools.count(1)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[SystemFault], None]]] = {}
        self.closing = Event()  # what waits in a thread ends its waiting by this
        self._shown = False
        self._rest = QTimer(self, singleShot=True, interval=SHORTEST_BUSY_MS)
        self._rest.timeout.connect(self._tell)
        self._finished.connect(self._call_back, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def create(engine: QQmlEngine) -> "Work":
        """The engine's own one."""
        return offered(engine, Work)

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """Whether something the citizen waits for is under way."""
        return self._shown

    def run(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[SystemFault], None],
    ) -> None:
        """Run ``job`` in a thread; then ``done`` or ``failed`` on the GUI thread.

        What ``job`` raises besides SystemFault arrives as ``unexpected`` with the place alone,
        since an error's own text may hold personal values.
        """
        ticket = next(self._tickets)
        self._waiting[ticket] = (done, failed)
        self._tell()

        def carry() -> None:
            try:
                self._finished.emit(ticket, job(), None)
            except SystemFault as fault:
                self._finished.emit(ticket, None, fault)
            except Exception as error:  # noqa: BLE001  # a thread must not die in silence
                frame = traceback.extract_tb(error.__traceback__)[-1]
                place = f"{type(error).__name__} {frame.name}:{frame.lineno}"
                self._finished.emit(ticket, None, SystemFault("unexpected", place))

        self._pool.submit(carry)

    def behind(self, job: Callable[[], None]) -> None:
        """Run ``job`` in a thread for which nobody waits, even when the sitting is over."""
        self._pool.submit(job)

    def forget(self) -> None:
        """Call nobody back for what was begun until now: its sitting is over."""
        self._waiting.clear()
        self._tell()

    def close(self) -> None:
        """Wait for what runs and start nothing more."""
        self.closing.set()
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _call_back(self, ticket: int, result: object, fault: SystemFault | None) -> None:
        calls = self._waiting.pop(ticket, None)
        self._tell()
        if calls is None:
            return
        done, failed = calls
        if fault is None:
            done(result)
        else:
            failed(fault)

    def _tell(self) -> None:
        if self._waiting and not self._shown:
            self._shown = True
            self._rest.start()
            self.busyChanged.emit()
        elif not self._waiting and self._shown and not self._rest.isActive():
            self._shown = False
            self.busyChanged.emit()
