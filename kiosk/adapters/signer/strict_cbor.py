"""Reads the small part of CBOR that credentials use (RFC 8949), in one permitted spelling only."""

from typing import Final, TypeAlias

from cbor2 import CBORTag

Item: TypeAlias = "int | bytes | str | list[Item] | dict[int | bytes | str, Item] | CBORTag"

MAX_DEPTH: Final = 8
_ARGUMENT_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_BYTE_STRING: Final = 2


class NotStrictCbor(ValueError):
    """The bytes are not exactly one item in core deterministic encoding."""


def read_item(data: bytes) -> Item:
    """The one item that ``data`` is, in core deterministic encoding (RFC 8949, 4.2.1).

    Integers, byte and text strings, arrays, maps and tags only. Raises NotStrictCbor for
    anything else: floats and simple values, indefinite or overlong lengths, map keys out of
    order or twice, invalid UTF-8, more than 8 levels, missing or trailing bytes.
    """
    item, end = _item(data, 0, 0)
    if end != len(data):
        raise NotStrictCbor("trailing bytes")
    return item


def _item(data: bytes, start: int, depth: int) -> tuple[Item, int]:
    if depth > MAX_DEPTH:
        raise NotStrictCbor("too deep")
    major, argument, at = _head(data, start)
    match major:
        case 0:
            return argument, at
        case 1:
            return -1 - argument, at
        case 2 | 3:
            end = at + argument
            if end > len(data):
                raise NotStrictCbor("cut short")
            return (data[at:end] if major == _BYTE_STRING else _utf8(data[at:end])), end
        case 4:
            return _array(data, at, argument, depth)
        case 5:
            return _map(data, at, argument, depth)
        case 6:
            value, end = _item(data, at, depth + 1)
            return CBORTag(argument, value), end
        case _:
            raise NotStrictCbor("a float or simple value")


def _head(data: bytes, start: int) -> tuple[int, int, int]:
    """Major type, argument and where the content begins."""
    if start >= len(data):
        raise NotStrictCbor("cut short")
    major, low = data[start] >> 5, data[start] & 31
    if low < 24:
        return major, low, start + 1
    width = _ARGUMENT_BYTES.get(low)
    if width is None or start + 1 + width > len(data):
        raise NotStrictCbor("an indefinite or missing length")
    argument = int.from_bytes(data[start + 1 : start + 1 + width])
    if argument < (24 if width == 1 else 1 << (4 * width)):
        raise NotStrictCbor("an overlong head")
    return major, argument, start + 1 + width


def _utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise NotStrictCbor("invalid UTF-8") from None


def _array(data: bytes, at: int, count: int, depth: int) -> tuple[Item, int]:
    if count > len(data):
        raise NotStrictCbor("cut short")
    members: list[Item] = []
    for _ in range(count):
        member, at = _item(data, at, depth + 1)
        members.append(member)
    return members, at


def _map(data: bytes, at: int, count: int, depth: int) -> tuple[Item, int]:
    if count > len(data):
        raise NotStrictCbor("cut short")
    members: dict[int | bytes | str, Item] = {}
    last = b""
    for _ in range(count):
        key, end = _item(data, at, depth + 1)
        if not isinstance(key, int | bytes | str) or data[at:end] <= last:
            raise NotStrictCbor("map keys out of order, twice or of another kind")
        last = data[at:end]
        members[key], at = _item(data, end, depth + 1)
    return members, at
