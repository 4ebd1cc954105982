"""Hashes of whole folders, by which a provisioned install knows its forms, rules and lists."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PASSED_OVER: Final = {"__pycache__"}
_BLOCK: Final = 1 << 20


def hash_tree(folder: Path) -> dict[str, str]:
    """SHA-256 (hex) of every file below the folder, by its path with forward slashes.

    Symbolic links are not followed and count as a file named for what they are: their target.
    """
    return {
        place.relative_to(folder).as_posix(): _hash(place)
        for place in sorted(folder.rglob("*"))
        if (place.is_symlink() or place.is_file())
        and not _PASSED_OVER & set(place.relative_to(folder).parts)
    }


def verify_tree(folder: Path, manifest: Mapping[str, str]) -> tuple[str, ...]:
    """The paths that are changed, missing or not in the manifest, sorted; empty when all fits."""
    found = hash_tree(folder)
    return tuple(
        sorted(path for path in found.keys() | manifest if found.get(path) != manifest.get(path))
    )


def _hash(place: Path) -> str:
    if place.is_symlink():
        return "link:" + hashlib.sha256(str(place.readlink()).encode()).hexdigest()
    digest = hashlib.sha256()
    with place.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
