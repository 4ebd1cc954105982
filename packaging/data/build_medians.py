"""Build tests/data/handwriting/medians.txt.gz from the npm package hanzi-writer-data 2.0.1.

Usage: build_medians.py PACKAGE_DIR OUT_FILE

A line is a character of GB 2312 and its strokes in writing order, each the middle line of the
stroke as points of two hexadecimal bytes, x to the right and y downwards.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

TOP, BOTTOM = 900, -124
"""The package's y axis points up, from -124 to 900; its x axis runs from 0 to 1024."""


def characters() -> Iterator[str]:
    """The 6,763 characters of GB 2312, by their rows."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue


def point(x: float, y: float) -> str:
    """Both coordinates on a scale of 0 to 255."""
    scale = 255 / (TOP - BOTTOM)
    return "".join(f"{min(255, max(0, round(v * scale))):02x}" for v in (x, TOP - y))


def main() -> None:
    """Read every character's file and write the lines."""
    parser = argparse.ArgumentParser(description="Build the strokes that tests write.")
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    lines = []
    for character in characters():
        drawn = json.loads((given.package / f"{character}.json").read_text(encoding="utf-8"))
        strokes = ("".join(point(x, y) for x, y in stroke) for stroke in drawn["medians"])
        lines.append(f"{character} {' '.join(strokes)}\n")
    given.out.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
