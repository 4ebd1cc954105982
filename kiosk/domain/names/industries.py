"""Which industry the wording of a name means, and which industries count as the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LONGEST_WORD = 8
REMEMBERED = 20_000
"""So many wordings and their classes are kept; registers repeat a few thousand."""


@dataclass(frozen=True, slots=True)
class IndustryTable:
    """Words of names -> four-digit classes (GB/T 4754-2017), and groups of synonyms.

    ``words`` maps a word to its class, or to "" when it is known as industry wording of no
    certain class. ``groups`` maps a three-digit group to the synonym group it belongs to.
    ``covers`` tells which further groups a scope of one group may be named by: who may serve
    meals may call himself a tea shop. It judges names against scopes, never names against names.
    """

    words: Mapping[str, str] = field(repr=False)
    groups: Mapping[str, str] = field(repr=False)
    version: str
    covers: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    remembered: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def groups_named_by(self, scope_classes: Iterable[str]) -> frozenset[str]:
        """The groups that a scope of these classes may be named by."""
        own = {self.group_of(scope_class) for scope_class in scope_classes}
        return frozenset(own).union(*(self.covers.get(group, frozenset()) for group in own))

    def group_of(self, industry_class: str) -> str:
        """The synonym group of a class, else its three-digit group, "" for ""."""
        middle = industry_class[:3]
        return self.groups.get(middle, middle)

    def class_of(self, wording: str, form: str = "") -> str:
        """The class of the longest known word in the wording, the last of equals, else "".

        A longer word may run on into the ``form``: 家电 and 维修部 say 家电维修.
        """
        if (known := self.remembered.get((wording, form))) is not None:
            return known
        if len(self.remembered) >= REMEMBERED:
            self.remembered.clear()
        own, length = self._longest(wording, len(wording), 0)
        further, _ = self._longest(wording + form, len(wording), length) if form else ("", 0)
        self.remembered[wording, form] = further or own
        return further or own

    def _longest(self, text: str, starts: int, at_least: int) -> tuple[str, int]:
        """Class and length of the longest word that begins before ``starts``, if longer."""
        best, best_length = "", at_least
        for end in range(len(text), 0, -1):
            for start in range(max(0, end - LONGEST_WORD), min(end, starts)):
                if end - start <= best_length:
                    break
                found = self.words.get(text[start:end])
                if found:
                    best, best_length = found, end - start
                    break
        return best, best_length

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
    trading: frozenset[str] = field(repr=False)  # allowed, say trade but no industry: 商行
    unsettled: frozenset[str] = field(repr=False)  # the law decides for neither side: 宠物医院
    suffixes: tuple[str, ...] = ()  # （个体工商户）

    def is_allowed(self, form: str) -> bool:
        """Whether an individual business may call itself so, as far as the law decides."""
        return form in self.allowed or form in self.composed

    def at_end(self, text: str) -> str:
        """The longest known form, allowed or reserved, at the end of ``text``, else ""."""
        for length in range(min(8, len(text)), 0, -1):
            tail = text[-length:]
            if tail in self.allowed or tail in self.reserved:
                return tail
        return ""
