import shutil

import pytest

from kiosk.catalogue.names import load_names
from kiosk.catalogue.source import CatalogueError
from tests.builders import ROOT, the_names

STOCK = ROOT / "resources/reference"


@pytest.fixture
def tables(tmp_path):
    for folder in ("hanzi", "industries", "names", "words", "divisions"):
        shutil.copytree(STOCK / folder, tmp_path / folder)
    return tmp_path


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("industries/words.tsv", "62\t餐饮业\t某词\tyes", "no class of four digits"),
        ("industries/words.tsv", "6210\t正餐服务\t早餐\tyes", "早餐 has two classes"),
        ("industries/words.tsv", "6210\t正餐服务\t一二三四五六七八九\tyes", "longer than"),
        ("industries/groups.tsv", "more\t又一组\t621\tyes", "stands in two groups"),
        ("names/organisation_forms.tsv", "天地\tperhaps\t\tyes", "is not one of"),
        ("names/places.tsv", "320583\t某地\tperhaps\tyes", "none of place"),
        ("names/pleasant.tsv", "middle\t\t甲\tyes", "no kind of entry"),
        ("names/pairings.tsv", "甲\t乙", "each with a weight"),
        ("hanzi/variants.tsv", "龍\t龙", "not a standard one"),
        ("names/generic.tsv", "age\t老字号\tyes", "one or two characters"),
        ("names/protected.tsv", "全聚德\t老字号\t\tyes", "is listed twice"),
        ("names/protected.tsv", "某牌\t有名\t\tyes", "is no renown"),
        ("names/protected.tsv", "某牌\t老字号\tnowhere\tyes", "no industry group"),
        ("words/listed.tsv", "支那\thard\tdignity\t第十一条\tyes", "is listed twice"),
        ("words/listed.tsv", "某词\thard\tdignity\t\tyes", "has no article"),
        ("words/listed.tsv", "某词\tperhaps\tdignity\t第十一条\tyes", "某词"),
        ("hanzi/pinyin.tsv", "a\t7\t啊", "neither 0 nor 1"),
    ],
)
def test_a_fault_of_a_table_is_told_with_file_and_line(tables, table, row, says):
    append(tables / table, row)
    with pytest.raises(CatalogueError, match=says) as caught:
        load_names(tables)
    assert caught.value.file.endswith(table)


def test_a_table_of_characters_cut_short_is_not_loaded(tables):
    path = tables / "hanzi/characters.txt"
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    with pytest.raises(CatalogueError, match="8105"):
        load_names(tables)


def test_a_word_list_too_long_to_be_read_is_not_loaded(tables):
    rows = "\n".join(f"词{n}\thard\tvice\t第十一条\tyes" for n in range(500))
    append(tables / "words/listed.tsv", rows)
    with pytest.raises(CatalogueError, match="more than 500"):
        load_names(tables)


@pytest.mark.parametrize(
    "table", ["industries/words.tsv", "names/places.tsv", "hanzi/pinyin.tsv", "names/generic.tsv"]
)
def test_changed_tables_make_another_keyset(tables, table):
    path = tables / table
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert load_names(tables).keyset != the_names().keyset


def test_the_same_tables_make_the_same_keyset(tables):
    assert load_names(tables).keyset == the_names().keyset


def test_a_changed_word_list_leaves_the_keys_alone(tables):
    append(tables / "words/listed.tsv", "某词\thard\tvice\t第十一条\tyes")
    assert load_names(tables).keyset == the_names().keyset


def test_wordings_and_forms_of_one_trade_are_in_one_group():
    table = the_names().industries

    def group(word):
        return table.group_of(table.class_of(word))

    assert group("餐饮") == group("早餐") == group("火锅") == "meals"
    assert group("房产") == group("地产") == group("置业")
    assert group("五金") == group("建材")
    assert group("奶茶") != group("餐饮")
    assert group("超市") != group("五金")


def test_the_longest_word_tells_the_class():
    assert the_names().industries.class_of("汽车维修") == "8111"
    assert the_names().industries.class_of("汽车") == "5261"
    assert the_names().industries.class_of("什么也不是") == ""


def test_a_new_table_of_look_alikes_leaves_the_keys_alone_and_shows_its_version(tables):
    append(tables / "hanzi/look_alike.tsv", "=甲乙\t甲乙")
    assert load_names(tables).keyset == the_names().keyset
    path = tables / "hanzi/look_alike.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *lines[2:]]) + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="version"):
        load_names(tables)
