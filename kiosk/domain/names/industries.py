"""Which industry the wording of a name means, and which industries count as the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class IndustryTable:
    """Words of names -> four-digit classes (GB/T 4754-2017), and groups of synonyms.

    ``words`` maps a word to its class, or to "" when it is known as industry wording of no
    certain class. ``groups`` maps a three-digit group to the synonym group it belongs to.
    """

    words: Mapping[str, str] = field(repr=False)
    groups: Mapping[str, str] = field(repr=False)
    version: str

    def group_of(self, industry_class: str) -> str:
        """The synonym group of a class, else its three-digit group, "" for ""."""
        middle = industry_class[:3]
        return self.groups.get(middle, middle)

    def class_of(self, wording: str) -> str:
        """The class of the longest known word in the wording, the last of equals, else ""."""
        best, best_length = "", 0
        size = len(wording)
        for end in range(size, 0, -1):
            for start in range(max(0, end - LONGEST_WORD), end):
                length = end - start
                if length <= best_length:
                    break
                found = self.words.get(wording[start:end])
                if found:
                    best, best_length = found, length
                    break
        return best

    def ends_with_word(self, text: str, least_left: int) -> int:
        """How long the industry word at the end of ``text`` is, 0 for none.

        At least ``least_left`` characters stay before it.
        """
        for length in range(min(LONGEST_WORD, len(text) - least_left), 1, -1):
            if text[-length:] in self.words:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class OrganisationForms:
    """Forms an individual business may use, and what only enterprises and bodies may."""

    allowed: frozenset[str] = field(repr=False)
    composed: frozenset[str] = field(repr=False)  # allowed, but read as industry and form: 早餐店
    reserved: tuple[str, ...] = field(repr=False)  # 公司, 集团 …: returned wherever they stand
    classes: Mapping[str, str] = field(repr=False)  # forms that say the industry, as 书店 does
    suffixes: tuple[str, ...] = ()  # （个体工商户）

    def is_allowed(self, form: str) -> bool:
        """Whether an individual business may call itself so."""
        return form in self.allowed or form in self.composed

    def at_end(self, text: str) -> str:
        """The longest known form, allowed or reserved, at the end of ``text``, else ""."""
        for length in range(min(8, len(text)), 0, -1):
            tail = text[-length:]
            if tail in self.allowed or tail in self.reserved:
                return tail
        return ""
