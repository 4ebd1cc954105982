"""An index of short phrases that answers words, pinyin, initials, mixtures and slips of the finger.

Built once and asked at every key: a query looks only at the phrases that its first two letters,
or its characters, lead to, so that ten times the phrases cost little more.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

LONGEST_SLIP = 6  # characters of a phrase whose misspelt pinyin is still known
_SHORTEST_SLIP = 4  # letters, below which any slip could be anything


class Fit(IntEnum):
    """How well a phrase fits a query; less is better, and steps between may be added."""

    WHOLE = 0
    SPELT = 1  # the letters spell the whole phrase
    PREFIX = 10
    SPELT_PREFIX = 12
    INSIDE = 20
    SPELT_INSIDE = 24
    WITHIN = 30  # the phrase stands in the query
    SOUNDS = 40  # other characters of the same sound
    SLIP = 50  # one letter is wrong, or sounds are taken for each other


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of an entry; ``spelt`` tells whether letters find them too."""

    text: str
    entry: int
    rank: int
    spelt: bool = True


@dataclass(frozen=True)
class PhraseIndex:
    """The phrases and the ways that lead to them.

    ``readings`` are tone-less syllables by character; ``alike`` are pairs of spellings that
    speakers do not tell apart, each written as the second (zh -> z).
    """

    phrases: Sequence[Phrase]
    readings: Mapping[str, tuple[str, ...]] = field(repr=False)
    alike: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        """Build the tables, so that no query waits for one."""
        for table in (self._whole, self._characters, self._sounds, self._starts, self._letters):
            assert table is not None

    def entries(self, query: str) -> dict[int, int]:
        """What each fitting entry costs: its best phrase's fit and rank together."""
        best: dict[int, int] = {}
        for at, fit in self._fits(query):
            phrase = self.phrases[at]
            cost = fit + phrase.rank
            if cost < best.get(phrase.entry, _NEVER):
                best[phrase.entry] = cost
        return best

    def whole(self, query: str) -> dict[int, int]:
        """The same for phrases that are the query."""
        best: dict[int, int] = {}
        for at in self._whole.get(query, ()):
            phrase = self.phrases[at]
            best[phrase.entry] = min(phrase.rank, best.get(phrase.entry, _NEVER))
        return best

    def akin(self, query: str) -> dict[int, int]:
        """Entries with a phrase that shares neighbouring characters, by how many it lacks."""
        pairs = {query[at : at + 2] for at in range(len(query) - 1)}
        found: dict[int, set[str]] = defaultdict(set)
        for pair in pairs:
            if not pair.isascii():
                for number in self._holding(pair):
                    if pair in self.phrases[number].text:
                        found[number].add(pair)
        best: dict[int, int] = {}
        for number, shared in found.items():
            entry = self.phrases[number].entry
            cost = Fit.WITHIN + _PAIR * (len(pairs) - len(shared))
            best[entry] = min(cost, best.get(entry, cost))
        return best

    def slips(self, query: str) -> dict[int, int]:
        """Entries whose pinyin the letters miss by one letter or by sounds taken for another.

        The first letter is believed.
        """
        best: dict[int, int] = {}
        if len(query) < _SHORTEST_SLIP or not _is_latin(query):
            return best
        folded = self._folded(query)
        size = len(folded)
        for length in (size, size - 1, size + 1):
            for number, letters in self._letters.get((folded[0], length), ()):
                if letters == folded or _is_one_slip(folded, letters):
                    phrase = self.phrases[number]
                    cost = Fit.SLIP + phrase.rank + (letters != folded)
                    if cost < best.get(phrase.entry, _NEVER):
                        best[phrase.entry] = cost
        return best

    def spelling(self, query: str) -> str:
        """The query in letters, each character by its commonest reading."""
        return "".join((self.readings.get(one) or (one,))[0] for one in query)

    # ── ways to a phrase ─────────────────────────────────────────────────────────────────────
    def _fits(self, query: str) -> Iterator[tuple[int, int]]:
        for number in self._whole.get(query, ()):
            yield number, Fit.WHOLE
        for number in self._holding(query):
            at = self.phrases[number].text.find(query)
            if at >= 0:
                yield number, Fit.PREFIX if at == 0 else Fit.INSIDE
        yield from self._spelt(query)
        if not query.isascii():
            yield from self._standing_in(query)

    def _holding(self, query: str) -> set[int]:
        """Phrases that hold all the query's characters, in whatever order."""
        lists = [self._characters.get(one) for one in dict.fromkeys(query)]
        if None in lists:
            return set()
        some = sorted((found for found in lists if found), key=len)
        return set.intersection(*some) if some else set()

    def _standing_in(self, query: str) -> Iterator[tuple[int, int]]:
        size = len(query)
        for start in range(size):
            for end in range(start + 2, min(size, start + _LONGEST_PART) + 1):
                for number in self._whole.get(query[start:end], ()):
                    yield number, Fit.WITHIN + size - (end - start)

    def _spelt(self, query: str) -> Iterator[tuple[int, int]]:
        if not _HAS_LATIN.search(query):
            return
        if len(query) == 1:
            for place in self._starts.get(query, ()):
                yield place >> _BITS, Fit.SPELT_PREFIX
            return
        for number, at in self._beginnings(query):
            sounds = self._sounds[number]
            spelt = _spells(query, 0, sounds, at)
            if spelt and at == 0:
                whole = spelt == len(self.phrases[number].text)
                yield number, Fit.SPELT if whole else Fit.SPELT_PREFIX
            elif spelt:
                yield number, Fit.SPELT_INSIDE

    def _beginnings(self, query: str) -> Iterator[tuple[int, int]]:
        head = query[:_HEAD]
        if _is_latin(head):
            for place in self._starts.get(head, ()):
                yield place >> _BITS, place & _PLACE
            return
        characters = "".join(one for one in query if one not in _LETTERS)
        for number in self._holding(characters):
            yield from ((number, at) for at in range(len(self._sounds[number])))

    # ── the tables ───────────────────────────────────────────────────────────────────────────
    @cached_property
    def _whole(self) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            if phrase.spelt:
                found[phrase.text].append(number)
        return dict(found)

    @cached_property
    def _characters(self) -> Mapping[str, set[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, phrase in enumerate(self.phrases):
            for character in phrase.text:
                found[character].add(number)
        return dict(found)

    @cached_property
    def _sounds(self) -> Sequence[tuple[tuple[str, ...], ...]]:
        """For each phrase and character its readings, and the character itself."""
        known = {one: (*self.readings.get(one, ()), one) for one in self._characters}
        return [
            tuple([known[one] for one in phrase.text[:_DEEPEST]]) if phrase.spelt else ()
            for phrase in self.phrases
        ]

    @cached_property
    def _starts(self) -> Mapping[str, list[int]]:
        """Where one, two or three letters may begin: sha-, s-h-, sh-a- alike.

        One letter begins whole phrases only. A place is a phrase's number and the character's
        in one integer.
        """
        found: defaultdict[str, list[int]] = defaultdict(list)
        known: dict[str, set[str]] = {}
        for number, sounds in enumerate(self._sounds):
            for at in range(len(sounds)):
                three = self.phrases[number].text[at : at + _HEAD]
                if three not in known:
                    known[three] = _heads(sounds, at, _HEAD)
                place = number << _BITS | at
                for head in known[three]:
                    if len(head) > 1 or at == 0:
                        found[head].append(place)
        return dict(found)

    @cached_property
    def _letters(self) -> Mapping[tuple[str, int], list[tuple[int, str]]]:
        """Folded pinyin of short phrases by its first letter and its length."""
        found: defaultdict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            if phrase.spelt and len(phrase.text) <= LONGEST_SLIP:
                letters = self._folded(self.spelling(phrase.text))
                found[letters[:1], len(letters)].append((number, letters))
        return dict(found)

    def _folded(self, letters: str) -> str:
        for one, other in self.alike:
            letters = letters.replace(one, other)
        return letters


_NEVER = 1_000_000
_LONGEST_PART = 12
_PAIR = 4  # what each pair of characters costs that a phrase lacks
_HEAD = 3
_DEEPEST = 16  # characters of a phrase that letters find
_BITS = 4
_PLACE = (1 << _BITS) - 1
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_HAS_LATIN = re.compile("[a-z]")


def _is_latin(text: str) -> bool:
    return _LETTERS.issuperset(text)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter more, one less, another one, or two changed about tells them apart."""
    start = 0
    least = min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _heads(sounds: tuple[tuple[str, ...], ...], at: int, length: int) -> set[str]:
    """What a query may begin with at a character: up to so many letters."""
    found: set[str] = set()
    if at == len(sounds):
        return found
    for sound in sounds[at]:
        found.update(sound[:size] for size in range(1, min(len(sound), length) + 1))
        for begun in {sound[0], sound}:
            if len(begun) < length:
                found.update(begun + more for more in _heads(sounds, at + 1, length - len(begun)))
    return found


def _spells(query: str, begun: int, sounds: tuple[tuple[str, ...], ...], at: int) -> int:
    """How many characters from ``at`` on the rest of the query spells, 0 when it does not.

    Syllables, initials and characters may be mixed, and the last syllable may be cut short.
    """
    if at == len(sounds):
        return 0
    left = len(query) - begun
    for sound in sounds[at]:
        if len(sound) >= left:
            if sound.startswith(query[begun:]):
                return 1
        elif query.startswith(sound, begun):
            more = _spells(query, begun + len(sound), sounds, at + 1)
            if more:
                return 1 + more
    if left > 1 and any(sound[0] == query[begun] for sound in sounds[at]):
        more = _spells(query, begun + 1, sounds, at + 1)
        return 1 + more if more else 0
    return 0
