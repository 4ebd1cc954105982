"""Find scope items and trades by what people type: words, English, pinyin or its initials."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.domain.names.hanzi import Sounds
from kiosk.domain.phrase_index import Fit, Phrase, PhraseIndex
from kiosk.domain.scope import Openness, ScopeCatalogue, ScopeItem
from kiosk.domain.tidy import narrow
from kiosk.domain.trades import SearchWords, Trade, Trades

MOST = 30
LONGEST = 30
"""Characters of a query that count; nobody asks for more, and each costs time."""

_NAME, _WORD, _INDUSTRY, _EXPLANATION = 0, 3, 4, 16
_BY_TRADE = 2  # an item found by a trade stands a little behind one of that name
_STRIPPED = 1
_CLOSED = 15  # how far what only companies may do stands behind its like
_SHORTEST_AKIN = 3
_CLOSE = Fit.WITHIN + 6
"""Characters of a query that may miss some of a phrase's, and what that may cost."""
_ENGLISH_WORD = 5
_ENGLISH_LETTERS = 3
_NEVER = 1_000_000


class ScopeSearch:
    """An index of the catalogue and the trades; made once, asked at every key."""

    def __init__(self, scope: ScopeCatalogue, trades: Trades, sounds: Sounds) -> None:
        self._items = scope.items
        self._trades = trades.all
        self._places = {item.text: at for at, item in enumerate(self._items)}
        words = trades.search_words
        self._words = words
        self._item_finder = _Finder(
            PhraseIndex([*_of_items(self._items)], sounds.readings, words.alike),
            _EnglishIndex([_english(item.name_en, item.plain_en) for item in self._items]),
            words,
        )
        self._trade_finder = _Finder(
            PhraseIndex([*_of_trades(self._trades, words)], sounds.readings, words.alike),
            _EnglishIndex([_english(t.label["en"], *t.words) for t in self._trades]),
            words,
        )

    def find_items(self, text: str, limit: int = MOST) -> tuple[ScopeItem, ...]:
        """The items that fit, best first; what only companies may do stands further behind.

        The order is: a trade's own name, the very word, what begins so, what holds it, what
        stands in the query, what sounds so, and last what one slip of a finger makes of it.
        Looked at are the items' own words, explanation, keywords, English and pinyin (whole
        syllables, initials and characters in any mixture), and the trades they are usual in.
        """
        query = _plain(text)
        costs = self._joined(
            self._item_finder.costs(query, text), self._trade_finder.costs(query, text)
        ) or self._joined(self._item_finder.guesses(query), self._trade_finder.guesses(query))
        return tuple(self._items[at] for at in sorted(costs, key=costs.__getitem__)[:limit])

    def find_trades(self, text: str, limit: int = 6) -> tuple[Trade, ...]:
        """The trades that fit, best first."""
        query = _plain(text)
        costs = self._trade_finder.costs(query, text) or self._trade_finder.guesses(query)
        order = sorted(costs, key=lambda at: (costs[at], at))
        return tuple(self._trades[at] for at in order[:limit])

    def _joined(
        self, own: dict[int, int], by_trade: dict[int, int]
    ) -> dict[int, tuple[int, int, int]]:
        """Each item's cost by its own words or by a trade's, equal ones in the page's order."""
        last = len(self._trades)
        costs = {at: (cost, last, at) for at, cost in own.items()}
        for trade, cost in by_trade.items():
            for behind, name in enumerate(self._trades[trade].items):
                at = self._places.get(name)
                if at is not None:
                    through = (cost + behind + _BY_TRADE, trade, at)
                    costs[at] = min(through, costs.get(at, through))
        return {
            at: (cost + self._behind(at, cost), trade, place)
            for at, (cost, trade, place) in costs.items()
        }

    def _behind(self, at: int, cost: int) -> int:
        """How far an item stands behind its like; one asked for by name does not."""
        is_closed = self._items[at].individual_ok is Openness.NO
        return _CLOSED if is_closed and cost > Fit.WHOLE else 0


@dataclass(frozen=True, slots=True)
class _Finder:
    """One kind of thing: its phrases, its English words, and what is taken off a query."""

    index: PhraseIndex
    english: "_EnglishIndex"
    words: SearchWords

    def costs(self, query: str, typed: str) -> dict[int, int]:
        """What each fitting entry costs; empty when nothing fits as it was typed."""
        found: dict[int, int] = {}
        if len(query) > _SHORTEST_AKIN:
            close = self.index.akin(query)
            found = {at: cost for at, cost in close.items() if cost <= _CLOSE}
        for behind, variant in enumerate(self._variants(query)):
            alone = len(variant) == 1 and behind
            fitting = self.index.whole(variant) if alone else self.index.entries(variant)
            _keep(found, fitting, behind * _STRIPPED)
        _keep(found, self.english.costs(typed), 0)
        return found

    def guesses(self, query: str) -> dict[int, int]:
        """What the query may have meant: other characters of its sound, a slip, words akin."""
        found: dict[int, int] = {}
        for variant in self._variants(query):
            letters = self.index.spelling(variant)
            if len(variant) > 1 and letters != variant and letters.isascii():
                _keep(found, self.index.entries(letters), Fit.SOUNDS)
            if len(variant) > 1:
                _keep(found, self.index.slips(letters), 0)
        return found or self.index.akin(query)

    def _variants(self, query: str) -> Iterator[str]:
        """The query, and what is left of it without the words around the thing itself."""
        if not query:
            return
        yield query
        bare = query
        while shorter := self.words.without_before(bare):
            bare = shorter
            yield bare
        while shorter := self.words.without_after(bare):
            bare = shorter
            yield bare


class _EnglishIndex:
    """Entries by the words that describe them, each known by how it begins."""

    def __init__(self, words: list[tuple[str, ...]]) -> None:
        self._begun: dict[str, list[tuple[str, int, int]]] = {}
        for entry, own in enumerate(words):
            for place, word in enumerate(own):
                if len(word) >= _ENGLISH_LETTERS:
                    begun = self._begun.setdefault(word[:_ENGLISH_LETTERS], [])
                    begun.append((word, entry, min(place, 9)))

    def costs(self, typed: str) -> dict[int, int]:
        """Entries with a word for each of the query's long enough, begun at least."""
        asked = [word for word in _english(typed) if len(word) >= _ENGLISH_LETTERS]
        if not asked or not typed.isascii():
            return {}
        ways = [self._of(word) for word in asked]
        shared = set(ways[0]).intersection(*ways[1:])
        return {entry: max(way[entry] for way in ways) for entry in shared}

    def _of(self, asked: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for word, entry, place in self._begun.get(asked[:_ENGLISH_LETTERS], ()):
            if word.startswith(asked):
                cost = place + (_ENGLISH_WORD if word == asked else Fit.PREFIX)
                found[entry] = min(cost, found.get(entry, cost))
        return found


def _keep(found: dict[int, int], more: dict[int, int], further: int) -> None:
    for entry, cost in more.items():
        if cost + further < found.get(entry, _NEVER):
            found[entry] = cost + further


def _of_items(items: Iterable[ScopeItem]) -> Iterator[Phrase]:
    for at, item in enumerate(items):
        yield Phrase(_plain(item.text), at, _NAME)
        for word in item.keywords:
            yield Phrase(_plain(word), at, _WORD)
        if item.plain:
            yield Phrase(_plain(item.plain), at, _EXPLANATION, spelt=False)


def _of_trades(trades: Iterable[Trade], words: SearchWords) -> Iterator[Phrase]:
    for at, trade in enumerate(trades):
        name = _plain(trade.label["zh"])
        yield Phrase(name, at, _NAME)
        if bare := words.without_after(name):
            yield Phrase(bare, at, _NAME)
        for word in trade.words:
            yield Phrase(_plain(word), at, _WORD)
        yield Phrase(_plain(trade.industry), at, _INDUSTRY)


def _plain(text: str) -> str:
    return narrow(text).casefold().replace("'", "")[:LONGEST]


def _english(*texts: str) -> tuple[str, ...]:
    words = re.findall("[a-z]+", " ".join(texts)[:400].casefold())
    return tuple(dict.fromkeys(words))
