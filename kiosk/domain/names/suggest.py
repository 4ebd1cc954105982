"""Suggest free names that keep the characters the citizen chose."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference

LONGEST = 5
"""Suggested brands stay short enough to be remembered."""

MOST_TRIED = 40


def suggest(
    name: BusinessName,
    is_free: Callable[[BusinessName], bool],
    rng: Random,
    reference: NameReference,
    n: int = 4,
) -> tuple[BusinessName, ...]:
    """Up to ``n`` names that ``is_free`` accepts, all different, within forty questions.

    ``is_free`` applies every rule on names. A character is put before or behind the brand;
    when the brand is too long for that, its first characters are kept.
    """
    found: list[BusinessName] = []
    for tried, brand in enumerate(_brands(name, rng, reference)):
        if len(found) == n or tried == MOST_TRIED:
            break
        candidate = replace(name, brand=brand)
        if is_free(candidate):
            found.append(candidate)
    return tuple(found)


def _brands(name: BusinessName, rng: Random, reference: NameReference) -> Iterator[str]:
    kept = "".join(c for c in normalise(name.brand) if c in reference.characters)
    if not kept:
        return
    core = kept[: LONGEST - 1]
    openings = rng.sample(reference.openings, len(reference.openings))
    endings = rng.sample(reference.endings, len(reference.endings))
    seen = {kept}
    for opening, ending in zip(openings, endings, strict=False):
        pair = [core + ending, opening + core]
        if len(core) < LONGEST - 1:
            pair.append(opening + core + ending)
        for brand in pair:
            if brand not in seen and len(set(brand)) == len(brand):
                seen.add(brand)
                yield brand
