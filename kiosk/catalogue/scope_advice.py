"""Load what citizens are told of scope items, checked against the catalogue."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from kiosk.catalogue.source import Source, Spot, Strict, as_model, read_yaml
from kiosk.domain.scope_advice import Closed, Exclusion, ScopeAdvice

_Words = Annotated[str, Field(min_length=1)]
_Items = Annotated[list[_Words], Field(min_length=1)]


class Words(Strict):
    """A name in both languages."""

    zh: _Words
    en: _Words


class ExclusionPart(Words):
    """Items that do not go with others, and why."""

    items: _Items
    others: Annotated[_Items, Field(alias="with")]
    returns: StrictBool
    basis: _Words


class ClosedPart(Words):
    """Items for companies only, why, and what to choose instead."""

    items: _Items
    instead: tuple[_Words, ...] = ()


class AdviceFile(Strict):
    """A whole ``scope_advice.yaml``."""

    version: str
    unconfirmed: bool = False
    many_items: Annotated[int, Field(ge=1)]
    exclusions: list[ExclusionPart]
    closed: list[ClosedPart]
    authorities: dict[str, Words]
    permits: dict[str, _Words]


def load_advice(path: Path, known: frozenset[str]) -> ScopeAdvice:
    """Read ``scope_advice.yaml``. Raises CatalogueError for items that are not ``known``."""
    source = read_yaml(path)
    raw = as_model(source, AdviceFile)
    _require_known(source, raw, known)
    return ScopeAdvice(
        exclusions=tuple(
            Exclusion(
                frozenset(part.items),
                frozenset(part.others),
                part.returns,
                part.basis,
                {"zh": part.zh, "en": part.en},
            )
            for part in raw.exclusions
        ),
        closed={
            text: Closed({"zh": part.zh, "en": part.en}, part.instead)
            for part in raw.closed
            for text in part.items
        },
        authorities={
            short: {"zh": names.zh, "en": names.en} for short, names in raw.authorities.items()
        },
        permits_en=raw.permits,
        many_items=raw.many_items,
    )


def _require_known(source: Source, raw: AdviceFile, known: frozenset[str]) -> None:
    for spot, text in _named(raw):
        if text not in known:
            raise source.error(spot, f"{text} is not in the scope catalogue")


def _named(raw: AdviceFile) -> Iterator[tuple[Spot, str]]:
    for at, exclusion in enumerate(raw.exclusions):
        for text in (*exclusion.items, *exclusion.others):
            yield ("exclusions", at), text
    for at, closed in enumerate(raw.closed):
        for text in (*closed.items, *closed.instead):
            yield ("closed", at), text
