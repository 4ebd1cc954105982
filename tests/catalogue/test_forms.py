"""Claims about ``form.yaml``: whatever is wrong in it is named with file and line."""

import shutil

import pytest

from kiosk.catalogue.forms import load_form
from kiosk.catalogue.lint import lint_forms
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.form import Kind
from kiosk.domain.shape import fault_of_shape
from tests.builders import ROOT, the_form

HEAD = """\
procedure: establishment
version: "1"
since: 2026-11-01
source: official
label: {zh: 开业, en: Open}
steps:
  - id: one
    label: {zh: 一, en: One}
    fields:
"""
A = "      - {id: a.a, kind: text, label: {zh: 甲, en: A}}\n"


@pytest.fixture
def load(tmp_path):
    def form(fields: str):
        (tmp_path / "form.yaml").write_text(HEAD + fields, encoding="utf-8")
        return load_form(tmp_path)

    return form


def test_a_small_form_is_read(load):
    form = load(
        A + "      - {id: a.b, kind: flag, label: {zh: 乙, en: B}, required: {field: a.a, is: x}}\n"
    )

    assert [field.kind for field in form.fields] == [Kind.TEXT, Kind.FLAG]


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        (A + A, 11, "a.a stands in the form twice"),
        ("      - {id: a.a, kind: text, label: {zh: 甲}}\n", 10, "en: is missing"),
        ("      - {id: A, kind: text, label: {zh: 甲, en: A}}\n", 10, "pattern"),
        ("      - {id: a, kind: colour, label: {zh: 甲, en: A}}\n", 10, "kind"),
        ("      - {id: a, kind: text, label: {zh: 甲, en: A}, color: red}\n", 10, "color: is no key"),
        (A + "      - {id: b, kind: text, label: {zh: 乙, en: B}, shown_when: {field: c, is: x}}\n", 11, "shown_when asks about c"),
        (A + "      - {id: b, kind: text, label: {zh: 乙, en: B}, required: {field: a.a}}\n", 11, "belong together"),
        (A + "      - {id: b, kind: text, label: {zh: 乙, en: B}, shown_when: {}}\n", 11, "exactly one of"),
        ("      - {id: a, kind: choice, label: {zh: 甲, en: A}}\n", 10, "choices belong to kind choice"),
        ("      - {id: a, kind: records, label: {zh: 甲, en: A}}\n", 10, "members belong to kind records"),
        ("      - {id: a, kind: flag, label: {zh: 甲, en: A}, default: maybe}\n", 10, "default is no answer"),
        ("      - {id: a, kind: count, label: {zh: 甲, en: A}, example: x}\n", 10, "example is no answer"),
        ("      - {id: a, kind: text, label: {zh: 甲, en: A}, prefill: [card.photo]}\n", 10, "prefill"),
    ],
)  # fmt: skip
def test_a_fault_of_a_form_is_named_with_its_line(load, fields, line, words):
    with pytest.raises(CatalogueError) as caught:
        load(fields)

    assert caught.value.line == line
    assert words in str(caught.value.findings)


def test_choices_with_the_same_code_are_found(load):
    choice = "          - {code: x, label: {zh: 子, en: X}}\n"

    with pytest.raises(CatalogueError, match="stands twice"):
        load(
            "      - id: a\n        kind: choice\n        label: {zh: 甲, en: A}\n        choices:\n"
            + choice * 2
        )


def test_the_stock_procedures_have_no_findings():
    assert lint_forms(ROOT / "forms") == []


def test_a_folder_without_procedures_is_a_finding(tmp_path):
    assert "no procedure" in lint_forms(tmp_path)[0].message


def test_all_files_of_a_procedure_are_checked_and_named(tmp_path):
    folder = tmp_path / "establishment"
    shutil.copytree(ROOT / "forms/establishment", folder)
    for name, old, new in (
        ("form.yaml", "procedure: establishment", "procedure: other"),
        ("texts.en.yaml", "  id_empty:", "  id_emty:"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")

    found = {(finding.file.rpartition("/")[2], finding.message) for finding in lint_forms(tmp_path)}

    assert ("form.yaml", "procedure must be establishment") in found
    assert ("texts.en.yaml", "problems.id_empty is missing") in found
    assert ("texts.zh.yaml", "problems.id_emty is missing") in found


def test_every_question_has_words_in_both_languages():
    members = [member for field in the_form().fields for member in field.members]
    choices = [choice for field in [*the_form().fields, *members] for choice in field.choices]

    for words in [
        item.labels for item in [*the_form().fields, *members, *choices, *the_form().steps]
    ]:
        assert words["zh"] and words["en"] and words["en"].isascii() | ("民族" in words["en"])


def test_every_example_is_an_answer_to_its_field():
    for field in the_form().fields:
        assert fault_of_shape(field, field.example) is None
