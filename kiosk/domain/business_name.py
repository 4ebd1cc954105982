"""A business name in its parts, and the form in which the register holds and searches it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BusinessName:
    """行政区划 + place + 字号 + 行业 + 组织形式 + suffix; empty parts are empty texts."""

    division: str
    brand: str
    industry: str
    organisation_form: str
    place: str = ""
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name as it stands on the licence."""
        return (
            self.division
            + self.place
            + self.brand
            + self.industry
            + self.organisation_form
            + self.suffix
        )


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Everything the register stores so that a name can be found again.

    ``keys`` are opaque, prefixed search keys (a query meets a name when they share one);
    ``uniqueness`` with the area and ``industry_group`` may stand only once among blocking
    claims; ``locks`` name what two near names must not do at the same time; ``keyset`` is
    the version of the tables the keys were made from.
    """

    name: str
    brand: str
    industry: str
    organisation_form: str
    industry_class: str  # GB/T 4754 four-digit class, empty when unknown
    industry_group: str  # synonym group, else the three-digit group, empty when unknown
    uniqueness: str
    keys: tuple[str, ...]
    locks: tuple[str, ...]
    keyset: str
