"""Build resources/reference/input/ from published tables; the same input gives the same bytes.

Usage: build_input.py SOURCE_DIR REFERENCE_DIR

SOURCE_DIR holds pinyin_simp.dict.yaml (Debian rime-data-pinyin-simp, Apache-2.0),
stroke.dict.yaml (Debian rime-data-stroke, LGPL-3), moji.db (npm @mandel59/mojidata: the
description sequences, free of copyright, and Unihan's kMandarin, Unicode-3.0), pinyin.txt
(mozillazg/pinyin-data, MIT), chaizi-jt.txt (kfcd/chaizi, CC BY 3.0) and
Company-Shorter-Form_28W.txt (wainshine/Company-Names-Corpus, Apache-2.0).
REFERENCE_DIR is resources/reference: its divisions, trades and scope items become phrases,
its input/own_phrases.tsv, component_names.tsv and ideographs.tsv are read, and input/ is
written.
"""

import argparse
import csv
import math
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from input_shapes import Strokes, parts_of, read_folk_parts, read_sequences, read_strokes

LONGEST_PHRASE = 10
READINGS_OF_A_PHRASE = 4
MINOR_READING = 0.05
"""A reading rarer than this share of a character's commonest makes no phrase of its own."""
BRAND_PAIRS = 2500
LEVEL_FREQUENCY = (20, 4, 2)
"""Of a standard character that the lexicon lacks, by its level."""
FREQUENCY = {
    "own": 4000, "kunshan": 8000, "village": 2000, "town": 200, "division": 400,
    "scope": 3000, "trade": 1500, "class": 300, "brand": 60,
}  # fmt: skip
"""How often a phrase is taken to occur, by where it comes from; by judgement, unconfirmed."""


def weight(frequency: int) -> int:
    """A frequency as ten times its natural logarithm."""
    return round(10 * math.log(frequency + 1))


def toneless(syllable: str) -> str:
    """A syllable in a to z, ü as v."""
    plain = unicodedata.normalize("NFD", syllable.strip().lower())
    plain = plain.replace("u\u0308", "v").replace("ê", "e")
    return canonical("".join(c for c in plain if "a" <= c <= "z"))


def canonical(syllable: str) -> str:
    """One spelling of those that have two."""
    return {"lue": "lve", "nue": "nve", "n": "en", "ng": "en"}.get(syllable, syllable)


def read_ideographs(path: Path) -> list[str]:
    """The ideographs of GB 18030-2022 level 3, by code point."""
    rows = table(path)
    spans = [(int(row["first"], 16), int(row["last"], 16)) for row in rows]
    return [chr(c) for c in sorted(c for first, last in spans for c in range(first, last + 1))]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Readings:
    """How characters and phrases sound."""

    def __init__(self, source: Path) -> None:
        self.toned: dict[str, list[str]] = defaultdict(list)
        for line in (source / "pinyin.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("U+"):
                code, _, rest = line.partition(":")
                sounds = rest.partition("#")[0].strip()
                self._add(chr(int(code.replace("U+", "0x"), base=0)), sounds.split(","))
        with sqlite3.connect(f"file:{source / 'moji.db'}?mode=ro", uri=True) as base:
            rows = base.execute("SELECT UCS, value FROM unihan_each_kMandarin ORDER BY UCS, i")
            for character, sound in rows:
                self._add(character, [sound])
        self.frequency: dict[tuple[str, str], int] = {}
        self.phrases: dict[str, dict[str, int]] = defaultdict(dict)
        text = (source / "pinyin_simp.dict.yaml").read_text(encoding="utf-8")
        for line in text.partition("\n...\n")[2].splitlines():
            cells = line.split("\t")
            if len(cells) == 3:
                self._count(cells[0], cells[1].split(), int(cells[2]))

    def _add(self, character: str, sounds: list[str]) -> None:
        known = self.toned[character]
        known += [s.strip() for s in sounds if s.strip() and s.strip() not in known]

    def _count(self, text: str, sounds: list[str], frequency: int) -> None:
        sounds = [canonical(sound) for sound in sounds]
        if len(text) == 1:
            known = self.frequency.get((text, sounds[0]), 0)
            self.frequency[text, sounds[0]] = max(known, frequency)
        elif len(text) == len(sounds):
            self.phrases[text]["'".join(sounds)] = frequency

    def plain(self, character: str) -> list[str]:
        """Tone-less readings, the commonest first."""
        known = list(dict.fromkeys(filter(None, map(toneless, self.toned.get(character, ())))))
        return sorted(known, key=lambda s: -self.frequency.get((character, s), -1))

    def common(self, character: str) -> list[str]:
        """Readings that are not rare beside the commonest."""
        sounds = self.plain(character)
        best = self.frequency.get((character, sounds[0]), 0) if sounds else 0
        return [
            s
            for n, s in enumerate(sounds)
            if n == 0 or self.frequency.get((character, s), 0) > MINOR_READING * best
        ]

    def of_phrase(self, text: str) -> list[str]:
        """The readings of a phrase: words of the lexicon as they sound, the rest by character."""
        if text in self.phrases:
            return list(self.phrases[text])
        choices: list[list[str]] = []
        index = 0
        while index < len(text):
            for length in range(min(4, len(text) - index), 1, -1):
                if word := self.phrases.get(text[index : index + length]):
                    choices.append([max(word, key=lambda sounds: word[sounds])])
                    index += length
                    break
            else:
                choices.append(self.common(text[index]))
                index += 1
        found = ["'".join(chosen) for chosen in product(*choices)]
        return found[:READINGS_OF_A_PHRASE]


def pieces(text: str) -> Iterator[str]:
    """The runs of Chinese in a text, as long as a phrase may be."""
    for piece in re.findall(r"[㐀-鿿𠀀-𮯯]+", text):
        if 2 <= len(piece) <= LONGEST_PHRASE:
            yield piece


def divisions(reference: Path) -> Iterator[tuple[str, str]]:
    """(kind, phrase) of the divisions; those of the pilot's county weigh more."""
    folder = reference / "divisions"
    for row in table(folder / "current.tsv"):
        yield from (("division", text) for text in _and_short(row["name"]))
    for path in sorted(folder.glob("towns_*.tsv")):
        for row in table(path):
            for name in (row["name"], *row["aliases"].split(",")):
                yield from (("kunshan", text) for text in _and_short(name))
    for path in sorted(folder.glob("villages_*.tsv")):
        yield from (("village", row["name"]) for row in table(path))
    for row in table(reference / "names" / "places.tsv"):
        yield "town", row["name"]


def _and_short(name: str) -> Iterator[str]:
    yield name
    if len(name) > 2 and name[-1] in "省市县区镇":
        yield name[:-1]


def trades(reference: Path) -> Iterator[tuple[str, str]]:
    """(kind, phrase) of the industries, the scope and the forms of organisation."""
    folder = reference / "industries"
    for row in table(folder / "words.tsv"):
        yield from (("trade", word) for word in row["words"].split())
        yield from (("class", piece) for piece in pieces(row["name"]))
    yield from (("trade", row["word"]) for row in table(folder / "other_words.tsv"))
    yield from (("trade", p) for r in table(folder / "groups.tsv") for p in pieces(r["name"]))
    for row in table(reference / "names" / "organisation_forms.tsv"):
        yield "trade", row["form"]
    for row in table(reference / "scope.tsv"):
        yield from (("scope", piece) for piece in pieces(row["item"]))
        yield from (("scope", piece) for piece in pieces(row["bundles"]))
        yield from (("class", piece) for piece in pieces(row["permit"]))


def brands(source: Path, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs that many brands begin with and that the lexicon lacks."""
    taken = set(known)
    lines = (source / "Company-Shorter-Form_28W.txt").read_text("utf-8-sig").splitlines()
    counts = Counter(line[:2] for line in lines[3:] if re.fullmatch(r"[一-鿿]{2,6}", line.strip()))
    pairs = [(n, pair) for pair, n in counts.items() if pair not in taken and len(pair) == 2]
    for _, pair in sorted(pairs, key=lambda row: (-row[0], row[1]))[:BRAND_PAIRS]:
        yield "brand", pair


def all_phrases(source: Path, reference: Path, readings: Readings) -> dict[str, dict[str, int]]:
    """Pinyin -> phrase -> weight."""
    listed = table(reference / "words" / "listed.tsv")
    barred = {r["word"] for r in listed if r["level"] == "hard" and r["layer"] != "state"}
    lines: dict[str, dict[str, int]] = defaultdict(dict)
    for text, sounds in readings.phrases.items():
        if text not in barred:
            for sound, frequency in sounds.items():
                lines[sound][text] = weight(frequency)
    own = [*divisions(reference), *trades(reference), *brands(source, readings.phrases)]
    for kind, text in own:
        if 2 <= len(text) <= LONGEST_PHRASE and text not in barred:
            for sound in readings.of_phrase(text):
                _raise(lines, sound, text, weight(FREQUENCY[kind]))
    for row in table(reference / "input" / "own_phrases.tsv"):
        given = [row["reading"]] if row["reading"] else []
        for text in row["phrases"].split():
            for sound in given or readings.of_phrase(text):
                _raise(lines, sound, text, weight(int(row["frequency"] or FREQUENCY["own"])))
    return lines


def _raise(lines: dict[str, dict[str, int]], sound: str, text: str, value: int) -> None:
    if sound.count("'") + 1 == len(text):
        lines[sound][text] = max(lines[sound].get(text, 0), value)


def phrase_lines(phrases: dict[str, dict[str, int]]) -> list[str]:
    """``initials pinyin phrase weight phrase weight …``, the heaviest first."""
    lines = []
    for sound, words in phrases.items():
        initials = "".join(syllable[0] for syllable in sound.split("'"))
        ordered = sorted(words.items(), key=lambda row: (-row[1], row[0]))
        lines.append(" ".join([initials, sound, *(f"{w} {n}" for w, n in ordered)]))
    return lines


def character_lines(
    ideographs: list[str], readings: Readings, standard: dict[str, int]
) -> list[str]:
    """``syllable``, standard characters, their weights, all others; each the commonest first."""
    rows: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    for character in ideographs:
        for rank, sound in enumerate(readings.plain(character)):
            frequency = readings.frequency.get((character, sound))
            level = standard.get(character, 3)
            if frequency is None:
                frequency = LEVEL_FREQUENCY[level] if level < 3 and rank == 0 else 0
            rows[sound].append((level // 3, -weight(frequency), ord(character), character))
    lines = []
    for sound, found in rows.items():
        found.sort()
        common = [(c, -w) for late, w, _, c in found if not late]
        weights = " ".join(str(w) for _, w in common)
        others = "".join(c for late, _, _, c in found if late)
        lines.append(f"{sound}\t{''.join(c for c, _ in common)}\t{weights}\t{others}")
    return lines


def stroke_lines(
    ideographs: list[str],
    codes: dict[str, list[str]],
    strokes: Strokes,
    standard: dict[str, int],
) -> list[str]:
    """``tier code characters``: tier 1 holds the standard characters, tier 2 all others."""
    rows: dict[str, list[str]] = defaultdict(list)
    for character in ideographs:
        tier = 1 if character in standard else 2
        for code in dict.fromkeys(codes.get(character) or [strokes.of(character) or ""]):
            if code:
                rows[f"{tier} {code}"].append(character)
    return [f"{key} {''.join(characters)}" for key, characters in rows.items()]


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines sorted by their bytes, UTF-8, LF."""
    encoded = sorted(line.encode("utf-8") for line in lines)
    path.write_bytes(b"\n".join(encoded) + b"\n")


def main() -> None:
    """Read, build and write the five tables."""
    parser = argparse.ArgumentParser(description="Build the tables of the input engine.")
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    given = parser.parse_args()
    out = given.reference / "input"
    ideographs = read_ideographs(out / "ideographs.tsv")
    levels = (given.reference / "hanzi" / "characters.txt").read_text("utf-8").split()
    standard = {c: level for level, text in enumerate(levels) for c in text}
    readings = Readings(given.source)
    sequences = read_sequences(given.source / "moji.db")
    codes = read_strokes(given.source / "stroke.dict.yaml")
    folk = read_folk_parts(given.source / "chaizi-jt.txt")
    names = table(out / "component_names.tsv")
    stands_for = {row["component"]: row["stands_for"] for row in names if row["stands_for"]}
    readable = frozenset(standard) | {row["component"] for row in names}
    phrases = all_phrases(given.source, given.reference, readings)
    write(out / "phrases.txt", phrase_lines(phrases))
    write(out / "characters.txt", character_lines(ideographs, readings, standard))
    write(
        out / "readings.txt",
        (f"{c} {','.join(readings.toned[c][:4])}" for c in ideographs if readings.toned.get(c)),
    )
    strokes = Strokes(codes, sequences)
    write(out / "strokes.txt", stroke_lines(ideographs, codes, strokes, standard))
    rows: dict[str, list[str]] = defaultdict(list)
    for character in ideographs:
        deep = character in standard
        for parts in parts_of(character, sequences, folk, readable, stands_for, deep=deep):
            rows[parts].append(character)
    write(out / "parts.txt", (f"{parts} {''.join(found)}" for parts, found in rows.items()))


if __name__ == "__main__":
    main()
