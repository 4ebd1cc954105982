"""Load the scope catalogue and the statutory words around it."""

from pathlib import Path

from kiosk.catalogue.source import CatalogueError, Strict, load_model, read_table
from kiosk.domain.scope import (
    ItemKind,
    Openness,
    PartWording,
    ScopeCatalogue,
    ScopeItem,
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


def load_scope(reference: Path) -> ScopeCatalogue:
    """Read ``scope.tsv`` and ``scope_wording.yaml``. Raises CatalogueError with file and line."""
    wording = load_model(reference / "scope_wording.yaml", ScopeWordingFile)
    return ScopeCatalogue(
        _items(reference / "scope.tsv"),
        ScopeWording(
            parts=tuple(
                PartWording(frozenset(part.kinds), part.opening, part.closing)
                for part in wording.parts
            ),
            separator=wording.separator,
            between=wording.between,
            online_only=wording.online_only,
        ),
    )


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
