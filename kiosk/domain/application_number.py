"""Application numbers: day, terminal, sequence and a check character, unique without a network."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"([0-9]{8})-?([A-Z][0-9A-Z]{1,7})-?([0-9]{5})-?([0-9A-Z])")
_TERMINAL = re.compile(r"[A-Z][0-9A-Z]{1,7}")


@dataclass(frozen=True, slots=True)
class ApplicationNumber:
    """A number whose check character is right; ``text`` has its hyphens."""

    text: str
    day: date
    terminal: str
    sequence: int

    def __str__(self) -> str:
        return self.text


def make_application_number(day: date, terminal: str, sequence: int) -> str:
    """``20261123-K01-00017-X``; the last is an ISO 7064 MOD 37,36 character over the rest.

    ``terminal`` is a letter and one to seven letters or digits, ``sequence`` 1 to 99999;
    raises ValueError otherwise.
    """
    if not _TERMINAL.fullmatch(terminal):
        raise ValueError("a terminal is a letter and one to seven capital letters or digits")
    if not 1 <= sequence <= 99_999:
        raise ValueError("a terminal numbers 1 to 99999 a day")
    body = f"{day:%Y%m%d}-{terminal}-{sequence:05d}"
    return f"{body}-{check_character(body.replace('-', ''))}"


def parse_application_number(text: str) -> ApplicationNumber | Problem:
    """Read a number; spaces, small letters and missing hyphens are allowed."""
    number = narrow(text).upper()
    if not number:
        return Problem("application_number_empty")
    match = _SHAPE.fullmatch(number)
    if match is None:
        return Problem("application_number_shape")
    day_text, terminal, sequence, check = match.groups()
    if check_character(day_text + terminal + sequence) != check:
        return Problem("application_number_check")
    try:
        day = date(int(day_text[:4]), int(day_text[4:6]), int(day_text[6:]))
    except ValueError:
        return Problem("application_number_shape")
    if int(sequence) == 0:
        return Problem("application_number_shape")
    return ApplicationNumber(
        f"{day_text}-{terminal}-{sequence}-{check}", day, terminal, int(sequence)
    )


def check_character(body: str) -> str:
    """The ISO 7064 MOD 37,36 check: finds every single slip and almost every swap."""
    product = 36
    for character in body:
        product = ((product + _ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - product) % 36]
