"""Build resources/reference/hanzi/ from the published tables; the same input gives the same bytes.

Usage: build_hanzi.py SOURCE_DIR OUT_DIR

SOURCE_DIR holds tgghzb_level-1..3.txt (通用规范汉字表), kMandarin_8105.txt (mozillazg/pinyin-data,
MIT) for the commonest reading, and moji.db (npm @mandel59/mojidata: Unihan's kTGHZ2013, Unicode-3.0)
for all readings that 通用规范汉字字典 knows; those of old books alone make no two names sound alike.
The table of look-alikes is made by build_look_alike.py.
"""

import argparse
import sqlite3
import unicodedata
from collections import defaultdict
from pathlib import Path


def toneless(syllable: str) -> str:
    """A syllable in a to z, ü as v."""
    plain = unicodedata.normalize("NFD", syllable.strip().lower())
    plain = plain.replace("u\u0308", "v").replace("ê", "e")
    return "".join(c for c in plain if "a" <= c <= "z")


def read_characters(source: Path) -> list[str]:
    """The three levels of the table, one text each."""
    return [
        "".join((source / f"tgghzb_level-{level}.txt").read_text(encoding="utf-8").split())
        for level in (1, 2, 3)
    ]


def read_sounds(source: Path, wanted: frozenset[str]) -> dict[str, list[str]]:
    """Tone-less readings of each wanted character, the commonest first."""
    sounds: dict[str, list[str]] = {}
    for line in (source / "kMandarin_8105.txt").read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition(":")
        if code.startswith("U+"):
            character = chr(int(code.replace("U+", "0x"), base=0))
            if character in wanted:
                sounds[character] = [toneless(rest.partition("#")[0].split(",")[0])]
    with sqlite3.connect(f"file:{source / 'moji.db'}?mode=ro", uri=True) as base:
        rows = base.execute("SELECT UCS, value FROM unihan_kTGHZ2013 ORDER BY UCS")
        for character, readings in rows:
            if character in wanted:
                known = sounds.setdefault(character, [])
                for reading in readings.split():
                    plain = toneless(reading.partition(":")[2])
                    if plain and plain not in known:
                        known.append(plain)
    return sounds


def write(path: Path, lines: list[str]) -> None:
    """Write lines with a final newline, UTF-8, LF."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read, build and write the two tables."""
    parser = argparse.ArgumentParser(description="Build the tables of hanzi.")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    levels = read_characters(given.source)
    wanted = frozenset("".join(levels))
    write(given.out / "characters.txt", levels)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for character, sounds in sorted(read_sounds(given.source, wanted).items()):
        for rank, sound in enumerate(sounds):
            by_sound[f"{sound}\t{min(rank, 1)}"].append(character)
    rows = [f"{key}\t{''.join(characters)}" for key, characters in sorted(by_sound.items())]
    write(given.out / "pinyin.tsv", ["sound\trank\tcharacters", *rows])


if __name__ == "__main__":
    main()
