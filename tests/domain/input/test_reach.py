"""Every ideograph of GB 18030-2022 level 3 can be entered, and almost all without its code."""

from collections import defaultdict

import pytest

from kiosk.domain.input.engine import Mode
from tests.builders import the_names
from tests.engine import TABLES, offered, the_engine

LEVEL_3 = 87_887
SPANS = ((0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734),
         (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0))  # fmt: skip
UNIFIED_AMONG_COMPATIBILITY = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
IDEOGRAPHS = frozenset(
    {chr(point) for first, last in SPANS for point in range(first, last + 1)}
    | set(UNIFIED_AMONG_COMPATIBILITY)
)


@pytest.fixture(scope="module")
def by_sound():
    found = set()
    for line in (TABLES / "characters.txt").read_text("utf-8").splitlines():
        found |= set(offered(Mode.PINYIN, line.partition("\t")[0], most=5000))
    return found & IDEOGRAPHS


@pytest.fixture(scope="module")
def by_strokes():
    codes = defaultdict(set)
    for line in (TABLES / "strokes.txt").read_text("utf-8").splitlines():
        _, code, characters = line.split(" ")
        codes[code] |= set(characters)
    found = set()
    for code, characters in codes.items():
        if not characters <= found:
            found |= characters & set(offered(Mode.STROKES, code, most=100))
    return found & IDEOGRAPHS


def by_parts(wanted):
    codes = defaultdict(set)
    for line in (TABLES / "parts.txt").read_text("utf-8").splitlines():
        parts, characters = line.split(" ")
        for character in set(characters) & wanted:
            codes[character].add(parts)
    return {
        character
        for character in wanted
        if any(character in offered(Mode.PARTS, parts, most=500) for parts in codes[character])
    }


def test_the_standard_has_as_many_ideographs_as_it_says():
    assert len(IDEOGRAPHS) == LEVEL_3


def test_every_ideograph_can_be_entered_by_its_code_point():
    engine = the_engine()
    for character in IDEOGRAPHS:
        [candidate] = engine.candidates(Mode.CODE, f"{ord(character):X}")
        assert candidate.text == character


def test_every_standard_character_can_be_entered_by_sound_and_by_strokes(by_sound, by_strokes):
    assert the_names().characters - by_sound == set()
    assert the_names().characters - by_strokes == set()


def test_all_but_a_few_ideographs_can_be_entered_without_their_code(by_sound, by_strokes):
    """The published tables reach 74,746; strokes computed from components reach the others."""
    left = IDEOGRAPHS - by_sound - by_strokes
    left -= by_parts(left)

    assert len(by_sound) >= 42_800
    assert len(by_strokes) >= 87_700
    assert len(left) <= 10, sorted(left)
