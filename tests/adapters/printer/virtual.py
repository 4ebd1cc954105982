"""A printer that exists in memory and speaks IPP, and a private cupsd that prints on it."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kiosk.adapters.printer.ipp import Group, Message, Operation, Tag, decode, encode, number

PRINT_JOB = 0x0002
GET_JOBS = 0x000A
OPERATIONS = [PRINT_JOB, *Operation, GET_JOBS]


def until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for it; an assertion fails when it never comes."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


@dataclass
class Job:
    name: str
    document: bytes = b""
    state: int = 3
    sheets: int = 0


@dataclass
class VirtualPrinter:
    """Prints at once unless ``reasons`` say why not; ``sheets`` counts only where ``counts``."""

    counts: bool = True
    reasons: list[str] = field(default_factory=list)
    jobs: dict[int, Job] = field(default_factory=dict)
    refuse: int = 0  # a status for every Send-Document
    hold: bool = False  # jobs stay under way
    dumb_once: bool = False  # the answer to the next Send-Document is lost
    idle_queue: bool = False  # answers as a queue of CUPS at rest, that repeats old reasons
    port: int = 0

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    @property
    def printed(self) -> list[bytes]:
        """The document of every job that came out."""
        self._work()
        return [job.document for job in self.jobs.values() if job.state == 9]

    def _work(self) -> None:
        for job in self.jobs.values():
            if job.document and job.state in {3, 5, 6}:
                blocked = any(not reason.endswith("-warning") for reason in self.reasons)
                job.state = 6 if blocked else 5 if self.hold else 9
                if job.state == 9 and self.counts:
                    job.sheets = 1

    def answer(self, said: Message) -> tuple[bytes, bool]:
        """The answer, and whether it is lost on its way."""
        asked = said.of(Group.OPERATION)
        id_ = number(asked.get("job-id", ())) or 0
        lost = False
        if said.code in {PRINT_JOB, Operation.CREATE_JOB}:
            id_ = len(self.jobs) + 1
            self.jobs[id_] = Job(str(asked.get("job-name", [""])[0]), said.data)
        elif said.code == Operation.SEND_DOCUMENT:
            if self.refuse:
                return _reply(self.refuse, said), False
            self.jobs[id_].document += said.data
            lost, self.dumb_once = self.dumb_once, False
        elif said.code == Operation.CANCEL_JOB:
            if id_ not in self.jobs or self.jobs[id_].state > 6:
                return _reply(0x0404, said), False
            self.jobs[id_].state = 7
        self._work()
        if said.code == Operation.GET_PRINTER_ATTRIBUTES:
            return _reply(0, said, Group.PRINTER, self._self_said()), False
        if said.code in {Operation.VALIDATE_JOB, GET_JOBS}:
            return _reply(0, said), False
        if id_ not in self.jobs:
            return _reply(0x0406, said), False
        return _reply(0, said, Group.JOB, self._job_said(id_)), lost

    def _self_said(self):
        blocked = any(not reason.endswith("-warning") for reason in self.reasons)
        stopped = blocked and not self.idle_queue
        of_cups = [("cups-version", Tag.TEXT, ["2.4.2"])] if self.idle_queue else []
        return [
            *of_cups,
            ("printer-uri-supported", Tag.URI, [self.uri]),
            ("uri-security-supported", Tag.KEYWORD, ["none"]),
            ("uri-authentication-supported", Tag.KEYWORD, ["none"]),
            ("printer-name", Tag.NAME, ["virtual"]),
            ("printer-state", Tag.ENUM, [5 if stopped else 3]),
            ("printer-state-reasons", Tag.KEYWORD, self.reasons or ["none"]),
            ("ipp-versions-supported", Tag.KEYWORD, ["1.1", "2.0"]),
            ("operations-supported", Tag.ENUM, OPERATIONS),
            ("charset-configured", Tag.CHARSET, ["utf-8"]),
            ("charset-supported", Tag.CHARSET, ["utf-8"]),
            ("document-format-supported", Tag.MIME, ["application/pdf"]),
            ("document-format-default", Tag.MIME, ["application/pdf"]),
            ("printer-is-accepting-jobs", Tag.BOOLEAN, [True]),
            ("queued-job-count", Tag.INTEGER, [0]),
            ("copies-supported", Tag.INTEGER, [1]),
        ]

    def _job_said(self, id_: int):
        job = self.jobs[id_]
        said = [
            ("job-id", Tag.INTEGER, [id_]),
            ("job-uri", Tag.URI, [f"{self.uri}/{id_}"]),
            ("job-name", Tag.NAME, [job.name]),
            ("job-state", Tag.ENUM, [job.state]),
            ("job-state-reasons", Tag.KEYWORD, ["none"]),
        ]
        if self.counts:
            said.append(("job-media-sheets-completed", Tag.INTEGER, [job.sheets]))
        return said


def _reply(status: int, said: Message, group: Group | None = None, attributes=()) -> bytes:
    basis = [
        ("attributes-charset", Tag.CHARSET, ["utf-8"]),
        ("attributes-natural-language", Tag.LANGUAGE, ["en"]),
    ]
    groups = [(Group.OPERATION, basis)]
    if group is not None:
        groups.append((group, list(attributes)))
    return encode(status, said.request, groups)


@contextmanager
def served(printer: VirtualPrinter) -> Iterator[VirtualPrinter]:
    """The printer on a port of its own, the one it had before when it comes back."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            if self.headers.get("Expect") == "100-continue":
                self.send_response_only(100)
                self.end_headers()
            body, lost = printer.answer(decode(self._body()))
            if lost:
                self.close_connection = True
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_expect_100(self) -> bool:
            return True

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", "0")))
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is no news."""

    server = Server(("127.0.0.1", printer.port), Handler)
    printer.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield printer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Cupsd:
    """A cupsd of our own, with its own configuration and spool, stopped by its process id."""

    QUEUE = "licences"

    def __init__(self, folder: Path, device: str) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("root", "state", "spool", "spool/tmp", "cache", "docs"):
            (folder / name).mkdir(parents=True)
        (folder / "root/cupsd.conf").write_text(_CUPSD.format(port=self.port), "utf-8")
        (folder / "root/printers.conf").write_text(
            _QUEUE.format(queue=self.QUEUE, device=device), "utf-8"
        )
        (folder / "root/cups-files.conf").write_text(
            _FILES.format(folder=folder, group="root" if os.getuid() == 0 else ""), "utf-8"
        )

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/printers/{self.QUEUE}"

    @property
    def log(self) -> str:
        return (self._folder / "error_log").read_text("utf-8", "replace")

    def start(self) -> None:
        root = self._folder / "root"
        with (self._folder / "stderr").open("wb") as said:
            self._process = subprocess.Popen(
                [
                    "/usr/sbin/cupsd",
                    "-f",
                    "-c",
                    root / "cupsd.conf",
                    "-s",
                    root / "cups-files.conf",
                ],
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
        until(self._listens)

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "stderr").read_text() + self.log
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)
            self._process = None


_CUPSD = """
Listen 127.0.0.1:{port}
LogLevel debug
MaxLogSize 0
Browsing No
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles No
JobRetryInterval 1
DefaultAuthType None
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues none
<Limit All>
Order deny,allow
Allow from 127.0.0.1
</Limit>
</Policy>
"""
_QUEUE = """
<Printer {queue}>
DeviceURI {device}?contimeout=5
State Idle
Accepting Yes
Shared No
JobSheets none none
ErrorPolicy retry-job
</Printer>
"""
_FILES = """
ServerRoot {folder}/root
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
DocumentRoot {folder}/docs
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
SystemGroup root
"""
