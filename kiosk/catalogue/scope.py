"""Load the scope catalogue and the statutory words around it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kiosk.catalogue.scope_advice import load_advice
from kiosk.catalogue.scope_file import ImportedScope, read_scope_file
from kiosk.catalogue.source import CatalogueError, Strict, load_model, read_table
from kiosk.domain.scope import (
    ItemKind,
    Openness,
    PartWording,
    ScopeCatalogue,
    ScopeItem,
    ScopeOrigin,
    ScopeWording,
    Stage,
)

COLUMNS = (
    "item",
    "kind",
    "permit",
    "authority",
    "stage",
    "industry_class",
    "individual_ok",
    "bundles",
    "unconfirmed",
    "remark",
)

PLAIN_COLUMNS = ("item", "plain", "name_en", "plain_en", "keywords")


class Part(Strict):
    """One part of the scope text: the kinds it holds, how it opens and how it closes."""

    kinds: list[ItemKind]
    opening: str
    closing: str


class ScopeWordingFile(Strict):
    """A whole ``scope_wording.yaml``; the order of ``parts`` is the order of printing."""

    version: str
    source: str
    unconfirmed: bool = False
    parts: list[Part]
    separator: str
    between: str
    online_only: str


def load_scope(reference: Path, imported: ImportedScope | None = None) -> ScopeCatalogue:
    """Read ``scope.tsv`` and what goes with it; an imported catalogue takes the items' place.

    An imported item that nobody explained keeps the stock explanation of the same text. Raises
    CatalogueError with file and line.
    """
    wording = load_model(reference / "scope_wording.yaml", ScopeWordingFile)
    stock = _explained(_items(reference / "scope.tsv"), reference / "scope_plain.tsv")
    classes = load_classes(reference)
    advice = load_advice(reference / "scope_advice.yaml", frozenset(item.text for item in stock))
    items: Iterable[ScopeItem] = stock
    digest = hashlib.sha256((reference / "scope.tsv").read_bytes()).hexdigest()
    origin = ScopeOrigin(f"stock-{digest[:8]}", digest)
    if imported is not None:
        sent = read_scope_file(imported.content, imported.file, frozenset(classes))
        explained = {item.text: item for item in stock}
        items = [_with_words_of(explained.get(item.text), item) for item in sent]
        origin = ScopeOrigin(
            imported.version, imported.sha256, imported=True, signed=imported.signed
        )
    return ScopeCatalogue(items, _wording(wording), advice, classes, origin)


def load_classes(reference: Path) -> dict[str, str]:
    """The names of the classes of four digits (GB/T 4754-2017) by code."""
    path = reference / "industries" / "classes.tsv"
    return {code: name for _, (code, name) in read_table(path, ("class", "name"))}


def _wording(raw: ScopeWordingFile) -> ScopeWording:
    return ScopeWording(
        parts=tuple(
            PartWording(frozenset(part.kinds), part.opening, part.closing) for part in raw.parts
        ),
        separator=raw.separator,
        between=raw.between,
        online_only=raw.online_only,
    )


def _with_words_of(stock: ScopeItem | None, item: ScopeItem) -> ScopeItem:
    if stock is None:
        return item
    return replace(
        item,
        plain=item.plain or stock.plain,
        name_en=item.name_en or stock.name_en,
        plain_en=item.plain_en or stock.plain_en,
        keywords=item.keywords or stock.keywords,
    )


def _explained(items: list[ScopeItem], path: Path) -> list[ScopeItem]:
    """The items with what ``scope_plain.tsv`` says of them, if it says anything."""
    words: dict[str, list[str]] = {}
    known = {item.text for item in items}
    for line, (text, *rest) in read_table(path, PLAIN_COLUMNS):
        if text not in known:
            raise CatalogueError(str(path), line, f"{text} is not in scope.tsv")
        if text in words:
            raise CatalogueError(str(path), line, f"{text} is explained twice")
        words[text] = rest
    explained = []
    for item in items:
        plain, name_en, plain_en, keywords = words.get(item.text, ["", "", "", ""])
        explained.append(
            replace(
                item,
                plain=plain,
                name_en=name_en,
                plain_en=plain_en,
                keywords=tuple(keywords.split()),
            )
        )
    return explained


def _items(path: Path) -> list[ScopeItem]:
    items: dict[str, ScopeItem] = {}
    for line, cells in read_table(path, COLUMNS):
        text, kind, permit, authority, stage, industry, openness, bundles, unconfirmed, _ = cells
        if text in items:
            raise CatalogueError(str(path), line, f"{text} stands in the catalogue twice")
        if len(industry) != 4 or not industry.isdecimal():
            raise CatalogueError(str(path), line, f"{industry} is no class of four digits")
        try:
            items[text] = ScopeItem(
                text=text,
                kind=ItemKind(kind),
                permit=permit,
                authority=authority,
                stage=Stage(stage),
                industry_class=industry,
                individual_ok=Openness(openness),
                bundles=tuple(bundles.split(",")) if bundles else (),
                unconfirmed=unconfirmed != "",
            )
        except ValueError as unknown:
            raise CatalogueError(str(path), line, f"{text}: {unknown}") from None
    return list(items.values())
