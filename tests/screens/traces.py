"""Looks for a citizen's values in everything that lives in the process: Python's objects and Qt's.

What is looked for is kept so that the search cannot find itself: texts are compared by identity
first, points of a signature are kept as one number each.
"""

import gc
import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import FrameType

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtQml import QJSValue
from shiboken6 import isValid

from tests.screens.at_kiosk import AtKiosk

LEAST_POINTS = 3
"""So many points of a signature are no coincidence; they are drawn at odd places."""

FARTHEST = 1_000_000
"""Numbers beyond are no coordinates."""

LEAST_OCTETS = 6
"""Less is found in any font by chance."""

PAPER = 1000
"""Bytes from which on a PDF is a paper, and not what a reader of PDF looks for."""

SEAL = "PadesMaker"
"""Holds the seal's picture, a PDF as well."""

PICTURE = 300
"""Pixels of width from which on a picture may be one of a paper."""

_TEXTS = frozenset({"QString", "QStringList", "QUrl"})
_WHOLES = frozenset({"QVariant", "QVariantList", "QVariantMap", "QJSValue"})
_POINT = re.compile(r"(-?\d+)(?:\.\d+)?,\s*(-?\d+)(?:\.\d+)?")


class Traces:
    """``values`` maps what a value is called to the value, every text backwards."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self._points: frozenset[int] = frozenset()

    def remember_signature(self, kiosk: AtKiosk) -> None:
        """Know what is to be looked for once it is drawn."""
        drawn = kiosk.sitting.answers.get("signature")
        assert isinstance(drawn, list)
        self._points = frozenset(_one_number(x, y) for stroke in drawn for x, y in stroke)

    def found(self, kiosk: AtKiosk) -> dict[str, list[str]]:
        """Per value that lives, the kinds of objects that hold it, and the text around it."""
        gc.collect()
        search = _Search(self.values, self._points)
        for kind, held in _objects():
            search.see(kind, held)
        for kind, held in _of_qt(kiosk):
            search.see(kind, held)
        return {name: sorted(kinds)[:8] for name, kinds in search.told().items()}


class _Search:
    def __init__(self, backwards: Mapping[str, str], points: frozenset[int]) -> None:
        self._texts = {name: text[::-1] for name, text in backwards.items()}
        self._bytes = [
            (name, text.encode(code))
            for name, text in self._texts.items()
            for code in ("utf-8", "utf-16-le", "gb18030")
            if len(text.encode(code)) >= LEAST_OCTETS
        ]
        own = [*self._texts.values(), *(needle for _, needle in self._bytes)]
        self._own = {id(text) for text in own}
        self._seen: set[int] = set()
        self._points = points
        self._drawn: set[int] = set()
        self._drawn_in: set[str] = set()
        self._found: dict[str, set[str]] = {}

    def see(self, kind: str, held: object) -> None:
        """Take one object into account."""
        if isinstance(held, str):
            self._text(kind, held)
        elif isinstance(held, (bytes, bytearray)):
            self._octets(kind, held)
        elif isinstance(held, (list, tuple)):
            self._points_of(kind, held)
        elif isinstance(held, (QImage, QPixmap)) and isValid(held) and held.width() >= PICTURE:
            self._found.setdefault("picture", set()).add(f"{kind}: {held.width()} wide")

    def told(self) -> dict[str, set[str]]:
        """What was found, the signature only when it is enough of it."""
        if len(self._drawn) >= LEAST_POINTS:
            self._found["signature"] = self._drawn_in
        return self._found

    def _text(self, kind: str, text: str) -> None:
        if id(text) in self._own:
            return
        for name, value in self._texts.items():
            if value in text and _stands_alone(value, text, text.find(value)):
                around = text[:200].replace(value, "◆")  # or the next look would find it
                self._found.setdefault(name, set()).add(f"{kind}: {around[:60]}")
        if self._points and len(text) < 100_000 and text.count(",") >= LEAST_POINTS:
            numbers = {_one_number(int(x), int(y)) for x, y in _POINT.findall(text)}
            self._draw(f"{kind}: text", numbers)

    def _octets(self, kind: str, octets: bytes | bytearray) -> None:
        if id(octets) in self._own:
            return
        for name, value in self._bytes:
            if value in octets:
                self._found.setdefault(name, set()).add(f"{kind}: {len(octets)} bytes")
        if octets.startswith(b"%PDF") and len(octets) >= PAPER and kind != SEAL:
            self._found.setdefault("paper", set()).add(f"{kind}: {len(octets)} bytes")

    def _points_of(self, kind: str, held: "list[object] | tuple[object, ...]") -> None:
        """A list of two numbers is a point, and so may be any two that stand together."""
        if self._points and len(held) >= 2 and _is_number(held[0]) and _is_number(held[1]):
            numbers = [one for one in held if isinstance(one, (int, float)) and abs(one) < FARTHEST]
            near = pairwise(numbers)
            self._draw(f"{kind} in {type(held).__name__}", {_one_number(x, y) for x, y in near})

    def _draw(self, kind: str, numbers: set[int]) -> None:
        known = numbers & self._points
        if known:
            self._drawn |= known
            self._drawn_in.add(kind)


def _one_number(x: float, y: float) -> int:
    """A point as a number that is nobody's coordinate."""
    return 10_000_019 + round(x) * 100_003 + round(y)


def _is_number(one: object) -> bool:
    return isinstance(one, (int, float)) and abs(one) < FARTHEST


def _stands_alone(value: str, text: str, at: int) -> bool:
    """Whether digits are no part of a longer number; no pattern, which Python would keep."""
    around = text[max(at - 1, 0) : at] + text[at + len(value) : at + len(value) + 1]
    return not (value.isdigit() and any(one.isdigit() for one in around))


def _objects() -> Iterator[tuple[str, object]]:
    """Every living object and everything it holds, also what gc does not track, and the frames
    of other threads, which Python makes objects of only when they are asked for."""
    mine = sys._getframe()
    frames: list[FrameType | None] = list(sys._current_frames().values())
    for frame in frames:
        while frame is not None and frame is not mine:
            for held in frame.f_locals.values() if _is_foreign(frame, mine) else ():
                yield f"frame {frame.f_code.co_name}", held
            frame = frame.f_back
    for holder in gc.get_objects():
        kind = type(holder).__qualname__
        rest = gc.get_referents(holder)
        while rest:
            held = rest.pop()
            yield kind, held
            if isinstance(held, (dict, tuple)) and not gc.is_tracked(held):
                rest.extend(gc.get_referents(held))


def _is_foreign(frame: FrameType, mine: FrameType) -> bool:
    """Whether the frame is none of those that called this search."""
    caller: FrameType | None = mine
    while caller is not None:
        if caller is frame:
            return False
        caller = caller.f_back
    return True


def _of_qt(kiosk: AtKiosk) -> Iterator[tuple[str, object]]:
    """What items, view-models, singletons and the input method say, and the clipboard."""
    application = QGuiApplication.instance()
    assert application is not None
    objects: list[QObject] = [
        *kiosk.items(),
        *kiosk.window.findChildren(QObject),
        *kiosk.shown.engine.findChildren(QObject),
        *kiosk.shown.desks,
        *application.findChildren(QObject),
        QGuiApplication.inputMethod(),
    ]
    for one in objects:
        if not isValid(one):
            continue
        about = one.metaObject()
        for number in range(about.propertyCount()):
            if str(about.property(number).typeName()) in _TEXTS | _WHOLES:
                where = f"{about.className()}.{about.property(number).name()}"
                yield where, _plain(about.property(number).read(one))
    yield "clipboard", QGuiApplication.clipboard().text()


def _plain(value: object) -> str:
    """A property as one text."""
    whole = value.toVariant() if isinstance(value, QJSValue) else value
    if isinstance(whole, (list, dict, tuple)):
        return json.dumps(whole, default=str, ensure_ascii=False)
    return str(whole)
