"""A real PostgreSQL of the tests' own: Debian's binaries, a temporary folder, a unix socket."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "log_min_messages": "panic",
}
_schemas = itertools.count(1)


def _account() -> dict[str, object]:
    """PostgreSQL will not run as root: become its own user where we are root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise AssertionError("no account to run PostgreSQL as")


class Server:
    """A running server; every register gets a schema of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self._bin = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self._as = _account()

    def create(self) -> None:
        subprocess.run(
            [self._bin / "initdb", "-D", self.folder / "data", "-U", "zhaoban", "-A", "trust",
             "-E", "UTF8", "--no-locale", "--no-sync"],
            check=True, capture_output=True, cwd=self.folder, **self._as,
        )  # fmt: skip

    def start(self) -> None:
        options = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        self.process = subprocess.Popen(
            [self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown
            self.process.wait(30)
            self.process = None

    def kill(self) -> None:
        """As a power cut at the centre: no transaction is ended, no client told."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)
            self.process = None

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), dbname="postgres", user="zhaoban", autocommit=True
        )

    def url(self, schema: str = "public") -> str:
        options = quote(f"-csearch_path={schema}", safe="")
        host = quote(str(self.folder), safe="")
        return f"postgresql+psycopg://zhaoban@/postgres?host={host}&options={options}"

    def fresh(self) -> str:
        """The address of an empty schema."""
        schema = f"register_{next(_schemas)}"
        with self.connect() as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        return self.url(schema)


@contextmanager
def running_server() -> Iterator[Server]:
    """A server that is gone, with its folder, at the end."""
    folder = Path(tempfile.mkdtemp(prefix="zhaoban-pg-"))
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])
    server = Server(folder)
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
