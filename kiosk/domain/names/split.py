"""Take a whole name apart: division, place, brand, industry, organisation form, suffix."""

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.reference import NameReference

SHORTEST_BRAND = 2
LONGEST_PLACE = 12
LONGEST_DIVISION = 12


def split_name(text: str, reference: NameReference, division: str = "") -> BusinessName:
    """The parts of a name as it stands in a register; parts that are not there are empty.

    The division is read at the front, or in brackets behind the brand (晨光里（昆山市）早餐店);
    the suffix and the longest known organisation form at the end; then industry words as long
    as two characters stay in front of them; what is left is the brand. ``division`` (six
    digits) picks whose places are known; empty means those of every division in the data.
    """
    rest, suffix = split_suffix(normalise(text), reference)
    found, rest = _take_division(rest, reference)
    if not found:
        found, rest = _bracketed_division(rest, reference)
    place, rest = _take_place(rest, reference, division)
    form = reference.forms.at_end(rest)
    if len(form) == len(rest):
        form = form[1:] if form[1:] in reference.forms.allowed else ""
    rest = rest[: len(rest) - len(form)]
    industry = _take_industry(rest, reference)
    brand = rest[: len(rest) - len(industry)]
    return BusinessName(found, brand, industry, form, place, suffix)


def split_suffix(text: str, reference: NameReference) -> tuple[str, str]:
    """The text without （个体工商户） and such at its end, and what was taken off."""
    for suffix in reference.forms.suffixes:
        if text.endswith(suffix):
            return text[: -len(suffix)], suffix
    return text, ""


def _take_division(text: str, reference: NameReference) -> tuple[str, str]:
    taken = ""
    while True:
        rest = text[len(taken) :]
        longest = min(LONGEST_DIVISION, len(rest) - SHORTEST_BRAND)
        for length in range(longest, 1, -1):
            if rest[:length] in reference.divisions:
                taken += rest[:length]
                break
        else:
            break
    rest = text[len(taken) :]
    for short in reference.local_shorts:
        if rest.startswith(short) and len(rest) > len(short) + SHORTEST_BRAND:
            return taken + short, rest[len(short) :]
    return taken, rest


def _bracketed_division(text: str, reference: NameReference) -> tuple[str, str]:
    before, opening, after = text.partition("（")
    inner, closing, behind = after.partition("）")
    if opening and closing and (inner in reference.divisions or inner in reference.local_shorts):
        return inner, before + behind
    return "", text


def _take_place(text: str, reference: NameReference, division: str) -> tuple[str, str]:
    """The longest run of known places at the front: 玉山镇, 玉山镇里厍社区."""
    known = [reference.places_of(division)] if division else list(reference.places.values())
    place = ""
    while True:
        rest = text[len(place) :]
        longest = min(LONGEST_PLACE, len(rest) - SHORTEST_BRAND)
        for length in range(longest, 1, -1):
            if any(rest[:length] in names for names in known):
                place += rest[:length]
                break
        else:
            return place, rest


def _take_industry(text: str, reference: NameReference) -> str:
    taken = 0
    while True:
        rest = text[: len(text) - taken]
        length = reference.industries.ends_with_word(rest, SHORTEST_BRAND)
        if not length:
            return text[len(text) - taken :]
        taken += length
