"""Load what names say of industries: words, synonym groups and organisation forms."""

import hashlib
from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.names.industries import LONGEST_WORD, IndustryTable, OrganisationForms

_FORM_KINDS = ("allowed", "trading", "composed", "unsettled", "reserved", "suffix")


def load_industries(folder: Path) -> IndustryTable:
    """Read ``words.tsv``, ``other_words.tsv``, ``groups.tsv`` and ``covers.tsv``.

    Raises CatalogueError.
    """
    words: dict[str, str] = {}
    path = folder / "words.tsv"
    for line, (code, _, listed, _) in read_table(path, ("class", "name", "words", "unconfirmed")):
        _check_class(path, line, code)
        for word in listed.split():
            if word in words:
                raise CatalogueError(str(path), line, f"{word} has two classes")
            if len(word) > LONGEST_WORD:
                raise CatalogueError(str(path), line, f"{word} is longer than {LONGEST_WORD}")
            words[word] = code
    for _, (word,) in read_table(folder / "other_words.tsv", ("word",)):
        words.setdefault(word, "")
    groups: dict[str, str] = {}
    path = folder / "groups.tsv"
    for line, (group, _, middles, _) in read_table(
        path, ("group", "name", "middles", "unconfirmed")
    ):
        for middle in middles.split():
            if middle in groups:
                raise CatalogueError(str(path), line, f"{middle} stands in two groups")
            groups[middle] = group
    digest = hashlib.sha256()
    for name in ("words.tsv", "other_words.tsv", "groups.tsv"):
        digest.update((folder / name).read_bytes())
    return IndustryTable(words, groups, digest.hexdigest()[:12], _covers(folder, groups))


def _covers(folder: Path, groups: dict[str, str]) -> dict[str, frozenset[str]]:
    """Which groups a scope may be named by besides its own; no part of the search keys."""
    covers: dict[str, frozenset[str]] = {}
    path = folder / "covers.tsv"
    known = set(groups.values())
    for line, (group, listed, _) in read_table(path, ("group", "covers", "unconfirmed")):
        for name in (group, *listed.split()):
            if name not in known:
                raise CatalogueError(str(path), line, f"{name} is no group of groups.tsv")
        covers[group] = frozenset(listed.split())
    return covers


def load_organisation_forms(path: Path) -> OrganisationForms:
    """Read ``organisation_forms.tsv``. Raises CatalogueError."""
    kinds: dict[str, list[str]] = {kind: [] for kind in _FORM_KINDS}
    classes: dict[str, str] = {}
    for line, (form, kind, code, _) in read_table(path, ("form", "kind", "class", "unconfirmed")):
        if kind not in kinds:
            raise CatalogueError(str(path), line, f"{kind} is not one of {', '.join(kinds)}")
        kinds[kind].append(form)
        if code:
            _check_class(path, line, code)
            classes[form] = code
    return OrganisationForms(
        allowed=frozenset(kinds["allowed"] + kinds["trading"] + kinds["unsettled"]),
        composed=frozenset(kinds["composed"]),
        reserved=tuple(sorted(kinds["reserved"], key=lambda form: (-len(form), form))),
        classes=classes,
        trading=frozenset(kinds["trading"]),
        unsettled=frozenset(kinds["unsettled"]),
        suffixes=tuple(kinds["suffix"]),
    )


def _check_class(path: Path, line: int, code: str) -> None:
    if len(code) != 4 or not code.isdecimal():
        raise CatalogueError(str(path), line, f"{code} is no class of four digits")
