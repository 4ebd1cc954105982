"""The tables of the input engine: whole, and in step with the reference data they came from."""

import re
import shutil

import pytest

from kiosk.catalogue.input import load_engine
from kiosk.catalogue.source import CatalogueError, read_table
from kiosk.domain.input.engine import Mode
from tests.desk import REFERENCE
from tests.engine import TABLES, offered

FILES = ("phrases.txt", "characters.txt", "readings.txt", "strokes.txt", "parts.txt")


def _column(name: str, column: str) -> list[str]:
    path = REFERENCE / name
    header = tuple(path.read_text("utf-8").splitlines()[0].split("\t"))
    return [cells[header.index(column)] for _, cells in read_table(path, header)]


def _sounds() -> dict[str, str]:
    sounds = {}
    for line in (TABLES / "phrases.txt").read_text("utf-8").splitlines():
        _, sound, *cells = line.split(" ")
        sounds |= dict.fromkeys(cells[::2], sound)
    return sounds


SOUNDS = _sounds()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("divisions/current.tsv", "name"),
        ("divisions/towns_320583.tsv", "name"),
        ("divisions/villages_320583.tsv", "name"),
        ("industries/words.tsv", "words"),
        ("names/organisation_forms.tsv", "form"),
        ("scope.tsv", "item"),
        ("scope.tsv", "bundles"),
        ("input/own_phrases.tsv", "phrases"),
    ],
)
def test_every_phrase_of_the_reference_data_is_known_with_its_sound(name, column):
    wanted = {
        piece
        for cell in _column(name, column)
        for piece in re.findall(r"[㐀-鿿𠀀-𮯯]+", cell)
        if 2 <= len(piece) <= 10
    }

    assert sorted(wanted - set(SOUNDS)) == []


@pytest.mark.parametrize("name", ["divisions/towns_320583.tsv", "divisions/villages_320583.tsv"])
def test_a_place_of_the_pilot_typed_by_its_sound_is_among_the_first(name):
    for place in _column(name, "name"):
        code = SOUNDS[place].replace("'", "")
        assert place in offered(Mode.PINYIN, code)[:5], place


@pytest.mark.parametrize("name", ["phrases.txt", "readings.txt", "strokes.txt", "parts.txt"])
def test_the_lines_are_sorted_by_their_bytes(name):
    lines = (TABLES / name).read_bytes().split(b"\n")[:-1]

    assert lines == sorted(lines)
    assert all(lines)


def test_no_phrase_is_offered_that_no_name_may_hold():
    rows = zip(*(_column("words/listed.tsv", c) for c in ("word", "level", "layer")), strict=True)
    barred = {word for word, level, layer in rows if level == "hard" and layer != "state"}

    assert barred & set(SOUNDS) == set()


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(TABLES, tmp_path / "input")


@pytest.mark.parametrize("name", [*FILES, "component_names.tsv", "ideographs.tsv"])
def test_a_missing_table_is_named(copied, name):
    (copied / name).unlink()

    with pytest.raises(CatalogueError, match=name):
        load_engine(copied)


@pytest.mark.parametrize("name", FILES)
def test_a_table_that_was_cut_short_is_refused(copied, name):
    whole = (copied / name).read_bytes()
    (copied / name).write_bytes(whole[: len(whole) // 2].rstrip(b"\n"))

    with pytest.raises(CatalogueError, match=name):
        load_engine(copied)


def test_a_span_that_is_none_is_refused_with_its_line(copied):
    file = copied / "ideographs.tsv"
    file.write_text(file.read_text("utf-8").replace("4DB5", "4DBX"), "utf-8")

    with pytest.raises(CatalogueError, match=r"ideographs\.tsv:2"):
        load_engine(copied)
