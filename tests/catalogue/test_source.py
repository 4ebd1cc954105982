"""Claims about reading data files: types, lines, and every fault at once."""

from pathlib import Path

import pytest

from kiosk.catalogue.source import (
    CatalogueError,
    Strict,
    as_model,
    load_model,
    read_table,
    read_yaml,
)


class Part(Strict):
    name: str
    count: int = 1


class File(Strict):
    version: str
    parts: list[Part]


@pytest.fixture
def write(tmp_path):
    def file(text: str) -> Path:
        path = tmp_path / "file.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return file


def test_plain_words_are_texts_as_yaml_1_2_means_them(write):
    data = read_yaml(
        write("a: no\nb: 2026-01-01\nc: '0164'\nd: [1, -2, 2.5, true, null, 12:30]\n")
    ).data

    assert data == {
        "a": "no",
        "b": "2026-01-01",
        "c": "0164",
        "d": [1, -2, 2.5, True, None, "12:30"],
    }


def test_every_value_knows_its_line(write):
    source = read_yaml(write("version: x\nparts:\n  - name: a\n  - name: b\n    count: 2\n"))

    assert source.line_of(("parts", 1, "count")) == 5
    assert source.line_of(("parts", 1, "no such")) == 4
    assert source.line_of(("nothing",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "is empty"),
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: 1\nb: 0164\n", 2, "quotes"),
        ("a: 1\nb: [1,\n", 3, "is not YAML"),
        ("a: 1\n? [x]\n: 2\n", 2, "no word"),
        ("a: \x01", 1, "is not YAML"),
    ],
)
def test_a_file_that_is_no_data_says_where(write, text, line, words):
    with pytest.raises(CatalogueError) as caught:
        read_yaml(write(text))

    assert caught.value.line == line
    assert words in caught.value.message


def test_all_faults_are_told_at_once_by_line(write):
    path = write("parts:\n  - nam: a\n  - name: b\n    count: many\nversion: x\n")

    with pytest.raises(CatalogueError) as caught:
        load_model(path, File)

    assert [(finding.line, finding.message.split(":")[0]) for finding in caught.value.findings] == [
        (2, "parts.0.name"),
        (2, "parts.0.nam"),
        (4, "parts.1.count"),
    ]
    assert str(caught.value).startswith(f"{path}:2: ")


def test_a_good_file_becomes_its_model(write):
    file = as_model(read_yaml(write("version: x\nparts: [{name: a}]\n")), File)

    assert file.parts == [Part(name="a")]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_a_fault_of_the_catalogue(tmp_path, content):
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)

    for read in (read_yaml, lambda file: list(read_table(file, ("a",)))):
        with pytest.raises(CatalogueError, match="cannot be read"):
            read(path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [("", 1, "columns"), ("a\tc\n", 1, "columns"), ("a\tb\n1\t2\n3\n", 3, "has 1 cells")],
)
def test_a_table_says_which_row_is_wrong(write, text, line, words):
    with pytest.raises(CatalogueError) as caught:
        list(read_table(write(text), ("a", "b")))

    assert caught.value.line == line
    assert words in caught.value.message
