"""An emulated card reader: a card is a JSON file that someone lays on it."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import NoReturn

from kiosk.domain.card import Card
from kiosk.domain.identity_number import IdentityNumber, parse_identity_number
from kiosk.domain.problems import Problem
from kiosk.domain.sms_text import ucs2_units
from kiosk.ports import Fitting, SystemFault

MOST_BYTES = 16 * 1024
LONG_TERM = "长期"
FAULT_FILE = "reader_fault.txt"
"""A file beside the card that names the reader's fault, one of ``FAULTS``."""

FAULTS = {"cable_out": "reader_cable_out", "noise": "reader_card_unreadable"}
"""What the reader can be told to suffer, and the code it then answers with."""

_WIDTHS = {
    "name": 15, "sex": 1, "nation": 10, "birth": 10, "address": 35,
    "number": 18, "issuer": 15, "from": 10, "to": 10, "type": 20,
}  # fmt: skip
"""The fields of the chip's text (SDT interface) and their widths in UTF-16 units; days may be
written with hyphens, nation and type in words."""

_OPTIONAL = frozenset({"type", "address", "nation"})
_TYPES = {
    "": "resident",
    "resident": "resident",
    "J": "hk_macao_taiwan",
    "hk_macao_taiwan": "hk_macao_taiwan",
    "I": "foreign_permanent",
    "Y": "foreign_permanent",
    "foreign_permanent": "foreign_permanent",
}
_SEXES = {
    "男": "male",
    "女": "female",
    "male": "male",
    "female": "female",
    "1": "male",
    "2": "female",
}


class _NotACard(Exception):
    """Carries the problem out of the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class EmulatedReader:
    """Reads the card file that lies in its place, under the same socket as a real reader."""

    def __init__(self, place: Path, on: date) -> None:
        self._place = place
        self._on = on

    def lay(self, content: bytes) -> None:
        """Put a card on the reader."""
        self._place.parent.mkdir(parents=True, exist_ok=True)
        self._place.write_bytes(content)

    def take_away(self) -> None:
        """Take the card from the reader."""
        self._place.unlink(missing_ok=True)

    def set_fault(self, fault: str) -> None:
        """Fail from now on with one of ``FAULTS``, or ``""``: work. Raises ValueError."""
        if fault and fault not in FAULTS:
            raise ValueError(f"no such reader fault: {fault}")
        place = self._place.with_name(FAULT_FILE)
        if fault:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(fault, "utf-8")
        else:
            place.unlink(missing_ok=True)

    def read(self) -> Card | None:
        """The card that lies there; None when none does.

        Raises SystemFault with the code of a fault that is set, ``reader_card_unreadable``
        when what lies there is no card.
        """
        fault = self._place.with_name(FAULT_FILE)
        if fault.exists():
            raise SystemFault(FAULTS.get(fault.read_text("utf-8").strip(), "card_reader_failed"))
        if not self._place.exists():
            return None
        card = read_card_file(self._place, on=self._on)
        if isinstance(card, Problem):
            raise SystemFault("reader_card_unreadable", f"{card.code} {card.field}".strip())
        return card


def read_card_file(path: Path, *, on: date) -> Card | Problem:
    """The card in a file; a problem names the field. ``on`` is today."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Problem("card_file_unreadable")
    return parse_card(content, on=on)


def parse_card(content: bytes, *, on: date) -> Card | Problem:
    """Read hostile bytes as a card: UTF-8 JSON of texts, each known, once, and fit for the chip.

    Fields: name, sex, nation, birth, address, number, issuer, from, to, type; days as
    20260131 or 2026-01-31, ``to`` also 长期.
    """
    try:
        return _card_from(_fields(content), on)
    except _NotACard as refusal:
        return refusal.problem


def _refuse(code: str, key: str = "", **params: str) -> NoReturn:
    raise _NotACard(Problem(code, f"card.{key}" if key else "card", params))


def _fields(content: bytes) -> dict[str, str]:
    value = _object(content)
    for key, text in value.items():
        if key not in _WIDTHS:
            _refuse("card_field_unknown", key if key.isascii() and key.isidentifier() else "")
        if not isinstance(text, str):
            _refuse("card_field_not_text", key)
        _require_clean(key, text)
    for key in _WIDTHS:
        if key not in _OPTIONAL and not str(value.get(key, "")).strip():
            _refuse("card_field_missing", key)
    return {key: str(value.get(key, "")).rstrip(" ") for key in _WIDTHS}


def _object(content: bytes) -> dict[str, object]:
    if len(content) > MOST_BYTES:
        _refuse("card_file_too_large", limit=str(MOST_BYTES))
    try:
        value = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        _refuse("card_file_not_utf8", position=str(error.start))
    except json.JSONDecodeError as error:
        _refuse("card_file_not_json", line=str(error.lineno), column=str(error.colno))
    except (RecursionError, ValueError):
        _refuse("card_file_not_json", line="1", column="1")
    if not isinstance(value, dict):
        _refuse("card_file_not_an_object")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            _refuse("card_field_twice", key if key in _WIDTHS else "")
        result[key] = value
    return result


def _require_clean(key: str, text: str) -> None:
    if ucs2_units(text) > _WIDTHS[key]:
        _refuse("card_field_too_long", key, limit=str(_WIDTHS[key]))
    for position, character in enumerate(text, start=1):
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            _refuse("card_field_character", key, position=str(position))


def _card_from(fields: dict[str, str], on: date) -> Card:
    if fields["type"] not in _TYPES:
        _refuse("card_type_unknown", "type")
    if fields["sex"] not in _SEXES:
        _refuse("card_sex_unknown", "sex")
    number = parse_identity_number(fields["number"], on=on)
    if not isinstance(number, IdentityNumber):
        raise _NotACard(number.at("card.number"))
    birth = _day("birth", fields["birth"])
    if number.birth is not None and number.birth != birth:
        _refuse("card_birth_differs", "birth")
    begins = _day("from", fields["from"])
    ends = None if fields["to"] == LONG_TERM else _day("to", fields["to"])
    if ends is not None and ends < begins:
        _refuse("card_ends_before_it_begins", "to")
    return Card(
        name=fields["name"],
        number=number.text,
        sex=_SEXES[fields["sex"]],
        nation=_nation(fields["nation"]),
        birth=birth,
        address=fields["address"],
        issuer=fields["issuer"],
        valid_from=begins,
        valid_until=ends,
        kind=_TYPES[fields["type"]],
    )


def _nation(text: str) -> str:
    """The people's name as forms have it: a card prints 汉, a form says 汉族."""
    return text if not text or text.endswith(("族", "人")) or text == "其他" else text + "族"


def _day(key: str, text: str) -> date:
    digits = text.replace("-", "")
    if len(digits) != 8 or not (digits.isascii() and digits.isdecimal()):
        _refuse("card_day_unreadable", key)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        _refuse("card_day_unreadable", key)


def fit(fitting: Fitting) -> EmulatedReader:
    """The reader of an install: the card lies in ``reader/card.json`` of its data folder."""
    return EmulatedReader(fitting.data / "reader" / "card.json", fitting.today)
