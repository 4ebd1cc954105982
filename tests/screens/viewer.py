"""A VNC viewer of a few lines: it sees what the server draws, and it can click (RFC 6143)."""

import select
import socket
import struct
import time
from collections.abc import Callable

import numpy as np

RAW = 0
_RESTS_SECONDS = 15


class Viewer:
    """``seen`` holds the picture: rows of pixels, blue green red and a fourth byte."""

    def __init__(self, port: int, patience: float) -> None:
        self._end = time.monotonic() + patience
        self._line = self._connect(port, patience)
        self._line.sendall(b"RFB 003.003\n")
        assert struct.unpack(">I", self._take(4)) == (1,)  # no password: it is loopback
        self._line.sendall(b"\1")
        self.width, self.height = struct.unpack(">HH", self._take(4))
        self._take(16)
        self._take(*struct.unpack(">I", self._take(4)))
        little = struct.pack(">BBBBHHHBBBxxx", 32, 24, 0, 1, 255, 255, 255, 16, 8, 0)
        self._line.sendall(struct.pack(">Bxxx", 0) + little)
        self._line.sendall(struct.pack(">BxHi", 2, 1, RAW))
        self.seen = np.zeros((self.height, self.width, 4), np.uint8)
        self._ask(anew=True)

    def close(self) -> None:
        """Go away."""
        self._line.close()

    def click(self, x: int, y: int) -> None:
        """Press and let go."""
        for buttons in (0, 1, 0):
            self._line.sendall(struct.pack(">BBHH", 5, buttons, x, y))

    def wait(self, until: Callable[[np.ndarray], bool], again: Callable[[], None]) -> None:
        """Look on until the picture is so; where it rests, do that again.

        AssertionError when it never is.
        """
        while not until(self.seen):
            assert time.monotonic() < self._end, "looked on in vain"
            if select.select([self._line], [], [], _RESTS_SECONDS)[0]:
                self._update()
            else:
                again()

    def _connect(self, port: int, patience: float) -> socket.socket:
        """The forward is there before the server is; it greets when it is."""
        while True:
            assert time.monotonic() < self._end, "no server"
            try:
                line = socket.create_connection(("127.0.0.1", port), timeout=patience)
                if line.recv(12).startswith(b"RFB"):
                    return line
                line.close()
            except ConnectionError:
                pass
            time.sleep(0.2)

    def _ask(self, *, anew: bool) -> None:
        self._line.sendall(struct.pack(">BBHHHH", 3, not anew, 0, 0, self.width, self.height))

    def _update(self) -> None:
        kind, rectangles = struct.unpack(">BxH", self._take(4))
        assert kind == 0
        for _ in range(rectangles):
            x, y, width, height, encoding = struct.unpack(">HHHHi", self._take(12))
            assert encoding == RAW
            pixels = np.frombuffer(self._take(width * height * 4), np.uint8)
            self.seen[y : y + height, x : x + width] = pixels.reshape(height, width, 4)
        self._ask(anew=False)

    def _take(self, count: int) -> bytes:
        taken = bytearray()
        while len(taken) < count:
            more = self._line.recv(min(count - len(taken), 1 << 20))
            assert more, "the server went away"
            taken += more
        return bytes(taken)
