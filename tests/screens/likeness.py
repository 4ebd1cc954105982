"""Pictures as they are kept, and how unlike two of them are: whole blocks, not single pixels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage

EDGES = (16, 32, 64, 128)
"""Colours that a kept picture may have for letters' edges, besides those of whole areas."""

AREA = 0.0004
"""A colour that fills this part of a picture is kept exactly."""

BLOCK = 8
"""Pixels on a side: antialiasing evens out within it, a stroke of a character does not."""

FURTHEST = 8.0
"""Steps of 255 by which a block's mean colour may be off in red, green or blue; keeping costs half."""

FEWEST = 2
"""So many blocks that are off make a picture another one."""

_RED = (214, 32, 32)


@dataclass(frozen=True)
class Unlikeness:
    """Where two pictures differ: the blocks' columns and rows, and the furthest step."""

    blocks: tuple[tuple[int, int], ...]
    furthest: float
    size: tuple[int, int]
    expected_size: tuple[int, int]

    def __bool__(self) -> bool:
        return self.size != self.expected_size or len(self.blocks) >= FEWEST

    def __str__(self) -> str:
        if self.size != self.expected_size:
            return f"is {self.size}, accepted {self.expected_size}"
        if not self.blocks:
            return "is the same"
        left, top = (min(block[axis] for block in self.blocks) * BLOCK for axis in (0, 1))
        right, bottom = (max(block[axis] + 1 for block in self.blocks) * BLOCK for axis in (0, 1))
        return (
            f"{len(self.blocks)} blocks differ by up to {self.furthest:.0f} steps, "
            f"between ({left}, {top}) and ({right}, {bottom})"
        )


def picture_of(grabbed: QImage) -> Image.Image:
    """The same in Pillow's form."""
    plain = grabbed.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(plain.constBits())
    lines = (plain.width(), plain.height())
    return Image.frombytes("RGB", lines, data, "raw", "RGB", plain.bytesPerLine())


def keep(picture: Image.Image, place: Path) -> None:
    """Write it with a palette of as few colours as leave it like itself."""
    for edges in EDGES:
        few = _with_palette(picture, edges)
        if unlikeness(few.convert("RGB"), picture).furthest <= FURTHEST / 2:
            break
    place.parent.mkdir(parents=True, exist_ok=True)
    few.save(place, optimize=True)


def _with_palette(picture: Image.Image, edges: int) -> Image.Image:
    """Colours of whole areas exactly, all others by the nearest of a few."""
    packed = np.asarray(picture.convert("RGB"), np.uint32) @ np.array([65536, 256, 1], np.uint32)
    known, where, times = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([known >> 16, known >> 8 & 255, known & 255], axis=1).astype(np.uint8)
    often = np.argsort(-times)[: 256 - edges]
    often = often[times[often] >= AREA * packed.size]
    palette = colours[often]
    rare = np.setdiff1d(np.arange(len(known)), often)
    if len(rare):
        strip = Image.fromarray(np.repeat(colours[rare], np.minimum(times[rare], 50), axis=0)[None])
        few = strip.quantize(edges, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        found = np.array(few.getpalette(), np.uint8).reshape(-1, 3)[:edges]
        palette = np.concatenate([palette, found])
    apart = (colours[:, None].astype(np.int32) - palette[None].astype(np.int32)) ** 2
    nearest = apart.sum(axis=2).argmin(axis=1).astype(np.uint8)
    kept = Image.fromarray(nearest[where].reshape(packed.shape))
    kept.putpalette(palette.tobytes())
    return kept


def unlikeness(actual: Image.Image, expected: Image.Image) -> Unlikeness:
    """How the one differs from the other; false when only letters' edges do."""
    if actual.size != expected.size:
        return Unlikeness((), 255.0, actual.size, expected.size)
    off = np.abs(_means(actual) - _means(expected)).max(axis=2)
    rows, columns = np.nonzero(off > FURTHEST)
    blocks = tuple(zip(columns.tolist(), rows.tolist(), strict=True))
    return Unlikeness(blocks, float(off.max()), actual.size, expected.size)


def shown(actual: Image.Image, unlike: Unlikeness) -> Image.Image:
    """The picture faded, what is unlike framed in red."""
    faded = Image.blend(actual, Image.new("RGB", actual.size, "white"), 0.6)
    pen = ImageDraw.Draw(faded)
    for column, row in unlike.blocks:
        x, y = column * BLOCK, row * BLOCK
        pen.rectangle((x, y, x + BLOCK - 1, y + BLOCK - 1), outline=_RED)
    return faded


def _means(picture: Image.Image) -> NDArray[np.float32]:
    """Of each whole block and of those at the right and lower edge."""
    width, height = (-(-side // BLOCK) for side in picture.size)
    colours = np.asarray(picture.convert("RGB"))
    ragged = (0, height * BLOCK - picture.height), (0, width * BLOCK - picture.width), (0, 0)
    whole = np.pad(colours, ragged, mode="edge")
    return whole.reshape(height, BLOCK, width, BLOCK, 3).mean(axis=(1, 3), dtype=np.float32)
