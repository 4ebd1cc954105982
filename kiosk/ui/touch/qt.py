"""Qt's decorators with the types that its stubs leave out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Generic, TypeVar, overload

    from PySide6.QtCore import Signal

    _T = TypeVar("_T")
    _Class = TypeVar("_Class", bound=type)

    class _Read(Generic[_T]):
        """A property as Python reads it."""

        @overload
        def __get__(self, instance: None, owner: type) -> "_Read[_T]": ...
        @overload
        def __get__(self, instance: object, owner: type) -> _T: ...
        def __get__(self, instance: object | None, owner: type) -> "_T | _Read[_T]": ...

    def Property(  # noqa: D103
        kind: type | str, *, notify: Signal | None = None, constant: bool = False
    ) -> Callable[[Callable[[Any], _T]], _Read[_T]]: ...

    def QmlUncreatable(reason: str) -> Callable[[_Class], _Class]: ...  # noqa: D103

else:
    from PySide6.QtCore import Property
    from PySide6.QtQml import QmlUncreatable

__all__ = ["Property", "QmlUncreatable"]
