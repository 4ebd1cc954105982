"""What hostile files and tired hands do to the command line, and what it answers."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.catalogue.source import CatalogueError
from kiosk.domain.states import ApplicationState, DocumentKind
from kiosk.ports import SystemFault
from kiosk.services.bar import import_bars
from kiosk.services.name_import import import_names
from kiosk.services.names_in_bulk import NotImportable, export_names
from kiosk.services.process import process, resume_unfinished
from kiosk.services.submit import submit
from kiosk.settings import SettingsError, load_settings
from kiosk.ui.cli.main import run as run_command
from kiosk.ui.cli.trouble import trouble_of

NO_FONT_HAS = "\U0002f800"


def lines(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(
    ("field", "outcome"),
    [
        ("name.brand", "returned"),
        ("proprietor.name", "referred"),
        ("proprietor.home", "referred"),
        ("premises.road", "referred"),
        ("premises.room", "referred"),
    ],
)
def test_a_character_no_font_has_is_a_decision_and_never_a_fault(house, filing, field, outcome):
    done = process(house, filing(**{field.replace(".", "__"): f"陈{NO_FONT_HAS}"}))

    assert done.decision.verdict.outcome.value == outcome


@pytest.mark.parametrize("brand", ["最" * 1999, "店" * 1999, "早餐" * 999, "㊣宗光", "⼤光里"])
def test_a_brand_that_is_none_is_returned_whatever_its_length(house, filing, brand):
    done = process(house, filing(name__brand=brand))

    assert done.decision.verdict.outcome.value == "returned"


@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("玉山镇", "approved"),
        ("里厍社区", "approved"),
        ("开发区", "approved"),
        ("高新区", "approved"),
        ("周庄镇", "returned"),
        ("花桥经济开发区", "returned"),
    ],
)
def test_a_name_holds_no_place_where_the_premises_are_not(house, filing, place, outcome):
    done = process(house, filing(premises__town="320583100", name__place=place))

    assert done.decision.verdict.outcome.value == outcome


def test_what_cannot_be_seen_in_a_brand_does_not_reach_the_licence(house, filing):
    done = process(house, filing(name__brand="芃 芮\u200d菀\ufe00洛"))

    assert done.licence is not None
    with house.store.read() as uow:
        assert [claim.index.brand for claim in uow.register.search("芃芮菀洛", 2)] == ["芃芮菀洛"]


def test_the_paper_of_such_a_decision_shows_which_character_it_was(house, filing):
    done = process(house, filing(proprietor__name=f"陈{NO_FONT_HAS}"))

    with house.store.read() as uow:
        paper = uow.licences.document(done.application.id, DocumentKind.RECEIPT, 1)
    assert "〓（U+2F800）" in text_of(paper.content)


def test_a_liaison_no_font_can_spell_keeps_no_licence_back(house, filing):
    done = process(
        house,
        filing(
            liaison__same=False,
            liaison__name=f"王{NO_FONT_HAS}",
            liaison__id_number="11010519491231002X",
            liaison__mobile="13800001234",
        ),
    )

    assert done.licence is not None


def test_one_application_that_cannot_be_issued_holds_up_no_other(house, filing):
    first, second = (submit(house, filing()).application for _ in range(2))
    broken = replace(house, renderer=FailsFor(house.renderer, first.answers.text("name.brand")))
    left = []

    taken_up = resume_unfinished(broken, lambda application, fault: left.append(application.id))

    assert left == [first.id]
    assert taken_up >= 1
    with house.store.read() as uow:
        assert uow.applications.get(second.id).state is ApplicationState.ISSUED
    with pytest.raises(SystemFault):
        resume_unfinished(broken)
    assert resume_unfinished(house) == 1


class FailsFor:
    """A renderer that cannot draw the licence of one name."""

    def __init__(self, real, brand):
        self.real, self.brand = real, brand

    def __getattr__(self, name):
        return getattr(self.real, name)

    def licence(self, content, kind):
        if self.brand in content.name:
            raise SystemFault("glyph_missing", "U+2F800")
        return self.real.licence(content, kind)


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_fault_of_the_whole_house_still_gives_every_file_its_line(terminal, example):
    files = [terminal.write(f"{n}.json", example()) for n in range(2)]
    (terminal.data / "register.sqlite").write_bytes(b"no database" * 1000)

    ran = terminal.run("apply", "--json", *files)

    assert ran.returncode == 3
    assert [(r["outcome"], r["error"]["code"]) for r in lines(ran)] == [
        ("failed", "database_damaged")
    ] * 2


@pytest.mark.parametrize(
    ("spoilt", "named_by", "code"),
    [
        ("kiosk.toml", "KIOSK_CONFIG", "settings_unusable"),
        ("data", "KIOSK_DATA", "data_folder_unusable"),
        ("licences", "", "file_unusable"),
    ],
)
def test_whatever_stops_the_house_gives_every_file_its_line_in_words(
    terminal, example, spoilt, named_by, code
):
    files = [terminal.write(f"{n}.json", example()) for n in range(2)]
    place = terminal.data / spoilt
    place.write_text("what cannot be used")

    ran = terminal.run(
        "apply", "--json", *files, environment={named_by: str(place)} if named_by else None
    )

    assert ran.returncode == 3
    assert [(r["outcome"], r["application"], r["error"]["code"]) for r in lines(ran)] == [
        ("failed", None, code)
    ] * 2
    assert all(r["error"]["message"] in ran.stderr for r in lines(ran))


def test_a_data_file_that_cannot_be_used_is_named_with_its_line():
    trouble = trouble_of(CatalogueError("rules.yaml", 7, "there is no such fact"))

    assert (trouble.code, trouble.place) == ("data_file_unusable", "rules.yaml:7")
    assert "there is no such fact" in trouble.message


def test_a_card_that_cannot_be_read_is_said_of_every_file(terminal, example):
    files = [terminal.write(f"{n}.json", example()) for n in range(2)]
    card = terminal.write("card.json", {"name": 1})

    ran = terminal.run("apply", "--json", "--card", card, *files)

    assert ran.returncode == 2
    assert [r["outcome"] for r in lines(ran)] == ["unreadable"] * 2
    assert all(r["error"]["code"] and r["error"]["message"] in ran.stderr for r in lines(ran))


def test_a_file_name_that_is_no_text_and_a_terminal_without_hanzi_stop_no_line(terminal):
    environment = {"PYTHONIOENCODING": "ascii:strict"}

    ran = terminal.run("apply", "--json", os.fsdecode(b"\xff.json"), environment=environment)

    assert ran.returncode == 2
    assert lines(ran)[0]["error"]["code"] == "file_missing"


def test_a_register_made_anew_beside_its_mark_gives_no_code_and_no_number_twice(terminal, example):
    first = lines(terminal.run("apply", "--json", terminal.write("a.json", example())))[0]
    for file in terminal.data.glob("register.sqlite*"):
        file.unlink()
    second = lines(terminal.run("apply", "--json", terminal.write("b.json", example())))[0]

    assert first["outcome"] == second["outcome"] == "approved"
    assert first["credit_code"] != second["credit_code"]
    assert first["application"] != second["application"]
    assert terminal.run("trail", "verify").returncode == 0


def test_an_out_folder_that_cannot_be_made_is_told_before_anything_is_taken(terminal, example):
    file = terminal.write("a.json", example())
    (terminal.data / "x").write_text("a file")

    ran = terminal.run("apply", "--json", file, "--out", "x/y")

    assert ran.returncode == 3
    assert "file_unusable" in ran.stderr
    assert "unexpected" not in ran.stderr
    assert not list((terminal.data / "licences").glob("*.pdf"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = [", "not TOML"),
        ('[terminal]\nidd = "K01"', "did you mean id?"),
        ('[pigeon]\nx = "K01"', "known here: "),
        ('language = "fr"', "'fr'"),
        ("[document]\noverlay_x_mm = nan", "overlay_x_mm"),
        ("[document]\noverlay_x_mm = 1e300", "overlay_x_mm"),
    ],
)
def test_unusable_settings_say_the_file_and_the_key(tmp_path, text, words):
    file = tmp_path / "kiosk.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(SettingsError) as refused:
        load_settings({"KIOSK_CONFIG": str(file)})

    assert str(file) in str(refused.value)
    assert words in str(refused.value)


def test_settings_never_repeat_what_may_be_a_password(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('register = "postgresql://u:secret@h/x"', "utf-8")

    with pytest.raises(SettingsError) as refused:
        load_settings({"KIOSK_CONFIG": str(file)})

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,area\n" + "昆" * 20_000 + ",320583\n", "line 2: longer than"),
        ("name,area\n=cmd|/c calc!A1,320583\n", "line 2: a name cannot begin"),
        ("name,area\n昆山市晨光里早餐店,320583,more\n", "line 2: more cells"),
        ("name,name,area\na,昆山市晨光里早餐店,320583\n", "line 1: a column stands there twice"),
        ("name,area\n昆山市晨光里早餐店,999999\n", "no division"),
        ('name,area\n"昆山市晨光里早餐店,320583\n', "line 2"),
        ("name,area\n昆山市\x00早餐店,320583\n", "line 2"),
        ("name,area\n昆山市晨光里早餐店,320583\n".encode("gbk"), "not UTF-8"),
        (b"", "line 1: the column name is missing"),
    ],
)
def test_a_hostile_import_is_refused_with_its_line(house, tmp_path, content, words):
    file = tmp_path / "names.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(NotImportable, match=words):
        import_names(house, file)


@pytest.mark.parametrize("take_in", [import_names, import_bars])
@pytest.mark.parametrize("place", ["/dev/zero", "/", "/no/such/file"])
def test_what_is_no_file_is_never_read_as_a_list(house, take_in, place):
    with pytest.raises(NotImportable, match="there is no such file"):
        take_in(house, Path(place))


def test_what_was_exported_can_be_imported(house, tmp_path):
    process_name = "name,area\n昆山市晨光里早餐店,320583\n"
    (tmp_path / "in.csv").write_text(process_name, "utf-8")
    import_names(house, tmp_path / "in.csv")
    with (tmp_path / "out.csv").open("w", encoding="utf-8", newline="") as out:
        written = export_names(house, out)

    again = import_names(house, tmp_path / "out.csv")

    assert (again.rows, again.added) == (written, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["licence", "revoke", "92320583MAY000017H", "--by", " ", "--ground", "x"],
        ["licence", "revoke", "92320583MAY000017H", "--by", "甲", "--ground", ""],
        ["rules", "pause", "--by", "甲\n乙", "--ground", "x"],
        ["rules", "pause", "--by", "甲", "--ground", "x\u202ey"],
        ["key", "rotate", "--by", ""],
        ["register", "search", "x", "--limit", "-1"],
        ["register", "search", "x", "--limit", "9" * 30],
        ["check", "name", "x", "--area", "99"],
        ["check", "name", "x", "--scope", "开饭馆"],
        ["check", "name", os.fsdecode(b"\xff\xfe")],
        ["trail", "verify", "--heads", "/no/such/folder"],
        ["verify", "/tmp"],
        ["verify", "/no/such.pdf"],
        ["restore", "b.zip", "--recovery-key", "/dev/zero"],
        ["restore", "b.zip"],
        ["apply"],
    ],
)
def test_an_act_without_words_and_an_option_without_sense_are_wrong_use(arguments, call):
    code, _, errors = call(*arguments)

    assert code == 2
    assert errors
    assert "unexpected" not in errors


@pytest.mark.parametrize("place", ["/dev/zero", "/", "garbage"])
def test_a_restore_of_what_is_no_backup_changes_nothing(call, house, place):
    code, _, errors = call("restore", place, "--practice")

    assert code == 3
    assert "backup_" in errors


def test_keys_of_which_one_is_gone_are_damaged_not_missing(tmp_path, terminal):
    assert terminal.run("key", "show").returncode == 0
    (terminal.data / "keys/register/index.key").unlink()

    ran = terminal.run("key", "init")

    assert ran.returncode == 3
    assert "keys_damaged" in ran.stderr
    assert "index.key" in ran.stderr


def test_questions_on_the_terminal_complete_a_file_and_go_the_whole_way(terminal, example):
    file = terminal.write("open.json", example(proprietor__mobile=None, declarations__truth=False))

    ran = terminal.run("apply", "--interactive", "--json", file, stdin="15400001234\ny\nn\ny\n")

    assert lines(ran)[0]["outcome"] == "approved"
    assert ran.returncode == 0


def test_ended_questions_submit_nothing(terminal):
    ran = terminal.run("apply", "--interactive", "--json", stdin="")

    assert ran.returncode == 2
    assert lines(ran)[0]["error"]["code"] == "interview_stopped"


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The command line inside this process, in a data folder of its own."""
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments):
        try:
            code = run_command(arguments)
        except SystemExit as leaving:
            code = leaving.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
