"""Build resources/reference/hanzi/ from the published tables; the same input gives the same bytes.

Usage: build_hanzi.py SOURCE_DIR OUT_DIR

SOURCE_DIR holds tgghzb_level-1..3.txt (通用规范汉字表), pinyin.txt and kMandarin_8105.txt
(mozillazg/pinyin-data, MIT) and chaizi-jt.txt (kfcd/chaizi, CC BY 3.0).
"""

import argparse
import unicodedata
from collections import defaultdict
from pathlib import Path

MOST_MEMBERS = 40
"""A component shared by more characters than this is a radical and makes nobody alike."""

BY_EYE = (
    "己已巳", "未末", "土士", "日曰", "人入八", "戊戌戍", "大太犬", "天夭", "干千于",
    "夫失", "王玉壬主", "田由甲申", "治冶", "微徽", "拔拨", "折拆", "候侯", "暖暧",
    "崇祟", "茶荼", "赢嬴羸", "毋母", "乌鸟", "兔免", "贝见", "刀刁", "盲肓", "要耍",
    "宜宣", "晴睛", "辨辩辫", "博搏", "壁璧", "幸辛", "延廷", "汆氽", "白百自",
    "目且", "休体", "木本术", "牛午", "今令", "爪瓜", "宇字", "间问", "住往",
)  # fmt: skip
"""Pairs that a component table cannot see; by eye, own work, unconfirmed."""


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
    for name in ("kMandarin_8105.txt", "pinyin.txt"):
        for line in (source / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("U+"):
                continue
            code, _, rest = line.partition(":")
            character = chr(int(code.replace("U+", "0x"), base=0))
            if character not in wanted:
                continue
            known = sounds.setdefault(character, [])
            for reading in rest.partition("#")[0].split(","):
                plain = toneless(reading)
                if plain and plain not in known:
                    known.append(plain)
    return sounds


def read_look_alikes(source: Path, wanted: frozenset[str]) -> dict[str, str]:
    """Class name -> members. A class is what is left of a character without one component."""
    members: dict[str, set[str]] = defaultdict(set)
    for line in (source / "chaizi-jt.txt").read_text(encoding="utf-8").splitlines():
        character, *decompositions = line.split("\t")
        if character in wanted:
            for rest in rests(decompositions):
                members[rest].add(character)
    for rest in wanted & set(members):
        members[rest].add(rest)
    for group in BY_EYE:
        members[f"={group[0]}"].update(group)
    seen: dict[str, str] = {}
    for rest in sorted(members):
        text = "".join(sorted(members[rest]))
        if 2 <= len(text) <= MOST_MEMBERS:
            seen.setdefault(text, rest)
    return {rest: text for text, rest in seen.items()}


def rests(decompositions: list[str]) -> set[str]:
    """What is left of each decomposition when any one of its components is dropped."""
    found = set()
    for decomposition in decompositions:
        parts = decomposition.split()
        if len(parts) > 1:
            found |= {"".join(parts[:n] + parts[n + 1 :]) for n in range(len(parts))}
    return found


def write(path: Path, lines: list[str]) -> None:
    """Write lines with a final newline, UTF-8, LF."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read, build and write the three tables."""
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
    classes = read_look_alikes(given.source, wanted)
    rows = [f"{rest}\t{text}" for rest, text in sorted(classes.items())]
    write(given.out / "look_alike.tsv", ["class\tmembers", *rows])


if __name__ == "__main__":
    main()
