"""A time-stamp authority (RFC 3161) on the loopback, for tests."""

import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class _Authority(BaseHTTPRequestHandler):
    """A time-stamp authority: `openssl ts` behind a web server on the loopback."""

    folder: Path
    answer: bytes | None = None

    def do_POST(self):
        (self.folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        command = ["openssl", "ts", "-reply", "-queryfile", "query", "-out", "reply",
                   "-config", "tsa.cnf", "-section", "tsa"]  # fmt: skip
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        body = self.answer or (self.folder / "reply").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(folder: Path):
    """Its address while it answers, and the handler that can be told what to answer."""
    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ext\n[dn]\nCN=clock\n"
        "[ext]\nextendedKeyUsage=critical,timeStamping\n"
        "[tsa]\ndir=.\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\n"
        "signer_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n"
        "accuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n"
    )
    (folder / "serial").write_text("01\n")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "9", "-config", "tsa.cnf"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    handler = type("Handler", (_Authority,), {"folder": folder})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()
        thread.join()
