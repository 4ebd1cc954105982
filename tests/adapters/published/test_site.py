"""Claims about asking a verify site: folder or server, what is kept, and what a liar cannot do."""

import contextlib
import functools
import http.server
import os
import socket
import threading
from datetime import timedelta

import pytest

from kiosk.adapters.published.site import VerifySite
from kiosk.adapters.signer.inspect import Inspector
from kiosk.domain.problems import Problem
from kiosk.ports import SystemFault
from kiosk.services.status_lists import list_name, published_status
from kiosk.services.verify import verify
from kiosk.services.verify_shelf import TRUST, VerifyShelf
from tests.desk import StillClock
from tests.vectors.tokens import DAY, token
from tests.vectors.trust import EARLY, LATER, bundle, lists
from tests.vectors.world import NOW, at, cbor, claims, fingerprint, sign1, to_text

HOUR = timedelta(hours=1)
ROOT = fingerprint("authority")
REVOKED, VALID = 3, 4711
"""Two places of the vectors' ordinary list."""


class Files(http.server.SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(handler):
    """A server's address, for as long as it stands."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/V/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def folder(tmp_path):
    """A verify site as files: the trust list and the list of shard 0."""
    made = tmp_path / "site" / "V"
    (made / "status").mkdir(parents=True)
    (made / TRUST).write_text(bundle("authority"))
    (made / list_name(0)).write_bytes(token())
    return made


@pytest.fixture
def clock():
    return StillClock(NOW)


class Checker:
    """Somebody who checks licences against one site, with a shelf and a clock."""

    def __init__(self, source, tmp_path, clock):
        self.site = VerifySite(str(source), tmp_path / "cache")
        self.shelf = VerifyShelf(self.site, Inspector(), clock.now, HOUR)
        self.clock = clock

    def told(self, place=VALID):
        signed = self.shelf.trust(ROOT)
        if signed is None or isinstance(signed, Problem):
            return signed
        trust = signed.trust
        fetch = lambda shard: self.shelf.status_list(shard, trust)  # noqa: E731
        status = published_status(fetch, trust, Inspector(), self.clock.now)
        text = to_text(sign1(cbor(claims(c13=at(place)))))
        report = verify(text, trust, Inspector(), status=status)
        return report.reason.value, report.status, report.status_as_of

    def age_shelf(self, **by):
        """As if what is kept had been fetched so long before the checker's clock."""
        then = (self.clock.now() - timedelta(**by)).timestamp()
        for file in self.site._shelf.rglob("*"):
            if file.is_file():
                os.utime(file, (then, then))


AS_OF = NOW - HOUR


def test_a_folder_and_a_plain_file_server_tell_the_same(folder, tmp_path, clock):
    handler = functools.partial(Files, directory=folder.parent)
    with served(handler) as address:
        for source in (folder, f"{folder}/", address, address.rstrip("/")):
            checker = Checker(source, tmp_path, clock)
            assert checker.told() == ("ok", "valid", AS_OF)
            assert checker.told(REVOKED) == ("revoked", "revoked", AS_OF)


def test_when_the_server_is_gone_what_was_kept_answers_with_its_date(folder, tmp_path, clock):
    handler = functools.partial(Files, directory=folder.parent)
    with served(handler) as address:
        checker = Checker(address, tmp_path, clock)
        checker.told()
    clock.go(hours=30)
    checker.age_shelf(hours=30)
    assert checker.told() == ("ok", "valid", AS_OF)

    clock.go(hours=60)
    assert checker.told() == ("status_too_old", "valid", AS_OF)
    assert checker.told(REVOKED) == ("revoked", "revoked", AS_OF)


def test_when_nothing_was_ever_kept_nothing_is_believed(tmp_path, clock, folder):
    checker = Checker(tmp_path / "nowhere", tmp_path, clock)
    assert checker.told() is None

    (folder / list_name(0)).unlink()
    assert Checker(folder, tmp_path, clock).told() == ("status_too_old", "unknown", None)


def test_what_is_young_is_not_asked_for_again(folder, tmp_path, clock):
    asked = []

    class Counting(Files):
        def do_GET(self):
            asked.append(self.path)
            super().do_GET()

    with served(functools.partial(Counting, directory=folder.parent)) as address:
        checker = Checker(address, tmp_path, clock)
        checker.told()
        checker.age_shelf(minutes=59)
        checker.told()
        assert asked == ["/V/trust.json", "/V/status/0.cwt"]
        checker.age_shelf(minutes=60)
        checker.told()
        checker.age_shelf(minutes=-1)  # the clock was set back: the file's date means nothing
        checker.told()
    assert asked == ["/V/trust.json", "/V/status/0.cwt"] * 3


@pytest.mark.parametrize("remote", [True, False])
def test_an_older_list_is_refused_and_a_newer_one_taken(folder, tmp_path, clock, remote):
    """Who can change the files brings back the list from before a revocation."""
    with served(functools.partial(Files, directory=folder.parent)) as address:
        checker = Checker(address if remote else folder, tmp_path, clock)
        assert checker.told(REVOKED)[0] == "revoked"
        (folder / list_name(0)).write_bytes(token({}, issued=NOW - 2 * HOUR))
        (folder / TRUST).write_text(bundle("before the theft", at="2026-10-01T00:00:00+00:00"))
        checker.age_shelf(hours=2)
        assert checker.told(REVOKED)[0] == "revoked"
        assert len(checker.shelf.trust(ROOT).trust.keys) == len(
            lists()["authority"]["credential_keys"]
        )

        (folder / list_name(0)).write_bytes(token({}, issued=NOW))
        checker.age_shelf(hours=2)
        assert checker.told(REVOKED) == ("ok", "valid", NOW)


@pytest.mark.parametrize(
    "lie", [b"<!doctype html><title>Wi-Fi</title>", b"", token(by="stranger"), token(shard=1)[:-1]]
)
def test_what_proves_nothing_never_takes_the_place_of_what_was_kept(folder, tmp_path, clock, lie):
    checker = Checker(folder, tmp_path, clock)
    checker.told()
    (folder / list_name(0)).write_bytes(lie)
    (folder / TRUST).write_bytes(lie)

    assert checker.told(REVOKED) == ("revoked", "revoked", AS_OF)
    (folder / list_name(0)).unlink()
    assert checker.told(REVOKED) == ("revoked", "revoked", AS_OF)


def test_a_trust_list_of_another_root_is_a_problem_when_none_was_kept(folder, tmp_path, clock):
    (folder / TRUST).write_text(bundle("authority", root="evil"))

    assert Checker(folder, tmp_path, clock).told() == Problem("trust.not_signed")


def test_a_terminals_revocation_reaches_a_checker_with_the_next_trust_list(folder, tmp_path, clock):
    (folder / TRUST).write_text(bundle("before the theft", at=EARLY))
    checker = Checker(folder, tmp_path, clock)
    assert [key.revoked_from for key in checker.shelf.trust(ROOT).trust.keys] == [None, None]

    (folder / TRUST).write_text(bundle("after the theft", at=LATER))
    assert checker.shelf.trust(ROOT).trust.keys[1].revoked_from is not None


def test_two_sites_do_not_share_a_shelf(folder, tmp_path, clock):
    other = tmp_path / "other"
    (other / "status").mkdir(parents=True)
    (other / TRUST).write_text(bundle("authority"))
    (other / list_name(0)).write_bytes(token({}, issued=NOW - DAY))

    assert Checker(folder, tmp_path, clock).told(REVOKED)[0] == "revoked"
    assert Checker(other, tmp_path, clock).told(REVOKED)[0] == "ok"


@pytest.mark.parametrize(
    "address",
    [
        "http://verify.example/V/", "ftp://verify.example/V/", "file:///etc/", "https:///V/",
        "http://127.0.0.1.example/V/", "javascript://x/",
    ],
)  # fmt: skip
def test_an_address_that_is_neither_https_nor_this_machine_is_refused(tmp_path, address):
    with pytest.raises(SystemFault, match="site_unusable"):
        VerifySite(address, tmp_path)


class Liar(http.server.BaseHTTPRequestHandler):
    """Answers in one wrong way, by the name that is asked for."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        match self.path.rpartition("/")[2]:
            case "detour":
                self.send_response(302)
                self.send_header("Location", "/V/good")
                self.end_headers()
            case "missing":
                self.send_error(404)
            case "cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"x" * 10)
            case "huge":
                self.send_response(200)
                self.end_headers()
                with contextlib.suppress(OSError):
                    for _ in range(9):
                        self.wfile.write(bytes(1 << 20))
            case "good":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"good")


def test_a_server_that_answers_wrongly_is_one_that_does_not_answer(tmp_path):
    with served(Liar) as address:
        site = VerifySite(address, tmp_path)
        assert site.fetch("good") == b"good"
        for name in ("detour", "missing", "cut", "huge"):
            assert site.fetch(name) is None, name


def test_a_server_that_speaks_no_http_is_one_that_does_not_answer(tmp_path):
    listener = socket.create_server(("127.0.0.1", 0))

    def babble():
        talk, _ = listener.accept()
        talk.recv(1000)
        talk.sendall(b"220 mail ready\r\n")
        talk.close()

    thread = threading.Thread(target=babble)
    thread.start()
    site = VerifySite(f"http://127.0.0.1:{listener.getsockname()[1]}/V/", tmp_path)
    assert site.fetch(TRUST) is None
    thread.join()
    listener.close()
    assert site.fetch(TRUST) is None  # nobody listens there any more


def test_a_shelf_that_cannot_be_written_keeps_nothing_and_still_answers(folder, tmp_path, clock):
    (tmp_path / "cache").write_text("a file stands where the folder belongs")

    assert Checker(folder, tmp_path, clock).told() == ("ok", "valid", AS_OF)
