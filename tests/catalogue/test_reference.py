"""Claims about loading reference data, and about the schemas that are published."""

import json
import shutil

import jsonschema
import pytest

from kiosk.catalogue.calendar import load_calendar
from kiosk.catalogue.divisions import load_divisions
from kiosk.catalogue.reference import load_nations
from kiosk.catalogue.schemas import MODELS, published, write_schemas
from kiosk.catalogue.scope import load_scope
from kiosk.catalogue.source import CatalogueError, read_yaml
from tests.builders import ROOT

REFERENCE = ROOT / "resources/reference"
FILES = {
    "address": "resources/reference/address.yaml",
    "areas": "resources/reference/divisions/areas.yaml",
    "calendar": "resources/reference/calendar.yaml",
    "form": "forms/establishment/form.yaml",
    "scope_wording": "resources/reference/scope_wording.yaml",
    "staff": "resources/reference/staff.yaml",
    "texts": "forms/establishment/texts.zh.yaml",
    "trades": "resources/reference/trades.yaml",
    "verification": "resources/reference/verification.yaml",
}


@pytest.fixture
def copy(tmp_path):
    def reference(name: str, old: str, new: str):
        folder = tmp_path / "reference"
        shutil.copytree(REFERENCE, folder)
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return reference


def test_the_published_schemas_are_current():
    folder = ROOT / "forms/schemas"

    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.json")} == published()


def test_schemas_are_written_as_they_are_published(tmp_path):
    write_schemas(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == set(published())


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_stock_file_keeps_to_its_published_schema(name):
    schema = json.loads(published()[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(read_yaml(ROOT / FILES[name]).data, schema)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_schema_finds_a_misspelt_key(name):
    schema = json.loads(published()[f"{name}.schema.json"])

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"no such key": 1}, schema)


def test_each_stock_file_tells_editors_its_schema():
    for name, file in FILES.items():
        first = (ROOT / file).read_text("utf-8").splitlines()[0]
        target = (ROOT / file).parent / first.partition("$schema=")[2]

        assert target.resolve() == ROOT / f"forms/schemas/{name}.schema.json"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("日用品销售\t", "日用百货销售\t", "twice"),
        ("\tgeneral\t", "\tspecial\t", "special"),
        ("\t5211\t", "\t521\t", "four digits"),
    ],
)
def test_a_bad_row_of_the_scope_catalogue_is_named(copy, old, new, words):
    with pytest.raises(CatalogueError, match=words) as caught:
        load_scope(copy("scope.tsv", old, new))

    assert caught.value.line > 1


@pytest.mark.parametrize(
    ("name", "old", "new", "ask"),
    [
        ("divisions/current.tsv", "320583\t", "32058\t", lambda d: d.name_of("320583")),
        ("divisions/towns_320583.tsv", "\ttown\t", "\tcity\t", lambda d: d.towns_of("320583")),
        ("divisions/villages_320583.tsv", "320583100\t", "32058310\t", lambda d: d.villages_of("320583100")),
        ("divisions/areas.yaml", "since: 2021-03-01", "since: once", lambda d: d.area_of("320583")),
    ],
)  # fmt: skip
def test_a_bad_table_of_divisions_is_named_when_it_is_first_asked(copy, name, old, new, ask):
    divisions = load_divisions(copy(name, old, new))

    with pytest.raises(CatalogueError, match=name.rpartition("/")[2]):
        ask(divisions)


@pytest.mark.parametrize(
    ("old", "new"),
    [("last: 2026-01-03", "last: 2025-12-31"), ("workdays: [2026-01-04", "workdays: [2027-01-04")],
)
def test_a_calendar_that_contradicts_itself_is_refused(copy, old, new):
    with pytest.raises(CatalogueError, match=r"calendar\.yaml"):
        load_calendar(copy("calendar.yaml", old, new))


def test_there_are_fifty_six_nations_and_two_other_codes():
    nations = load_nations(REFERENCE)

    assert len(nations) == 58
    assert (nations["01"], nations["05"], nations["56"]) == ("汉族", "维吾尔族", "基诺族")


def test_what_no_authority_has_confirmed_is_marked():
    for name in ("address.yaml", "scope_wording.yaml"):
        assert read_yaml(REFERENCE / name).data["unconfirmed"] is True
    assert read_yaml(REFERENCE / "calendar.yaml").data["years"][0]["unconfirmed"] is True
    assert read_yaml(REFERENCE / "divisions/areas.yaml").data["areas"][0]["unconfirmed"] is True
