"""Strokes and components of every ideograph, from published tables and from each other."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Tree = str | tuple[str, tuple["Tree", ...]]
"""A component, or an operator and what it joins."""

OPERATORS = (
    dict.fromkeys("⿰⿱⿴⿵⿶⿷⿸⿹⿺⿻⿼⿽㇯", 2) | dict.fromkeys("⿲⿳", 3) | {"⿾": 1, "⿿": 1}
)
HARD_TO_LOOK_UP = "szhhhshspnhszs"
"""The stroke table's placeholder for characters that it could not code."""
INNER_FIRST = frozenset("辶廴")
"""⿺ writes what stands in these before them; in all others after."""

STROKE_FORMS = {
    "㇀": "h", "㇁": "z", "㇂": "z", "㇃": "z", "㇄": "z", "㇅": "z", "㇆": "z", "㇇": "z",
    "㇈": "z", "㇉": "z", "㇊": "z", "㇋": "z", "㇌": "z", "㇍": "z", "㇎": "z", "㇏": "n",
    "㇐": "h", "㇑": "s", "㇒": "p", "㇓": "p", "㇔": "n", "㇕": "z", "㇖": "z", "㇗": "z",
    "㇘": "z", "㇙": "z", "㇚": "s", "㇛": "z", "㇜": "z", "㇝": "n", "㇞": "z", "㇟": "z",
    "㇠": "z", "㇡": "z", "㇢": "z", "㇣": "z", "⺀": "nn", "⺄": "z", "⺆": "pz", "⺈": "pz",
    "⺊": "sh", "⺌": "snp", "⺗": "snnn", "⺝": "pznh", "⺶": "nphhhp", "⺻": "zhhhhs",
    "⺼": "pznh", "𤣩": "hhsh", "〢": "ss",
}  # fmt: skip
"""Strokes of what the table has no code for: CJK strokes and radical forms; own work."""


def read_sequences(moji: Path) -> dict[str, list[str]]:
    """Character -> its description sequences, that of the Chinese sources first."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    with sqlite3.connect(f"file:{moji}?mode=ro", uri=True) as base:
        for character, sources, sequence in base.execute("SELECT UCS, source, IDS FROM ids"):
            found[character].append(("G" not in sources, sequence))
    return {c: [s for _, s in sorted(rows, key=lambda r: r[0])] for c, rows in found.items()}


def parse(sequence: str) -> Tree | None:
    """The tree of a description sequence; None when it is not one."""
    tokens = list(_tokens(sequence))
    tree, rest = _take(tokens)
    return tree if not rest else None


def _tokens(sequence: str) -> Iterator[str]:
    index = 0
    while index < len(sequence):
        if sequence[index] == "{":
            end = sequence.find("}", index)
            yield sequence[index : end + 1]
            index = end + 1
            continue
        if sequence[index] != "〾":
            yield sequence[index]
        index += 1


def _take(tokens: list[str]) -> tuple[Tree | None, list[str]]:
    if not tokens:
        return None, ["?"]
    first, rest = tokens[0], tokens[1:]
    if first not in OPERATORS:
        return first, rest
    parts: list[Tree] = []
    for _ in range(OPERATORS[first]):
        part, rest = _take(rest)
        if part is None:
            return None, ["?"]
        parts.append(part)
    return (first, tuple(parts)), rest


def leaves(tree: Tree) -> list[str]:
    """The components from left to right."""
    return [tree] if isinstance(tree, str) else [leaf for part in tree[1] for leaf in leaves(part)]


def read_strokes(path: Path) -> dict[str, list[str]]:
    """Character -> stroke codes, as in the table."""
    codes: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 2 or len(cells[0]) != 1 or cells[1] == HARD_TO_LOOK_UP:
            continue
        if not set(cells[1]) - set("hspnz"):
            codes[cells[0]].append(cells[1])
    return dict(codes)


class Strokes:
    """Computes codes that the table lacks by joining those of the components."""

    def __init__(
        self, table: Mapping[str, Sequence[str]], sequences: Mapping[str, list[str]]
    ) -> None:
        self._known = {c: codes[0] for c, codes in table.items()} | STROKE_FORMS
        self._trees = {
            character: [tree for s in rows if (tree := parse(s)) is not None]
            for character, rows in sequences.items()
        }
        self._known |= self._solved()

    def of(self, character: str, depth: int = 0) -> str | None:
        """The code of the table, else a computed one, else None."""
        if character in self._known:
            return self._known[character]
        return self.computed(character, depth)

    def computed(self, character: str, depth: int = 0) -> str | None:
        """The code by joining components, whatever the table says."""
        if depth > 8:
            return None
        for tree in self._trees.get(character, ()):
            if not isinstance(tree, str) and (code := self._join(tree, depth)):
                return code
        return None

    def _join(self, tree: Tree, depth: int) -> str | None:
        if isinstance(tree, str):
            return self.of(tree, depth + 1)
        operator, parts = tree
        codes = [self._join(part, depth) for part in parts]
        if None in codes or operator in "⿾⿿㇯⿼⿽":
            return None
        known = [code for code in codes if code]
        first, *others = known
        rest = "".join(others)
        if operator in "⿴⿷" and len(first) > 1:
            return first[:-1] + rest + first[-1]
        if operator == "⿶" or (operator == "⿺" and parts[0] in INNER_FIRST):
            return rest + first
        return first + rest

    def _solved(self) -> dict[str, str]:
        """Codes of components without a code point, by taking away what else is known."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for character, trees in self._trees.items():
            whole = self._known.get(character)
            for tree in trees if whole else ():
                if isinstance(tree, str) or tree[0] not in "⿰⿱⿲⿳":
                    continue
                codes = [self._known.get(p) if isinstance(p, str) else None for p in tree[1]]
                missing = [n for n, code in enumerate(codes) if code is None]
                if len(missing) != 1 or not isinstance(name := tree[1][missing[0]], str):
                    continue
                before = "".join(c for c in codes[: missing[0]] if c)
                after = "".join(c for c in codes[missing[0] + 1 :] if c)
                middle = whole[len(before) : len(whole) - len(after)] if whole else ""
                if middle and whole == before + middle + after:
                    votes[name][middle] += 1
        return {name: counted.most_common(1)[0][0] for name, counted in votes.items()}


def read_folk_parts(path: Path) -> dict[str, list[list[str]]]:
    """Character -> decompositions as people say them (立早章)."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        character, *rows = line.split("\t")
        found[character] = [row.split() for row in rows if row.strip()]
    return found


def parts_of(
    character: str,
    sequences: Mapping[str, list[str]],
    folk: Mapping[str, list[list[str]]],
    readable: frozenset[str],
    stands_for: Mapping[str, str],
    *,
    deep: bool,
) -> list[str]:
    """Rows of two to six components that can all be typed by their sound.

    ``deep``: also with one component taken apart once more (文 武 贝 beside 斌 贝).
    """
    rows: list[list[str]] = []
    for sequence in sequences.get(character, ()):
        tree = parse(sequence)
        if tree is None or isinstance(tree, str):
            continue
        rows.append([leaf for leaf in leaves(tree) if leaf in readable])
        rows.append(list(_readable_leaves(tree, sequences, readable, 0)))
    rows += [row for row in folk.get(character, ()) if all(part in readable for part in row)]
    if deep:
        rows += [deeper for row in tuple(rows) for deeper in _taken_apart(row, sequences, readable)]
    found = []
    for row in rows:
        text = "".join(stands_for.get(part, part) for part in row)
        if 2 <= len(text) <= 6 and text not in found:
            found.append(text)
    if not found:
        found = ["".join(stands_for.get(p, p) for p in row) for row in rows if len(row) == 1][:1]
    return found


def _taken_apart(
    row: list[str], sequences: Mapping[str, list[str]], readable: frozenset[str]
) -> Iterator[list[str]]:
    for index, component in enumerate(row):
        inner = parse(sequences[component][0]) if component in sequences else None
        if inner is None or isinstance(inner, str):
            continue
        parts = leaves(inner)
        if all(part in readable for part in parts):
            yield [*row[:index], *parts, *row[index + 1 :]]


def _readable_leaves(
    tree: Tree, sequences: Mapping[str, list[str]], readable: frozenset[str], depth: int
) -> Iterator[str]:
    for leaf in leaves(tree):
        if leaf in readable:
            yield leaf
            continue
        inner = parse(sequences[leaf][0]) if leaf in sequences and depth < 4 else None
        if inner is not None and not isinstance(inner, str):
            yield from _readable_leaves(inner, sequences, readable, depth + 1)
