"""Everything the judging of names needs to know, in one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.names.hanzi import LookAlikes, Sounds
from kiosk.domain.names.industries import IndustryTable, OrganisationForms
from kiosk.domain.names.lexicon import Lexicon
from kiosk.domain.names.pleasant import Pleasant
from kiosk.domain.names.protected import ProtectedBrands
from kiosk.domain.names.words import WordLists


@dataclass(frozen=True, slots=True)
class NameReference:
    """The tables of names.

    ``keyset`` is the version of all tables that search keys are made from: keys of another
    keyset must be rebuilt before they are compared. ``shorts`` are division names without
    their last word (昆山), ``divisions`` with it (昆山市).
    """

    characters: frozenset[str] = field(repr=False)  # 通用规范汉字表
    standard_of: Mapping[str, str] = field(repr=False)  # 龙 for 龍: what others stand for
    sounds: Sounds = field(repr=False)
    look_alikes: LookAlikes = field(repr=False)
    industries: IndustryTable = field(repr=False)
    forms: OrganisationForms = field(repr=False)
    words: WordLists = field(repr=False)
    divisions: frozenset[str] = field(repr=False)
    shorts: frozenset[str] = field(repr=False)
    plain_shorts: frozenset[str] = field(repr=False)  # those that mean nothing but the division
    local_shorts: frozenset[str] = field(repr=False)  # short division names read off a name
    places: Mapping[str, frozenset[str]] = field(repr=False)  # six-digit division -> places
    division_words: Lexicon = field(repr=False)  # the divisions, to be found at the front
    all_places: Lexicon = field(repr=False)  # the places of every division
    generic: frozenset[str] = field(repr=False)  # words that set no brand apart (A3)
    protected: ProtectedBrands = field(repr=False)  # well-known brands (A5)
    zones: frozenset[str] = field(repr=False)  # places that follow a division only (名称规定 7)
    pleasant: Pleasant = field(repr=False)  # what suggestions are made from
    keyset: str

    def places_of(self, division: str) -> frozenset[str]:
        """Towns, villages and markets that may follow the division in a name."""
        return self.places.get(division, frozenset())
