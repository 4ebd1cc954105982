"""Brands that are nearly one: with generic words around, or one character changed."""

from collections.abc import Iterator

from kiosk.domain.names.hanzi import LookAlikes

SHORTEST = 2
"""A brand has two characters at least (名称规定 8), so nothing shorter is contained."""


def cores(brand: str, generic: frozenset[str]) -> tuple[str, ...]:
    """What is left of the brand when generic words at its ends are taken off.

    Every way of taking off one or more is in it, the longest first: of 老王家菜 it is 王家菜, of
    大家乐 it is 家乐. Generic words have one or two characters; nothing shorter than two is left.
    """
    found: set[str] = set()
    todo = [brand]
    while todo:
        text = todo.pop()
        for length in (1, 2):
            if len(text) < SHORTEST + length:
                break
            left = text[length:] if text[:length] in generic else ""
            right = text[:-length] if text[-length:] in generic else ""
            for core in (left, right):
                if core and core not in found:
                    found.add(core)
                    todo.append(core)
    return tuple(sorted(found, key=lambda core: (-len(core), core))) if found else ()


def contained(one: str, other: str, generic: frozenset[str]) -> str:
    """The brand that stands within the other with nothing but generic ones around, else ""."""
    shorter, longer = sorted((one, other), key=len)
    return shorter if shorter in cores(longer, generic) else ""


def one_changed(brand: str, look_alikes: LookAlikes) -> Iterator[str]:
    """Every brand that differs from this one in a single look-alike character."""
    for place, character in enumerate(brand):
        for other in look_alikes.of(character):
            yield brand[:place] + other + brand[place + 1 :]


def place_changed(one: str, other: str, look_alikes: LookAlikes) -> int:
    """Where two brands differ in a single look-alike character, -1 when they do not so."""
    if len(one) != len(other):
        return -1
    places = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != 1 or not look_alikes.alike(one[places[0]], other[places[0]]):
        return -1
    return places[0]
