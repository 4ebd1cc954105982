"""A scope item as a row of the page: what it means, what it needs and from whom, or why it is closed."""

from collections.abc import Iterable, Iterator

from kiosk.domain.answers import Json
from kiosk.domain.scope import ItemKind, Openness, ScopeCatalogue, ScopeItem, Stage


def row_of(item: ScopeItem, catalogue: ScopeCatalogue, language: str) -> dict[str, Json]:
    """``{code, title, other, words, badge, permit, authority, closed, limited, why, instead}``.

    ``badge`` is free, filing, permit or pre. ``why`` and ``instead`` (names, joined) are for
    what only companies may do, and empty where nobody has written them.
    """
    advice = catalogue.advice
    closed = advice.closed.get(item.text)
    others = [catalogue.get(text) for text in closed.instead] if closed else []
    return {
        "code": item.text,
        "title": item.text,
        "words": item.plain_in(language),
        "other": item.name_in(language) if language != "zh" else "",
        "badge": _badge(item),
        "permit": advice.permit(item.permit, language) if item.stage is not Stage.NONE else "",
        "authority": advice.authority(item.authority, language),
        "closed": item.individual_ok is Openness.NO,
        "limited": item.individual_ok is Openness.LIMITED,
        "why": closed.words.get(language, "") if closed else "",
        "instead": "、".join(other.name_in(language) for other in others if other),
    }


def with_instead(items: Iterable[ScopeItem], catalogue: ScopeCatalogue) -> Iterator[ScopeItem]:
    """The items, and behind each that only companies may do what one may choose instead."""
    known = list(items)
    given = {item.text for item in known if item.individual_ok is not Openness.NO}
    for item in known:
        yield item
        closed = catalogue.advice.closed.get(item.text)
        for text in closed.instead if closed and item.individual_ok is Openness.NO else ():
            other = catalogue.get(text)
            if other and text not in given:
                given.add(text)
                yield other


def _badge(item: ScopeItem) -> str:
    if item.stage is Stage.PRE:
        return "pre"
    if item.kind is ItemKind.PERMIT or item.stage is Stage.POST:
        return "permit"
    return "filing" if item.kind is ItemKind.FILING else "free"
