"""Compare a name with those the register found: the same (S1-S3) and the near (A1-A4)."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.business_name import NameIndex
from kiosk.domain.names.generic import contained, place_changed
from kiosk.domain.names.keys import groups_of, worded_class
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference
from kiosk.domain.records import RegisteredName
from kiosk.domain.states import ClaimState


class ConflictKind(StrEnum):
    """How two names meet, the strongest first (名称规定 17; 工商企注字〔2017〕133号 3, 4)."""

    S1 = "S1"  # the same when division, place and suffix are taken away
    S2 = "S2"  # the same parts in another order
    S3 = "S3"  # the same brand in the same industry, or one of them says no industry
    A1 = "A1"  # the same brand in a synonymous industry
    A2 = "A2"  # a brand of the same sound and like glyphs in the same or a synonymous industry
    SOUND = "A2-sound"  # the same sound only: a warning
    A3 = "A3"  # a brand within the other, the rest generic, in the same industry: a warning
    A4 = "A4"  # brands that differ in one look-alike character, same industry: a warning


WARNING = frozenset({ConflictKind.SOUND, ConflictKind.A3, ConflictKind.A4})
BLOCKING = frozenset(ConflictKind) - WARNING
"""Kinds that keep a name from being registered; of the others the citizen is told."""

Places: TypeAlias = tuple[int, ...]
"""Places of characters in a text, counted from 0 in code points."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One registered name that meets ours; ``characters`` are those that make it so.

    ``ours`` and ``theirs`` are their places in the two whole names.
    """

    kind: ConflictKind
    name: str
    characters: str
    ours: Places = ()
    theirs: Places = ()


def conflicts(
    index: NameIndex, registered: Iterable[RegisteredName], reference: NameReference
) -> tuple[Conflict, ...]:
    """Every meeting, the strongest kind of each name alone, the strongest first.

    A proprietor's own freed or reserved name does not count; an own registered one does.
    Raises ValueError when keys of another keyset are compared.
    """
    found: list[Conflict] = []
    for other in registered:
        if other.index.keyset != index.keyset:
            raise ValueError(f"keys of keyset {other.index.keyset}, wanted {index.keyset}")
        if other.own and other.state is not ClaimState.REGISTERED:
            continue
        conflict = _compare(index, other.index, reference)
        if conflict is not None:
            found.append(conflict)
    order = list(ConflictKind)
    return tuple(sorted(found, key=lambda conflict: (order.index(conflict.kind), conflict.name)))


def is_blocked(found: Iterable[Conflict]) -> bool:
    """Whether a meeting is there that no acceptance of a warning heals."""
    return any(conflict.kind in BLOCKING for conflict in found)


def _compare(mine: NameIndex, other: NameIndex, reference: NameReference) -> Conflict | None:
    met = _same(mine, other, reference) or _near(mine, other, reference)
    if met is None:
        return None
    return Conflict(
        met.kind,
        other.name,
        met.characters,
        tuple(brand_place(mine) + place for place in met.ours),
        tuple(brand_place(other) + place for place in met.theirs),
    )


@dataclass(frozen=True, slots=True)
class _Met:
    """How two names meet; the places count from the beginning of their brands."""

    kind: ConflictKind
    characters: str
    ours: Places
    theirs: Places


def brand_place(index: NameIndex) -> int:
    """Where the brand begins in the whole name."""
    return max(0, normalise(index.name).rfind(_whole(index)))


def _all_of(text: str) -> Places:
    return tuple(range(len(text)))


def _same(mine: NameIndex, other: NameIndex, reference: NameReference) -> _Met | None:
    whole, their_whole = _whole(mine), _whole(other)
    if whole == their_whole:
        return _Met(ConflictKind.S1, whole, _all_of(whole), _all_of(whole))
    if _is_reordered(mine, their_whole) or _is_reordered(other, whole):
        return _Met(ConflictKind.S2, whole, _all_of(whole), _all_of(whole))
    wordings = {_wording(mine, reference), _wording(other, reference)}
    if mine.brand == other.brand and ("" in wordings or len(wordings) == 1):
        return _Met(ConflictKind.S3, mine.brand, _all_of(mine.brand), _all_of(mine.brand))
    return None


def _near(mine: NameIndex, other: NameIndex, reference: NameReference) -> _Met | None:
    if not mine.brand or not other.brand or not _same_industry(mine, other, reference):
        return None
    if mine.brand == other.brand:
        return _Met(ConflictKind.A1, mine.brand, _all_of(mine.brand), _all_of(mine.brand))
    if _sound_alike(mine, other, reference):
        alike = reference.look_alikes.all_alike(mine.brand, other.brand)
        kind = ConflictKind.A2 if alike else ConflictKind.SOUND
        return _pairs(kind, mine.brand, other.brand)
    if core := contained(mine.brand, other.brand, reference.generic):
        ours, theirs = (
            tuple(brand.index(core) + place for place in _all_of(core))
            for brand in (mine.brand, other.brand)
        )
        return _Met(ConflictKind.A3, core, ours, theirs)
    if place_changed(mine.brand, other.brand, reference.look_alikes) >= 0:
        return _pairs(ConflictKind.A4, mine.brand, other.brand)
    return None


def _pairs(kind: ConflictKind, mine: str, theirs: str) -> _Met:
    """Brands of one length: what differs is what makes them like."""
    places = tuple(n for n, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b)
    return _Met(kind, " ".join(mine[n] + theirs[n] for n in places), places, places)


def _whole(index: NameIndex) -> str:
    return index.brand + index.industry + index.organisation_form


def _is_reordered(index: NameIndex, whole: str) -> bool:
    parts = [part for part in (index.brand, index.industry, index.organisation_form) if part]
    if len(whole) != sum(map(len, parts)) or sorted(whole) != sorted("".join(parts)):
        return False
    return any("".join(order) == whole for order in itertools.permutations(parts))


def _wording(index: NameIndex, reference: NameReference) -> str:
    """How the name says its industry: by its own words, else by a form such as 书店, else not."""
    if index.industry:
        return index.industry
    form = index.organisation_form
    return form if worded_class("", form, reference) else ""


def _same_industry(mine: NameIndex, other: NameIndex, reference: NameReference) -> bool:
    my_groups = _groups(mine, reference)
    their_groups = _groups(other, reference)
    if my_groups and their_groups:
        return not my_groups.isdisjoint(their_groups)
    return _wording(mine, reference) == _wording(other, reference)


def _groups(index: NameIndex, reference: NameReference) -> frozenset[str]:
    return frozenset(
        groups_of(index.industry, index.organisation_form, index.industry_class, reference)
    )


def _sound_alike(mine: NameIndex, other: NameIndex, reference: NameReference) -> bool:
    if len(mine.brand) != len(other.brand):
        return False
    theirs = reference.sounds.of(other.brand)
    return not frozenset(reference.sounds.of(mine.brand)).isdisjoint(theirs)
