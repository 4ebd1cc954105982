"""The amount a proprietor puts in (出资额), in 万元, exact."""

import math
import re
from decimal import Decimal

from kiosk.domain.problems import Problem
from kiosk.domain.tidy import narrow

_PLAIN = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_FINEST = 6  # decimals of a 万元: one fen
_LONGEST = 24
_LARGEST_FLOAT = 1e15  # beyond it a float no longer knows its fen


def parse_capital(
    value: str | float | Decimal, maximum: Decimal | None = None
) -> Decimal | Problem:
    """Read an amount in 万元: positive, at most six decimals, not above ``maximum``.

    Thousands commas, full-width digits and a closing 万 or 万元 are allowed. An amount in 元
    is a problem of its own, since nobody can know what was meant.
    """
    text = _amount_text(value)
    if isinstance(text, Problem):
        return text
    if len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        return Problem("capital_not_a_number")
    amount = Decimal(text.replace(",", ""))
    if amount <= 0:
        return Problem("capital_not_positive")
    if "." in text and len(text.partition(".")[2].rstrip("0")) > _FINEST:
        return Problem("capital_too_precise")
    if maximum is not None and amount > maximum:
        return Problem("capital_too_large", params={"most": capital_text(maximum)})
    return amount


def capital_text(amount: Decimal) -> str:
    """The amount without exponent and closing zeros: ``10``, ``0.5``."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount_text(value: str | float | Decimal) -> str | Problem:
    if isinstance(value, float):
        finite = math.isfinite(value) and abs(value) < _LARGEST_FLOAT
        value = format(Decimal(repr(value)), "f") if finite else "?"
    text = narrow(str(value)).removesuffix("人民币")
    if text.endswith("元") and not text.endswith("万元"):
        return Problem("capital_unit")
    text = text.removesuffix("元").removesuffix("万")
    if not text:
        return Problem("capital_empty")
    return Problem("capital_not_positive") if text.startswith("-") else text
