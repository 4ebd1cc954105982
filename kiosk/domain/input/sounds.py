"""Which characters and phrases have which sound, and how often they are used."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.domain.input.sorted_lines import SortedLines

NINE_KEYS: Mapping[int, int] = MappingProxyType(
    str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
)
"""Which of the keys 2 to 9 carries a letter (ITU-T E.161)."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character with its tone-less sound; ``weight`` is ten times the log of its frequency."""

    text: str
    sound: str
    weight: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of two characters or more, its syllables divided by apostrophes."""

    text: str
    sound: str
    weight: int


def plain_sound(reading: str) -> str:
    """A reading without its tone, ü as v: ``lǜ`` is ``lv``."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v").replace("ê", "e")
    return "".join(c for c in bare if "a" <= c <= "z")


class Syllables:
    """The characters of each syllable, standard ones first and by frequency, then all others."""

    def __init__(self, lines: list[str]) -> None:
        """From lines ``syllable``, standard characters, their weights, all others, by tabs."""
        self._common: dict[str, tuple[Character, ...]] = {}
        self._others: dict[str, str] = {}
        self.ranks: dict[str, int] = {}
        for line in lines:
            sound, common, weights, others = line.split("\t")
            self._common[sound] = tuple(
                Character(text, sound, int(weight))
                for text, weight in zip(common, weights.split(), strict=True)
            )
            self._others[sound] = others
            for one in self._common[sound]:
                self.ranks[one.text] = max(one.weight, self.ranks.get(one.text, 0))
        self.all = tuple(self._common)

    def common(self, sound: str) -> tuple[Character, ...]:
        """The standard characters of that sound, the commonest first."""
        return self._common[sound]

    def others(self, sound: str) -> str:
        """The characters outside the standard table, the commonest first."""
        return self._others[sound]

    def best(self, sounds: tuple[str, ...]) -> Character | None:
        """The commonest standard character of these syllables."""
        firsts = [self._common[s][0] for s in sounds if self._common[s]]
        return max(firsts, key=lambda one: one.weight, default=None)


class Lexicon:
    """Phrases by their letters: ``letters sound phrase weight phrase weight …``, sorted.

    ``letters`` are the first letters (or keys) of the syllables.
    """

    def __init__(self, lines: SortedLines, *, keyed: bool = False) -> None:
        """``keyed``: the lines carry the keys of each syllable before the sound."""
        self._lines = lines
        self._keyed = keyed

    def reaches(self, letters: str) -> bool:
        """Whether any phrase's syllables begin with these letters."""
        return self._lines.has(letters.encode("ascii"))

    def exact(self, letters: str, parts: tuple[str, ...]) -> list[str]:
        """The lines of exactly these syllables (or their keys)."""
        return self._lines.starting(f"{letters} {chr(39).join(parts)} ")

    def beginning(self, letters: str, parts: tuple[str, ...], whole: tuple[bool, ...]) -> list[str]:
        """The lines whose syllables are, or where not ``whole`` begin with, these parts."""
        found: list[str] = []
        for line in self._lines.starting(letters + " "):
            syllables = line.split(" ", 2)[1].split("'")
            for part, complete, syllable in zip(parts, whole, syllables, strict=True):
                if syllable != part if complete else not syllable.startswith(part):
                    break
            else:
                found.append(line)
        return found

    def heaviest(self, lines: list[str]) -> Phrase | None:
        """The heaviest phrase of some lines, the first of them among equals."""
        best: Phrase | None = None
        for line in lines:
            _, *cells = line.split(" ", 4 + self._keyed)
            weight = int(cells[self._keyed + 2])
            if best is None or weight > best.weight:
                best = Phrase(cells[self._keyed + 1], cells[self._keyed], weight)
        return best

    def phrases(self, line: str) -> list[Phrase]:
        """All phrases of a line, the heaviest first."""
        cells = line.split(" ")[1 + self._keyed :]
        return [Phrase(cells[n], cells[0], int(cells[n + 1])) for n in range(1, len(cells), 2)]


def keyed_lines(block: bytes) -> bytes:
    """The lexicon's lines sorted by the nine keys instead of letters."""
    letters = bytes(range(0x61, 0x7B))
    digits = letters.decode("ascii").translate(NINE_KEYS).encode("ascii")
    lines = block.split(b"\n")[:-1]
    keys = block.translate(bytes.maketrans(letters, digits)).split(b"\n")
    rows = []
    for key, line in zip(keys, lines, strict=False):
        first, sound, _ = key.split(b" ", 2)
        rows.append(first + b" " + sound + line[len(first) :])
    rows.sort()
    return b"\n".join(rows) + b"\n"
