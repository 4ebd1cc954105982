"""Hand each QML engine the objects that its singletons stand for."""

from typing import TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtQml import QQmlEngine

_offered: WeakKeyDictionary[QQmlEngine, dict[type[QObject], QObject]] = WeakKeyDictionary()

Offered = TypeVar("Offered", bound=QObject)


def offer(engine: QQmlEngine, *objects: QObject) -> None:
    """Let the engine's QML find these under the names of their classes, module ``Zhaoban``.

    The engine does not own them: whoever made them keeps them alive as long as the engine.
    """
    _offered.setdefault(engine, {}).update({type(one): one for one in objects})


def offered(engine: QQmlEngine, kind: type[Offered]) -> Offered:
    """The object of that class. Raises KeyError when none was offered to the engine."""
    found = _offered[engine][kind]
    assert isinstance(found, kind)
    return found
