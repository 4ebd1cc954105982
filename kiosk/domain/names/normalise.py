"""Spell a business name in the one way in which names are compared (step N0)."""

import re
import unicodedata

_CIRCLES = str.maketrans(dict.fromkeys("○◯Ｏ⭕", "〇") | {"(": "（", ")": "）"})
_PLAIN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff（）]*")
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def normalise(text: str) -> str:
    """``text`` without spaces and selectors, in NFKC, with full-width brackets and one circle.

    The circle 〇 stands for ○, ◯ and the full-width letter Ｏ. The same text twice gives the
    same result; the original stays with the caller for display.
    """
    if _PLAIN.fullmatch(text):
        return text
    spelled = unicodedata.normalize("NFKC", tidied(text)).translate(_CIRCLES)
    return _UNSEEN.sub("", spelled)


def tidied(text: str) -> str:
    """``text`` as a name may stand on a licence: what cannot be seen is gone, brackets and circle
    are written in one way, and every other character is left as it is.

    ㊣, ⼤ (a radical) and ﾊ are compared as 正, 大 and ハ, but they are no standard characters.
    """
    if _PLAIN.fullmatch(text):
        return text
    return _UNSEEN.sub("", text).translate(_CIRCLES)
