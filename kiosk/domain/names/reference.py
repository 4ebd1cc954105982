"""Everything the judging of names needs to know, in one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.names.hanzi import LookAlikes, Sounds
from kiosk.domain.names.industries import IndustryTable, OrganisationForms
from kiosk.domain.names.words import WordLists


@dataclass(frozen=True, slots=True)
class NameReference:
    """The tables of names.

    ``keyset`` is the version of all tables that search keys are made from: keys of another
    keyset must be rebuilt before they are compared. ``shorts`` are division names without
    their last word (昆山), ``divisions`` with it (昆山市).
    """

    characters: frozenset[str] = field(repr=False)  # 通用规范汉字表
    sounds: Sounds = field(repr=False)
    look_alikes: LookAlikes = field(repr=False)
    industries: IndustryTable = field(repr=False)
    forms: OrganisationForms = field(repr=False)
    words: WordLists = field(repr=False)
    divisions: frozenset[str] = field(repr=False)
    shorts: frozenset[str] = field(repr=False)
    local_shorts: frozenset[str] = field(repr=False)  # short division names read off a name
    places: Mapping[str, frozenset[str]] = field(repr=False)  # six-digit division -> places
    zones: frozenset[str] = field(repr=False)  # places that follow a division only (名称规定 7)
    openings: tuple[str, ...] = field(repr=False)  # characters that suggestions put first
    endings: tuple[str, ...] = field(repr=False)
    keyset: str

    def places_of(self, division: str) -> frozenset[str]:
        """Towns, villages and markets that may follow the division in a name."""
        return self.places.get(division, frozenset())
