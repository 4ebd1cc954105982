"""Compare a name with those the register found: the same (S1-S3) and the near (A1, A2)."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.business_name import NameIndex
from kiosk.domain.names.keys import groups_of, worded_class
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


BLOCKING = frozenset(ConflictKind) - {ConflictKind.SOUND}
"""Kinds that keep a name from being registered; of the others the citizen is told."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One registered name that meets ours; ``characters`` are those that make it so."""

    kind: ConflictKind
    name: str
    characters: str


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
    return Conflict(met[0], other.name, met[1]) if met else None


_Met: TypeAlias = tuple[ConflictKind, str] | None


def _same(mine: NameIndex, other: NameIndex, reference: NameReference) -> _Met:
    whole, their_whole = _whole(mine), _whole(other)
    if whole == their_whole:
        return ConflictKind.S1, whole
    if _is_reordered(mine, their_whole) or _is_reordered(other, whole):
        return ConflictKind.S2, whole
    wordings = {_wording(mine, reference), _wording(other, reference)}
    if mine.brand == other.brand and ("" in wordings or len(wordings) == 1):
        return ConflictKind.S3, mine.brand
    return None


def _near(mine: NameIndex, other: NameIndex, reference: NameReference) -> _Met:
    if not _same_industry(mine, other, reference):
        return None
    if mine.brand == other.brand:
        return ConflictKind.A1, mine.brand
    if not _sound_alike(mine, other, reference):
        return None
    pairs = " ".join(a + b for a, b in zip(mine.brand, other.brand, strict=True) if a != b)
    alike = reference.look_alikes.all_alike(mine.brand, other.brand)
    return (ConflictKind.A2 if alike else ConflictKind.SOUND), pairs


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
    return mine.industry == other.industry


def _groups(index: NameIndex, reference: NameReference) -> frozenset[str]:
    return frozenset(
        groups_of(index.industry, index.organisation_form, index.industry_class, reference)
    )


def _sound_alike(mine: NameIndex, other: NameIndex, reference: NameReference) -> bool:
    if len(mine.brand) != len(other.brand):
        return False
    theirs = reference.sounds.of(other.brand)
    return not frozenset(reference.sounds.of(mine.brand)).isdisjoint(theirs)
