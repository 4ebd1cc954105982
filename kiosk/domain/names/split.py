"""Take a whole name apart: division, place, brand, industry, organisation form, suffix.

The front is read by the longest known division and place. At the end every organisation form
that fits is tried with the industry words before it, and the reading that explains most of the
name wins; of equals the one that says an industry, then the one of fewer words, then the one
with the longer industry word. What no word explains is the brand.
"""

from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.lexicon import Lexicon
from kiosk.domain.names.normalise import tidied
from kiosk.domain.names.reference import NameReference

SHORTEST_BRAND = 2

_ABOVE_COUNTIES = ("省", "州市")
"""Behind such a division another may follow in short; behind a county a brand begins: 姑苏月."""
_WIDER = ("省", "苏州市")
"""Ends of divisions that hold counties: a short one may follow them."""

_PART_OF_A_FORM = frozenset("部处")
"""Forms that stand alone only where no longer one fits: 服务部 is one form, not 服务 and 部."""


def split_name(text: str, reference: NameReference, division: str = "") -> BusinessName:
    """The parts of a name as it stands in a register; parts that are not there are empty.

    The division is read at the front, or in brackets behind the brand (晨光里（昆山市）早餐店);
    the suffix at the end; two characters are left for the brand. ``division`` (six digits)
    picks whose places are known; empty means those of every division in the data.
    """
    whole, suffix = split_suffix(tidied(text), reference)
    places = Lexicon.of(reference.places_of(division)) if division else reference.all_places
    found, place, rest = _front(whole, reference, places)
    if not found and "（" in rest:
        found, rest = _bracketed_division(rest, reference)
        if found and not place:
            _, place, rest = _front(rest, reference, places)
    brand, industry, form = _end(rest, reference)
    return BusinessName(found, brand, industry, form, place, suffix)


def split_suffix(text: str, reference: NameReference) -> tuple[str, str]:
    """The text without （个体工商户） and such at its end, and what was taken off."""
    for suffix in reference.forms.suffixes:
        if text.endswith(suffix):
            return text[: -len(suffix)], suffix
    return text, ""


def _front(text: str, reference: NameReference, places: Lexicon) -> tuple[str, str, str]:
    """Division, place and the rest. A place that begins as a short division does (昆山开发区)
    goes before it."""
    end = _run(text, 0, reference.division_words)
    above = not end or text[:end].endswith(_ABOVE_COUNTIES)
    if above and not _run(text, end, places):
        end = _short_division(text, end, reference)
    behind = end + _run(text, end, places)
    return text[:end], text[end:behind], text[behind:]


def _run(text: str, at: int, lexicon: Lexicon) -> int:
    """How long the longest run of words is that begins there: 江苏省昆山市, 玉山镇里厍社区."""
    end = at
    while length := lexicon.longest_at_start(text, end, SHORTEST_BRAND):
        end += length
    return end - at


def _short_division(text: str, end: int, reference: NameReference) -> int:
    """Behind a short division (昆山晨光里); what follows a whole one in full is no division."""
    if end and not text[:end].endswith(_WIDER):
        return end
    for short in reference.local_shorts:
        if text.startswith(short, end) and len(text) - end > len(short) + SHORTEST_BRAND:
            return end + len(short)
    return end


def _bracketed_division(text: str, reference: NameReference) -> tuple[str, str]:
    before, opening, after = text.partition("（")
    inner, closing, behind = after.partition("）")
    if opening and closing and (inner in reference.divisions or inner in reference.local_shorts):
        return inner, before + behind
    return "", text


def _end(text: str, reference: NameReference) -> tuple[str, str, str]:
    """Brand, industry and form of what stands behind division and place."""
    best = (text, "", "")
    best_score = (0, False, 0, 0)
    forms = reference.forms
    longest = ""
    for length in range(min(8, len(text)), 0, -1):
        form = text[-length:]
        if form not in forms.allowed:
            if form in forms.reserved:
                return _reserved(text, form, best, reference)
            continue
        if longest and form in _PART_OF_A_FORM:
            continue
        longest = longest or form
        if length == len(text):
            continue
        body = text[:-length]
        words = _industry_words(body, reference)
        covered = sum(map(len, words))
        cut = len(body) - covered
        says = form in forms.classes or any(map(reference.industries.words.get, words))
        score = (covered + length, says, -len(words), max(map(len, words), default=0))
        if score > best_score:
            best, best_score = (body[:cut], body[cut:], form), score
    if not best_score[0]:
        cut = len(text) - sum(map(len, _industry_words(text, reference)))
        return text[:cut], text[cut:], ""
    return _not_a_division(*best, reference)


def _not_a_division(
    brand: str, industry: str, form: str, reference: NameReference
) -> tuple[str, str, str]:
    """A brand that were a division nearby gets more of what follows, where a shorter industry word
    allows it: 吴中国风, 服装, as 吴中 could be no brand (名称规定 8)."""
    if brand in reference.local_shorts:
        for at in range(1, len(industry) - 1):
            if reference.industries.words.get(industry[at:]):
                return brand + industry[:at], industry[at:], form
    return brand, industry, form


def _reserved(
    text: str, form: str, best: tuple[str, str, str], reference: NameReference
) -> tuple[str, str, str]:
    """The reading with a form that only others may use: it hides nothing behind a shorter one."""
    if len(form) == len(text):
        return best
    body = text[: -len(form)]
    cut = len(body) - sum(map(len, _industry_words(body, reference)))
    return body[:cut], body[cut:], form


def _industry_words(text: str, reference: NameReference) -> list[str]:
    """The industry words at the end of the text, the last one first.

    The last one may be any known wording, even of one character; those before it must mean a
    certain industry, as 国际 and 科技 do not: they are more often the end of a brand.
    """
    table = reference.industries
    found: list[str] = []
    end = len(text)
    while end > SHORTEST_BRAND:
        length = table.ends_with_word(text[:end], SHORTEST_BRAND)
        if not length and not found and table.words.get(text[end - 1]):
            length = 1
        word = text[end - length : end]
        if not length or (found and not table.words[word]):
            break
        found.append(word)
        end -= length
    return found
