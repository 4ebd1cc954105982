"""Draws the security ornaments: border, corner rosettes, centre rosette, ground and star."""

from collections.abc import Callable, Iterable
from math import cos, pi, sin

from reportlab.lib.colors import HexColor

from kiosk.adapters.document.sheet import MM
from kiosk.catalogue.documents import Colours, Disc, LicenceLayout

Curve = Callable[[float], tuple[float, float]]
_STEP = 1e-4


def trace(curve: Curve, segments: int) -> str:
    """The curve over 0..1 as cubic Béziers through ``segments`` + 1 points of it."""
    width = 1 / segments
    points = [curve(number * width) for number in range(segments + 1)]
    slopes = [_slope(curve, number * width) for number in range(segments + 1)]
    parts = [f"{points[0][0]:.2f} {points[0][1]:.2f} m"]
    third = width / 3
    for (a, da), (b, db) in zip(
        zip(points, slopes, strict=True), zip(points[1:], slopes[1:], strict=False), strict=False
    ):
        parts.append(
            f"{a[0] + da[0] * third:.2f} {a[1] + da[1] * third:.2f} "
            f"{b[0] - db[0] * third:.2f} {b[1] - db[1] * third:.2f} {b[0]:.2f} {b[1]:.2f} c"
        )
    return "\n".join(parts)


def stroke_colour(colour: str) -> str:
    """The operator that strokes in the colour."""
    return "{:.4f} {:.4f} {:.4f} RG".format(*HexColor(colour).rgb())


def fill_colour(colour: str) -> str:
    """The operator that fills in the colour."""
    return "{:.4f} {:.4f} {:.4f} rg".format(*HexColor(colour).rgb())


def border(layout: LicenceLayout, colours: Colours) -> str:
    """The frame: a band of interlaced waves between lines, rosettes at the corners."""
    frame = layout.frame
    inset, band = frame.inset, frame.band
    width, height = layout.width - 2 * inset, layout.height - 2 * inset
    middle = inset + band / 2
    parts = [
        f"{MM:.6f} 0 0 {MM:.6f} 0 0 cm 1 J 1 j",
        stroke_colour(colours.border),
        fill_colour(colours.ground),
        f"{inset:.2f} {inset:.2f} {width:.2f} {height:.2f} re",
        f"{inset + band:.2f} {inset + band:.2f} {width - 2 * band:.2f} {height - 2 * band:.2f} re",
        "f*",
    ]
    for x, y, turn, length in (
        (middle, middle, 0, width - band),
        (layout.width - middle, middle, 90, height - band),
        (layout.width - middle, layout.height - middle, 180, width - band),
        (middle, layout.height - middle, 270, height - band),
    ):
        parts += _band(x, y, turn, length, band, colours)
    for gap, thick in ((0.0, 0.55), (0.9, 0.15), (band - 0.9, 0.15), (band, 0.35)):
        parts += [
            f"{thick} w {stroke_colour(colours.border)}",
            f"{inset + gap:.2f} {inset + gap:.2f} {width - 2 * gap:.2f} {height - 2 * gap:.2f} re S",
        ]
    for x in (middle, layout.width - middle):
        for y in (middle, layout.height - middle):
            parts += _corner(x, y, frame.corner, colours)
    return "\n".join(parts)


def ground(layout: LicenceLayout, colours: Colours) -> str:
    """Fine waves over the whole inside and the large rosette in its middle."""
    inner = layout.frame.inset + layout.frame.band + 1.2
    left, right = inner, layout.width - inner
    periods = 9
    parts = [
        f"{MM:.6f} 0 0 {MM:.6f} 0 0 cm 1 J 1 j",
        f"q {left:.2f} {left:.2f} {right - left:.2f} {layout.height - 2 * inner:.2f} re W n",
        stroke_colour(colours.ground),
        "0.14 w",
    ]
    lines = int((layout.height - 2 * inner) / 4.6)
    for number in range(lines + 1):
        base = inner + number * 4.6

        def wave(t: float, base: float = base, shift: float = number * 0.55) -> tuple[float, float]:
            swell = 1.5 + 0.7 * sin(2 * pi * t + shift / 3)
            return left + t * (right - left), base + swell * sin(2 * pi * periods * t + shift)

        parts += [trace(wave, periods * 4), "S"]
    parts += [stroke_colour(colours.rosette), "0.16 w"]
    centre = Disc(
        x=layout.rosette.x, y=layout.height - layout.rosette.y, radius=layout.rosette.radius
    )
    for low, high, lobes, strands in (
        (0.66, 1.0, 18, 6),
        (0.40, 0.74, 12, 8),
        (0.12, 0.50, 9, 8),
    ):
        parts += _annulus(centre, low, high, lobes, strands)
    return "\n".join([*parts, "Q"])


def star(layout: LicenceLayout, colours: Colours) -> str:
    """A plain five-pointed star; it is no emblem."""
    disc = layout.star
    return "\n".join(
        [
            f"{MM:.6f} 0 0 {MM:.6f} 0 0 cm",
            fill_colour(colours.seal),
            star_path(disc.x, layout.height - disc.y, disc.radius),
            "f",
        ]
    )


def star_path(x: float, y: float, radius: float) -> str:
    """A regular pentagram with one point up, as a closed path."""
    inner = radius * sin(pi / 10) / sin(3 * pi / 10)
    corners = []
    for number in range(10):
        reach = inner if number % 2 else radius
        angle = pi / 2 + number * pi / 5
        corners.append(f"{x + reach * cos(angle):.3f} {y + reach * sin(angle):.3f}")
    return " l ".join([f"{corners[0]} m {corners[1]}", *corners[2:]]) + " l h"


def circle_path(x: float, y: float, radius: float) -> str:
    """A circle of four Béziers, as a closed path."""

    def point(t: float) -> tuple[float, float]:
        return x + radius * cos(2 * pi * t), y + radius * sin(2 * pi * t)

    return trace(point, 8) + " h"


def _corner(x: float, y: float, radius: float, colours: Colours) -> list[str]:
    disc = Disc(x=0, y=0, radius=radius)
    return [
        f"q 1 0 0 1 {x:.3f} {y:.3f} cm 1 1 1 rg {circle_path(0, 0, radius * 0.97)} f",
        f"0.11 w {stroke_colour(colours.border)}",
        *_annulus(disc, 0.58, 1.0, 16, 5),
        f"0.12 w {stroke_colour(colours.corner)}",
        *_annulus(disc, 0.26, 0.72, 12, 5),
        *_annulus(disc, 0.02, 0.34, 6, 3),
        "Q",
    ]


def _annulus(disc: Disc, low: float, high: float, lobes: int, strands: int) -> Iterable[str]:
    """Interlaced waves between two circles, given in units of the disc's radius."""
    middle, swing = (low + high) / 2 * disc.radius, (high - low) / 2 * disc.radius
    for strand in range(strands):

        def ring(t: float, phase: float = 2 * pi * strand / strands) -> tuple[float, float]:
            reach = middle + swing * sin(2 * pi * lobes * t + phase)
            return disc.x + reach * cos(2 * pi * t), disc.y + reach * sin(2 * pi * t)

        yield trace(ring, lobes * 4)
        yield "S"


def _band(
    x: float, y: float, turn: int, length: float, band: float, colours: Colours
) -> Iterable[str]:
    """One side of the border: the same tile again and again, which compresses well."""
    tiles = round(length / (2.58 * band))
    tile = length / tiles
    a, b = cos(turn * pi / 180), sin(turn * pi / 180)
    yield f"q {a:.4f} {b:.4f} {-b:.4f} {a:.4f} {x:.3f} {y:.3f} cm"
    for _ in range(tiles):
        yield f"0.09 w {stroke_colour(colours.border_fine)}"
        yield from _waves(tile, band * 0.43, 3, 5)
        yield f"0.12 w {stroke_colour(colours.border)}"
        yield from _waves(tile, band * 0.43, 2, 6)
        yield from _waves(tile, band * 0.16, 6, 3)
        yield f"1 0 0 1 {tile:.4f} 0 cm"
    yield "Q"


def _waves(length: float, swing: float, periods: int, strands: int) -> Iterable[str]:
    for strand in range(strands):

        def wave(t: float, phase: float = 2 * pi * strand / strands) -> tuple[float, float]:
            return t * length, swing * sin(2 * pi * periods * t + phase)

        yield trace(wave, periods * 4)
        yield "S"


def _slope(curve: Curve, t: float) -> tuple[float, float]:
    (x1, y1), (x2, y2) = curve(t - _STEP), curve(t + _STEP)
    return (x2 - x1) / (2 * _STEP), (y2 - y1) / (2 * _STEP)
