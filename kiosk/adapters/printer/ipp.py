"""IPP messages as bytes: as much of RFC 8010 as a printer is spoken to with."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

VERSION = (1, 1)
MEDIA_TYPE = "application/ipp"


class NotIpp(ValueError):
    """The bytes are no IPP message."""


class Operation(IntEnum):
    """The operations that are used (RFC 8011, 4.1.2)."""

    VALIDATE_JOB = 0x0004
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


class Group(IntEnum):
    """Delimiter tags (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """Value tags (RFC 8010, 3.5.2)."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


Value: TypeAlias = int | bool | str | bytes
Attribute: TypeAlias = tuple[str, Tag, Sequence[Value]]

_NUMBERS = frozenset({Tag.INTEGER, Tag.ENUM})
_LAST_DELIMITER = 0x0F
_FIRST_STRING, _LAST_STRING = 0x40, 0x5F
_OUT_OF_BAND = range(0x10, 0x20)  # unsupported, unknown, no-value


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer; ``code`` is its operation or its status.

    ``data`` is what follows the attributes: a document or nothing.
    """

    code: int
    request: int
    groups: Sequence[tuple[int, Mapping[str, Sequence[Value]]]]
    data: bytes = b""

    def of(self, group: Group) -> Mapping[str, Sequence[Value]]:
        """The attributes of the first group of that kind, none where there is no such group."""
        return next((found for kind, found in self.groups if kind == group), {})


def encode(
    code: int, request: int, groups: Sequence[tuple[Group, Sequence[Attribute]]], data: bytes = b""
) -> bytes:
    """The message as bytes (RFC 8010, 3.1). Raises ValueError for a value out of its type."""
    parts = [struct.pack(">BBHI", *VERSION, code, request)]
    for group, attributes in groups:
        parts.append(bytes([group]))
        for name, tag, values in attributes:
            first = name.encode()
            for value in values:
                raw = _raw(tag, value)
                parts.append(struct.pack(">BH", tag, len(first)) + first)
                parts.append(struct.pack(">H", len(raw)) + raw)
                first = b""
    parts.append(bytes([Group.END]))
    return b"".join(parts) + data


def _raw(tag: Tag, value: Value) -> bytes:
    if tag is Tag.BOOLEAN:
        return b"\x01" if value else b"\x00"
    if tag in _NUMBERS:
        try:
            return struct.pack(">i", value)
        except struct.error as error:
            raise ValueError(f"{tag.name} out of range") from error
    return str(value).encode()


def decode(message: bytes) -> Message:
    """Read a message. Values of types that are not used stay bytes. Raises NotIpp."""
    try:
        major, _, code, request = struct.unpack_from(">BBHI", message)
        if major not in {1, 2}:
            raise NotIpp("version")
        groups: list[tuple[int, dict[str, list[Value]]]] = []
        place = 8
        while message[place] != Group.END:
            if message[place] <= _LAST_DELIMITER:
                groups.append((message[place], {}))
                place += 1
                continue
            if not groups:
                raise NotIpp("an attribute outside of any group")
            place = _read(message, place, groups[-1][1])
        return Message(code, request, groups, message[place + 1 :])
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise NotIpp("cut short or damaged") from error


def _read(message: bytes, place: int, into: dict[str, list[Value]]) -> int:
    """One value, added to its attribute; a value without a name belongs to the one before."""
    tag = message[place]
    name, place = _field(message, place + 1)
    raw, place = _field(message, place)
    if name:
        into[name.decode()] = []
    elif not into:
        raise NotIpp("a value without a name")
    if tag not in _OUT_OF_BAND:
        next(reversed(into.values())).append(_value(tag, raw))
    return place


def _field(message: bytes, place: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", message, place)
    end = place + 2 + length
    if end > len(message):
        raise NotIpp("cut short")
    return message[place + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in _NUMBERS:
        number: int = struct.unpack(">i", raw)[0]
        return number
    if tag == Tag.BOOLEAN:
        return raw != b"\x00"
    if _FIRST_STRING <= tag <= _LAST_STRING:
        return raw.decode("utf-8", "replace")
    return raw


def texts(values: Sequence[Value]) -> Iterator[str]:
    """Those values that are text."""
    return (value for value in values if isinstance(value, str))


def number(values: Sequence[Value]) -> int | None:
    """The first value where it is a number, else None."""
    first = next(iter(values), None)
    return first if isinstance(first, int) and not isinstance(first, bool) else None
