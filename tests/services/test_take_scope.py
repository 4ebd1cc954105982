"""An authority's catalogue is taken whole or not at all, told everywhere, and can be left again."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.adapters.signer.scope_shelf import ScopeShelf
from kiosk.catalogue.reference import load_reference
from kiosk.catalogue.scope import load_classes
from kiosk.catalogue.scope_file import NEEDED, ImportedScope, read_scope_file
from kiosk.catalogue.source import CatalogueError
from kiosk.domain.problems import Problem
from kiosk.domain.scope import ScopeOrigin
from kiosk.domain.scope_search import ScopeSearch
from kiosk.ports import SystemFault
from kiosk.ui.cli.main import run
from tests.builders import ROOT, the_names, the_reference
from tests.make_pack import FictionalAuthority, zipped

REFERENCE = ROOT / "resources/reference"
CLASSES = frozenset(load_classes(REFERENCE))
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
GOOD = ("餐饮服务", "permit", "食品经营许可证", "市场监管", "post", "6210", "yes")


def table(*rows, columns=NEEDED, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([columns, *rows])
    return out.getvalue().encode()


def stock(without=(), further=()):
    items = [item for item in the_reference().scope.items if item.text not in without]
    rows = [
        (i.text, i.kind, i.permit, i.authority, i.stage, i.industry_class, i.individual_ok)
        for i in items
    ]
    return table(*rows, *further)


def read(content):
    return read_scope_file(content, "sent.csv", CLASSES)


@pytest.fixture
def kiosk(tmp_path, monkeypatch, capsys):
    """Runs a command against a data folder of its own: exit code, what it said, what it warned."""
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))

    def command(*arguments):
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    command.folder = tmp_path
    return command


# ── the table ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_commas_or_tabs_with_or_without_a_mark_are_read(delimiter, mark):
    (item,) = read(mark + table(GOOD, delimiter=delimiter))

    assert (item.text, item.industry_class, item.permit) == ("餐饮服务", "6210", "食品经营许可证")


def test_columns_may_stand_in_any_order_and_explanations_among_them():
    columns = ("plain", *reversed(NEEDED), "keywords")
    (item,) = read(table(("做饭菜", *reversed(GOOD), "饭店 面馆"), columns=columns))

    assert (item.plain, item.keywords, item.stage) == ("做饭菜", ("饭店", "面馆"), "post")


@pytest.mark.parametrize(
    ("place", "cell", "words"),
    [
        (0, "", "item is empty"),
        (0, "餐饮；住宿", "which part items"),
        (0, "餐" * 101, "longer than 100"),
        (0, "餐饮\u200b服务", "cannot be printed"),
        (1, "licence", "kind is 'licence'"),
        (1, "general", "stage of a general item is none"),
        (2, "", "names no permit"),
        (4, "none", "stage of a permit item is post or pre"),
        (5, "621", "no class of GB/T 4754-2017"),
        (5, "9999", "no class of GB/T 4754-2017"),
        (6, "maybe", "individual_ok is 'maybe'"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_line(place, cell, words):
    wrong = [*GOOD]
    wrong[place] = cell
    with pytest.raises(CatalogueError, match=words) as fault:
        read(table(GOOD, wrong))

    assert fault.value.line == 3


@pytest.mark.parametrize(
    ("content", "words", "line"),
    [
        (b"", "lacks the columns", 1),
        (b"item,kind\n", "lacks the columns permit", 1),
        (table(columns=(*NEEDED, "price")), "not known: price", 1),
        (table(columns=(*NEEDED, "item")), "twice", 1),
        (table(), "has no items", 1),
        (table(GOOD, GOOD), "餐饮服务 stands in the table twice", 3),
        (table(GOOD, GOOD[:5]), "has 5 cells, not 7", 3),
        (table(GOOD) + "烧烤".encode("gb18030"), "is not UTF-8", 3),
        (table(GOOD) + b'"open', "is no table", 3),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(content, words, line):
    with pytest.raises(CatalogueError, match=words) as fault:
        read(content)

    assert fault.value.line == line


def test_all_faults_are_told_at_once():
    wrong = [("", *GOOD[1:]), (*GOOD[:5], "0", "yes"), GOOD[:3]]
    with pytest.raises(CatalogueError) as fault:
        read(table(*wrong))

    assert [finding.line for finding in fault.value.findings] == [2, 3, 4]


# ── what comes of it ─────────────────────────────────────────────────────────────────────────────
def test_an_imported_catalogue_takes_the_items_place_and_keeps_what_explains_them():
    further = ("钟点房经营", "general", "", "", "none", "6110", "yes")
    sent = ImportedScope("sent.csv", stock(without={"理发服务"}, further=[further]), NOW)
    reference = load_reference(REFERENCE, sent)

    assert reference.scope.get("理发服务") is None
    assert reference.scope.get("钟点房经营").plain == ""
    assert reference.scope.get("餐饮服务").keywords
    assert reference.trades.hidden == ("理发店",)
    assert reference.trades.get("理发店") is None
    assert all(reference.scope.get(i) for t in reference.trades.all for i in (*t.items, *t.also))
    search = ScopeSearch(reference.scope, reference.trades, the_names().sounds)
    assert "钟点房经营" in [item.text for item in search.find_items("钟点房")[:2]]
    assert reference.scope.origin == ScopeOrigin(sent.version, sent.sha256, imported=True)


def test_advice_that_names_vanished_items_falls_silent():
    sent = ImportedScope("sent.csv", table(GOOD), NOW)
    advice = load_reference(REFERENCE, sent).scope.advice

    assert advice.exclusions == ()
    assert advice.closed == {}


def test_the_command_takes_it_in_tells_it_and_goes_back(kiosk):
    before = kiosk("check", "scope", "理发服务")
    sent = kiosk.folder / "sent.csv"
    sent.write_bytes(stock(without={"理发服务"}))
    code, said, _ = kiosk("reference", "import", "scope", sent, "--dry-run", "--json")
    told = json.loads(said)

    assert (before[0], code, told["taken"], told["gone"]) == (0, 0, False, ["理发服务"])
    assert kiosk("check", "scope", "理发服务")[0] == 0, "a dry run changed something"
    assert kiosk("reference", "import", "scope", sent, "--by", "周检")[0] == 0
    assert kiosk("check", "scope", "理发服务")[0] == 1
    doctor = [json.loads(line) for line in kiosk("doctor", "--json")[1].splitlines()]
    (catalogue,) = [row for row in doctor if row["check"] == "scope"]
    assert (catalogue["state"], "理发店" in catalogue["message"]) == ("warn", True)
    assert kiosk("reference", "import", "scope", "--revert")[0] == 0
    assert kiosk("check", "scope", "理发服务")[0] == 0
    assert kiosk("reference", "import", "scope", "--revert")[0] == 1
    trail = [json.loads(line) for line in kiosk("trail", "export")[1].splitlines()]
    acts = [row for row in trail if str(row.get("event", "")).startswith("scope_")]
    assert [row["event"] for row in acts] == ["scope_imported", "scope_reverted"]
    assert acts[0]["details"]["hidden_trades"] == ["理发店"]
    assert acts[0]["details"]["sha256"] == told["sha256"]


def test_a_bad_file_is_told_line_by_line_and_nothing_is_taken(kiosk):
    sent = kiosk.folder / "sent.csv"
    sent.write_bytes(table(GOOD, (*GOOD[:5], "0", "yes"), GOOD))
    code, _, warned = kiosk("reference", "import", "scope", sent)

    assert code == 2
    assert "sent.csv:3" in warned
    assert "sent.csv:4" in warned
    assert kiosk("check", "scope", "理发服务")[0] == 0
    assert kiosk("reference", "import", "scope", kiosk.folder / "none.csv")[0] == 2
    assert kiosk("reference", "import", "scope")[0] == 2


# ── trust ────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def authority():
    return FictionalAuthority(NOW)


def shelf(folder, authority):
    return ScopeShelf(folder / "signed", authority.root_der)


def test_a_provisioned_install_takes_only_what_its_authority_signed(tmp_path, authority):
    real = shelf(tmp_path, authority)
    pack = authority.scope_pack(table(GOOD))
    offered = real.open(pack, "pack.zip", NOW)

    assert isinstance(offered, ImportedScope)
    assert (offered.signed, offered.file, offered.content) == (True, "scope.csv", table(GOOD))
    assert real.open(table(GOOD), "bare.csv", NOW) == Problem("reference.unsigned")
    stranger = FictionalAuthority(NOW).scope_pack(table(GOOD))
    assert real.open(stranger, "pack.zip", NOW).code == "pack.signature_wrong"
    assert ScopeShelf(tmp_path, None).open(pack, "p", NOW) == Problem("reference.no_authority")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"file": {"name": "scope.csv", "sha256": "0" * 64}}, "pack.tampered"),
        ({"file": {"name": "other.csv", "sha256": "0" * 64}}, "pack.tampered"),
        ({"format": "zhaoban pack"}, "pack.unreadable"),
        ({"made_at": "today"}, "pack.unreadable"),
        ({"made_at": "2026-11-24T02:00:00"}, "pack.unreadable"),
        ({"file": None}, "pack.unreadable"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path, authority, changed, code):
    pack = authority.scope_pack(table(GOOD), **changed)

    assert shelf(tmp_path, authority).open(pack, "p", NOW).code == code


def test_bytes_that_are_no_pack_break_nothing(tmp_path, authority):
    real = shelf(tmp_path, authority)
    pack = authority.scope_pack(table(GOOD))
    for cut in range(4, len(pack), 37):
        assert isinstance(real.open(pack[:cut], "p", NOW), Problem)
    assert real.open(zipped({"a": b""}), "p", NOW).code == "pack.unreadable"


def test_an_older_pack_is_not_taken_again_but_one_may_go_back(tmp_path, authority):
    real = shelf(tmp_path, authority)
    old = authority.scope_pack(table(GOOD))
    later = (NOW + timedelta(days=9)).isoformat()
    new = authority.scope_pack(table((*GOOD[:5], "6220", "yes")), made_at=later)
    for pack in (old, new):
        real.put(pack, "p", NOW)

    assert real.current().content != table(GOOD)
    assert real.open(old, "p", NOW).code == "reference.older"
    assert real.revert()
    assert real.current().content == table(GOOD)
    assert real.revert()
    assert real.current() is None
    assert not real.revert()


@pytest.mark.parametrize("place", ["0001-*/pack", "0001-*/note.json", "history.json"])
@pytest.mark.parametrize("signed", [True, False])
def test_a_changed_file_stops_the_install(tmp_path, authority, place, signed):
    real = shelf(tmp_path, authority) if signed else ScopeShelf(tmp_path / "practice", None)
    real.put(authority.scope_pack(table(GOOD)) if signed else table(GOOD), "p", NOW)
    (file,) = real.folder.glob(place)
    file.write_bytes(file.read_bytes()[:-3] + b"xyz")

    with pytest.raises(SystemFault, match="reference_damaged"):
        real.current()


def test_a_pack_put_in_its_place_by_hand_must_still_be_signed(tmp_path, authority):
    real = shelf(tmp_path, authority)
    real.put(FictionalAuthority(NOW).scope_pack(table(GOOD)), "p", NOW)

    with pytest.raises(SystemFault, match="reference_damaged"):
        real.current()
