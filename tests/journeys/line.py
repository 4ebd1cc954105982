"""A line to a register that a test can cut, swallow or break off after so many bytes."""

import contextlib
import socket
import threading
from pathlib import Path

_CHUNK = 65536


class Line:
    """A TCP port on loopback before PostgreSQL's own socket.

    ``open`` carries everything; ``cut`` refuses and breaks what was there; ``swallow`` takes
    connections and bytes and answers nothing, as a firewall does.
    """

    def __init__(self, server: Path) -> None:
        self._server = str(server / ".s.PGSQL.5432")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._changed = threading.Condition()
        self._mode = "open"
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._left: dict[str, int] = {}  # direction -> bytes until the cut
        self.calls = 0  # connections that were asked for
        self.carried = {"there": 0, "back": 0}
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, schema_url: str) -> str:
        """The address by which a terminal reaches the schema of ``Server.fresh``."""
        options = schema_url.partition("options=")[2]
        port = self._listener.getsockname()[1]
        return f"postgresql+psycopg://zhaoban@127.0.0.1:{port}/postgres?sslmode=disable&gssencmode=disable&options={options}"

    def mend(self) -> None:
        self._set("open")

    def cut(self) -> None:
        self._set("cut")

    def swallow(self) -> None:
        self._set("swallow")

    def cut_after(self, count: int, direction: str) -> None:
        """Break everything off once so many more bytes went ``there`` or came ``back``."""
        with self._changed:
            self._left = {direction: count}

    def close(self) -> None:
        self._set("cut")
        self._listener.close()

    def _set(self, mode: str) -> None:
        with self._changed:
            before, self._mode, self._left = self._mode, mode, {}
            if mode == "cut" or before == "swallow":
                self._break()
            self._changed.notify_all()

    def _break(self) -> None:
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs = set()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self.calls += 1
            with self._changed:
                if self._mode == "cut":
                    near.close()
                    continue
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(self._server)
            except OSError:
                near.close()
                far.close()
                continue
            with self._changed:
                self._pairs.add((near, far))
            for one, other, direction in ((near, far, "there"), (far, near, "back")):
                threading.Thread(
                    target=self._carry, args=(one, other, direction), daemon=True
                ).start()

    def _carry(self, one: socket.socket, other: socket.socket, direction: str) -> None:
        while True:
            try:
                data = one.recv(_CHUNK)
            except OSError:
                data = b""
            with self._changed:
                while data and self._mode == "swallow":
                    self._changed.wait()
                left = self._left.get(direction)
                if data and left is not None:
                    data, self._left[direction] = data[:left], left - len(data)
                    if self._left[direction] <= 0:
                        self._mode, self._left = "cut", {}
                        _send(other, data)
                        self._break()
                        data = b""
                self.carried[direction] += len(data)
            if not data or not _send(other, data):
                break
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        one.close()


def _send(to: socket.socket, data: bytes) -> bool:
    try:
        to.sendall(data)
    except OSError:
        return False
    return True
