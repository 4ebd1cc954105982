"""How rightly whole names are taken apart: names put together from real parts, and by hand."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from kiosk.catalogue.names import load_names
from kiosk.domain.business_name import BusinessName
from kiosk.domain.names.reference import NameReference
from kiosk.domain.names.split import SHORTEST_BRAND, split_name

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/data/split"
PARTS = ("division", "place", "brand", "industry", "organisation_form", "suffix")
COUNT = 5_000


def bench_split(count: int = COUNT) -> dict[str, object]:
    """Shares of names whose every part is right, and of each part.

    ``by hand`` are labelled names; ``put together`` are brands of an open corpus with trades,
    forms, towns and suffixes; ``ends in a trade`` are those of them whose brand could as well
    end earlier (远大装饰 before 建材), which nobody can tell without asking.
    """
    reference = _reference()
    plain, doubtful = [], []
    for name in put_together(reference, count):
        (doubtful if _ends_in_trade(name.brand, reference) else plain).append(name)
    rows = [
        shares("by hand", by_hand(), reference),
        shares("put together", plain, reference),
        shares("ends in a trade", doubtful, reference),
    ]
    return {"rows": rows}


def shares(of: str, names: Iterable[BusinessName], reference: NameReference) -> dict[str, object]:
    """How many of the names come apart rightly, whole and by part."""
    right = dict.fromkeys(("exact", *PARTS), 0)
    total = 0
    for name in names:
        found = split_name(name.full, reference)
        total += 1
        right["exact"] += found == name
        for part in PARTS:
            right[part] += getattr(found, part) == getattr(name, part)
    percents = {part: round(number / max(total, 1) * 100, 2) for part, number in right.items()}
    return {"of": of, "names": total, **percents}


def by_hand() -> list[BusinessName]:
    """The labelled names whose parts stand in the usual order."""
    text = (SAMPLE / "names.tsv").read_text(encoding="utf-8")
    return [
        BusinessName(
            row["division"],
            row["brand"],
            row["industry"],
            row["form"],
            row["place"],
            row["suffix"],
        )
        for row in csv.DictReader(text.splitlines(), delimiter="\t")
        if "（" not in row["name"].replace(row["suffix"], "")
    ]


def put_together(reference: NameReference, count: int = COUNT) -> list[BusinessName]:
    """Names of Kunshan from the sample's brands, industry words and forms; always the same."""
    draw = Random(23)
    brands, industries, forms = (
        (SAMPLE / f"{part}.txt").read_text(encoding="utf-8").split()
        for part in ("brands", "industries", "forms")
    )
    places = sorted(reference.places_of("320583"))
    return [
        BusinessName(
            division=draw.choice(("昆山市", "昆山市", "昆山市", "江苏省昆山市", "")),
            brand=draw.choice(brands),
            industry=draw.choice(industries),
            organisation_form=draw.choice(("店", "店", "商行", "经营部", *forms)),
            place=draw.choice(places) if draw.random() < 0.3 else "",
            suffix=draw.choice(reference.forms.suffixes) if draw.random() < 0.3 else "",
        )
        for _ in range(count)
    ]


def _ends_in_trade(brand: str, reference: NameReference) -> bool:
    return any(
        reference.industries.words.get(brand[at:]) for at in range(SHORTEST_BRAND, len(brand) - 1)
    )


@cache
def _reference() -> NameReference:
    return load_names(ROOT / "resources/reference")
