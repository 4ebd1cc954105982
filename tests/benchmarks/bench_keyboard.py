"""Figures of the on-screen keyboard: from the finger that leaves a key to the picture that answers."""

import statistics
import time

PORTRAIT = ("portrait", False, ("chenguang", "zaocan", "yushanzhen", "getigongshanghu"))
CARE = ("landscape", True, ("243648264", "926226", "9874263", "438444"))


def bench_keyboard() -> dict[str, float]:
    """Milliseconds to the next frame, which shows the candidates; software renderer, no display."""
    import tests.screens.conftest  # noqa: F401  # Qt's surroundings, before Qt
    from tests.screens.stage import Theatre

    theatre = Theatre()
    figures: dict[str, float] = {}
    for size, care, words in (PORTRAIT, CARE):
        times = sorted(_times(theatre, size, care=care, words=words))
        kind = "nine_keys" if care else "pinyin"
        figures[f"{kind}_p50_ms"] = round(statistics.median(times), 1)
        figures[f"{kind}_worst_ms"] = round(times[-1], 1)
        theatre.strike()
    return figures


def _times(theatre: object, size: str, *, care: bool, words: tuple[str, ...]) -> list[float]:
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtTest import QTest

    from tests.screens.writing import writer

    person = writer(theatre, size, care=care)  # type: ignore[arg-type]
    person.go("name")
    window, device = person.stage.window, person.stage._touch
    seen = [0.0]
    window.frameSwapped.connect(
        lambda: seen.__setitem__(0, time.perf_counter()), Qt.ConnectionType.DirectConnection
    )
    times = []
    for word in words:
        for key in word:
            place = person.stage.middle(f"key_{key}")
            QTest.touchEvent(window, device).press(0, place, window).commit()
            QTest.qWait(60)
            begun = time.perf_counter()
            QTest.touchEvent(window, device).release(0, place, window).commit()
            while seen[0] < begun and time.perf_counter() - begun < 1:
                QCoreApplication.processEvents()
            times.append((seen[0] - begun) * 1e3)
            QTest.qWait(30)
        person.composer.clear()
        QTest.qWait(50)
    return times
