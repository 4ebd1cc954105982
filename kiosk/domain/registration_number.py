"""The fifteen-digit registration number that came before the credit code (GS 15-2006)."""

from dataclasses import dataclass

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """A number whose check digit is right."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def authority(self) -> str:
        """The six digits of the registering authority."""
        return self.text[:6]

    @property
    def is_individual(self) -> bool:
        """Whether its sequence is one of individual businesses (first digit 6 to 9)."""
        return self.text[6] in "6789"


def parse_registration_number(text: str) -> RegistrationNumber | Problem:
    """Read a number; spaces are allowed. Positions in problems count from 1."""
    number = narrow(text)
    if not number:
        return Problem("registration_number_empty")
    for position, character in enumerate(number, start=1):
        if character not in "0123456789":
            return Problem("registration_number_character", params={"position": str(position)})
    if len(number) != 15:
        return Problem("registration_number_length", params={"length": str(len(number))})
    if check_digit(number[:14]) != number[14]:
        return Problem("registration_number_check", params={"position": "15"})
    return RegistrationNumber(number)


def check_digit(first14: str) -> str:
    """The fifteenth digit (ISO 7064 MOD 11,10)."""
    product = 10
    for digit in first14:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
