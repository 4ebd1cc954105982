"""A card in a file: JSON of the chip's fields, of people who are invented."""

import json
from datetime import date
from pathlib import Path
from typing import NoReturn

from kiosk.adapters.card_reader.card_fields import WIDTHS, card_of
from kiosk.domain.card import Card
from kiosk.domain.card_agreement import contradictions
from kiosk.domain.problems import Problem

MOST_BYTES = 16 * 1024


class _NotACardFile(Exception):
    """Carries the problem out of the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_card_file(path: Path, *, on: date) -> Card | Problem:
    """The card in a file; a problem names the field. ``on`` is today."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Problem("card_file_unreadable")
    return parse_card(content, on=on)


def parse_card(content: bytes, *, on: date) -> Card | Problem:
    """Read hostile bytes as a card that agrees with itself.

    UTF-8 JSON of texts, each known, once, and fit for the chip. Fields: name, sex, nation,
    birth, address, number, issuer, from, to, type, and for some kinds name_en, nationality,
    pass_number, issues; days as 20260131 or 2026-01-31, ``to`` also 长期.
    """
    fields = parse_fields(content)
    card = fields if isinstance(fields, Problem) else card_of(fields)
    if isinstance(card, Problem):
        return card
    return next(iter(contradictions(card, on)), card)


def parse_fields(content: bytes) -> dict[str, str] | Problem:
    """The fields of a card file as they stand there, each known and a text."""
    try:
        return _fields(content)
    except _NotACardFile as refusal:
        return refusal.problem


def _refuse(code: str, key: str = "", **params: str) -> NoReturn:
    raise _NotACardFile(Problem(code, f"card.{key}" if key else "card", params))


def _fields(content: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, text in _object(content).items():
        if key not in WIDTHS:
            _refuse("card_field_unknown", key if key.isascii() and key.isidentifier() else "")
        if not isinstance(text, str):
            _refuse("card_field_not_text", key)
        fields[key] = text
    return fields


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
            _refuse("card_field_twice", key if key in WIDTHS else "")
        result[key] = value
    return result
