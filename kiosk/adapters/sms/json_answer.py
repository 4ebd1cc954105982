"""Read a vendor's JSON answer without believing its shape."""

import json

from kiosk.adapters.sms.http_line import Answer, LineFailed

Object = dict[str, object]


def read_object(answer: Answer) -> Object:
    """The answer's one JSON object. Raises LineFailed: it came broken, or not from the vendor."""
    try:
        read = json.loads(answer.body)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise LineFailed("sms_no_answer", sent=True)
    return read


def inner(of: Object, name: str) -> Object:
    """The object of that name, empty where there is none."""
    value = of.get(name)
    return value if isinstance(value, dict) else {}


def rows(of: Object, name: str) -> list[Object]:
    """The objects of the list of that name."""
    value = of.get(name)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def word(of: Object, name: str) -> str:
    """The text of that name; empty where there is none."""
    value = of.get(name)
    return value if isinstance(value, str) else ""
