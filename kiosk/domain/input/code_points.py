"""From hexadecimal digits to the ideograph of that code point."""

from collections.abc import Sequence

DIGITS = "0123456789ABCDEF"
LEAST, MOST = 4, 5
"""How many digits an ideograph of GB 18030-2022 level 3 has."""


class CodePoints:
    """The ideographs that may be entered: spans of code points, both ends included."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = tuple(spans)

    def clean(self, code: str) -> str:
        """The digits alone, in capitals; a leading U+ is left out."""
        bare = code[:16].upper().removeprefix("U+")
        return bare if bare and all(digit in DIGITS for digit in bare) else ""

    def character(self, code: str) -> str | None:
        """The ideograph, None where there is none."""
        digits = self.clean(code)
        if not LEAST <= len(digits) <= 6:
            return None
        point = int(digits, 16)
        return chr(point) if any(a <= point <= b for a, b in self._spans) else None

    def follows(self, code: str) -> frozenset[str]:
        """The digits that still lead to an ideograph."""
        digits = self.clean(code)
        if code and not digits:
            return frozenset()
        return frozenset(digit for digit in DIGITS if self._leads(digits + digit))

    def _leads(self, digits: str) -> bool:
        for length in range(max(LEAST, len(digits)), MOST + 1):
            free = 4 * (length - len(digits))
            low = int(digits, 16) << free
            high = low + (1 << free) - 1
            if digits[0] != "0" and any(low <= b and a <= high for a, b in self._spans):
                return True
        return False
