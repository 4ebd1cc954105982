"""Load the tables of hanzi: which are standard, how they sound, which look alike."""

import hashlib
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
    """The classes of ``look_alike.tsv``. Raises CatalogueError."""
    classes: defaultdict[str, list[int]] = defaultdict(list)
    for line, (_, members) in read_table(path, ("class", "members")):
        for character in members:
            classes[character].append(line)
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return LookAlikes({key: frozenset(found) for key, found in classes.items()}, version)
