"""A list of words that finds the longest of them at the beginning of a text, at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_HEAD = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of two characters and more. ``lengths`` tells, by their first two characters, how
    long the words are that begin so, the longest first."""

    words: frozenset[str] = field(repr=False)
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Lexicon":
        """The lexicon of these words; shorter ones are left out."""
        known = frozenset(word for word in words if len(word) >= _HEAD)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in known:
            lengths[word[:_HEAD]].add(len(word))
        return cls(known, {head: tuple(sorted(found)[::-1]) for head, found in lengths.items()})

    def longest_at_start(self, text: str, at: int, left: int) -> int:
        """How long the longest word at the place ``at`` is, 0 for none; ``left`` characters of
        the text stay behind it at least."""
        most = len(text) - left - at
        for length in self.lengths.get(text[at : at + _HEAD], ()):
            if length <= most and text[at : at + length] in self.words:
                return length
        return 0
