"""The closed set of operators that rules may use. Their meaning is frozen.

A changed meaning is a new operator under a new name: stored decisions are replayed with the old
one. A range is the text ``"16..17"``, both ends included. Every operator answers ``(held, found)``,
``found`` being the members that made it fail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from kiosk.domain.decision import FactValue
from kiosk.domain.facts import FactKind

Test: TypeAlias = Callable[[Any], tuple[bool, tuple[str, ...]]]
"""A rule's test on a value whose type was checked before."""

_HELD: tuple[bool, tuple[str, ...]] = (True, ())
_FAILED: tuple[bool, tuple[str, ...]] = (False, ())


class ParameterKind(StrEnum):
    """What parameter an operator takes."""

    NONE = "none"
    INT = "int"
    RANGE = "range"
    TEXT = "text"
    LIST = "list"


def _plain(test: Callable[[Any, Any], bool]) -> Callable[[Any], Test]:
    def bind(parameter: Any) -> Test:  # noqa: ANN401 (its type was checked when it was loaded)
        return lambda value: _HELD if test(value, parameter) else _FAILED

    return bind


def _range(text: str) -> tuple[int, int]:
    low, high = text.split("..")
    return int(low), int(high)


def _within(parameter: str) -> Test:
    low, high = _range(parameter)
    return lambda value: _HELD if low <= value <= high else _FAILED


def _outside(parameter: str) -> Test:
    low, high = _range(parameter)
    return lambda value: _FAILED if low <= value <= high else _HELD


def _one_of(parameter: tuple[str, ...]) -> Test:
    allowed = frozenset(parameter)
    return lambda value: _HELD if value in allowed else (False, (value,))


def _none_of(parameter: tuple[str, ...]) -> Test:
    barred = frozenset(parameter)
    return lambda value: (False, (value,)) if value in barred else _HELD


def _contains_none_of(parameter: tuple[str, ...]) -> Test:
    barred = frozenset(parameter)

    def test(value: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
        found = tuple(member for member in value if member in barred)
        return (not found, found)

    return test


def _contains_all_of(parameter: tuple[str, ...]) -> Test:
    def test(value: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
        lacking = tuple(member for member in parameter if member not in value)
        return (not lacking, lacking)

    return test


def _empty(_parameter: None) -> Test:
    return lambda value: (False, value) if value else _HELD


@dataclass(frozen=True, slots=True)
class Operator:
    """Which facts and parameters an operator takes, and how it is bound to a parameter."""

    fact: FactKind
    parameter: ParameterKind
    bind: Callable[[Any], Test]


OPERATORS: Mapping[str, Operator] = {
    "is_true": Operator(FactKind.BOOL, ParameterKind.NONE, _plain(lambda v, _: v)),
    "is_false": Operator(FactKind.BOOL, ParameterKind.NONE, _plain(lambda v, _: not v)),
    "at_least": Operator(FactKind.INT, ParameterKind.INT, _plain(lambda v, p: v >= p)),
    "at_most": Operator(FactKind.INT, ParameterKind.INT, _plain(lambda v, p: v <= p)),
    "more_than": Operator(FactKind.INT, ParameterKind.INT, _plain(lambda v, p: v > p)),
    "less_than": Operator(FactKind.INT, ParameterKind.INT, _plain(lambda v, p: v < p)),
    "within": Operator(FactKind.INT, ParameterKind.RANGE, _within),
    "outside": Operator(FactKind.INT, ParameterKind.RANGE, _outside),
    "equals": Operator(FactKind.TEXT, ParameterKind.TEXT, _plain(lambda v, p: v == p)),
    "one_of": Operator(FactKind.TEXT, ParameterKind.LIST, _one_of),
    "none_of": Operator(FactKind.TEXT, ParameterKind.LIST, _none_of),
    "empty": Operator(FactKind.LIST, ParameterKind.NONE, _empty),
    "contains_none_of": Operator(FactKind.LIST, ParameterKind.LIST, _contains_none_of),
    "contains_all_of": Operator(FactKind.LIST, ParameterKind.LIST, _contains_all_of),
}
"""All fourteen; a golden file among the tests pins what each of them means."""


def parameter_fits(kind: ParameterKind, value: FactValue | None) -> bool:
    """Whether a parameter's value has the shape that the operator wants."""
    if kind is ParameterKind.NONE:
        return value is None
    if kind is ParameterKind.INT:
        return type(value) is int
    if kind is ParameterKind.TEXT:
        return isinstance(value, str)
    if kind is ParameterKind.LIST:
        return isinstance(value, tuple) and bool(value)
    if not isinstance(value, str):
        return False
    low, dots, high = value.partition("..")
    return dots == ".." and low.isdecimal() and high.isdecimal() and int(low) <= int(high)
