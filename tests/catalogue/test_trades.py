"""Trades and explanations fit the scope catalogue, and a file that does not is refused."""

import shutil

import pytest

from kiosk.catalogue.scope import load_scope
from kiosk.catalogue.source import CatalogueError
from kiosk.catalogue.trades import load_trades
from kiosk.domain.scope import Openness
from tests.builders import ROOT, the_names, the_reference

REFERENCE = ROOT / "resources/reference"
ITEMS = the_reference().scope.items
TRADES = the_reference().trades


@pytest.fixture
def copy(tmp_path):
    def reference(name: str, old: str, new: str):
        folder = tmp_path / "reference"
        shutil.copytree(REFERENCE, folder)
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return reference


def test_every_item_is_explained_in_both_languages():
    silent = [item.text for item in ITEMS if not (item.plain and item.name_en and item.plain_en)]

    assert len(ITEMS) == 220
    assert silent == []


def test_explanations_are_short_and_say_it_in_other_words():
    assert [item.text for item in ITEMS if len(item.plain) > 24] == []
    assert [item.text for item in ITEMS if len(item.plain_en) > 90] == []
    assert [item.text for item in ITEMS if item.plain == item.text] == []
    assert [item.plain for item in ITEMS if item.plain.endswith("。")] == []


def test_every_item_has_words_that_find_it():
    assert [item.text for item in ITEMS if not item.keywords] == []


def test_english_names_tell_items_apart():
    names = [item.name_en for item in ITEMS]

    assert len(set(names)) == len(names)


def test_an_item_speaks_the_language_of_the_sitting():
    item = the_reference().scope.get("餐饮服务")

    assert (item.name_in("zh"), item.name_in("en")) == ("餐饮服务", "Catering")
    assert item.plain_in("zh") == "做饭菜、早点、饮品给客人吃"
    assert item.plain_in("en").startswith("Cook meals")


def test_nothing_is_ticked_that_an_individual_business_may_not_simply_take():
    open_to_all = {item.text for item in ITEMS if item.individual_ok is Openness.YES}

    assert [i for trade in TRADES.all for i in trade.items if i not in open_to_all] == []


def test_every_trade_says_in_both_languages_what_it_is_and_stands_under_a_heading():
    headings = {group.id for group in TRADES.groups}
    for trade in TRADES.all:
        assert trade.label["zh"] == trade.code
        assert trade.label["en"]
        assert trade.group in headings
    assert {trade.group for trade in TRADES.all} == headings


def test_what_the_catalogue_bundles_is_offered_with_its_trade():
    shop = TRADES.get("便利店")

    assert shop.items == ("日用百货销售", "食品销售（仅销售预包装食品）")
    bundled = {item.text for item in the_reference().scope.of_bundle("便利店")}
    assert bundled <= {*shop.items, *shop.also}
    assert not set(shop.items) & set(shop.also)


def test_the_first_trades_are_those_of_the_page():
    assert [trade.code for trade in TRADES.first[:3]] == ["早餐店", "便利店", "网店"]
    assert len(TRADES.first) == 11


def test_industry_words_are_words_that_names_know():
    words = the_names().industries.words

    assert [
        trade.code
        for trade in TRADES.all
        if not the_names().industries.class_of(trade.industry) and trade.industry not in words
    ] == []


def test_sixty_trades_and_more_are_a_touch_away():
    assert len(TRADES) >= 60
    assert all(trade.words for trade in TRADES.all)


def test_every_industry_word_suits_the_main_item():
    """So that the name passes even when the citizen takes every other item's tick away."""
    table, scope = the_names().industries, the_reference().scope
    unfit = []
    for trade in TRADES.all:
        main = scope.get((trade.items or trade.also)[0])
        group = table.group_of(table.class_of(trade.industry))
        if group not in table.groups_named_by([main.industry_class]):
            unfit.append((trade.code, trade.industry, main.text))

    assert unfit == []


def test_forms_are_forms_that_an_individual_business_may_use():
    forms = the_names().forms

    assert [f for trade in TRADES.all for f in trade.forms if not forms.is_allowed(f)] == []


@pytest.mark.parametrize(
    ("items", "main", "meant"),
    [
        (("餐饮服务",), "", "早餐店"),
        (("日用百货销售", "食品销售（仅销售预包装食品）"), "", "便利店"),
        (("日用百货销售", "食品销售", "食用农产品零售"), "", "超市"),
        (("餐饮服务", "理发服务"), "理发服务", "理发店"),
        (("典当业务",), "", None),
        ((), "", None),
    ],
)
def test_the_scope_tells_the_trade(items, main, meant):
    trade = TRADES.meant_by(items, main)

    assert (trade.code if trade else None) == meant


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("trades.yaml", "items: [理发服务]", "items: [理发]", "not in the scope catalogue"),
        ("trades.yaml", "items: [理发服务]", "items: [典当业务]", "cannot be ticked"),
        ("trades.yaml", "items: [理发服务]", "items: [烟花爆竹零售]", "cannot be ticked"),
        ("trades.yaml", "zh: 理发店", "zh: 早餐店", "twice"),
        ("trades.yaml", "zh: 理发店", "zh: 剪发店", "has no trade"),
        ("trades.yaml", "group: eat", "group: drink", "no heading"),
        ("trades.yaml", "id: shop", "id: eat", "twice"),
        ("trades.yaml", "industry: 早餐", "industrie: 早餐", "industry: is missing"),
        ("scope_plain.tsv", "餐饮服务\t", "餐饮\t", "not in scope.tsv"),
        ("scope_plain.tsv", "\n食品销售\t", "\n餐饮服务\t", "twice"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line(copy, name, old, new, words):
    folder = copy(name, old, new)
    with pytest.raises(CatalogueError, match=words) as fault:
        load_trades(folder, load_scope(folder))

    assert fault.value.file.endswith(name)
    assert fault.value.line > 0


def test_an_item_nobody_explained_is_still_an_item(copy):
    folder = copy("scope_plain.tsv", "旧货销售\t卖二手东西", "家具销售\t卖二手东西")
    text = (folder / "scope_plain.tsv").read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(text) if line.startswith("家具销售\t"))
    del text[first]
    (folder / "scope_plain.tsv").write_text("\n".join(text) + "\n", "utf-8")
    item = load_scope(folder).get("旧货销售")

    assert (item.plain, item.name_in("en"), item.keywords) == ("", "旧货销售", ())
