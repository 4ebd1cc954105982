"""Trades a citizen can touch: what they usually do, and how their names usually go on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TradeGroup:
    """A heading under which trades stand on the page."""

    id: str
    label: Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade; its Chinese name is its code, and the bundle's of the scope catalogue.

    ``items`` are ticked when it is touched, the main one first; ``also`` are offered beside
    them. ``forms`` are organisation forms, the usual one first; ``words`` find it in a search.
    """

    code: str
    label: Mapping[str, str]
    group: str
    items: tuple[str, ...]
    also: tuple[str, ...]
    industry: str
    forms: tuple[str, ...]
    online: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What people say around the thing itself, the longest first: 我想开个 … 店.

    ``alike`` are pairs of spellings that many speakers do not tell apart (zh, z).
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()

    def without_before(self, text: str) -> str:
        """The text without the words before it; empty when there are none, or nothing else."""
        word = next((word for word in self.before if text.startswith(word)), "")
        return text[len(word) :] if word else ""

    def without_after(self, text: str) -> str:
        """The text without the words behind it; empty when there are none, or nothing else."""
        word = next((word for word in self.after if text.endswith(word)), "")
        return text[: -len(word)] if word else ""


class Trades:
    """All trades in the page's order, and the words that people use around them.

    ``hidden`` are codes of trades whose items an imported catalogue has not.
    """

    def __init__(
        self,
        trades: Iterable[Trade],
        groups: Sequence[TradeGroup] = (),
        first: int = 12,
        search_words: SearchWords = SearchWords(),
        hidden: Sequence[str] = (),
    ) -> None:
        self._trades: Mapping[str, Trade] = {trade.code: trade for trade in trades}
        self.groups = tuple(groups)
        self.search_words = search_words
        self.hidden = tuple(hidden)
        self._first = first

    def within(self, takeable: Collection[str], known: Collection[str]) -> "Trades":
        """The same for another catalogue: a trade with an item that is gone is hidden.

        ``takeable`` may be ticked by an individual business at once, ``known`` only offered.
        ``hidden`` then names the trades that are not shown.
        """
        shown = [trade for trade in self.all if all(text in takeable for text in trade.items)]
        return Trades(
            [replace(t, also=tuple(text for text in t.also if text in known)) for t in shown],
            self.groups,
            self._first,
            self.search_words,
            [code for code in self._trades if code not in {trade.code for trade in shown}],
        )

    def __len__(self) -> int:
        return len(self._trades)

    @property
    def all(self) -> tuple[Trade, ...]:
        """Every trade."""
        return tuple(self._trades.values())

    @property
    def first(self) -> tuple[Trade, ...]:
        """Those that show before more are asked for."""
        return self.all[: self._first]

    def get(self, code: str) -> Trade | None:
        """The trade of that Chinese name."""
        return self._trades.get(code)

    def of_group(self, group: str) -> tuple[Trade, ...]:
        """The trades under a heading."""
        return tuple(trade for trade in self.all if trade.group == group)

    def meant_by(self, items: Sequence[str], main: str = "") -> Trade | None:
        """The trade whose usual items fit best, None when the main one belongs to none.

        ``main`` is the first item where it is not given. A trade that has it as its own main
        item comes first, then the one with most of the items, then the one with fewest others.
        """
        wanted = main or (items[0] if items else "")
        chosen = set(items)
        fitting = [trade for trade in self.all if wanted in trade.items]
        return min(
            fitting,
            key=lambda trade: (
                trade.items[0] != wanted,
                -len(chosen & set(trade.items)),
                len(set(trade.items) - chosen),
            ),
            default=None,
        )
