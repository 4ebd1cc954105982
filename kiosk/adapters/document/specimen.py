"""Draws the mark that lies across every page of a specimen."""

from math import cos, radians, sin

from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.guilloche import fill_colour
from kiosk.adapters.document.sheet import MM
from kiosk.catalogue.documents import Mark, SpecimenWords

_ROLE = Role.SONG


def mark(book: FontBook, words: SpecimenWords, place: Mark, height: float, colour: str) -> str:
    """The words as outlines, centred on the place and turned, capitals ``cap_height`` mm high.

    Outlines instead of text: the mark cannot be searched away and does not mix its letters
    into the text that a reader extracts. ``height`` is the page's, mm.
    """
    em = em_of(book, words)
    angle = radians(place.angle)
    width = book.width(_ROLE, words.words, em)
    scale = em / 1000 * MM
    a, b = cos(angle) * scale, sin(angle) * scale
    x, y = place.x, height - place.y
    x -= cos(angle) * width / 2 - sin(angle) * words.cap_height / 2
    y -= sin(angle) * width / 2 + cos(angle) * words.cap_height / 2
    parts = [fill_colour(colour), f"{a:.6f} {b:.6f} {-b:.6f} {a:.6f} {x * MM:.2f} {y * MM:.2f} cm"]
    for character in words.words:
        path, advance = book.outline(_ROLE, character)
        parts += [path, "f" if path else "", f"1 0 0 1 {advance:g} 0 cm"]
    return "\n".join(parts)


def em_of(book: FontBook, words: SpecimenWords) -> float:
    """The font size in mm at which a capital E is ``cap_height`` mm high."""
    path, _ = book.outline(_ROLE, "E")
    heights = [
        float(number)
        for line in path.splitlines()
        if line != "h"
        for number in line.split()[1:-1:2]
    ]
    return words.cap_height * 1000 / (max(heights) - min(heights))
