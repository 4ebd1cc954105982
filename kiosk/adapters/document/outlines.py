"""Reads glyph outlines from a TrueType font, to draw marks and seals as shapes, not as text."""

import mmap
import struct
from pathlib import Path

Point = tuple[float, float, bool]  # x, y, on the curve
_MAX_NESTING = 5


class OutlineFont:
    """The ``glyf`` table of a TrueType file (OpenType 1.9, chapter glyf)."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        tables = {}
        for at in range(12, 12 + 16 * struct.unpack_from(">H", self._data, 4)[0], 16):
            tag, _, offset, _ = struct.unpack_from(">4sIII", self._data, at)
            tables[tag] = offset
        self._glyf = tables[b"glyf"]
        self._loca = tables[b"loca"]
        self._long = struct.unpack_from(">h", self._data, tables[b"head"] + 50)[0] == 1
        self._scale = 1000 / struct.unpack_from(">H", self._data, tables[b"head"] + 18)[0]

    def path(self, glyph: int) -> str:
        """The outline as PDF path operators on an em of 1000, filled by the non-zero rule."""
        scale = self._scale
        parts = []
        for contour in self._contours(glyph, 0):
            scaled = [(x * scale, y * scale, on) for x, y, on in contour]
            parts.append(_contour_path(scaled))
        return "\n".join(parts)

    def _contours(self, glyph: int, depth: int) -> list[list[Point]]:
        if self._long:
            start, end = struct.unpack_from(">II", self._data, self._loca + 4 * glyph)
        else:
            start, end = (
                2 * at for at in struct.unpack_from(">HH", self._data, self._loca + 2 * glyph)
            )
        if start == end:
            return []
        at = self._glyf + start
        count = struct.unpack_from(">h", self._data, at)[0]
        if count >= 0:
            return self._simple(at + 10, count)
        return self._composite(at + 10, depth + 1) if depth < _MAX_NESTING else []

    def _simple(self, at: int, count: int) -> list[list[Point]]:
        data = self._data
        ends = struct.unpack_from(f">{count}H", data, at)
        total = ends[-1] + 1 if ends else 0
        at += 2 * count
        at += 2 + struct.unpack_from(">H", data, at)[0]
        flags: list[int] = []
        while len(flags) < total:
            flag = data[at]
            at += 1
            repeat = 1
            if flag & 8:
                repeat += data[at]
                at += 1
            flags += [flag] * repeat
        xs, at = self._coordinates(at, flags, 2, 16)
        ys, at = self._coordinates(at, flags, 4, 32)
        points = [(x, y, bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=True)]
        starts = (0, *(end + 1 for end in ends[:-1]))
        return [points[a : b + 1] for a, b in zip(starts, ends, strict=True)]

    def _coordinates(
        self, at: int, flags: list[int], short: int, same: int
    ) -> tuple[list[float], int]:
        value = 0
        values: list[float] = []
        for flag in flags:
            if flag & short:
                value += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                value += struct.unpack_from(">h", self._data, at)[0]
                at += 2
            values.append(float(value))
        return values, at

    def _composite(self, at: int, depth: int) -> list[list[Point]]:
        contours: list[list[Point]] = []
        flags = 0x20
        while flags & 0x20:
            flags, glyph = struct.unpack_from(">HH", self._data, at)
            dx, dy = struct.unpack_from(">hh" if flags & 1 else ">bb", self._data, at + 4)
            at += 8 if flags & 1 else 6
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & 0x08:
                a = d = struct.unpack_from(">h", self._data, at)[0] / 16384
                at += 2
            elif flags & 0x40:
                a, d = (v / 16384 for v in struct.unpack_from(">hh", self._data, at))
                at += 4
            elif flags & 0x80:
                a, b, c, d = (v / 16384 for v in struct.unpack_from(">hhhh", self._data, at))
                at += 8
            contours += [
                [(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour]
                for contour in self._contours(glyph, depth)
            ]
        return contours


def _contour_path(points: list[Point]) -> str:
    """One closed contour: quadratic splines raised to the cubics that PDF knows."""
    on = next((index for index, point in enumerate(points) if point[2]), None)
    if on is None:
        first = _middle(points[-1], points[0])
        ring = [first, *points, first]
    else:
        ring = [*points[on:], *points[:on], points[on]]
    x, y, _ = ring[0]
    steps = [f"{x:.1f} {y:.1f} m"]
    control: Point | None = None
    for point in ring[1:]:
        if control is None:
            if point[2]:
                steps.append(f"{point[0]:.1f} {point[1]:.1f} l")
                x, y = point[0], point[1]
            else:
                control = point
            continue
        end = point if point[2] else _middle(control, point)
        steps.append(_cubic(x, y, control, end))
        x, y = end[0], end[1]
        control = None if point[2] else point
    steps.append("h")
    return "\n".join(steps)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2, True


def _cubic(x: float, y: float, control: Point, end: Point) -> str:
    x1, y1 = x + 2 / 3 * (control[0] - x), y + 2 / 3 * (control[1] - y)
    x2, y2 = end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])
    return f"{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {end[0]:.1f} {end[1]:.1f} c"
