"""Mobile telephone numbers of mainland China, which notices go to."""

from dataclasses import dataclass

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, repr=False)
class Mobile:
    """Eleven digits; ``repr``, ``str`` and ``format`` show the masked form alone."""

    text: str

    def __repr__(self) -> str:
        return f"Mobile({self.masked})"

    __str__ = __repr__

    @property
    def masked(self) -> str:
        """The number with its middle starred."""
        return mask_mobile(self.text)


def parse_mobile(text: str) -> Mobile | Problem:
    """Read a number; spaces, hyphens, full-width digits and the prefix +86 are allowed."""
    number = narrow(text).replace("-", "")
    if not number:
        return Problem("mobile_empty")
    if number.startswith(("+", "00")) and not number.startswith(("+86", "0086")):
        return Problem("mobile_foreign")
    number = number.removeprefix("+86").removeprefix("0086")
    if len(number) == 13 and number.startswith("86"):
        number = number[2:]
    for position, character in enumerate(number, start=1):
        if character not in _DIGITS:
            return Problem("mobile_character", params={"position": str(position)})
    if len(number) != 11:
        return Problem("mobile_length", params={"length": str(len(number))})
    if number[0] != "1" or number[1] not in "3456789":
        return Problem("mobile_prefix", params={"position": "1"})
    return Mobile(number)


def mask_mobile(text: str) -> str:
    """``13812345678`` as ``138****5678``; anything shorter than eight characters all starred."""
    return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) >= 8 else "*" * len(text)
