"""Load the tables of hanzi: which are standard, how they sound, which look alike."""

from collections import defaultdict
from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.names.hanzi import LookAlikes, Sounds

STANDARD_CHARACTERS = 8105
"""通用规范汉字表 (国发〔2013〕23号): 3,500 + 3,000 + 1,605."""


def load_characters(path: Path) -> frozenset[str]:
    """The characters of ``characters.txt``, one level a line. Raises CatalogueError."""
    try:
        levels = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise CatalogueError(str(path), 1, f"cannot be read: {unreadable}") from None
    characters = frozenset("".join(levels))
    if len(characters) != STANDARD_CHARACTERS:
        message = f"holds {len(characters)} characters, not {STANDARD_CHARACTERS}"
        raise CatalogueError(str(path), 1, message)
    return characters


def load_variants(path: Path, standard: frozenset[str]) -> dict[str, str]:
    """Characters outside the table and the standard one each stands for. Raises CatalogueError."""
    meant: dict[str, str] = {}
    for line, (one, others) in read_table(path, ("standard", "variants")):
        if one not in standard or standard & frozenset(others):
            raise CatalogueError(str(path), line, f"{one}: not a standard one and others for it")
        meant.update(dict.fromkeys(others, one))
    return meant


def load_sounds(path: Path) -> Sounds:
    """The readings of ``pinyin.tsv``; rank 0 is the commonest. Raises CatalogueError."""
    first: dict[str, str] = {}
    others: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for line, (sound, rank, characters) in read_table(path, ("sound", "rank", "characters")):
        if rank == "0":
            first.update(dict.fromkeys(characters, sound))
        elif rank == "1":
            for character in characters:
                others[character] += (sound,)
        else:
            raise CatalogueError(str(path), line, f"rank {rank} is neither 0 nor 1")
    return Sounds(
        {character: (sound, *others.get(character, ())) for character, sound in first.items()}
    )


def load_look_alikes(path: Path) -> LookAlikes:
    """The classes of ``look_alike.tsv``, whose first row is its version. Raises CatalogueError."""
    classes: defaultdict[str, list[int]] = defaultdict(list)
    members: dict[int, str] = {}
    version = ""
    for line, (kind, text) in read_table(path, ("class", "members")):
        if kind == "version":
            version = text
            continue
        members[line] = text
        for character in text:
            classes[character].append(line)
    if not version:
        raise CatalogueError(str(path), 2, "has no row with its version")
    return LookAlikes({key: frozenset(found) for key, found in classes.items()}, members, version)
