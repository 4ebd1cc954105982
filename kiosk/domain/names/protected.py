"""Brands that many know and that somebody owns: a person looks at a name that takes one (A5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.names.generic import cores
from kiosk.domain.names.hanzi import Sounds

SHORTEST_BY_SOUND = 3
"""Brands of two characters have too many of the same sound: 华为, 花味, 画卫."""


class Renown(StrEnum):
    """Why a brand is protected."""

    WELL_KNOWN = "驰名商标"  # 商标法 13, 58
    TIME_HONOURED = "老字号"


@dataclass(frozen=True, slots=True)
class ProtectedBrand:
    """A brand on the list; ``groups`` are the industry groups it counts in, none means all."""

    brand: str
    renown: Renown
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProtectedBrands:
    """The list, and the longer marks by each of their readings: 肯德鸡 sounds as one of them.

    Old brands are often somebody's name (张小泉), and another of that sound is called by his own.
    """

    listed: Mapping[str, ProtectedBrand]
    by_sound: Mapping[str, ProtectedBrand]

    @classmethod
    def of(cls, listed: Mapping[str, ProtectedBrand], sounds: Sounds) -> "ProtectedBrands":
        """The list with the readings that its characters have."""
        heard: dict[str, ProtectedBrand] = {}
        for brand, one in listed.items():
            if len(brand) >= SHORTEST_BY_SOUND and one.renown is Renown.WELL_KNOWN:
                for sound in sounds.of(brand):
                    heard.setdefault(sound, one)
        return cls(listed, heard)

    def met_by(
        self, brand: str, groups: frozenset[str], generic: frozenset[str], sounds: Sounds
    ) -> tuple[ProtectedBrand, ...]:
        """The listed brand that this one is, but for generic characters (新全聚德), or sounds as."""
        texts = (brand, *cores(brand, generic))
        found = [self.listed.get(text) for text in texts]
        found += [
            self.by_sound.get(sound)
            for text in texts
            if len(text) >= SHORTEST_BY_SOUND
            for sound in sounds.of(text)
        ]
        met = dict.fromkeys(one for one in found if one is not None)
        return tuple(one for one in met if not one.groups or not groups or one.groups & groups)
