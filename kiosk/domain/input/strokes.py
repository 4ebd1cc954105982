"""From strokes to characters: 横竖撇捺折 in the order of writing, as far as one got."""

from collections.abc import Iterator, Mapping

from kiosk.domain.input.sorted_lines import SortedLines

MARKS: Mapping[str, str] = {"h": "一", "s": "丨", "p": "丿", "n": "丶", "z": "乛"}
MOST_STROKES = 64
LONG_ENOUGH = 5
"""From so many strokes on, rare characters that are complete precede common ones that are not."""
BEGUN_FIRST = 24
"""With fewer strokes, so many common ones that only begin so precede the rare ones."""
MOST_BYTES = 60_000
"""Rare characters are offered once fewer than this many bytes of the table are left."""


class Strokes:
    """Lines ``tier code characters``: tier 1 the standard characters, tier 2 all others."""

    def __init__(self, lines: SortedLines, ranks: Mapping[str, int]) -> None:
        self._lines = lines
        self._ranks = ranks

    def clean(self, code: str) -> str:
        """The leading keys that are strokes; what a person sees may be given as well."""
        written = "".join(_KEYS.get(key, " ") for key in code[:MOST_STROKES])
        return written.partition(" ")[0]

    def characters(self, code: str) -> Iterator[str]:
        """Complete ones first, then those that begin so; the common and the short first."""
        code = self.clean(code)
        if not code:
            return
        common, rare = self._tier("1", code), self._tier("2", code)
        standard = sorted((row for row in common if row[0] == len(code)), key=self._order)
        yield from (text for _, text in standard)
        whole = [text for length, text in rare if length == len(code)]
        if len(code) >= LONG_ENOUGH:
            yield from whole
        begun = sorted((row for row in common if row[0] > len(code)), key=self._order)
        yield from (text for _, text in begun[:BEGUN_FIRST])
        yield from whole
        yield from (text for _, text in begun[BEGUN_FIRST:])
        yield from (text for _, text in sorted(rare, key=lambda row: row[0]))

    def follows(self, code: str) -> frozenset[str]:
        """The strokes after which there is still a character."""
        tiers = ("1 ", "2 ")
        return frozenset(
            key for key in MARKS if any(self._lines.has((t + code + key).encode()) for t in tiers)
        )

    def _tier(self, tier: str, code: str) -> list[tuple[int, str]]:
        """(strokes, character) of what begins so, short of a flood."""
        prefix = f"{tier} {code}"
        start, end = self._lines.span(prefix.encode("ascii"))
        if tier == "2" and end - start > MOST_BYTES:
            start, end = self._lines.span(f"{prefix} ".encode("ascii"))
        found = []
        for line in self._lines.between(start, end):
            _, strokes, characters = line.split(" ")
            found += [(len(strokes), text) for text in characters]
        return found

    def _order(self, row: tuple[int, str]) -> int:
        return -self._ranks.get(row[1], 0)


_KEYS: Mapping[str, str] = (
    {key: key for key in MARKS}
    | {key.upper(): key for key in MARKS}
    | {mark: key for key, mark in MARKS.items()}
)
