"""From components to characters: 王 and 非 are 琲, by the components or how they sound."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.domain.input.lattice import DIVIDER
from kiosk.domain.input.sorted_lines import SortedLines

MOST_PARTS = 6
MOST_LETTERS = 24
"""Of one component's name."""


class Parts:
    """Lines ``components characters``, and the names of components that differ from their sound.

    A component is typed by its sound or name, or given as it is; a form that only stands in
    other characters (氵) counts as the character that it stands for (水).
    """

    def __init__(
        self,
        lines: SortedLines,
        sounds: Mapping[str, str],
        stands_for: Mapping[str, str],
        ranks: Mapping[str, int],
    ) -> None:
        """``sounds``: name -> the components it can mean."""
        self._lines = lines
        self._sounds = sounds
        self._stands_for = stands_for
        self._ranks = ranks

    def split(self, code: str) -> list[str]:
        """The components as typed: names between dividers, or single characters."""
        found: list[str] = []
        name = ""
        for key in code[: MOST_PARTS * MOST_LETTERS].lower().replace("’", DIVIDER):
            if "a" <= key <= "z":
                name += key
                continue
            if name:
                found.append(name)
            name = ""
            if key not in DIVIDER + " +":
                found.append(key)
        return [*found, name][:MOST_PARTS] if name else found[:MOST_PARTS]

    def characters(self, code: str) -> Iterator[str]:
        """Of exactly these components first, then those that begin so, then in another order."""
        typed = self.split(code)
        wanted = [self._meant(part) for part in typed]
        if len(typed) > 1 and not wanted[-1]:
            wanted[-1] = self._begun(typed[-1])
        if not typed or not all(wanted):
            return
        rows = self._rows(wanted)
        if len(wanted) == 1:
            rows.sort(key=self._order)
            yield from (text for _, text in rows)
            return
        yield from self._sorted(rows, len(wanted), exact=True)
        if len(wanted) == 2:
            yield from self._sorted(self._rows(wanted[::-1]), 2, exact=True)
        yield from self._sorted(rows, len(wanted), exact=False)

    def takes(self, code: str) -> bool:
        """Whether the last component is, or can become, one that there is."""
        *_, last = self.split(code) or [""]
        return bool(self._meant(last)) or any(name.startswith(last) for name in self._sounds)

    def _meant(self, part: str) -> str:
        """The components that a typed part can mean."""
        if part.isascii():
            return self._sounds.get(part, "")
        return self._stands_for.get(part, part)

    def _begun(self, part: str) -> str:
        """The components whose name begins so."""
        names = [name for name in self._sounds if name.startswith(part)]
        return "".join(dict.fromkeys("".join(self._sounds[name] for name in names)))

    def _rows(self, wanted: Sequence[str]) -> list[tuple[int, str]]:
        """(components, character) of every line that begins with these."""
        first, *others = wanted
        found = []
        for component in first:
            for line in self._lines.starting(component):
                components, _, characters = line.partition(" ")
                if len(components) < len(wanted):
                    continue
                if all(c in meant for c, meant in zip(components[1:], others, strict=False)):
                    found += [(len(components), text) for text in characters]
        return found

    def _sorted(self, rows: list[tuple[int, str]], parts: int, *, exact: bool) -> list[str]:
        fitting = [row for row in rows if (row[0] == parts) == exact]
        return [text for _, text in sorted(fitting, key=self._order)]

    def _order(self, row: tuple[int, str]) -> tuple[int, int]:
        """The common before the rare, the simple before the complex."""
        return -self._ranks.get(row[1], -1), row[0]
