"""Invented records for the store's tests, one of each kind, whole enough to be stored."""

import hashlib
import itertools
import os
import time
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from kiosk.domain.answers import Answers
from kiosk.domain.business_name import NameIndex
from kiosk.domain.decision import Decision, TraceLine, Verdict
from kiosk.domain.records import (
    Application,
    Document,
    Licence,
    NameClaim,
    Notice,
    RegisterEntry,
)
from kiosk.domain.states import (
    ApplicationState,
    Assurance,
    ClaimState,
    DocumentKind,
    LicenceStatus,
    Outcome,
    Severity,
)
from kiosk.ports import RegisterKeys

KEYS = RegisterKeys(column=b"c" * 32, index=b"i" * 32)
NOW = datetime(2026, 11, 23, 1, 2, 3, 456, tzinfo=UTC)
DAY = date(2026, 11, 23)
AREA = "3205"
PERSON = "320583199001011232"
MOBILE = "13800001234"
RULES = hashlib.sha256(b"{}").hexdigest()

_counter = itertools.count(1)
_latest = 0


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, 5.7), rising within the process."""
    global _latest
    _latest = max(_latest + 1, time.time_ns() // 1_000_000)
    value = _latest << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def application(**changed) -> Application:
    number = changed.pop("number", None) or f"20261123-K01-{next(_counter):05}-X"
    answers = Answers({"proprietor.name": "张三", "proprietor.id_number": PERSON})
    values = {
        "id": new_id(),
        "number": number,
        "terminal": "K01",
        "procedure": "establishment",
        "form_version": "1",
        "state": ApplicationState.SUBMITTED,
        "assurance": Assurance.TYPED,
        "submitted_at": NOW,
        "answers": answers,
        "content_hash": answers.content_hash(),
        "person": PERSON,
        "mobile": MOBILE,
    }
    return Application(**{**values, **changed})


def decision(of: Application, **changed) -> Decision:
    lines = (
        TraceLine("name.length", 1, True, Severity.RETURN, "name.units", 6, 2),
        TraceLine("name.same", 2, False, Severity.RETURN, "name.same", ("鑫源",), None, ("鑫源",)),
    )
    values = {
        "id": new_id(),
        "application_id": of.id,
        "attempt": 1,
        "decided_by": "machine",
        "decided_at": NOW,
        "day": DAY,
        "rule_set": RULES,
        "facts": {"name.units": 6, "name.same": ("鑫源",), "agent": False, "name.brand": "鑫源"},
        "verdict": Verdict(Outcome.RETURNED, lines),
    }
    return Decision(**{**values, **changed})


def index(brand="鑫源", *, industry="餐饮", keys=None, locks=(), uniqueness=None) -> NameIndex:
    return NameIndex(
        name=f"苏州市{brand}{industry}店",
        brand=brand,
        industry=industry,
        organisation_form="店",
        industry_class="6210",
        industry_group=f"g:{industry}" if industry else "",
        uniqueness=uniqueness or f"{brand}|{industry}",
        keys=(f"E:{brand}",) if keys is None else tuple(keys),
        locks=tuple(locks),
        keyset="1",
    )


def claim(of: NameIndex | None = None, **changed) -> NameClaim:
    values = {
        "id": new_id(),
        "area": AREA,
        "index": of or index(),
        "state": ClaimState.REGISTERED,
        "holder": PERSON,
    }
    return NameClaim(**{**values, **changed})


def entry(of: Application, code="92320583MAY0000001", **changed) -> RegisterEntry:
    values = {
        "credit_code": code,
        "application_id": of.id,
        "division": "320583",
        "name": "苏州市鑫源餐饮店",
        "composition": "family",
        "scope_items": ("小餐饮", "烟草制品零售"),
        "scope_text": "小餐饮；烟草制品零售。",
        "industry_class": "6210",
        "registered_on": DAY,
        "proprietor": "张三",
        "proprietor_id": PERSON,
        "home": "某省某市某路一号",
        "premises": "苏州市某路二号",
        "premises_code": "320583100",
        "capital": "10.5",
        "family": ("李四",),
        "filed": {"liaison.name": "王五", "copies": 2},
    }
    return RegisterEntry(**{**values, **changed})


def licence(of: RegisterEntry, place: tuple[int, int] = (0, 7), **changed) -> Licence:
    values = {
        "id": new_id(),
        "credit_code": of.credit_code,
        "application_id": of.application_id,
        "issued_at": NOW,
        "status": LicenceStatus.VALID,
        "status_shard": place[0],
        "status_index": place[1],
        "specimen": True,
        "key_id": b"\x01\x02\x03\x04",
        "credential": "HTTPS://VERIFY.EXAMPLE/V/#ABCDEF",
    }
    return Licence(**{**values, **changed})


def document(of: Application, content=b"%PDF-1.7 invented", **changed) -> Document:
    values = {
        "id": new_id(),
        "application_id": of.id,
        "kind": DocumentKind.LICENCE_COPY,
        "copy_number": 1,
        "made_at": NOW,
        "sha256": hashlib.sha256(content).hexdigest(),
        "unsigned_sha256": "0" * 64,
        "content": content,
    }
    return Document(**{**values, **changed})


def notice(of: Application, dedupe="", **changed) -> Notice:
    identity = new_id()
    values = {
        "id": identity,
        "application_id": of.id,
        "kind": "accepted",
        "template": "accepted",
        "params": {"number": of.number, "name": "张三"},
        "mobile": MOBILE,
        "dedupe": dedupe or str(identity),
        "due_at": NOW,
    }
    return Notice(**{**values, **changed})


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)
