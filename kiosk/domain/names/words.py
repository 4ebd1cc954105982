"""Words that a name may not hold, or may hold only with somebody's leave (step N6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class WordLevel(StrEnum):
    """What a listed word leads to."""

    HARD = "hard"  # prohibited: returned with its article
    RESTRICTED = "restricted"  # needs somebody's leave: referred
    LICENSED = "licensed"  # an industry that needs a licence first (N4)


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word, why it is listed, and the article that says so."""

    word: str
    level: WordLevel
    layer: str  # dignity, order, party, foreign, vice, hatred, morals, deception …
    article: str

    @property
    def with_article(self) -> str:
        """The word and its article, as a reason shows it."""
        return f"{self.word}（{self.article}）"


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists, versioned data; first lists, every entry unconfirmed unless the file says so.

    ``harmless`` are longer words inside which a listed one means nothing (朝鲜族 for 朝鲜); they
    may be listed themselves, for a milder level (日本料理).
    """

    listed: Mapping[str, ListedWord] = field(repr=False)
    harmless: frozenset[str] = field(repr=False)
    praise: frozenset[str] = field(repr=False)  # brands of praise only: 最佳, 第一
    numerals: frozenset[str] = field(repr=False)  # characters of numbers and measures
    other_meaning: frozenset[str] = field(repr=False)  # short divisions that are words (名称规定 8)

    def inside(self, *tokens: str) -> tuple[ListedWord, ...]:
        """Listed words that stand within one token, longest first, each once."""
        found: dict[str, ListedWord] = {}
        for token in tokens:
            for word, start in self._spans(token):
                if not self._is_harmless(token, word.word, start):
                    found.setdefault(word.word, word)
        return tuple(sorted(found.values(), key=lambda listed: -len(listed.word)))

    def across(self, *tokens: str) -> tuple[ListedWord, ...]:
        """Listed words that appear only where tokens meet: an accident, for a warning."""
        whole = "".join(tokens)
        borders: set[int] = set()
        length = 0
        for token in tokens[:-1]:
            length += len(token)
            borders.add(length)
        within = {listed.word for listed in self.inside(*tokens)}
        found: dict[str, ListedWord] = {}
        for listed, start in self._spans(whole):
            end = start + len(listed.word)
            crosses = any(start < border < end for border in borders)
            harmless = self._is_harmless(whole, listed.word, start)
            if crosses and listed.word not in within and not harmless:
                found.setdefault(listed.word, listed)
        return tuple(found.values())

    def is_praise(self, brand: str) -> bool:
        """Whether a brand is nothing but words of praise."""
        return bool(brand) and is_made_of(brand, self.praise)

    def is_numeral(self, brand: str) -> bool:
        """Whether a brand is nothing but numerals and measure words."""
        return bool(brand) and all(character in self.numerals for character in brand)

    def _spans(self, text: str) -> Iterable[tuple[ListedWord, int]]:
        size = len(text)
        for start in range(size):
            for end in range(start + 1, min(size, start + 12) + 1):
                listed = self.listed.get(text[start:end])
                if listed is not None:
                    yield listed, start

    def _is_harmless(self, text: str, word: str, start: int) -> bool:
        for longer in self.harmless:
            if longer == word:
                continue
            offset = longer.find(word)
            if offset >= 0 and text[max(0, start - offset) :].startswith(longer):
                return start - offset >= 0
        return False


def is_made_of(text: str, pieces: Iterable[str]) -> bool:
    """Whether the text is nothing but pieces one after the other; an empty text is."""
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            reached.update(at + len(piece) for piece in pieces if text.startswith(piece, at))
    return len(text) in reached
