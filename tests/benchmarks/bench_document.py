"""What the papers cost: CPU milliseconds warm, bytes, and the module of the printed QR."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from kiosk.adapters.document import ReportLabRenderer
from kiosk.adapters.document.qr_code import modules_of
from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import FORMS, LICENCE, LONG, PAPER, RESOURCES, credential

_ROUNDS = 30


def bench_start() -> dict[str, float]:
    """Wall milliseconds to make a renderer (fonts parsed) and its first 副本."""
    began = time.perf_counter()
    maker = ReportLabRenderer(FORMS, RESOURCES)
    ready = time.perf_counter()
    maker.licence(LICENCE, DocumentKind.LICENCE_COPY)
    return {
        "renderer_ms": _ms(ready - began),
        "first_copy_ms": _ms(time.perf_counter() - ready),
    }


def bench_documents() -> dict[str, float]:
    """Median CPU milliseconds and bytes of each paper, unsigned, with a changing name."""
    maker = ReportLabRenderer(FORMS, RESOURCES)
    full = replace(LICENCE, credential=credential(300))
    result: dict[str, float] = {}
    for label, content, kind in (
        ("copy", full, DocumentKind.LICENCE_COPY),
        ("copy_with_annex", LONG, DocumentKind.LICENCE_COPY),
        ("original", full, DocumentKind.LICENCE_ORIGINAL),
        ("overlay", full, DocumentKind.OVERLAY),
    ):
        name = content.name

        def once(number: int, name: str = name, content=content, kind=kind) -> bytes:
            return maker.licence(replace(content, name=f"{name}{number}"), kind).pdf

        result |= _measure(label, once)
    result |= _measure("notice", lambda n: maker.paper(replace(PAPER, number=str(n))).pdf)
    return result


def bench_qr() -> dict[str, float]:
    """Median CPU milliseconds of the largest credential's symbol, and mm a module at 48 mm."""
    text = credential(300)
    rows = modules_of(text)
    times = [_cpu(lambda: modules_of(text)) for _ in range(_ROUNDS)]
    return {
        "qr_ms": statistics.median(times),
        "qr_version": (len(rows) - 17) / 4,
        "mm_per_module": round(48 / (len(rows) + 8), 3),
    }


def _measure(label: str, make: Callable[[int], bytes]) -> dict[str, float]:
    size = len(make(0))
    times = [_cpu(lambda number=number: make(number)) for number in range(1, _ROUNDS + 1)]
    return {f"{label}_cpu_ms": statistics.median(times), f"{label}_bytes": size}


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return _ms(time.process_time() - began)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
