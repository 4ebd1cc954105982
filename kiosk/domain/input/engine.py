"""The input engine: keys in, candidates out; nothing typed is learnt or kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.input.by_sound import BySound, fitting_reading
from kiosk.domain.input.candidate import Candidate, Mode
from kiosk.domain.input.code_points import CodePoints
from kiosk.domain.input.lattice import Keys
from kiosk.domain.input.parts import Parts
from kiosk.domain.input.sorted_lines import SortedLines
from kiosk.domain.input.sounds import Lexicon, Syllables, keyed_lines
from kiosk.domain.input.strokes import MARKS, Strokes

__all__ = ["Candidate", "Engine", "Mode", "Tables"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Tables:
    """What the engine reads; ``kiosk/catalogue/input.py`` tells the form of each."""

    phrases: bytes
    characters: Sequence[str]
    readings: bytes
    strokes: bytes
    parts: bytes
    stands_for: Mapping[str, str]
    names: Mapping[str, str]
    spans: Sequence[tuple[int, int]]


class Engine:
    """Answers every mode from read-only tables; any text may be given as code."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._syllables = Syllables(list(tables.characters))
        self._readings = SortedLines(tables.readings)
        self._by_mode = {
            Mode.PINYIN: self._by_sound(nine=False),
            Mode.NINE: self._by_sound(nine=True),
        }
        self._strokes = Strokes(SortedLines(tables.strokes), self._syllables.ranks)
        self._parts = Parts(
            SortedLines(tables.parts),
            self._component_sounds(),
            tables.stands_for,
            self._syllables.ranks,
        )
        self._codes = CodePoints(tables.spans)

    def candidates(self, mode: Mode, code: str, *, most: int = 60) -> tuple[Candidate, ...]:
        """At most ``most`` candidates, the best first; none when the code fits nothing.

        By sound: the likeliest sentence, then phrases, then the characters of the first
        syllable. The same text is offered once.
        """
        found: dict[str, Candidate] = {}
        for candidate in self._offered(mode, code, most):
            if len(found) >= most:
                break
            found.setdefault(candidate.text, candidate)
        return tuple(self._noted(candidate) for candidate in found.values())

    def shown(self, mode: Mode, code: str) -> str:
        """The code as the person sees it while typing."""
        if mode in self._by_mode:
            return self._by_mode[mode].shown(code)
        if mode is Mode.STROKES:
            return "".join(MARKS.get(key.lower(), key) for key in code)
        if mode is Mode.PARTS:
            return " + ".join(code.replace("’", "'").split("'"))
        return f"U+{code.upper().removeprefix('U+')}"

    def follows(self, mode: Mode, code: str) -> frozenset[str]:
        """The keys that can come next; empty when nothing can."""
        if mode in self._by_mode:
            by_sound = self._by_mode[mode]
            keys = LETTERS if mode is Mode.PINYIN else "23456789"
            return frozenset(key for key in keys if by_sound.takes(code + key))
        if mode is Mode.STROKES:
            return self._strokes.follows(self._strokes.clean(code))
        if mode is Mode.PARTS:
            return frozenset(key for key in LETTERS if self._parts.takes(code + key))
        return self._codes.follows(code)

    def _offered(self, mode: Mode, code: str, most: int) -> Iterator[Candidate]:
        if mode in self._by_mode:
            yield from self._by_mode[mode].candidates(code, most)
        elif mode is Mode.STROKES:
            used = len(self._strokes.clean(code))
            yield from (Candidate(text, used) for text in self._strokes.characters(code))
        elif mode is Mode.PARTS:
            yield from (Candidate(text, len(code)) for text in self._parts.characters(code))
        elif character := self._codes.character(code):
            yield Candidate(character, len(code), f"U+{ord(character):04X}")

    def _noted(self, candidate: Candidate) -> Candidate:
        """A single character with its toned reading, where it has one."""
        if len(candidate.text) != 1 or candidate.note.startswith("U+"):
            return candidate
        lines = self._readings.starting(f"{candidate.text} ")
        readings = lines[0].partition(" ")[2].split(",") if lines else []
        note = fitting_reading(readings, candidate.note)
        return Candidate(candidate.text, candidate.used, note)

    def _by_sound(self, *, nine: bool) -> BySound:
        block = keyed_lines(self._tables.phrases) if nine else self._tables.phrases
        lexicon = Lexicon(SortedLines(block), keyed=nine)
        return BySound(Keys(self._syllables.all, nine=nine), self._syllables, lexicon)

    def _component_sounds(self) -> dict[str, str]:
        """Name or sound -> the components it can mean."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, components in self._tables.names.items():
            found[name] += components
        stands_for = self._tables.stands_for
        for sound in self._syllables.all:
            common = self._syllables.common(sound)
            found[sound] += [stands_for.get(one.text, one.text) for one in common]
        return {name: "".join(dict.fromkeys(components)) for name, components in found.items()}
