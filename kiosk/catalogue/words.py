"""Load the word lists of names: prohibited, restricted, licensed, and what is harmless."""

from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.names.words import ListedWord, WordLevel, WordLists

MOST_LISTED = 500
"""A list that a person can still read through; the big public lists accuse the innocent."""


def load_words(folder: Path) -> WordLists:
    """Read ``listed.tsv`` and ``plain.tsv``. Raises CatalogueError with file and line."""
    listed: dict[str, ListedWord] = {}
    path = folder / "listed.tsv"
    columns = ("word", "level", "layer", "article", "unconfirmed")
    for line, (word, level, layer, article, _) in read_table(path, columns):
        if word in listed:
            raise CatalogueError(str(path), line, f"{word} is listed twice")
        if not article:
            raise CatalogueError(str(path), line, f"{word} has no article")
        try:
            listed[word] = ListedWord(word, WordLevel(level), layer, article)
        except ValueError as unknown:
            raise CatalogueError(str(path), line, f"{word}: {unknown}") from None
    if len(listed) > MOST_LISTED:
        raise CatalogueError(str(path), 1, f"lists {len(listed)} words, more than {MOST_LISTED}")
    plain = _plain(folder / "plain.tsv")
    return WordLists(
        listed=listed,
        harmless=plain["harmless"],
        praise=plain["praise"],
        numerals=plain["numerals"],
        other_meaning=plain["other_meaning"],
    )


def _plain(path: Path) -> dict[str, frozenset[str]]:
    plain = {
        kind: frozenset(entries.split())
        for _, (kind, entries, _) in read_table(path, ("kind", "entries", "unconfirmed"))
    }
    lacking = {"harmless", "praise", "numerals", "other_meaning"} - set(plain)
    if lacking:
        raise CatalogueError(str(path), 1, f"has no line for {', '.join(sorted(lacking))}")
    return plain
