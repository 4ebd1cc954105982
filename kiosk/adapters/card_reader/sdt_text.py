"""The 256 octets of text on a chip, in each of its layouts: fixed fields of UTF-16LE."""

from collections.abc import Mapping

LENGTH = 256
ADDRESS_OCTETS = 70
"""Of the newest address, which a chip tells apart from its text."""

_FLAG = slice(248, 250)
_RESIDENT = (
    ("name", 30), ("sex", 2), ("nation", 4), ("birth", 16), ("address", 70), ("number", 36),
    ("issuer", 30), ("from", 16), ("to", 16), ("pass_number", 18), ("issues", 4), ("", 6),
    ("type", 2), ("", 6),
)  # fmt: skip
_FOREIGN_2017 = (
    ("name_en", 120), ("sex", 2), ("number", 30), ("nationality", 6), ("name", 30), ("from", 16),
    ("to", 16), ("birth", 16), ("", 4), ("", 8), ("type", 2), ("", 6),
)  # fmt: skip
_FOREIGN_2023 = (
    ("name", 30), ("sex", 2), ("issues", 4), ("birth", 16), ("name_en", 70), ("number", 36),
    ("", 30), ("from", 16), ("to", 16), ("", 22), ("nationality", 6), ("type", 2), ("", 6),
)  # fmt: skip
_LAYOUTS = {"I": _FOREIGN_2017, "Y": _FOREIGN_2023}
"""By the type flag at octet 248; a blank one and ``J`` share the resident's layout."""


def fields_of(text: memoryview) -> dict[str, str]:
    """The fields that the text holds, without their padding. Raises ValueError when it is cut.

    No value is judged here; inner spaces stay, and half a surrogate pair at a field's end too.
    """
    if len(text) != LENGTH:
        raise ValueError("not the text of a chip")
    fields: dict[str, str] = {}
    at = 0
    for key, octets in _LAYOUTS.get(_read(text[_FLAG]), _RESIDENT):
        if key:
            fields[key] = _read(text[at : at + octets])
        at += octets
    return fields


def newest_address(octets: memoryview) -> str:
    """The address that was added last; empty for none."""
    return _read(octets[:ADDRESS_OCTETS])


def text_of(fields: Mapping[str, str]) -> bytearray:
    """The text of a chip that holds the fields. Raises ValueError for one that does not fit."""
    text = bytearray()
    for key, octets in _LAYOUTS.get(fields.get("type", ""), _RESIDENT):
        value = fields.get(key, "").encode("utf-16-le", "surrogatepass")
        if len(value) > octets:
            raise ValueError(f"{key} does not fit")
        text += value + " ".encode("utf-16-le") * ((octets - len(value)) // 2)
    return text


def _read(octets: memoryview) -> str:
    return str(octets, "utf-16-le", "surrogatepass").rstrip(" \0")
