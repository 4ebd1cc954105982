"""Where in a whole name the characters stand that a verdict is about."""

from collections.abc import Iterable

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.normalise import normalise

_FIELDS = {
    "name.place": "place",
    "name.brand": "brand",
    "name.industry": "industry",
    "name.organisation_form": "organisation_form",
}


def places_of(words: Iterable[str], text: str) -> tuple[int, ...]:
    """The places of all characters of the words wherever they stand in the text, in order."""
    found: set[int] = set()
    for word in words:
        start = text.find(word) if word else -1
        while start >= 0:
            found.update(range(start, start + len(word)))
            start = text.find(word, start + 1)
    return tuple(sorted(found))


def places_of_part(name: BusinessName, field: str) -> tuple[int, ...]:
    """The places of the part that a rule's field names, none for another field."""
    part = _FIELDS.get(field)
    if part is None:
        return ()
    lengths = {
        "place": len(name.division),
        "brand": len(name.division + name.place),
        "industry": len(name.division + name.place + name.brand),
        "organisation_form": len(name.division + name.place + name.brand + name.industry),
    }
    start = lengths[part]
    return tuple(range(start, start + len(getattr(name, part))))


def in_original(places: Iterable[int], original: str, compared: str) -> tuple[int, ...]:
    """Places in the compared spelling as places in the text as it was written.

    None when the two do not hold the same characters in the same order, as where the division
    stood in brackets behind the brand.
    """
    origins = [n for n, character in enumerate(original) for _ in normalise(character)]
    if "".join(map(normalise, original)) != compared:
        return ()
    return tuple(dict.fromkeys(origins[place] for place in places))
