"""From keys to Chinese by sound: the likeliest sentence, then phrases, then characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from kiosk.domain.input.candidate import Candidate
from kiosk.domain.input.lattice import DIVIDER, Edge, Keys, divide
from kiosk.domain.input.sounds import Character, Lexicon, Syllables, plain_sound

MOST_LETTERS = 48
MOST_DIGITS = 24
"""How much of a code is looked at; what is left over stays for the next choice."""
MOST_SYLLABLES = 10
"""The longest phrase of the lexicon."""
OCCURRENCES = 184
"""Ten times the log of how many words the lexicon's frequencies were counted on."""
PHRASE_SHARE = 0.6
"""At most this share of the candidates are phrases, so that characters show too."""
PHRASES_OF_A_SYLLABLE = 4
"""So many at most where the keys are one whole syllable and a character is looked for."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    sound: str


@dataclass(frozen=True, slots=True)
class _Path:
    """Some edges in a row."""

    end: int
    letters: str
    parts: tuple[str, ...]
    whole: tuple[bool, ...]
    cost: int

    def with_edge(self, edge: Edge) -> "_Path":
        """The path with one more edge."""
        return _Path(
            edge.end,
            self.letters + edge.part[0],
            (*self.parts, edge.part),
            (*self.whole, edge.whole),
            self.cost + edge.cost,
        )


class BySound:
    """Pinyin by letters or by nine keys, over the same characters and phrases."""

    def __init__(self, keys: Keys, syllables: Syllables, lexicon: Lexicon) -> None:
        self._keys = keys
        self._syllables = syllables
        self._lexicon = lexicon
        self._most = MOST_DIGITS if keys.nine else MOST_LETTERS

    def candidates(self, code: str, most: int) -> Iterator[Candidate]:
        """The sentence, then phrases from the start, the longest first, then characters."""
        typed = self._keys.clean(code[: self._most])
        edges, length = divide(self._keys, typed)
        start = min(edges, default=0)
        words = self._sentence(edges, start, length)
        if words:
            sound = DIVIDER.join(word.sound for word in words)
            yield Candidate("".join(word.text for word in words), length, sound)
        if any(edge.whole and edge.end == length for edge in edges.get(start, ())):
            whole = {at: [e for e in row if e.whole] for at, row in edges.items()}
            yield from self._phrases_from(whole, start, PHRASES_OF_A_SYLLABLE)
        else:
            yield from self._phrases_from(edges, start, int(most * PHRASE_SHARE))
        yield from self._characters_from(edges.get(start, []), most, words)

    def shown(self, code: str) -> str:
        """The code divided as in the likeliest sentence; what fits nothing stays as typed."""
        typed = self._keys.clean(code[: self._most])
        edges, length = divide(self._keys, typed)
        words = self._sentence(edges, min(edges, default=0), length)
        if not words:
            return code
        if self._keys.nine:
            sounds = [s for word in words for s in word.sound.split(DIVIDER)]
            return DIVIDER.join(self._cut(sounds, typed, length)) + code[length:]
        cuts = self._cuts(edges, words, length)
        pieces = [typed[a:b].strip(DIVIDER) for a, b in pairwise(cuts)]
        ending = DIVIDER if typed[:length].endswith(DIVIDER) else ""
        return DIVIDER.join(filter(None, pieces)) + ending + code[length:]

    def takes(self, code: str) -> bool:
        """Whether the whole code can be divided into syllables, the last perhaps begun."""
        if len(code) > self._most:
            return False
        typed = self._keys.clean(code)
        return len(typed) == len(code) and divide(self._keys, typed)[1] == len(code)

    def _paths(self, edges: dict[int, list[Edge]], start: int) -> Iterator[_Path]:
        """Every row of two edges or more that the lexicon may know."""
        waiting = [_Path(start, "", (), (), 0)]
        while waiting:
            path = waiting.pop()
            for edge in edges.get(path.end, ()):
                longer = path.with_edge(edge)
                if len(longer.parts) > 1:
                    if not self._lexicon.reaches(longer.letters):
                        continue
                    yield longer
                if len(longer.parts) < MOST_SYLLABLES:
                    waiting.append(longer)

    def _matches(self, path: _Path) -> list[str]:
        if all(path.whole):
            return self._lexicon.exact(path.letters, path.parts)
        return self._lexicon.beginning(path.letters, path.parts, path.whole)

    def _sentence(self, edges: dict[int, list[Edge]], start: int, length: int) -> list[_Word]:
        """The words whose weights together are the greatest, over the whole length."""
        best: dict[int, float] = {start: 0}
        words: dict[int, _Word] = {}

        def offer(end: int, score: float, word: _Word) -> None:
            if score > best.get(end, float("-inf")):
                best[end], words[end] = score, word

        for begin in sorted(edges):
            if begin not in best:
                continue
            here = best[begin] - OCCURRENCES
            for edge in edges[begin]:
                if one := self._syllables.best(edge.sounds) or self._rare(edge.sounds):
                    offer(
                        edge.end, here + one.weight - edge.cost, _Word(begin, one.text, one.sound)
                    )
            for path in self._paths(edges, begin):
                if phrase := self._lexicon.heaviest(self._matches(path)):
                    score = here + phrase.weight - path.cost
                    offer(path.end, score, _Word(begin, phrase.text, phrase.sound))
        return _walk_back(words, start, length)

    def _rare(self, sounds: tuple[str, ...]) -> Character | None:
        """A character of a sound that no standard character has."""
        for sound in sounds:
            if others := self._syllables.others(sound):
                return Character(others[0], sound, 0)
        return None

    def _phrases_from(self, edges: dict[int, list[Edge]], start: int, most: int) -> list[Candidate]:
        found: dict[str, tuple[int, int, str]] = {}
        for path in self._paths(edges, start):
            for line in self._matches(path):
                for phrase in self._lexicon.phrases(line):
                    rank = (path.end, phrase.weight - path.cost, phrase.sound)
                    if rank > found.get(phrase.text, (0, 0, "")):
                        found[phrase.text] = rank
        best = nlargest(most, found.items(), key=lambda row: row[1][:2])
        return [Candidate(text, end, sound) for text, (end, _, sound) in best]

    def _characters_from(
        self, edges: list[Edge], most: int, words: list[_Word]
    ) -> Iterator[Candidate]:
        """The characters of the first syllable: as in the sentence first, whole before begun."""
        first = words[0].sound.split(DIVIDER)[0] if words else ""
        for edge in sorted(edges, key=lambda e: (first not in e.sounds, not e.whole, -e.end)):
            merged = [one for sound in edge.sounds for one in self._syllables.common(sound)]
            for one in nlargest(most, merged, key=lambda c: c.weight):
                yield Candidate(one.text, edge.end, one.sound)
            if edge.whole:
                for sound in edge.sounds:
                    for text in self._syllables.others(sound)[:most]:
                        yield Candidate(text, edge.end, sound)

    def _cuts(self, edges: dict[int, list[Edge]], words: list[_Word], length: int) -> list[int]:
        """Where the syllables of the sentence begin, and its end."""
        cuts = []
        for word, end in zip(words, [w.start for w in words[1:]] + [length], strict=True):
            cuts += self._within(edges, word.start, end, word.sound.split(DIVIDER))
        return [*cuts, length]

    def _within(
        self, edges: dict[int, list[Edge]], start: int, end: int, sounds: list[str]
    ) -> list[int]:
        if not sounds:
            return []
        for edge in edges.get(start, ()):
            if sounds[0] not in edge.sounds or edge.end > end:
                continue
            if len(sounds) == 1:
                if edge.end == end:
                    return [start]
            elif rest := self._within(edges, edge.end, end, sounds[1:]):
                return [start, *rest]
        return []

    def _cut(self, sounds: list[str], typed: str, length: int) -> list[str]:
        """The sounds no longer than the keys pressed for them."""
        pressed = sum(key != DIVIDER for key in typed[:length])
        over = sum(map(len, sounds)) - pressed
        if sounds and 0 < over < len(sounds[-1]):
            return [*sounds[:-1], sounds[-1][:-over]]
        return sounds


def _walk_back(words: dict[int, _Word], start: int, length: int) -> list[_Word]:
    found: list[_Word] = []
    end = length
    while end > start and end in words:
        found.append(words[end])
        end = words[end].start
    return found[::-1]


def fitting_reading(readings: list[str], sound: str) -> str:
    """The toned reading of a tone-less sound, else the first."""
    matching = [reading for reading in readings if plain_sound(reading) == sound]
    return (matching or readings or [sound])[0]
