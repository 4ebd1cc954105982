"""Measures credentials, signatures and checks; plain functions that return figures."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from kiosk.adapters.signer.inspect import Inspector
from kiosk.domain.credential import claims_of
from kiosk.domain.states import LicenceStatus
from kiosk.domain.status_list import StatusList, pack
from kiosk.services.status_lists import prove
from kiosk.services.verify import verify
from tests.signed import (
    NOW,
    a_credential,
    a_licence,
    a_qr_text,
    page,
    practice_signer,
    practice_trust,
)

DAY = timedelta(days=1)
_ROOM = "kiosk.adapters.signer"


def bench_credential(runs: int = 500) -> dict[str, float | int]:
    """Signing and checking one credential, in milliseconds of processor time."""
    signer, trust, inspector = practice_signer(), practice_trust(), Inspector()
    claims, text = claims_of(a_credential()), a_qr_text()
    return {
        "sign_ms": _milliseconds(lambda: signer.sign_credential(claims), runs),
        "verify_ms": _milliseconds(lambda: verify(text, trust, inspector), runs),
        "characters": len(text),
    }


def bench_document(runs: int = 60) -> dict[str, float | int]:
    """Signing and checking a small page with the seal, in milliseconds of processor time."""
    signer, trust, inspector, rendered = practice_signer(), practice_trust(), Inspector(), page()
    started = time.perf_counter()
    signed = signer.sign_document(rendered, NOW, "licence")
    first = time.perf_counter() - started
    licence = a_licence()
    return {
        "first_sign_ms": round(1000 * first, 1),
        "sign_ms": _milliseconds(lambda: signer.sign_document(rendered, NOW, "licence"), runs),
        "verify_ms": _milliseconds(lambda: verify(licence, trust, inspector), runs),
        "added_bytes": len(signed) - len(rendered.pdf),
    }


def bench_imports() -> dict[str, float]:
    """What the signing parts take to import in a fresh process, in milliseconds."""
    modules = {"signer_ms": f"{_ROOM}.signer", "pyhanko_ms": f"{_ROOM}.pyhanko_parts"}
    return {name: _import_milliseconds(module) for name, module in modules.items()}


def bench_status_list(licences: int = 1_000_000) -> dict[str, float | int]:
    """A published list in which one licence in a hundred is revoked: bytes, and milliseconds."""
    places = Random(1).sample(range(1 << 20), licences // 100)
    signer, inspector = practice_signer(), Inspector()
    bits = pack(((place, LicenceStatus.REVOKED) for place in places), 1 << 20)
    made = StatusList("https://verify.example/V/status/0", NOW, NOW + DAY, DAY, bits)
    token = signer.sign_status_list(made)
    return {
        "bytes": len(token),
        "sign_ms": _milliseconds(lambda: signer.sign_status_list(made), 5),
        "verify_ms": _milliseconds(lambda: prove(token, 0, practice_trust(), inspector, NOW), 20),
    }


def _milliseconds(act: Callable[[], object], runs: int) -> float:
    act()
    times = []
    for _ in range(runs):
        started = time.process_time()
        act()
        times.append(time.process_time() - started)
    return round(1000 * statistics.median(times), 3)


def _import_milliseconds(module: str) -> float:
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return round(1000 * statistics.median(times), 1)


if __name__ == "__main__":
    for bench in (bench_imports, bench_credential, bench_document):
        print(bench.__name__, bench())
