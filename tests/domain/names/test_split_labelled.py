"""Labelled names come apart as a person would take them apart, and what is put together again."""

import csv

import pytest

from kiosk.domain.names.lexicon import Lexicon
from kiosk.domain.names.split import split_name
from tests.benchmarks.bench_split import SAMPLE, by_hand, put_together, shares
from tests.builders import the_names

ROWS = list(csv.DictReader((SAMPLE / "names.tsv").read_text("utf-8").splitlines(), delimiter="\t"))


def test_ninety_eight_of_a_hundred_labelled_names_come_apart_rightly():
    assert len(ROWS) >= 150
    assert shares("by hand", by_hand(), the_names())["exact"] >= 98


def test_a_division_in_brackets_leaves_the_labelled_parts():
    for row in ROWS[-4:]:
        name = split_name(row["name"], the_names())
        assert (name.division, name.brand, name.industry, name.organisation_form) == (
            row["division"],
            row["brand"],
            row["industry"],
            row["form"],
        )


def test_names_put_together_from_real_brands_come_apart_again():
    found = shares("put together", put_together(the_names(), 1500), the_names())
    assert found["brand"] >= 91  # one brand in sixteen ends in a word that is a trade
    assert found["division"] == found["place"] == found["suffix"] == 100


@pytest.mark.parametrize(
    ("name", "brand", "industry", "form"),
    [
        ("昆山市花好月缘中药店", "花好月缘", "中药", "店"),  # not 药店 behind 中
        ("昆山市红梅花店", "红梅", "花", "店"),  # one character is a trade too
        ("昆山市悦来大酒店", "悦来", "", "大酒店"),
        ("昆山市安运维修店", "安运", "维修", "店"),  # a form that says no trade would say nothing
        ("昆山市万国国际女装店", "万国国际", "女装", "店"),  # 国际 is no trade
        ("昆山市吴中国风服装店", "吴中国风", "服装", "店"),  # 吴中 could be no brand
        ("昆山市安顺汽车维修店", "安顺", "汽车维修", "店"),  # a far city's short name can
    ],
)
def test_the_reading_that_explains_most_wins(name, brand, industry, form):
    found = split_name(name, the_names())
    assert (found.brand, found.industry, found.organisation_form) == (brand, industry, form)


def test_a_place_that_begins_like_a_short_division_is_a_place():
    name = split_name("昆山市昆山综合保税区社区悦来饭店", the_names())
    assert (name.division, name.place) == ("昆山市", "昆山综合保税区社区")


def test_the_longest_word_at_a_place_is_found_while_enough_stays_behind_it():
    lexicon = Lexicon.of(["昆山", "昆山市", "市"])
    assert lexicon.longest_at_start("昆山市店", 0, 1) == 3
    assert lexicon.longest_at_start("昆山市店", 0, 2) == 2
    assert lexicon.longest_at_start("昆山市店", 0, 3) == 0
    assert lexicon.longest_at_start("在昆山", 1, 0) == 2
