"""Build resources/demo/brands.txt: brands for a made-up register, the likeliest of a shop first.

Usage: build_demo_brands.py SOURCE_DIR RESOURCES_DIR

SOURCE_DIR holds Company-Shorter-Form_28W.txt (wainshine/Company-Names-Corpus, Apache-2.0); it
says nothing of how common a brand is. What many shops call themselves is part of many brands, so
brands are ordered by the mean logarithm of how many brands hold each two neighbours of their
characters, short ones first. Left out: what is not of 通用规范汉字表, has fewer than two or
more than four characters, or holds a word by which the product takes names apart or minds names.
The same input gives the same bytes, at most 800,000.
"""

import argparse
import math
from collections import Counter
from pathlib import Path

from kiosk.catalogue.names import load_names
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import split_name

MOST_BYTES = 800_000
LONGER = 1.0
"""What each character beyond the second takes from a brand's place, in natural logarithms."""


def pairs(brand: str) -> list[str]:
    """Each two neighbours."""
    return [brand[at : at + 2] for at in range(len(brand) - 1)]


def is_plain(brand: str, names: NameReference) -> bool:
    """Whether a shop could have it and everybody would take the whole name apart alike."""
    if not (2 <= len(brand) <= 4 and set(brand) <= names.characters):
        return False
    if brand in names.divisions or brand in names.shorts or brand in names.protected:
        return False
    if names.words.inside(brand) or names.words.is_praise(brand) or names.words.is_numeral(brand):
        return False
    if any(form in brand for form in names.forms.reserved):
        return False
    if any(brand[at:end] in names.industries.words for at in range(4) for end in range(at + 2, 5)):
        return False
    return split_name(f"昆山市{brand}早餐店", names).brand == brand


def main() -> None:
    """Read, weigh and write."""
    parser = argparse.ArgumentParser(description="Build the brands of the demonstration.")
    parser.add_argument("source", type=Path)
    parser.add_argument("resources", type=Path)
    given = parser.parse_args()
    names = load_names(given.resources / "reference")
    corpus = (given.source / "Company-Shorter-Form_28W.txt").read_text(encoding="utf-8-sig")
    brands = sorted({line.strip() for line in corpus.splitlines()[2:]})
    often = Counter(pair for brand in brands for pair in pairs(brand))
    weighed = sorted(
        (brand for brand in brands if is_plain(brand, names)),
        key=lambda brand: (
            LONGER * (len(brand) - 2)
            - sum(math.log(often[pair]) for pair in pairs(brand)) / (len(brand) - 1),
            brand,
        ),
    )
    kept: list[str] = []
    size = 0
    for brand in weighed:
        size += len(brand.encode()) + 1
        if size > MOST_BYTES:
            break
        kept.append(brand)
    target = given.resources / "demo/brands.txt"
    target.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
