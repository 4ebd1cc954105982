"""The unified social credit code (GB 32100-2015) with both of its check characters."""

from dataclasses import dataclass

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of a credit code: digits and letters without I O S V Z."""

PRACTICE_SERIES = "MAY"
PRACTICE_CAPACITY = len(ALPHABET) ** 5
"""How many bodies the practice series holds: 28,629,151."""

_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DEPARTMENTS = "123456789ANY"
_INDIVIDUAL = "92"  # market regulation, individual business


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code whose characters, structure and both checks are right."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def division(self) -> str:
        """The six digits of the registering authority's division."""
        return self.text[2:8]

    @property
    def body(self) -> str:
        """The eight characters of the organisation code before its check (GB 11714)."""
        return self.text[8:16]

    @property
    def is_individual(self) -> bool:
        """Whether it belongs to an individual business."""
        return self.text.startswith(_INDIVIDUAL)

    @property
    def is_practice(self) -> bool:
        """Whether it is of the unassigned series that specimens use."""
        return self.body.startswith(PRACTICE_SERIES)


def parse_credit_code(text: str) -> CreditCode | Problem:
    """Read a code; spaces and small letters are allowed. Positions in problems count from 1."""
    code = narrow(text).upper()
    if not code:
        return Problem("credit_code_empty")
    for position, character in enumerate(code, start=1):
        allowed = "0123456789" if 3 <= position <= 8 else ALPHABET
        if character not in (_DEPARTMENTS if position == 1 else allowed):
            return Problem("credit_code_character", params={"position": str(position)})
    if len(code) != 18:
        return Problem("credit_code_length", params={"length": str(len(code))})
    if organisation_check(code[8:16]) != code[16]:
        return Problem("credit_code_organisation_check", params={"position": "17"})
    if final_check(code[:17]) != code[17]:
        return Problem("credit_code_check", params={"position": "18"})
    return CreditCode(code)


def mint_credit_code(division: str, body8: str) -> CreditCode:
    """The code of an individual business (92) of ``division`` with that organisation body.

    Raises ValueError when the parts are not six digits and eight characters of ALPHABET.
    """
    if len(division) != 6 or not (division.isascii() and division.isdecimal()):
        raise ValueError("a division is six digits")
    if len(body8) != 8 or any(character not in ALPHABET for character in body8):
        raise ValueError("an organisation body is eight characters of the credit code alphabet")
    first17 = _INDIVIDUAL + division + body8 + organisation_check(body8)
    return CreditCode(first17 + final_check(first17))


def practice_body(serial: int) -> str:
    """The organisation body of a specimen, in the series that no authority has reached."""
    return organisation_body(PRACTICE_SERIES, serial)


def organisation_body(series: str, serial: int) -> str:
    """Three characters of series and ``serial`` in base 31, five characters.

    Distinct serials give distinct bodies. Raises ValueError outside 0 … PRACTICE_CAPACITY - 1.
    """
    if not 0 <= serial < PRACTICE_CAPACITY:
        raise ValueError(f"a series holds 0 to {PRACTICE_CAPACITY - 1}")
    digits = ""
    for _ in range(5):
        serial, remainder = divmod(serial, len(ALPHABET))
        digits = ALPHABET[remainder] + digits
    return series + digits


def organisation_check(body8: str) -> str:
    """The check of an organisation code (GB 11714: 11 minus the weighted sum modulo 11)."""
    total = sum(int(c, 36) * weight for c, weight in zip(body8, _BODY_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def final_check(first17: str) -> str:
    """The eighteenth character (GB 32100-2015: 31 minus the weighted sum modulo 31)."""
    total = sum(
        ALPHABET.index(character) * weight
        for character, weight in zip(first17, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]
