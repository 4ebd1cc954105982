"""The fields of a chip's text, judged and made into a card; every reader ends here."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NoReturn

from kiosk.catalogue.reference import load_nations
from kiosk.domain.card import Card
from kiosk.domain.problems import Problem
from kiosk.domain.sms_text import ucs2_units
from kiosk.domain.tidy import narrow
from kiosk.settings import resources_dir

LONG_TERM = "长期"

WIDTHS = {
    "name": 15, "sex": 1, "nation": 10, "birth": 10, "address": 35,
    "number": 18, "issuer": 15, "from": 10, "to": 10, "type": 20,
    "name_en": 60, "nationality": 3, "pass_number": 9, "issues": 2,
}  # fmt: skip
"""The fields of the chip's text (SDT interface) and their widths in UTF-16 units; days may be
written with hyphens, nation as its code or in words, type in words."""

FREE = frozenset({"name", "address"})
"""The fields that may hold any hanzi; half of the pair that no longer fitted is dropped."""

_NEEDED = ("name", "sex", "birth", "number", "issuer", "from", "to")
_NEEDED_OF_FOREIGNERS = ("sex", "birth", "number", "from", "to")
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
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


def card_of(fields: Mapping[str, str]) -> Card | Problem:
    """The card that the fields tell; a problem names the field and never holds its value.

    Values must fit the chip and be what they are meant to be, one by one; whether they agree
    with each other is the domain's to say (``contradictions``).
    """
    try:
        return _card_of(_clean(fields))
    except _NotACard as refusal:
        return refusal.problem


def _refuse(code: str, key: str, **params: str) -> NoReturn:
    raise _NotACard(Problem(code, f"card.{key}", params))


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    clean: dict[str, str] = {}
    for key, text in fields.items():
        whole = text[:-1] if key in FREE and "\ud800" <= text[-1:] <= "\udbff" else text
        _require_clean(key, whole)
        clean[key] = whole.rstrip(" ")
    if clean.get("type", "") not in _TYPES:
        _refuse("card_type_unknown", "type")
    foreign = _TYPES[clean.get("type", "")] == "foreign_permanent"
    if foreign and not clean.get("name", "").strip():
        clean["name"] = clean.get("name_en", "")
    for key in ("name", *_NEEDED_OF_FOREIGNERS) if foreign else _NEEDED:
        if not clean.get(key, "").strip():
            _refuse("card_field_missing", key)
    return {key: clean.get(key, "") for key in WIDTHS}


def _require_clean(key: str, text: str) -> None:
    if ucs2_units(text) > WIDTHS[key]:
        _refuse("card_field_too_long", key, limit=str(WIDTHS[key]))
    for position, character in enumerate(text, start=1):
        if unicodedata.category(character) in _UNFIT and not (
            key in FREE and _may_be_rare(character)
        ):
            _refuse("card_field_character", key, position=str(position))


def _may_be_rare(character: str) -> bool:
    """Old chips hold rare hanzi as private-use characters, new ones those not yet named here."""
    return unicodedata.category(character) == "Co" or "\U00020000" <= character <= "\U0003fffd"


def _card_of(fields: dict[str, str]) -> Card:
    if fields["sex"] not in _SEXES:
        _refuse("card_sex_unknown", "sex")
    return Card(
        name=fields["name"],
        number=narrow(fields["number"]).replace("-", "").upper(),
        sex=_SEXES[fields["sex"]],
        nation=_nation(fields["nation"]),
        birth=_day("birth", fields["birth"]),
        address=fields["address"],
        issuer=fields["issuer"],
        valid_from=_day("from", fields["from"]),
        valid_until=None if fields["to"] == LONG_TERM else _day("to", fields["to"]),
        kind=_TYPES[fields["type"]],
    )


def _nation(text: str) -> str:
    """The people's name as forms have it.

    A chip tells its code (GB/T 3304), a card prints 汉, a form says 汉族. A code that is
    assigned to none tells nothing, so that the citizen is asked.
    """
    if text.isascii() and text.isdecimal():
        return nations().get(text.zfill(2), "")
    return text if not text or text.endswith(("族", "人")) or text == "其他" else text + "族"


@cache
def nations() -> Mapping[str, str]:
    """The names of the peoples by their codes (GB/T 3304)."""
    return load_nations(resources_dir() / "reference")


def _day(key: str, text: str) -> date:
    digits = text.replace("-", "")
    if len(digits) != 8 or not (digits.isascii() and digits.isdecimal()):
        _refuse("card_day_unreadable", key)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        _refuse("card_day_unreadable", key)
