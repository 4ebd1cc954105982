"""Tells the service manager that the event loop turns, so that a hung kiosk is started again."""

import os
import socket
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

_SHARE = 3
"""How many beats go into one period of the watchdog."""


class Heartbeat(QObject):
    """Sends ``READY=1`` at once and ``WATCHDOG=1`` from the event loop (sd_notify(3)).

    Without ``NOTIFY_SOCKET`` nothing is sent; without ``WATCHDOG_USEC`` nothing after READY.
    A manager that cannot be reached is no fault of the kiosk: it goes on.
    """

    def __init__(self, surroundings: Mapping[str, str] | None = None) -> None:
        super().__init__()
        env = os.environ if surroundings is None else surroundings
        address = env.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        period = env.get("WATCHDOG_USEC", "")
        self._timer = QTimer(self)
        if self._address and period.isdecimal() and int(period) > 0:
            self._timer.setInterval(max(1, int(period) // 1000 // _SHARE))
            self._timer.timeout.connect(lambda: self._tell("WATCHDOG=1"))

    def start(self) -> None:
        """Say that the kiosk is ready, and beat from now on."""
        self._tell("READY=1")
        if self._timer.interval() > 0:
            self._timer.start()

    def close(self) -> None:
        """Say that the kiosk ends; beats stop."""
        self._timer.stop()
        self._tell("STOPPING=1")

    def _tell(self, words: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(words.encode(), self._address)
        except OSError:
            return
