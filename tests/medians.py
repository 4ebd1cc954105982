"""Characters as they are written: the middle lines of their strokes, in order."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from kiosk.ports import Stroke

FILE = Path(__file__).parent / "data" / "handwriting" / "medians.txt.gz"


def written_characters() -> Iterator[tuple[str, list[Stroke]]]:
    """(character, strokes) of the 6,763 characters of GB 2312; points from 0 to 255."""
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            character, *strokes = line.split()
            yield character, [_stroke(bytes.fromhex(stroke)) for stroke in strokes]


def _stroke(points: bytes) -> Stroke:
    return [(float(x), float(y)) for x, y in zip(points[::2], points[1::2], strict=True)]
