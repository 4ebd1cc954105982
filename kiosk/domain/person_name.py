"""Names of persons: hanzi of every plane, and the separator of names such as 买买提·吐尔逊."""

import re
import unicodedata
from dataclasses import dataclass

from kiosk.domain.problems import Problem

SEPARATOR = "·"
"""U+00B7, the one separator of names (民委发〔2016〕33号)."""

LONGEST = 50
CHIP_UNITS = 15
"""The UTF-16 units that a card's chip holds of a name (SDT interface: 30 bytes); the rest is lost."""

_LOOKALIKES = "•．.‧・･∙⋅●"
_HANZI = re.compile(
    "[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
)
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:[ '’.,-]{1,2}[A-Za-zÀ-ÖØ-öø-ÿ]+)*\.?")


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    """A name; ``repr``, ``str`` and ``format`` show its masked form alone.

    ``text`` keeps the card's own spelling. ``key`` is for comparison: NFC, no spaces, no
    variation selectors, the one separator; two spellings of the same name have the same key.
    """

    text: str
    key: str

    def __repr__(self) -> str:
        return f"PersonName({mask_person_name(self.text)})"

    __str__ = __repr__


def parse_person_name(text: str, least: int = 2) -> PersonName | Problem:
    """Read a name of up to fifty characters in hanzi, or in Latin letters on a foreign card.

    ``least`` is how many characters of hanzi make a name: who has but one has it on the card.

    A private-use character, which old cards hold for rare hanzi, is a problem of its own:
    nobody can know what it looks like. Positions in problems count characters from 1.
    """
    spelled = text.strip()
    if not spelled:
        return Problem("name_empty")
    if _LATIN.fullmatch(spelled):
        key = " ".join(spelled.upper().split())
        return _of_good_length(spelled, unicodedata.normalize("NFC", key), 2)
    spelled = "".join(spelled.split())
    private = _PRIVATE.search(spelled)
    if private:
        return Problem("name_private_use", params={"position": str(private.start() + 1)})
    parts = re.split(f"([{re.escape(_LOOKALIKES + SEPARATOR)}])", spelled)
    position = 1
    for place, part in enumerate(parts):
        is_separator = place % 2 == 1
        if not is_separator:
            whole = re.match(f"(?:{_HANZI.pattern})*", part)
            good = whole.end() if whole else 0
            if good < len(part) or not part:
                return Problem(
                    "name_character" if part else "name_separator",
                    params={"position": str(position + good)},
                )
        position += len(part)
    bare = _SELECTORS.sub("", SEPARATOR.join(parts[::2]))
    key = unicodedata.normalize("NFC", bare)
    return _of_good_length(spelled, key, least)


def is_same_name(one: str, other: str) -> bool:
    """Whether both are one name, however its separator and its selectors are written."""
    return _compared(one) == _compared(other)


def is_cut_short(on_card: str) -> bool:
    """Whether the name fills the chip's field, so that its end may be missing."""
    return len(on_card) + sum(ord(c) > 0xFFFF for c in on_card) >= CHIP_UNITS - 1


def may_be_on_card(on_card: str, name: str) -> bool:
    """Whether a chip that cannot tell the whole name may mean this one.

    A private-use character of the chip stands for any one hanzi, and of a name that fills the
    field the rest may be missing; all else must be the same.
    """
    told, meant = _compared(on_card), _compared(name)
    enough = len(meant) >= len(told) if is_cut_short(on_card) else len(meant) == len(told)
    return enough and all(
        a == b or bool(_PRIVATE.match(a) and _HANZI.match(b))
        for a, b in zip(told, meant, strict=False)
    )


def _compared(text: str) -> str:
    bare = _SELECTORS.sub("", "".join(text.split()))
    one_dot = bare.translate(dict.fromkeys(map(ord, _LOOKALIKES), SEPARATOR))
    return unicodedata.normalize("NFC", one_dot)


def _of_good_length(text: str, key: str, least: int) -> PersonName | Problem:
    if len(key) < least:
        return Problem("name_too_short")
    if len(text) > LONGEST:
        return Problem("name_too_long", params={"length": str(len(text)), "most": str(LONGEST)})
    return PersonName(text, key)


def mask_person_name(text: str) -> str:
    """The first character, the rest as stars: 王*, 迪****."""
    return text[:1] + "*" * min(len(text) - 1, 4) if text else ""
