"""What a picture must obey whatever its size: nothing clipped, nothing overlapping, targets large and apart."""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.screens.stage import Stage

_SLACK = 1.5  # pixels of rounding
_LOOKS = 6
_PICTURES = frozenset({"licence_sheet"})
"""Drawn of texts, but a picture: the watermark of a specimen lies over its lines."""


def place(item: QQuickItem) -> QRectF:
    """Where the item stands in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def in_sight(item: QQuickItem) -> QRectF:
    """The part of it that no ancestor clips and the window shows; empty when none is."""
    seen = place(item)
    above = item.parentItem()
    while above is not None:
        if above.clip() or above.parentItem() is None:  # the last is the window's own
            seen = seen.intersected(place(above))
        above = above.parentItem()
    return seen


def at_rest(stage: Stage, look: Callable[[], list[str]]) -> list[str]:
    """What is still wrong when the picture has come to rest, be the machine ever so slow."""
    for _ in range(_LOOKS):
        found = look()
        if not found:
            break
        stage.settle(250)
    return found


def _shown(stage: Stage) -> list[QQuickItem]:
    """Everything that can be seen: of what lies under an open sheet, nothing."""
    everything = list(_visible(stage.window.contentItem()))
    overlay = next((i for i in everything if i.inherits("QQuickOverlay")), None)
    return everything if overlay is None else list(_visible(overlay))


def _visible(under: QQuickItem) -> Iterator[QQuickItem]:
    for item in under.childItems():
        if item.isVisible() and item.opacity() > 0:
            yield item
            if item.objectName() != "licence_sheet":  # a picture: its texts are drawn
                yield from _visible(item)


def _scrolled(item: QQuickItem) -> QQuickItem | None:
    while item is not None and not item.inherits("QQuickFlickable"):
        item = item.parentItem()
    return item


def _say(item: QQuickItem) -> str:
    at = place(item)
    words = item.property("text") or item.objectName() or item.metaObject().className()
    return f"{str(words)[:30]!r} at {at.x():.0f},{at.y():.0f} {at.width():.0f}x{at.height():.0f}"


def texts(stage: Stage) -> list[QQuickItem]:
    """Every text to be seen."""
    return _texts(_shown(stage))


def _texts(shown: list[QQuickItem]) -> list[QQuickItem]:
    return [i for i in shown if i.inherits("QQuickText") and i.property("text")]


def targets(stage: Stage) -> list[QQuickItem]:
    """Everything to press: in sight, or where a column can be scrolled to."""
    return _targets(_shown(stage))


def _targets(shown: list[QQuickItem]) -> list[QQuickItem]:
    return [i for i in shown if i.inherits("QQuickAbstractButton") and i.isEnabled()]


def faults(stage: Stage, least: int, apart: int, keys: Collection[QQuickItem] = ()) -> list[str]:
    """All of the following at one look."""
    shown = _shown(stage)
    written, pressed = _texts(shown), _targets(shown)
    window = QRectF(0, 0, stage.window.width(), stage.window.height())
    return [
        *_clipped(written, window),
        *_overlapping(written),
        *_overlapping(pressed),
        *_misplaced(pressed, least, apart, keys),
    ]


def clipped(stage: Stage) -> list[str]:
    """Texts that are cut, run out of their box, the window, or what clips them."""
    window = QRectF(0, 0, stage.window.width(), stage.window.height())
    return _clipped(texts(stage), window)


def _clipped(written: list[QQuickItem], window: QRectF) -> list[str]:
    found = []
    for text in written:
        wide, high = text.property("contentWidth"), text.property("contentHeight")
        if text.property("truncated"):
            found.append(f"cut short: {_say(text)}")
        elif wide > text.width() + _SLACK or high > text.height() + _SLACK:
            found.append(f"larger than its box ({wide:.0f}x{high:.0f}): {_say(text)}")
        flick = _scrolled(text)
        around = place(flick) if flick is not None else window
        at = place(text)
        if at.left() < around.left() - _SLACK or at.right() > around.right() + _SLACK:
            found.append(f"out of sight sideways: {_say(text)}")
        if flick is None and (at.top() < -_SLACK or at.bottom() > window.bottom() + _SLACK):
            found.append(f"out of sight: {_say(text)}")
    return found


def overlapping(stage: Stage) -> list[str]:
    """Pairs of texts, and pairs of targets, that lie over each other."""
    return [*_overlapping(texts(stage)), *_overlapping(targets(stage))]


def _overlapping(kind: list[QQuickItem]) -> list[str]:
    seen = [(item, _scrolled(item), place(item), in_sight(item)) for item in kind]
    found = []
    for (one, flick, whole, part), (other, second, all_of_it, some) in combinations(seen, 2):
        both = whole.intersected(all_of_it) if flick is second else part.intersected(some)
        if both.width() > _SLACK * 2 and both.height() > _SLACK * 2:
            found.append(f"{_say(one)} over {_say(other)}")
    return found


def misplaced(stage: Stage, least: int, apart: int, keys: Collection[QQuickItem] = ()) -> list[str]:
    """Targets smaller than ``least`` pixels a side, or nearer to each other than ``apart``.

    Targets of one scrolling column are measured against each other, wherever they stand; against
    others only when they are wholly in sight. Two of ``keys`` (of a keyboard or keypad) may be
    nearer to each other.
    """
    return _misplaced(targets(stage), least, apart, keys)


def _misplaced(
    pressed: list[QQuickItem], least: int, apart: int, keys: Collection[QQuickItem]
) -> list[str]:
    found = [
        f"too small: {_say(i)}"
        for i in pressed
        if i.width() < least - _SLACK or i.height() < least - _SLACK
    ]
    seen = [(i, i in keys, _scrolled(i), place(i), in_sight(i)) for i in pressed]
    for (one, key, flick, here, part), (other, another, second, there, some) in combinations(
        seen, 2
    ):
        counts = flick is second or (part == here and some == there)
        if counts and not (key and another) and _distance(here, there) < apart - _SLACK:
            found.append(f"too near: {_say(one)} and {_say(other)}")
    return found


def _distance(a: QRectF, b: QRectF) -> float:
    sideways = max(a.left() - b.right(), b.left() - a.right())
    upright = max(a.top() - b.bottom(), b.top() - a.bottom())
    return max(sideways, upright)
