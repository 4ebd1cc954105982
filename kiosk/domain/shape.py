"""The JSON shape of each kind of field: a value of another shape cannot be read as an answer."""

import difflib
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from kiosk.domain.answers import Json
from kiosk.domain.form import Field, Kind

LONGEST_TEXT = 2_000
LONGEST_LIST = 500
MOST_POINTS = 50_000
LARGEST_NUMBER = 10**15

_KEPT_FORMAT_MARKS = "\u200c\u200d"  # joiners are part of some scripts' spelling


@dataclass(frozen=True, slots=True)
class Misshapen:
    """Why a value cannot be read; ``code`` has words under ``errors``, ``place`` is a field id."""

    code: str
    place: str
    params: Mapping[str, str] = field(default_factory=dict)


def fault_of_shape(item: Field, value: Json, place: str = "") -> Misshapen | None:
    """The first reason why ``value`` is no answer to ``item``, or None.

    None as value means: not answered. Texts may hold no control, direction or surrogate
    characters; numbers and lengths have the limits above. Whether the answer is right is
    not asked here.
    """
    where = place or item.id
    if value is None:
        return None
    if item.kind is Kind.RECORDS:
        return _fault_of_list(where, value, "records", partial(_fault_of_record, item))
    return _SHAPES.get(item.kind, _fault_of_text)(where, value)


def nearest(word: str, known: Iterable[str]) -> str:
    """What was probably meant by an unknown id, or an empty text."""
    ids = list(known)
    below = [one for one in ids if one.startswith(f"{word}.")]
    same_end = [one for one in ids if one.rpartition(".")[2] == word]
    close = difflib.get_close_matches(word[:100], ids, n=1, cutoff=0.6)
    return next(chain(below, same_end, close), "")


def bad_character(text: str) -> str:
    """The first control, direction, surrogate or non-character as ``U+XXXX``, or empty.

    Private-use characters pass: old cards hold them, and the check of names explains them.
    """
    for character in text:
        if character in _KEPT_FORMAT_MARKS:
            continue
        point = ord(character)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or (
            point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
        ):
            return f"U+{point:04X}"
    return ""


def _wrong(place: str, wanted: str) -> Misshapen:
    return Misshapen(f"wrong_type_{wanted}", place)


def _fault_of_flag(place: str, value: Json) -> Misshapen | None:
    return None if isinstance(value, bool) else _wrong(place, "flag")


def _fault_of_count(place: str, value: Json) -> Misshapen | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return _fault_of_number(place, value) if is_count else _wrong(place, "count")


def _fault_of_amount(place: str, value: Json) -> Misshapen | None:
    if isinstance(value, str):
        return _fault_of_text(place, value)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return _fault_of_number(place, value) if is_number else _wrong(place, "amount")


def _fault_of_number(place: str, value: Json) -> Misshapen | None:
    good = isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= LARGEST_NUMBER
    return None if good else Misshapen("number_absurd", place)


def _fault_of_text(place: str, value: Json) -> Misshapen | None:
    if not isinstance(value, str):
        return _wrong(place, "text")
    if len(value) > LONGEST_TEXT:
        return Misshapen("text_too_long", place, {"most": str(LONGEST_TEXT)})
    bad = bad_character(value)
    return Misshapen("bad_character", place, {"character": bad}) if bad else None


def _fault_of_list(
    place: str, value: Json, wanted: str, fault: Callable[[str, Json], Misshapen | None]
) -> Misshapen | None:
    if not isinstance(value, list):
        return _wrong(place, wanted)
    if len(value) > LONGEST_LIST:
        return Misshapen("list_too_long", place, {"most": str(LONGEST_LIST)})
    found = (fault(f"{place}[{index}]", one) for index, one in enumerate(value))
    return next((one for one in found if one), None)


def _fault_of_record(item: Field, place: str, value: Json) -> Misshapen | None:
    if not isinstance(value, dict):
        return _wrong(place, "record")
    members = {member.id: member for member in item.members}
    for key, one in value.items():
        member = members.get(key)
        if member is None:
            return unknown_member(key, place, members)
        fault = fault_of_shape(member, one, f"{place}.{key}")
        if fault:
            return fault
    return None


def unknown_member(key: str, place: str, known: Iterable[str]) -> Misshapen:
    """An unknown name, with what was probably meant."""
    shown = "".join(c if c.isprintable() else "?" for c in key[:60])
    suggestion = nearest(key, known)
    code = "unknown_field_near" if suggestion else "unknown_field"
    where = f"{place}.{shown}" if place else shown
    return Misshapen(code, where, {"name": shown, "suggestion": suggestion})


def _fault_of_strokes(place: str, value: Json) -> Misshapen | None:
    if not isinstance(value, list):
        return _wrong(place, "strokes")
    points = 0
    for stroke in value:
        if not isinstance(stroke, list):
            return _wrong(place, "strokes")
        points += len(stroke)
        if points > MOST_POINTS or len(value) > LONGEST_LIST:
            return Misshapen("list_too_long", place, {"most": str(MOST_POINTS)})
        for axis in _axes(stroke):
            if isinstance(axis, bool) or not isinstance(axis, (int, float)):
                return _wrong(place, "strokes")
            if _fault_of_number(place, axis):
                return Misshapen("number_absurd", place)
    return None


def _axes(stroke: list[Json]) -> Iterator[Json]:
    for point in stroke:
        if isinstance(point, list) and len(point) == 2:
            yield from point
        else:
            yield None


def _fault_of_texts(place: str, value: Json) -> Misshapen | None:
    return _fault_of_list(place, value, "texts", _fault_of_text)


_SHAPES: Mapping[Kind, Callable[[str, Json], Misshapen | None]] = {
    Kind.FLAG: _fault_of_flag,
    Kind.DECLARATION: _fault_of_flag,
    Kind.COUNT: _fault_of_count,
    Kind.CAPITAL: _fault_of_amount,
    Kind.SCOPE_ITEMS: _fault_of_texts,
    Kind.TEXTS: _fault_of_texts,
    Kind.STROKES: _fault_of_strokes,
}
"""The kinds whose answers are no plain text; RECORDS need their members and stand apart."""
