"""Load what suggestions are made from: pleasant characters and the pairs that brands have."""

import re
from pathlib import Path

from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.names.pleasant import Pleasant

_PLAIN = ("opening", "partner", "avoided", "unlucky")
_BY_TRADE = ("ending", "trade", "tail")
_ROW = re.compile("(?:[^0-9][1-9])+")


def load_pleasant(folder: Path) -> Pleasant:
    """Read ``pleasant.tsv`` and ``pairings.tsv``. Raises CatalogueError with file and line."""
    path = folder / "pleasant.tsv"
    plain: dict[str, str] = {}
    by_trade: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in _BY_TRADE}
    columns = ("kind", "trades", "entries", "unconfirmed")
    for line, (kind, trades, entries, _) in read_table(path, columns):
        if kind in _PLAIN:
            plain[kind] = entries
        elif kind in _BY_TRADE:
            for trade in trades.split() or [""]:
                before = by_trade[kind].get(trade, ())
                by_trade[kind][trade] = (*before, *entries.split())
        else:
            raise CatalogueError(str(path), line, f"{kind} is no kind of entry")
    if lacking := [kind for kind in _PLAIN if kind not in plain]:
        raise CatalogueError(str(path), 1, f"has no line for {', '.join(lacking)}")
    return Pleasant(
        openings=tuple(plain["opening"].split()),
        partners=tuple(dict.fromkeys(plain["partner"].split())),
        endings=by_trade["ending"],
        by_trade=by_trade["trade"],
        tails=by_trade["tail"],
        avoided=frozenset(plain["avoided"].split()),
        unlucky=frozenset(plain["unlucky"].split(", ")),
        pairings=_pairings(folder / "pairings.tsv"),
    )


def _pairings(path: Path) -> dict[str, str]:
    pairings: dict[str, str] = {}
    for line, (first, seconds) in read_table(path, ("first", "seconds")):
        if not _ROW.fullmatch(seconds):
            raise CatalogueError(str(path), line, "takes characters, each with a weight of 1 to 9")
        pairings[first] = seconds
    return pairings
