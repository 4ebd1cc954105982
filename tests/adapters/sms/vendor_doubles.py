"""Vendors' HTTP gateways on loopback: they check signatures by the vendors' own code and fail on order."""

import contextlib
import hashlib
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

SECRET = "Gh3imn1sSecret0fTheVendor"
KEY_ID = "LTAI5tInventedKeyId"
FAULTS = ("slow", "silent", "half", "endless", "drip", "cut", "not_json", "500", "redirect")


class Vendor:
    """A door on loopback. ``plan`` holds what happens to the next requests, in turn: a fault, a
    vendor's code, or empty. ``sent`` holds what was taken, ``asked`` every request."""

    def __init__(self, tls: tuple[str, str] | None = None) -> None:
        self.plan: list[str] = []
        self.sent: list[dict] = []
        self.asked: list[str] = []
        self.ends: dict[str, tuple[str, str]] = {}
        self.twice = False
        self.day = ""
        self.refused_signatures = 0
        self._gate = threading.Event()
        self._lock = threading.Lock()
        vendor = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                vendor._serve(self)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._server.handle_error = lambda *_: None
        self.port = self._server.server_address[1]
        self.address = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def fresh(self):
        """As new."""
        self.__dict__.update(
            plan=[], sent=[], asked=[], ends={}, twice=False, day="", refused_signatures=0
        )
        return self

    def stop(self) -> None:
        self._gate.set()
        self._server.shutdown()
        self._server.server_close()

    def end(self, named: str, state: str = "delivered", code: str = "DELIVERED") -> None:
        """What became of a message."""
        self.ends[named] = (state, code)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self.asked.append(f"{handler.command} {handler.path}")
            fault = self.plan.pop(0) if self.plan else ""
        if fault in {"silent", "slow"}:
            self._gate.wait(0.4 if fault == "slow" else 5)
        if fault == "silent":
            handler.close_connection = True
            return
        request = SimpleNamespace(
            method=handler.command, path=handler.path, headers=headers, body=body
        )
        if fault in {"redirect", "500"}:
            status, said = (302, {}) if fault == "redirect" else (500, {"oops": "busy"})
        elif not self.is_signed(request):
            self.refused_signatures += 1
            status, said = self.unsigned()
        elif fault and fault not in FAULTS:
            status, said = self.refusal(fault, request)
        else:
            status, said = self.answer(request)
        with contextlib.suppress(OSError):
            self._reply(handler, fault, status, json.dumps(said).encode())

    def _reply(self, handler, fault: str, status: int, said: bytes) -> None:
        if fault == "cut":
            handler.close_connection = True
            return
        if fault == "not_json":
            said = b"<html>maintenance</html>"
        declared = {"half": len(said), "drip": len(said)}.get(fault, len(said))
        if fault == "endless":
            said += b" " * 600_000
            declared = len(said)
        handler.send_response(status)
        if fault == "redirect":
            handler.send_header("Location", self.address + "elsewhere")
        handler.send_header("Content-Length", str(declared))
        handler.send_header("Connection", "close")
        handler.end_headers()
        if fault == "half":
            handler.wfile.write(said[: len(said) // 2])
            handler.close_connection = True
            return
        if fault == "drip":
            for byte in said:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(0.05)
        handler.wfile.write(said if fault != "drip" else b"")


class AliyunDouble(Vendor):
    """SendSms and QuerySendDetails; signatures by alibabacloud-openapi-util."""

    number_refused = "isv.MOBILE_NUMBER_ILLEGAL"
    throttled = "isv.BUSINESS_LIMIT_CONTROL"

    def is_signed(self, request) -> bool:
        from alibabacloud_openapi_util.client import Client

        parts = urlsplit(request.path)
        said = request.headers.get("authorization", "")
        names = said.partition("SignedHeaders=")[2].partition(",")[0].split(";")
        theirs = SimpleNamespace(
            method=request.method,
            pathname=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name: request.headers.get(name) for name in names},
        )
        payload = Client.hex_encode(Client.hash(request.body, "ACS3-HMAC-SHA256"))
        wanted = Client.get_authorization(theirs, "ACS3-HMAC-SHA256", payload, KEY_ID, SECRET)
        own = {name for name in request.headers if name.startswith("x-acs-")}
        return said == wanted and own | {"host"} <= set(names)

    def unsigned(self):
        return 400, {"Code": "SignatureDoesNotMatch", "Message": f"string to sign {SECRET}"}

    def refusal(self, code: str, request):
        status = 400 if code.startswith("Throttling") else 200
        mobile = dict(parse_qsl(urlsplit(request.path).query)).get("PhoneNumbers", "")
        return status, {"Code": code, "Message": f"refused {mobile}", "RequestId": "R"}

    def answer(self, request):
        query = dict(parse_qsl(urlsplit(request.path).query))
        if request.headers["x-acs-action"] == "SendSms":
            named = f"9006197469364984{len(self.sent):02d}^0"
            self.sent.append({
                "id": named, "to": query["PhoneNumbers"], "template": query["TemplateCode"],
                "params": json.loads(query.get("TemplateParam", "{}")), "sign": query["SignName"],
                "key": query["OutId"],
            })  # fmt: skip
            return 200, {"Code": "OK", "Message": "OK", "BizId": named, "RequestId": "R"}
        rows = [
            {
                "PhoneNum": query["PhoneNumber"], "Content": "…", "SendDate": "2026-11-24 11:00:00",
                "SendStatus": {"delivered": 3, "failed": 2}.get(self.ends.get(m["id"], ("", ""))[0], 1),
                "ErrCode": self.ends.get(m["id"], ("", ""))[1], "OutId": m["key"],
            }
            for m in self.sent
            if m["id"] == query.get("BizId") and m["to"] == query["PhoneNumber"]
            and query["SendDate"] == (self.day or query["SendDate"])
        ]  # fmt: skip
        said = {"SmsSendDetailDTO": rows * (2 if self.twice else 1)}
        return 200, {"Code": "OK", "TotalCount": len(rows), "SmsSendDetailDTOs": said}


class TencentDouble(Vendor):
    """SendSms and both ways to pull; signatures and field names by the vendor's SDK."""

    number_refused = "InvalidParameterValue.IncorrectPhoneNumber"
    throttled = "LimitExceeded.PhoneNumberThirtySecondLimit"

    def is_signed(self, request) -> bool:
        from tencentcloud.common.sign import Sign

        said, at = request.headers.get("authorization", ""), request.headers["x-tc-timestamp"]
        day = time.strftime("%Y-%m-%d", time.gmtime(int(at)))
        names = said.partition("SignedHeaders=")[2].partition(",")[0]
        listed = "".join(f"{n}:{request.headers.get(n, '')}\n" for n in names.split(";"))
        hashed = hashlib.sha256(request.body).hexdigest()
        canonical = f"POST\n{request.path}\n\n{listed}\n{names}\n{hashed}"
        scope = f"{day}/sms/tc3_request"
        to_sign = (
            f"TC3-HMAC-SHA256\n{at}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        )
        wanted = Sign.sign_tc3(SECRET, day, "sms", to_sign)
        head = f"TC3-HMAC-SHA256 Credential={KEY_ID}/{scope}, SignedHeaders={names}, "
        return said == f"{head}Signature={wanted}" and "content-type;host" in names

    def unsigned(self):
        return 200, _error("AuthFailure.SignatureFailure", f"secret {SECRET}")

    def refusal(self, code: str, request):
        if code.startswith(("LimitExceeded", "InvalidParameterValue")):
            (mobile,) = json.loads(request.body)["PhoneNumberSet"]
            row = {"SerialNo": "", "PhoneNumber": mobile, "Code": code, "Message": f"no {mobile}"}
            return 200, {"Response": {"SendStatusSet": [row], "RequestId": "R"}}
        return 200, _error(code, "no")

    def answer(self, request):
        from tencentcloud.sms.v20210111 import models

        action, said = request.headers["x-tc-action"], json.loads(request.body)
        known = vars(getattr(models, f"{action}Request")())
        unknown = {name for name in said if f"_{name}" not in known}
        if unknown or request.headers.get("x-tc-version") != "2021-01-11":
            return 200, _error("UnknownParameter", str(unknown))
        if action == "SendSms":
            (to,) = said["PhoneNumberSet"]
            named = f"5000:10457106691570536578494996{len(self.sent):02d}"
            self.sent.append({
                "id": named, "to": to, "template": said["TemplateId"], "sign": said["SignName"],
                "params": said["TemplateParamSet"], "key": said["SessionContext"],
            })  # fmt: skip
            row = {"SerialNo": named, "PhoneNumber": to, "Fee": 1, "Code": "Ok", "Message": "ok"}
            return 200, {"Response": {"SendStatusSet": [row], "RequestId": "R"}}
        told = [
            {
                "SerialNo": m["id"], "PhoneNumber": m["to"], "CountryCode": "86",
                "ReportStatus": "SUCCESS" if self.ends[m["id"]][0] == "delivered" else "FAIL",
                "Description": self.ends[m["id"]][1], "UserReceiveTime": 1620734188,
            }
            for m in self.sent
            if m["id"] in self.ends and said.get("PhoneNumber", m["to"]) == m["to"]
        ]  # fmt: skip
        if action == "PullSmsSendStatus":
            self.ends.clear()
        told *= 2 if self.twice else 1
        return 200, {"Response": {"PullSmsSendStatusSet": told, "RequestId": "R"}}


def _error(code: str, message: str) -> dict:
    return {"Response": {"Error": {"Code": code, "Message": message}, "RequestId": "R"}}


class WebhookDouble(Vendor):
    """The other side of the webhook; signatures by the library of Standard Webhooks."""

    number_refused, throttled = "number_refused", "throttled"

    def is_signed(self, request) -> bool:
        from standardwebhooks import Webhook, WebhookVerificationError

        try:
            Webhook(SECRET.encode()).verify(request.body, request.headers, json_parse=False)
        except WebhookVerificationError:
            return False
        return True

    def unsigned(self):
        return 401, {"message": SECRET}

    def refusal(self, code: str, request):
        if code.isdigit():
            return int(code), {}
        return (429 if code == "throttled" else 422), {"error": code}

    def answer(self, request):
        if request.method == "GET":
            told = [{"id": k, "state": v[0], "code": v[1]} for k, v in self.ends.items()]
            return 200, {"receipts": told * (2 if self.twice else 1)}
        said = json.loads(request.body)
        named = f"wh_{len(self.sent)}"
        self.sent.append({"id": named, "key": request.headers["webhook-id"], **said["data"]})
        return 202, {"id": named}
