import csv

import pytest

from kiosk.domain.names.normalise import normalise
from kiosk.domain.names.split import split_name
from tests.builders import ROOT, the_names

TABLE = (ROOT / "tests/data/names.tsv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines(), delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"].strip() for row in ROWS])
def test_a_whole_name_is_taken_apart(row):
    name = split_name(row["name"], the_names())
    parts = (name.division, name.place, name.brand, name.industry, name.organisation_form)
    wanted = tuple(row[part] for part in ("division", "place", "brand", "industry", "form"))
    assert parts == wanted
    assert name.suffix == row["suffix"]


@pytest.mark.parametrize("row", ROWS, ids=[row["name"].strip() for row in ROWS])
def test_no_character_is_lost_by_taking_apart(row):
    name = split_name(row["name"], the_names())
    assert sorted(name.full) == sorted(normalise(row["name"]).replace("（昆山市）", "昆山市"))


def test_places_of_one_division_alone_are_known_when_it_is_given():
    name = split_name("昆山市木渎镇悦来饭店", the_names(), "320583")
    assert (name.place, name.brand) == ("", "木渎镇悦来")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("晨 光\u3000里", "晨光里"),
        ("晨光里(个体工商户)", "晨光里（个体工商户）"),
        ("○九", "〇九"),
        ("Ｏ九", "〇九"),
        ("ＡＢ", "AB"),
        ("晨光\u200b里\ufeff", "晨光里"),
        ("晨光\ufa44里", "晨光梅里"),
        ("晨光\U000e0100里", "晨光里"),
    ],
)
def test_spellings_of_one_name_become_one(typed, meant):
    assert normalise(typed) == meant
    assert normalise(meant) == meant
