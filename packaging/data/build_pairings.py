"""Build resources/reference/names/pairings.tsv: characters that stand well together in brands.

Usage: build_pairings.py SOURCE_DIR REFERENCE_DIR

SOURCE_DIR holds Company-Shorter-Form_28W.txt (wainshine/Company-Names-Corpus, Apache-2.0).
REFERENCE_DIR is resources/reference: names/pleasant.tsv tells the characters that suggestions
add. Of every pair with one of these, in brands of two to four characters, the weight is the
binary logarithm of how often it occurs, from 1 to 9; a brand of the pair alone counts threefold.
The same input gives the same bytes.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 4
COMMON = 6500
"""So many characters of 通用规范汉字表, from its beginning, may stand in a pair."""


def count_pairs(brands: list[str]) -> Counter[str]:
    """How often each two characters stand side by side."""
    counted: Counter[str] = Counter()
    for brand in brands:
        if 2 <= len(brand) <= 4:
            for place in range(len(brand) - 1):
                counted[brand[place : place + 2]] += 3 if len(brand) == 2 else 1
    return counted


def main() -> None:
    """Read, count and write."""
    parser = argparse.ArgumentParser(description="Build the table of pairings.")
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    given = parser.parse_args()
    levels = (given.reference / "hanzi/characters.txt").read_text(encoding="utf-8")
    common = set("".join(levels.split())[:COMMON])
    added: set[str] = set()
    table = (given.reference / "names/pleasant.tsv").read_text(encoding="utf-8").splitlines()
    for kind, _, entries, _ in (row.split("\t") for row in table[1:]):
        if kind in {"opening", "ending", "partner", "trade"}:
            added |= set(entries.split())
    corpus = given.source / "Company-Shorter-Form_28W.txt"
    counted = count_pairs(corpus.read_text(encoding="utf-8-sig").split())
    after: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pair, count in counted.items():
        first, second = pair
        if count >= LEAST and {first, second} <= common and added & {first, second}:
            after[first].append((min(9, count.bit_length() - 1), second))
    rows = []
    for first in sorted(after):
        ranked = sorted(after[first], key=lambda one: (-one[0], one[1]))
        rows.append(f"{first}\t{''.join(f'{second}{weight}' for weight, second in ranked)}")
    text = "\n".join(["first\tseconds", *rows]) + "\n"
    (given.reference / "names/pairings.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
