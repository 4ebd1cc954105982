"""Measure, split, shorten and fill the text of a short message, in UCS-2 code units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.wording import fill_in

SINGLE_UNITS = 70
"""The most UCS-2 units of a message that goes out alone (3GPP TS 23.040: 140 octets)."""

PART_UNITS = 67
"""The most of each part of a longer one: 140 octets less a six-octet header."""

_PLACED = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a parameter may be in a message, and what stands where it was cut.

    ``shrinks`` false promises that the value never is longer; it is then never cut. A
    business name keeps both its ends, since it begins with its place and ends with its kind;
    a sentence keeps its start.
    """

    max_units: int
    shrinks: bool = False
    ellipsis: str = "…"
    keeps_ends: bool = True


def ucs2_units(text: str) -> int:
    """How many 16-bit units the text takes; a character beyond the BMP takes two."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def split_parts(text: str) -> tuple[str, ...]:
    """The parts a telephone network carries: one up to 70 units, else parts of up to 67.

    The parts joined are the text; no part begins or ends inside a surrogate pair. The empty
    text is one empty part.
    """
    if ucs2_units(text) <= SINGLE_UNITS:
        return (text,)
    parts: list[str] = []
    start = used = 0
    for position, character in enumerate(text):
        width = ucs2_units(character)
        if used + width > PART_UNITS:
            parts.append(text[start:position])
            start, used = position, 0
        used += width
    parts.append(text[start:])
    return tuple(parts)


def worst_promise(units: int) -> int:
    """The most units that surely travel in as many parts as ``units`` need.

    Of each part but the last one unit may stay empty, since a pair is not cut in two.
    """
    if units <= SINGLE_UNITS:
        return SINGLE_UNITS
    parts = -(-units // PART_UNITS)
    return PART_UNITS * parts - (parts - 1)


def longest_units(template: str, limits: Mapping[str, Limit]) -> int:
    """The units of the template when every placeholder is as long as its limit allows."""
    names = _PLACED.findall(template)
    fixed = ucs2_units(_PLACED.sub("", template))
    return fixed + sum(limits[name].max_units for name in names)


def shorten(text: str, limit: Limit) -> str:
    """The text, or when it may shrink and is too long what its limit keeps, with the ellipsis."""
    if not limit.shrinks or ucs2_units(text) <= limit.max_units:
        return text
    room = limit.max_units - ucs2_units(limit.ellipsis)
    tail = _end_within(text, room // 3) if limit.keeps_ends else ""
    head = _start_within(text, room - ucs2_units(tail))
    return head + limit.ellipsis + tail


def render(template: str, params: Mapping[str, str]) -> str:
    """The template with its placeholders filled; line ends and control characters become spaces.

    Raises MissingWord when a placeholder has no value.
    """
    clean = {name: _one_line(value) for name, value in params.items()}
    return fill_in(template, clean)


def _one_line(value: str) -> str:
    return "".join(character if character.isprintable() else " " for character in value)


def _start_within(text: str, units: int) -> str:
    used = 0
    for position, character in enumerate(text):
        used += ucs2_units(character)
        if used > units:
            return text[:position]
    return text


def _end_within(text: str, units: int) -> str:
    return _start_within(text[::-1], units)[::-1]
