"""What a citizen is told of scope items: what does not go together, what to do instead, whom to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Items that do not go with others; it ``returns`` an application, or only warns."""

    items: frozenset[str]
    others: frozenset[str]
    returns: bool
    basis: str
    words: Mapping[str, str]  # by language

    def meets(self, one: str, other: str) -> bool:
        """Whether these two do not go together."""
        return (one in self.items and other in self.others) or (
            other in self.items and one in self.others
        )


@dataclass(frozen=True, slots=True)
class Clash:
    """Two chosen items that do not go together; ``words`` say why, empty for a mere limit."""

    one: str
    other: str
    returns: bool
    words: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"


@dataclass(frozen=True, slots=True)
class Closed:
    """Why only companies may do an item, and what an individual business may choose instead."""

    words: Mapping[str, str]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeAdvice:
    """All of it; above ``many_items`` on one licence its words become small."""

    exclusions: tuple[Exclusion, ...] = ()
    closed: Mapping[str, Closed] = field(default_factory=dict)
    authorities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    permits_en: Mapping[str, str] = field(default_factory=dict)
    many_items: int = 12

    def clashes(self, texts: Sequence[str]) -> tuple[Clash, ...]:
        """Every two of the items that do not go together, in their order.

        An item with a limit （仅…） excludes the same one without it.
        """
        return tuple(
            clash for one, other in combinations(texts, 2) if (clash := self._between(one, other))
        )

    def _between(self, one: str, other: str) -> Clash | None:
        if one.startswith(f"{other}（仅") or other.startswith(f"{one}（仅"):
            return Clash(min(one, other, key=len), max(one, other, key=len), returns=True)
        found = [exclusion for exclusion in self.exclusions if exclusion.meets(one, other)]
        if not found:
            return None
        worst = max(found, key=lambda exclusion: exclusion.returns)
        return Clash(one, other, returns=worst.returns, words=worst.words)

    def permit(self, permit: str, language: str) -> str:
        """A permit's name in the language, in Chinese where nobody has translated it."""
        return self.permits_en.get(permit, permit) if language == "en" else permit

    def authority(self, short: str, language: str) -> str:
        """How the catalogue's offices (公安/卫生健康) are called, joined as the language does."""
        names = [
            self.authorities.get(one, {}).get(language, one) for one in short.split("/") if one
        ]
        return (" / " if language == "en" else "、").join(names)

    def within(self, known: Iterable[str]) -> "ScopeAdvice":
        """The same for a catalogue that has only these items."""
        items = frozenset(known)
        exclusions = [
            replace(one, items=one.items & items, others=one.others & items)
            for one in self.exclusions
        ]
        return replace(
            self,
            exclusions=tuple(one for one in exclusions if one.items and one.others),
            closed={
                text: replace(told, instead=tuple(t for t in told.instead if t in items))
                for text, told in self.closed.items()
                if text in items
            },
        )
