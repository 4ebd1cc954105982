"""Load the trades of ``trades.yaml``, checked against the scope catalogue."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kiosk.catalogue.source import (
    CatalogueError,
    Source,
    Spot,
    Strict,
    as_model,
    load_model,
    read_yaml,
)
from kiosk.domain.scope import Openness, ScopeCatalogue, Stage
from kiosk.domain.trades import SearchWords, Trade, TradeGroup, Trades

_Word = Annotated[str, Field(min_length=1)]


class GroupPart(Strict):
    """A heading in both languages."""

    id: _Word
    zh: _Word
    en: _Word


class TradePart(Strict):
    """One trade, as the file has it."""

    zh: _Word
    en: _Word
    group: _Word
    items: list[_Word]
    also: tuple[_Word, ...] = ()
    industry: _Word
    forms: Annotated[list[_Word], Field(min_length=1)]
    online: bool = False
    words: str = ""


class TradesFile(Strict):
    """A whole ``trades.yaml``; the order of ``trades`` is that of the page."""

    version: str
    unconfirmed: bool = False
    first: Annotated[int, Field(ge=1, le=40)]
    groups: list[GroupPart]
    trades: list[TradePart]


class SearchFile(Strict):
    """A whole ``scope_search.yaml``."""

    version: str
    unconfirmed: bool = False
    before: list[_Word]
    after: list[_Word]
    alike: list[tuple[_Word, _Word]]


def load_trades(reference: Path, scope: ScopeCatalogue) -> Trades:
    """Read ``trades.yaml`` and ``scope_search.yaml``. Raises CatalogueError with file and line.

    Refused are items that the catalogue has not, ticked ones that an individual business may
    not simply take or whose permit comes first, a trade or heading that stands twice, and a
    bundle of the catalogue that no trade shows.
    """
    source = read_yaml(reference / "trades.yaml")
    raw = as_model(source, TradesFile)
    faults = [source.error(spot, message).findings[0] for spot, message in _faults(raw, scope)]
    if faults:
        first, *more = sorted(faults, key=lambda finding: finding.line)
        raise CatalogueError(first.file, first.line, first.message, *more)
    _require_every_bundle(source, raw, scope)
    groups = [TradeGroup(group.id, {"zh": group.zh, "en": group.en}) for group in raw.groups]
    return Trades(
        [_trade(part, scope) for part in raw.trades],
        groups,
        raw.first,
        _search_words(reference / "scope_search.yaml"),
    )


def _search_words(path: Path) -> SearchWords:
    raw = load_model(path, SearchFile)
    return SearchWords(
        before=tuple(sorted(raw.before, key=lambda word: -len(word))),
        after=tuple(sorted(raw.after, key=lambda word: -len(word))),
        alike=tuple(raw.alike),
    )


def _trade(part: TradePart, scope: ScopeCatalogue) -> Trade:
    further = [item.text for item in scope.of_bundle(part.zh)]
    also = [item for item in dict.fromkeys([*part.also, *further]) if item not in part.items]
    return Trade(
        code=part.zh,
        label={"zh": part.zh, "en": part.en},
        group=part.group,
        items=tuple(part.items),
        also=tuple(also),
        industry=part.industry,
        forms=tuple(part.forms),
        online=part.online,
        words=tuple(part.words.split()),
    )


def _faults(raw: TradesFile, scope: ScopeCatalogue) -> Iterator[tuple[Spot, str]]:
    groups = [group.id for group in raw.groups]
    for place, group in enumerate(groups):
        if group in groups[:place]:
            yield ("groups", place, "id"), f"{group} stands twice"
    seen: set[str] = set()
    for place, trade in enumerate(raw.trades):
        spot: Spot = ("trades", place)
        if trade.zh in seen:
            yield (*spot, "zh"), f"{trade.zh} stands twice"
        seen.add(trade.zh)
        if trade.group not in groups:
            yield (*spot, "group"), f"there is no heading {trade.group}"
        for text in (*trade.items, *trade.also):
            if scope.get(text) is None:
                yield spot, f"{trade.zh}: {text} is not in the scope catalogue"
        for text in trade.items:
            item = scope.get(text)
            if item and (item.individual_ok is not Openness.YES or item.stage is Stage.PRE):
                yield spot, f"{trade.zh}: {text} cannot be ticked by itself"


def _require_every_bundle(source: Source, raw: TradesFile, scope: ScopeCatalogue) -> None:
    shown = {trade.zh for trade in raw.trades}
    for item in scope.items:
        if item.individual_ok is Openness.NO:
            continue
        for bundle in item.bundles:
            if bundle not in shown:
                raise source.error(("trades",), f"the bundle {bundle} of scope.tsv has no trade")
