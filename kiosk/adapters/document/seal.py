"""Draws the round red seal that a signature shows as its appearance."""

from math import cos, pi, sin

from kiosk.adapters.document.fonts import FontBook, Role
from kiosk.adapters.document.guilloche import circle_path, fill_colour, star_path, stroke_colour
from kiosk.adapters.document.sheet import MM
from kiosk.catalogue.documents import SealLayout

_ROLE = Role.BOLD


def seal_drawing(book: FontBook, layout: SealLayout, arc: str, legend: str, colour: str) -> str:
    """Ring, star, the words on an arc and the legend, all as shapes, in a square of mm.

    The square is 2 ``radius`` on a side. No text and no font is left in it, so that a
    reader's text of the signed page stays clean.
    """
    radius = layout.radius
    ring = layout.ring * radius
    parts = [
        f"q {MM:.6f} 0 0 {MM:.6f} {radius * MM:.4f} {radius * MM:.4f} cm",
        stroke_colour(colour),
        fill_colour(colour),
        f"{ring:.3f} w",
        circle_path(0, 0, radius - ring / 2 - 0.2),
        "S",
        star_path(0, 0, layout.star * radius),
        "f",
        *_arc(book, layout, arc),
        *_legend(book, layout, legend),
        "Q",
    ]
    return "\n".join(parts)


def _arc(book: FontBook, layout: SealLayout, text: str) -> list[str]:
    """Each character turned to the centre, first one left, the middle on top."""
    if not text:
        return []
    count = len(text)
    em = layout.text_size * layout.radius
    span = min(layout.degrees_most, layout.degrees_each * count) * pi / 180
    step = span / (count - 1) if count > 1 else 0.0
    reach = layout.text_radius * layout.radius
    squeeze = layout.squeeze
    if count > 1:  # never wider than the arc at the characters' feet has room
        squeeze = min(squeeze, 0.98 * reach * step / em)
    parts = []
    for number, character in enumerate(text):
        turn = span / 2 - number * step if count > 1 else 0.0
        path, advance = book.outline(_ROLE, character)
        a, b = cos(turn), sin(turn)
        x, y = -sin(turn) * reach, cos(turn) * reach
        wide, tall = em / 1000 * squeeze, em / 1000
        parts += [
            f"q {a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.4f} {y:.4f} cm",
            f"{wide:.6f} 0 0 {tall:.6f} {-advance / 2 * wide:.4f} {0.12 * em:.4f} cm",
            path,
            "f Q" if path else "Q",
        ]
    return parts


def _legend(book: FontBook, layout: SealLayout, text: str) -> list[str]:
    em = layout.legend_size * layout.radius
    y = -layout.legend_at * layout.radius
    room = 1.5 * (layout.radius**2 - y**2) ** 0.5
    width = book.width(_ROLE, text, em)
    em *= min(1.0, room / width) if width else 1.0
    x = -book.width(_ROLE, text, em) / 2
    parts = []
    for character in text:
        path, advance = book.outline(_ROLE, character)
        scale = em / 1000
        parts += [
            f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm",
            path,
            "f Q" if path else "Q",
        ]
        x += advance * scale
    return parts
