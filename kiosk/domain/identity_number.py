"""Numbers of identity documents: resident cards, residence permits, foreign residence cards."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_REGIONS = {"81": "hk", "82": "macao", "83": "taiwan"}
_FOREIGN_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")
_BIRTH_STARTS = 7  # one-based position of the birth date's first digit


class IdKind(StrEnum):
    """What document a number belongs to."""

    RESIDENT = "resident"
    RESIDENT_15 = "resident_15"  # recognised and explained, never accepted
    HK_MACAO_TAIWAN = "hk_macao_taiwan"
    FOREIGN_PERMANENT = "foreign_permanent"


@dataclass(frozen=True, slots=True, repr=False)
class IdentityNumber:
    """A well-formed number; ``repr``, ``str`` and ``format`` show its masked form alone.

    ``birth`` is None and ``sex`` empty for the 2017 foreign card, which carries no full year.
    ``division`` is the six-digit prefix: the county of first registration, the region of a
    residence permit, or the province that issued a foreign card.
    """

    text: str
    kind: IdKind
    birth: date | None
    sex: str  # male | female | ""
    division: str

    def __repr__(self) -> str:
        return f"IdentityNumber({self.masked})"

    __str__ = __repr__

    @property
    def masked(self) -> str:
        """The first three and last four characters, the rest as stars."""
        return mask_identity_number(self.text)

    @property
    def region(self) -> str:
        """``hk``, ``macao`` or ``taiwan`` for a residence permit, else empty."""
        return _REGIONS.get(self.text[:2], "") if self.kind is IdKind.HK_MACAO_TAIWAN else ""

    def age_on(self, day: date) -> int:
        """Full years lived on ``day``; a year is full on the birthday (29 February: 1 March).

        Raises ValueError when the number tells no birth date.
        """
        if self.birth is None:
            raise ValueError("this number tells no birth date")
        had_birthday = (day.month, day.day) >= (self.birth.month, self.birth.day)
        return day.year - self.birth.year - (not had_birthday)


def parse_identity_number(text: str, *, on: date) -> IdentityNumber | Problem:
    """Read a number as typed or as a chip gives it; spaces and full-width digits are allowed.

    Resident cards: GB 11643-1999, 18 characters with an ISO 7064 MOD 11-2 check character.
    Residence permits of Hong Kong, Macao and Taiwan residents: the same, starting 81, 82, 83.
    Foreign permanent residence cards: 18 characters starting with 9 (2023), or three letters
    and twelve digits (2017), whose check is not published and therefore not judged.
    Whether the division prefix is known is no matter here: many lawful ones are abolished.
    ``on`` is the day against which the birth date may not lie in the future.
    """
    number = narrow(text).replace("-", "").upper()
    if _FOREIGN_2017.fullmatch(number):
        return IdentityNumber(number, IdKind.FOREIGN_PERMANENT, None, "", number[3:7] + "00")
    problem = _fault_of_shape(number)
    if problem:
        return problem
    birth = _birth(number[6:14])
    if birth is None or birth > on:
        code = "id_birth_future" if birth else "id_birth"
        return Problem(code, params={"position": str(_BIRTH_STARTS)})
    if check_character(number[:17]) != number[17]:
        return Problem("id_check", params={"position": "18"})
    sex = "male" if int(number[16]) % 2 else "female"
    kind = kind_of_number(number)
    foreign = kind is IdKind.FOREIGN_PERMANENT
    division = f"{number[1:3]}0000" if foreign else number[:6]
    return IdentityNumber(number, kind, birth, sex, division)


def kind_of_number(number: str) -> IdKind:
    """What document a tidy number looks like, by its length and first characters alone."""
    if len(number) == 15 and number.isdecimal():
        return IdKind.RESIDENT_15
    if number[:2] in _REGIONS:
        return IdKind.HK_MACAO_TAIWAN
    if number[:1] == "9" or number[:1].isalpha():
        return IdKind.FOREIGN_PERMANENT
    return IdKind.RESIDENT


def check_character(first17: str) -> str:
    """The eighteenth character (GB 11643-1999, 4.2; ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def mask_identity_number(text: str) -> str:
    """``text`` with all but three leading and four trailing characters starred."""
    return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) > 8 else "*" * len(text)


def _fault_of_shape(number: str) -> Problem | None:
    if not number:
        return Problem("id_empty")
    for position, character in enumerate(number, start=1):
        if character not in "0123456789" and not (character == "X" and position == 18):
            return Problem("id_character", params={"position": str(position)})
    if kind_of_number(number) is IdKind.RESIDENT_15:
        return Problem("id_15_digits")
    if len(number) != 18:
        return Problem("id_length", params={"length": str(len(number))})
    return None


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
