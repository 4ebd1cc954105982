"""Watch the card reader from a thread of its own, and say what happens on it."""

import traceback
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.domain.card import Card
from kiosk.ports import CardReader, SystemFault

_LONGEST_READ_SECONDS = 5

CARD_LEFT = "reader_card_left"
"""The card of the sitting before still lies there: it is nobody's until it was lifted."""

_OF_THE_CARD = frozenset({"reader_card_lifted", "reader_card_unreadable"})
"""Faults that say what to do with the card: they stand until a card was read."""


class CardWatch(QObject):
    """Asks the reader while it is started; signals arrive on the GUI thread.

    A card is told once until it is lifted, and a fault once until the reader is well again. No
    card is kept here. After ``forget`` a card that was left behind is told to nobody: the watch
    looks on in silence until it is lifted, and a start before that fails with ``CARD_LEFT``.
    """

    laid = Signal(Card)
    lifted = Signal()
    failed = Signal(str)  # the fault's code
    well = Signal()
    _seen = Signal(int, object)  # round, Card | None | SystemFault

    def __init__(self, reader: CardReader, poll_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._pause = poll_ms / 1000
        self._round = 0
        self._started = False
        self._asking = Event()
        self._closing = Event()
        self._thread: Thread | None = None
        self._present = False
        self._old = False
        self._fault = ""
        self._seen.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin asking; a card that lies there already is told."""
        self._round += 1
        self._started = True
        self._present, self._fault = False, ""
        if self._thread is None:
            self._thread = Thread(target=self._watch, name="reader", daemon=True)
            self._thread.start()
        self._asking.set()

    def stop(self) -> None:
        """Tell no more; what the thread still says is not passed on."""
        self._round += 1
        self._started = False
        self._fault = ""

    def forget(self) -> None:
        """The sitting is over: a card that still lies there is not the next citizen's."""
        self._old = self._thread is not None
        self._present, self._fault = False, ""

    def close(self) -> None:
        """Stop, and wait for the thread as long as a device may take."""
        self.stop()
        self._closing.set()
        self._asking.set()
        if self._thread is not None:
            self._thread.join(timeout=_LONGEST_READ_SECONDS)

    def _watch(self) -> None:
        while self._asking.wait() and not self._closing.is_set():
            this_round = self._round
            seen: Card | SystemFault | None
            try:
                seen = self._reader.read()
            except SystemFault as fault:
                seen = fault
            except Exception as error:  # noqa: BLE001  # a driver may raise anything
                frame = traceback.extract_tb(error.__traceback__)[-1]
                seen = SystemFault("card_reader_failed", f"{type(error).__name__} {frame.name}")
            self._seen.emit(this_round, seen)
            del seen
            self._closing.wait(self._pause)

    def _tell(self, this_round: int, seen: "Card | SystemFault | None") -> None:
        if this_round != self._round:
            return
        if seen is None:
            self._gone()
        elif not self._started:
            return
        elif isinstance(seen, SystemFault):
            self._fail(seen.code)
        elif self._old:
            self._fail(CARD_LEFT)
        else:
            self._be_well()
            if not self._present:
                self._present = True
                self.laid.emit(seen)

    def _gone(self) -> None:
        self._old = False
        if not self._started:
            self._asking.clear()
            return
        if self._fault not in _OF_THE_CARD:
            self._be_well()
        if self._present:
            self._present = False
            self.lifted.emit()

    def _fail(self, code: str) -> None:
        if code in _OF_THE_CARD:
            self._present = False
        if code != self._fault:
            self._fault = code
            self.failed.emit(code)

    def _be_well(self) -> None:
        if self._fault:
            self._fault = ""
            self.well.emit()
